using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using MudBlazor;
using OrderDesk.Core.Data;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Review;
using OrderDesk.Core.Shared;
using OrderDesk.Web.Parts;
using OrderDesk.Web.Shell;

namespace OrderDesk.Web.Features.Policies;

/// <summary>Every type of hold: who releases it, what becomes of the units, how long it lasts, how it looks and what it is called.</summary>
public sealed partial class HoldsPage
{
    private static readonly DialogOptions Narrow = new() { MaxWidth = MaxWidth.Small, FullWidth = true, CloseOnEscapeKey = true };

    private HoldTypes.Answer? _answer;
    private string? _problem;
    private bool _refused;
    private bool _mayEdit;

    [Inject]
    private HoldTypes Types { get; set; } = null!;

    [Inject]
    private SetHoldTerms Setting { get; set; } = null!;

    [Inject]
    private CurrentStaff Staff { get; set; } = null!;

    [Inject]
    private IDialogService DialogsOf { get; set; } = null!;

    [Inject]
    private Say Say { get; set; } = null!;

    [Inject]
    private ChangeFeed Feed { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    [Inject]
    private IStringLocalizer<PoliciesWords> Words { get; set; } = null!;

    [Inject]
    private IStringLocalizer<StateWords> States { get; set; } = null!;

    /// <inheritdoc />
    protected override IDisposable? Listen(Action moved) => new LiveRows(Feed, Time, change => change.Any("hold"), moved);

    /// <inheritdoc />
    protected override async Task LoadAsync(CancellationToken ct)
    {
        var actor = await Staff.GetAsync();
        var answer = await Types.ReadAsync(actor, ct);
        (_mayEdit, _refused, _problem) = (actor.Can(ReviewPermissions.SetHolds), answer.Error?.Kind is ErrorKind.Forbidden, answer.Error is { } error ? Say.Words(error) : null);
        _answer = answer.Value ?? _answer;
    }

    private Task EditAsync(HoldTypes.Row row) => ActAsync(async ct =>
    {
        var parameters = new DialogParameters
        {
            ["Terms"] = row.Terms,
            ["IsOwn"] = row.Own is not null,
            ["Deciders"] = _answer!.Deciders,
            ["Submit"] = (HoldDialog.Answer answer) => SetAsync(row, answer.Terms, ct),
        };
        var dialog = await DialogsOf.ShowAsync<HoldDialog>(Words["holds.edit-this", States.Called(row.Terms)], parameters, Narrow);
        if (await dialog.Result is { Canceled: false, Data: Result result } && Say.Outcome(result, "said.hold-set"))
        {
            await LoadAsync(ct);
        }
    });

    private async Task<Result> SetAsync(HoldTypes.Row row, HoldTerms? terms, CancellationToken ct) =>
        await Setting.RunAsync(await Staff.GetAsync(), new SetHoldTerms.Command(row.Terms.Type, terms, row.Own), ct);

    private string Roles(HoldTerms terms) => terms.Type is HoldType.Stock ? Words["holds.nobody"].Value
        : States.Listed(_answer!.Deciders.Where(role => terms.ReleasedBy.HasFlag(role)).Select(role => States.Word(role)));

    private string Units(HoldTerms terms) => terms.Type is HoldType.Stock ? Words["holds.units-none"].Value : terms.Effect is { } effect ? States.Word(effect) : Words["holds.units-check"].Value;

    private string End(HoldTerms terms) => terms is { Hours: { } hours, AtEnd: { } end } ? Words["holds.after", hours, States.Word(end)].Value : Words["holds.for-ever"].Value;
}
