using OrderDesk.Core.Orders;
using OrderDesk.Core.Review;
using OrderDesk.Core.Shared;
using OrderDesk.Web.Shell;

namespace OrderDesk.Web.Features.Review;

/// <summary>The actions of the fact sheet that nothing else does, as the person in front of the page at that moment.</summary>
internal sealed class CaseFacts(RecordCall call, WaitForPayment wait, CurrentStaff staff)
{
    public async Task<Result<ApproveOrder.Answer>> CallAsync(CaseScreen screen, OrderHoldId? hold, CallDialog.Answer answer, CancellationToken ct) => await call.RunAsync(
        await staff.GetAsync(), new RecordCall.Command(screen.Sheet.Id, screen.Sheet.Version, answer.Outcome, answer.Note, hold, answer.Again, screen.Fence), ct);

    public async Task<Result> AwaitPaymentAsync(CaseScreen screen, CancellationToken ct) =>
        await wait.RunAsync(await staff.GetAsync(), new WaitForPayment.Command(screen.Sheet.Id, screen.Sheet.Version, screen.Fence), ct);
}
