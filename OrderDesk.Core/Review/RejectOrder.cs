using OrderDesk.Core.Data;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Review;

/// <summary>What the books are to do with money that has come in for a rejected order.</summary>
public enum RefundInstruction
{
    /// <summary>Nothing was paid, or nothing is given back.</summary>
    None = 1,

    /// <summary>All of it goes back the way it came.</summary>
    Full = 2,
}

/// <summary>An agent rejects an order: it is cancelled with a reason, its units go back on sale.</summary>
public sealed class RejectOrder(Desk desk)
{
    /// <param name="OrderId">The order.</param>
    /// <param name="SeenVersion">The version on the agent's screen.</param>
    /// <param name="Reason">Why; required.</param>
    /// <param name="Refund">What happens to the money.</param>
    /// <param name="Fence">The claim it is decided under; null where none is asked for.</param>
    public sealed record Command(OrderId OrderId, int SeenVersion, string? Reason, RefundInstruction Refund, long? Fence = null);

    /// <summary>Rejects.</summary>
    public async Task<Result> RunAsync(Actor actor, Command command, CancellationToken ct)
    {
        if (!actor.Can(ReviewPermissions.Decide))
        {
            return Error.Forbidden("review.decide-forbidden");
        }

        if (!Enum.IsDefined(command.Refund))
        {
            return Error.Invalid("review.unknown-refund");
        }

        return await desk.WriteAsync(actor, async write =>
        {
            var opened = await ReviewBook.OpenAsync(write, command.OrderId, command.SeenVersion, command.Fence, ct);
            if (!opened.IsOk)
            {
                return opened.Error;
            }

            var said = Deciding.Reject(opened.Value, command.Reason, command.Refund, new Decider(actor, write.Now, write.NewId<ReviewDecisionId>, HoldBook.BuiltIn));
            if (!said.IsOk)
            {
                return await ReviewBook.WhyAsync(write, command.OrderId, command.SeenVersion, said.Error, ct);
            }

            said.Value.Keep(write.Db);
            return Result.Ok;
        }, ct);
    }
}
