using OrderDesk.Core.Review;
using OrderDesk.Core.Shared;
using OrderDesk.Web.Shell;

namespace OrderDesk.Web.Features.Review;

/// <summary>Cancelling an order that no case holds, and the warehouse's answer, as the person in front of the page at that moment.</summary>
internal sealed class CaseStops(CancelOrder cancel, AnswerCancel answer, CurrentStaff staff)
{
    public async Task<Result> CancelAsync(CaseScreen screen, RejectDialog.Answer said, CancellationToken ct) =>
        (await cancel.RunAsync(await staff.GetAsync(), new CancelOrder.Command(screen.Sheet.Id, screen.Sheet.Version, said.Reason, said.Refund, screen.Fence), ct)).Plain;

    public async Task<Result> AnswerAsync(CaseScreen screen, bool stopped, string note, CancellationToken ct) =>
        await answer.RunAsync(await staff.GetAsync(), new AnswerCancel.Command(screen.Sheet.Id, screen.Sheet.Version, stopped, note), ct);
}
