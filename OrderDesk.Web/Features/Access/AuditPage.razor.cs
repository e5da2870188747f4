using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using OrderDesk.Core.Access;
using OrderDesk.Core.Shared;
using OrderDesk.Web.Parts;
using OrderDesk.Web.Shell;

namespace OrderDesk.Web.Features.Access;

/// <summary>Who did what to which row, before and after. Looking is itself written down, so the page never loads again by itself.</summary>
public sealed partial class AuditPage
{
    private const int PageSize = 50;

    private IReadOnlyList<AuditPeople.Row> _people = [];
    private Page<AuditLines.Row>? _page;
    private string? _problem;
    private bool _refused;

    [Inject]
    private AuditLines Lines { get; set; } = null!;

    [Inject]
    private AuditPeople People { get; set; } = null!;

    [Inject]
    private CurrentStaff Staff { get; set; } = null!;

    [Inject]
    private Say Say { get; set; } = null!;

    [Inject]
    private IStringLocalizer<AccessWords> Words { get; set; } = null!;

    [Inject]
    private AuditSpeech Speech { get; set; } = null!;

    [CascadingParameter]
    private DeskClock Clock { get; set; } = DeskClock.Utc;

    [SupplyParameterFromQuery(Name = "person")]
    private string? PersonText { get; set; }

    private long? Person => Links.NumberOf(PersonText);

    [SupplyParameterFromQuery(Name = "action")]
    private string? Action { get; set; }

    [SupplyParameterFromQuery(Name = "subject")]
    private string? Subject { get; set; }

    [SupplyParameterFromQuery(Name = "from")]
    private string? From { get; set; }

    [SupplyParameterFromQuery(Name = "to")]
    private string? To { get; set; }

    [SupplyParameterFromQuery(Name = "after")]
    private string? After { get; set; }

    [SupplyParameterFromQuery(Name = "back")]
    private string? Back { get; set; }

    private AuditListState State => new()
    {
        Person = Person,
        Action = string.IsNullOrEmpty(Action) ? null : Action,
        Subject = string.IsNullOrEmpty(Subject) ? null : Subject,
        From = AuditListState.Day(From),
        To = AuditListState.Day(To),
        After = string.IsNullOrEmpty(After) ? null : After,
        Back = Back == "1",
    };

    /// <inheritdoc />
    protected override async Task LoadAsync(CancellationToken ct)
    {
        var actor = await Staff.GetAsync();
        var read = await Lines.ReadAsync(actor, State.Filter(Clock.Zone, Words.KindOf), new Paging(PageSize, State.After, State.Back), ct);
        (_refused, _problem, _page) = (read.Error?.Kind is ErrorKind.Forbidden, read.Error is { } error ? Say.Words(error) : null, read.Value ?? _page);
        _people = _people.Count > 0 ? _people : (await People.ReadAsync(actor, ct)).Value ?? [];
        Speech.People = _people;
    }

    private void Ask(AuditListState state) => Navigation.NavigateTo(state.ToUrl());

    private void Turn(Paging paging) => Navigation.NavigateTo((State with { After = paging.After, Back = paging.Back }).ToUrl());
}
