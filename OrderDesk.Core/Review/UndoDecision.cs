using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Data;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Review;

/// <summary>Who decided takes it back within its seconds, while nothing has left the desk and nobody else has touched the order.</summary>
public sealed class UndoDecision(Desk desk)
{
    /// <param name="OrderId">The order.</param>
    public sealed record Command(OrderId OrderId);

    /// <summary>Takes back the person's last decision on this order.</summary>
    public async Task<Result> RunAsync(Actor actor, Command command, CancellationToken ct)
    {
        if (!actor.Can(ReviewPermissions.Decide))
        {
            return Error.Forbidden("review.decide-forbidden");
        }

        return await desk.WriteAsync(actor, write => TakeBackAsync(write, command.OrderId, ct), ct);
    }

    private static async Task<Result> TakeBackAsync(Write write, OrderId id, CancellationToken ct)
    {
        var decision = await write.Db.ReviewDecisions.Where(d => d.OrderId == id).OrderByDescending(d => d.At).ThenByDescending(d => d.Id).FirstOrDefaultAsync(ct);
        if (decision is null || decision.ById != write.Actor.Id)
        {
            return Error.Conflict("review.nothing-to-undo");
        }

        if (decision.TakeBack(write.Now) is { IsOk: false } late)
        {
            return late;
        }

        var order = await write.Db.Orders.Include(o => o.Lines).Include(o => o.Holds).SingleAsync(o => o.Id == id, ct);
        var review = await write.Db.ReviewCases.SingleAsync(r => r.OrderId == id, ct);
        var nobody = default(StaffId);
        if (await write.Db.OrderEvents.AsNoTracking().Where(e => e.OrderId == id && e.Number > decision.EventNumber && e.ActorId != nobody && e.ActorId != decision.ById)
            .OrderByDescending(e => e.Number).FirstOrDefaultAsync(ct) is { } other)
        {
            return Error.Conflict("review.order-changed", other.ActorName, other.Code, other.At);
        }

        if (review.State is ReviewState.Open && review.WhyNot(write.Actor, write.Now) is { } taken)
        {
            return taken;
        }

        review.TakeBack(write.Actor, write.Now);
        return decision.Kind is DecisionKind.Rejected ? order.TakeBackCancel(write.Actor, write.Now) : order.TakeBackRelease(decision.HoldIds, write.Actor, write.Now);
    }
}
