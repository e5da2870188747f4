using OrderDesk.Core.Data;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Review;

/// <summary>No answer has come: an agent lets the order wait for it longer.</summary>
public sealed class WaitLonger(Desk desk)
{
    /// <param name="OrderId">The order.</param>
    /// <param name="SeenVersion">The version on the agent's screen.</param>
    /// <param name="Wait">How much longer from now.</param>
    /// <param name="Fence">The claim it is done under; null where none is asked for.</param>
    public sealed record Command(OrderId OrderId, int SeenVersion, TimeSpan Wait, long? Fence = null);

    /// <summary>Waits on.</summary>
    public async Task<Result> RunAsync(Actor actor, Command command, CancellationToken ct)
    {
        if (!actor.Can(ReviewPermissions.Decide))
        {
            return Error.Forbidden("review.decide-forbidden");
        }

        if (command.Wait <= TimeSpan.Zero || command.Wait > AskCustomer.LongestWait)
        {
            return Error.Invalid("review.bad-wait", AskCustomer.LongestWait.TotalDays);
        }

        return await desk.WriteAsync(actor, async write =>
        {
            var opened = await ReviewBook.OpenCaseAsync(write, command.OrderId, command.SeenVersion, command.Fence, ct);
            return opened.IsOk ? opened.Value.Order.WaitLonger(write.Now + command.Wait, actor, write.Now) : opened.Error;
        }, ct);
    }
}
