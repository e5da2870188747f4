using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using OrderDesk.Core.Data;
using OrderDesk.Core.Shared;
using OrderDesk.Core.Verification;
using OrderDesk.Core.Verification.Policies;
using OrderDesk.Web.Parts;
using OrderDesk.Web.Shell;

namespace OrderDesk.Web.Features.Policies;

/// <summary>The policy in force and every version and draft beside it.</summary>
public sealed partial class PoliciesPage
{
    private const int PageSize = 25;

    private PolicyList.Answer? _answer;
    private Paging _paging = new(PageSize);
    private string? _problem;
    private bool _refused;
    private bool _mayEdit;

    [Inject]
    private PolicyList List { get; set; } = null!;

    [Inject]
    private PolicyActs Acts { get; set; } = null!;

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
    private IStringLocalizer<PoliciesWords> Words { get; set; } = null!;

    [Inject]
    private IStringLocalizer<StateWords> States { get; set; } = null!;

    /// <inheritdoc />
    protected override IDisposable? Listen(Action moved) => new LiveRows(Feed, Time, change => change.Any("policy"), moved);

    /// <inheritdoc />
    protected override async Task LoadAsync(CancellationToken ct)
    {
        var actor = await Staff.GetAsync();
        var answer = await List.ReadAsync(actor, _paging, ct);
        (_mayEdit, _refused, _problem) = (actor.Can(VerificationPermissions.EditPolicy), answer.Error?.Kind is ErrorKind.Forbidden, answer.Error is { } error ? Say.Words(error) : null);
        _answer = answer.IsOk ? answer.Value : _answer;
    }

    private Task TurnAsync(Paging paging)
    {
        _paging = paging;
        return ReloadAsync();
    }

    private Task DraftAsync() => ActAsync(async ct =>
    {
        if (await Acts.DraftAsync(ct) is { } draft)
        {
            Navigation.NavigateTo(Links.Policy(draft.Value));
        }
    });

    private string Name(PolicyList.Row row) => row.Number is { } number ? Words["version", number] : Words["draft"];

    private string Who(PolicyList.Row row) => row.PublishedByName is { Length: > 0 } by ? by : row.ChangedByName.Length > 0 ? row.ChangedByName : Words["settings-file"];
}
