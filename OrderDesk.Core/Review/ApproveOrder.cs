using OrderDesk.Core.Data;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Review;

/// <summary>An agent releases holds of an order, all that a person can release or single ones; without holds left it goes on.</summary>
public sealed class ApproveOrder(Desk desk)
{
    /// <param name="OrderId">The order.</param>
    /// <param name="SeenVersion">The version on the agent's screen; anything newer is a conflict that names who and what.</param>
    /// <param name="Holds">The holds to release; all that a person can release when empty.</param>
    /// <param name="Note">What the agent says of it, or null.</param>
    public sealed record Command(OrderId OrderId, int SeenVersion, IReadOnlyList<OrderHoldId> Holds, string? Note);

    /// <summary>Where the order stands now.</summary>
    public sealed record Answer(OrderStatus Status, HoldType OpenHolds);

    /// <summary>Approves.</summary>
    public async Task<Result<Answer>> RunAsync(Actor actor, Command command, CancellationToken ct)
    {
        if (!actor.Can(ReviewPermissions.Decide))
        {
            return Error.Forbidden("review.decide-forbidden");
        }

        return await desk.WriteAsync<Answer>(actor, async write =>
        {
            var opened = await ReviewBook.OpenAsync(write, command.OrderId, command.SeenVersion, ct);
            if (!opened.IsOk)
            {
                return opened.Error;
            }

            var (order, review) = opened.Value;
            if (order.Release(command.Holds, command.Note, actor, write.Now) is { IsOk: false } refused)
            {
                return await ReviewBook.WhyAsync(write, command.OrderId, command.SeenVersion, refused.Error, ct);
            }

            if (review is not null && (order.OpenHolds & ~HoldType.Stock) is HoldType.None
                && review.Decide(ReviewVerdict.Approved, actor, write.Now) is { IsOk: false } undecided)
            {
                return await ReviewBook.WhyAsync(write, command.OrderId, command.SeenVersion, undecided.Error, ct);
            }

            return await write.SettleAsync(ct) is { IsOk: false } unsettled ? unsettled.Error : new Answer(order.Status, order.OpenHolds);
        }, ct);
    }
}
