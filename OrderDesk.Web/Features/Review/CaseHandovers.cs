using OrderDesk.Core.Orders;
using OrderDesk.Core.Review;
using OrderDesk.Core.Shared;
using OrderDesk.Web.Shell;

namespace OrderDesk.Web.Features.Review;

/// <summary>The ways a case changes hands or comes back, as the person in front of the page at that moment.</summary>
internal sealed class CaseHandovers(TakeOverCase takeOver, SnoozeCase snooze, EscalateCase escalate, UndoDecision undo, CurrentStaff staff)
{
    public async Task<Result> TakeOverAsync(OrderId id, string reason, CancellationToken ct) =>
        (await takeOver.RunAsync(await staff.GetAsync(), new TakeOverCase.Command(id, reason), ct)).Plain;

    public async Task<Result> EscalateAsync(CaseScreen screen, string reason, CancellationToken ct) =>
        await escalate.RunAsync(await staff.GetAsync(), new EscalateCase.Command(screen.Sheet.Id, screen.Sheet.Version, reason, screen.Fence), ct);

    public async Task<Result> SnoozeAsync(CaseScreen screen, SnoozeDialog.Answer answer, CancellationToken ct) =>
        await snooze.RunAsync(await staff.GetAsync(), new SnoozeCase.Command(screen.Sheet.Id, screen.Sheet.Version, answer.Until, answer.Note, screen.Fence), ct);

    public async Task<Result> UndoAsync(OrderId id, CancellationToken ct) => await undo.RunAsync(await staff.GetAsync(), new UndoDecision.Command(id), ct);
}
