using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using OrderDesk.Core.Data;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Review;

/// <summary>An agent lets an order rest until its money comes: it comes back by itself when the payment is heard of, or when it has taken too long.</summary>
public sealed class WaitForPayment(Desk desk, IOptions<ReviewOptions> options)
{
    /// <param name="OrderId">The order.</param>
    /// <param name="SeenVersion">The version on the agent's screen.</param>
    /// <param name="Fence">The claim it is done under; null where none is asked for.</param>
    public sealed record Command(OrderId OrderId, int SeenVersion, long? Fence = null);

    /// <summary>Waits; refused where the order is paid.</summary>
    public async Task<Result> RunAsync(Actor actor, Command command, CancellationToken ct)
    {
        if (!actor.Can(ReviewPermissions.Decide))
        {
            return Error.Forbidden("review.decide-forbidden");
        }

        return await desk.WriteAsync(actor, async write =>
        {
            var opened = await ReviewBook.OpenCaseAsync(write, command.OrderId, command.SeenVersion, command.Fence, ct);
            if (!opened.IsOk)
            {
                return opened.Error;
            }

            var (order, review) = opened.Value;
            var until = write.Now + options.Value.PaymentWait;
            if (order.IsPaid)
            {
                return Error.Conflict("review.paid-already", order.Payment);
            }

            if (review!.AwaitPayment(until, actor, write.Now) is { IsOk: false } refused)
            {
                return refused;
            }

            order.LogReview("review.awaits-payment", actor, write.Now, new { until });
            return Result.Ok;
        }, ct);
    }
}

public sealed partial class ReviewCase
{
    /// <summary>Puts the case off until the money is heard of, at the longest until an instant (UTC).</summary>
    public Result AwaitPayment(DateTime until, Actor by, DateTime now)
    {
        var put = Snooze(until, by, now);
        AwaitsPayment = put.IsOk;
        return put;
    }

    /// <summary>The money has been heard of: a case that rested for it is back.</summary>
    public void HearOfPayment()
    {
        if (AwaitsPayment)
        {
            (SnoozedUntil, SnoozedBy, AwaitsPayment) = (null, null, false);
        }
    }
}

/// <summary>A case that rests for the money comes back when it is heard of, good news or bad; where nothing else holds the order, the checks have ended it already.</summary>
internal sealed class ComeBackOnPayment : Reaction<OrderAmended>
{
    public override int Order => 310;

    protected override async Task<Result> ReactAsync(Write write, OrderAmended happened, CancellationToken ct)
    {
        var order = write.Db.Orders.Local.FindEntry(happened.OrderId)?.Entity;
        if (order?.HeardOfPayment is true)
        {
            (await write.Db.ReviewCases.SingleOrDefaultAsync(r => r.OrderId == happened.OrderId && r.AwaitsPayment, ct))?.HearOfPayment();
        }

        return Result.Ok;
    }
}
