using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using OrderDesk.Core.Access;
using OrderDesk.Core.Data;
using OrderDesk.Core.Shared;
using OrderDesk.Web.Parts;
using OrderDesk.Web.Shell;

namespace OrderDesk.Web.Features.Access;

/// <summary>Everybody with an account. A desk has few people, so all of them are read and sorted here.</summary>
public sealed partial class UsersPage
{
    private IReadOnlyList<StaffList.Row>? _people;
    private StaffId _me;
    private string _search = "";
    private string? _problem;
    private bool _refused;

    [Inject]
    private StaffList People { get; set; } = null!;

    [Inject]
    private StaffActs Acts { get; set; } = null!;

    [Inject]
    private CurrentStaff Staff { get; set; } = null!;

    [Inject]
    private Say Say { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private ChangeFeed Feed { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    [Inject]
    private IStringLocalizer<AccessWords> Words { get; set; } = null!;

    [Inject]
    private IStringLocalizer<StateWords> States { get; set; } = null!;

    [SupplyParameterFromQuery(Name = "state")]
    private string? StateName { get; set; }

    [SupplyParameterFromQuery(Name = "person")]
    private string? PersonIdText { get; set; }

    private long? PersonId => Links.NumberOf(PersonIdText);

    [SupplyParameterFromQuery(Name = "sort")]
    private string? SortName { get; set; }

    [SupplyParameterFromQuery(Name = "dir")]
    private string? Direction { get; set; }

    private StaffListState State => StaffListState.Of(StateName, PersonId, SortName, Direction);

    private Page<StaffList.Row>? Shown => _people is null ? null : new Page<StaffList.Row>(State.Shown(_people, _search), null, null);

    private StaffList.Row? Person => _people?.FirstOrDefault(row => row.Id == State.Person);

    private IReadOnlyList<ViewTab> Tabs =>
    [
        new("all", Words["users.all"], (State with { State = null }).ToUrl(), Count(_ => true)),
        .. Enum.GetValues<StaffState>()
            .Where(state => state == State.State || _people?.Any(row => row.State == state) == true)
            .Select(state => new ViewTab(Slug.Of(state), States.Word(state), (State with { State = state }).ToUrl(), Count(row => row.State == state))),
    ];

    /// <inheritdoc />
    protected override IDisposable? Listen(Action moved) => new LiveRows(Feed, Time, change => change.Any("staff"), moved);

    /// <inheritdoc />
    protected override async Task LoadAsync(CancellationToken ct)
    {
        var actor = await Staff.GetAsync();
        var read = await People.ReadAsync(actor, ct);
        (_me, _people) = (actor.Id, read.Value ?? _people);
        (_refused, _problem) = (read.Error?.Kind is ErrorKind.Forbidden, read.Error is { } error ? Say.Words(error) : null);
    }

    private Task InviteAsync() => ActAsync(async ct =>
    {
        if (await Acts.InviteAsync(await Staff.GetAsync(), ct) is { } invited)
        {
            await LoadAsync(ct);
            Navigation.NavigateTo(new StaffListState { Person = invited }.ToUrl());
        }
    });

    private Task DoAsync(StaffVerb verb) => ActAsync(async ct =>
    {
        if (Person is { } person)
        {
            await Acts.RunAsync(await Staff.GetAsync(), person, verb, ct);
        }
    });

    private void Search(string text) => _search = text;

    private void Clear()
    {
        _search = "";
        Navigation.NavigateTo((State with { State = null }).ToUrl());
    }

    private void SortBy(GridSort sort) => Navigation.NavigateTo((State with { Sort = sort.By, Descending = sort.Descending }).ToUrl());

    private string? Count(Func<StaffList.Row, bool> which) => _people?.Count(which).ToString("N0", CultureInfo.CurrentCulture);
}
