using Microsoft.Extensions.Options;
using OrderDesk.Core.Data;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Review;

/// <summary>An agent releases holds of an order, all that a person can release or single ones; without holds left it goes on. Above a set value two must say yes.</summary>
public sealed class ApproveOrder(Desk desk, IOptions<ReviewOptions> options)
{
    /// <param name="OrderId">The order.</param>
    /// <param name="SeenVersion">The version on the agent's screen; anything newer is a conflict that names who and what.</param>
    /// <param name="Holds">The holds to release; all that a person can release when empty.</param>
    /// <param name="Note">What the agent says of it, or null.</param>
    /// <param name="Fence">The claim it is decided under; null where none is asked for.</param>
    public sealed record Command(OrderId OrderId, int SeenVersion, IReadOnlyList<OrderHoldId> Holds, string? Note, long? Fence = null);

    /// <summary>Where the order stands now.</summary>
    /// <param name="Status">Its status.</param>
    /// <param name="OpenHolds">What still holds it.</param>
    /// <param name="NeedsSecond">Whether this was the first of two who must say yes.</param>
    public sealed record Answer(OrderStatus Status, HoldType OpenHolds, bool NeedsSecond = false);

    /// <summary>Approves.</summary>
    public async Task<Result<Answer>> RunAsync(Actor actor, Command command, CancellationToken ct)
    {
        if (!actor.Can(ReviewPermissions.Decide))
        {
            return Error.Forbidden("review.decide-forbidden");
        }

        return await desk.WriteAsync<Answer>(actor, async write =>
        {
            var opened = await ReviewBook.OpenAsync(write, command.OrderId, command.SeenVersion, command.Fence, ct);
            if (!opened.IsOk)
            {
                return opened.Error;
            }

            var (order, review) = opened.Value;
            var chosen = order.Holds.Where(h => h.State is HoldState.Open && (command.Holds.Count == 0 ? h.Type is not HoldType.Stock : command.Holds.Contains(h.Id))).ToList();
            var isWhole = !order.Holds.Any(h => h.State is HoldState.Open && h.Type is not HoldType.Stock && !chosen.Contains(h));
            if (isWhole && review is not null && await NeedsTwoAsync(write, order, ct))
            {
                var yes = review.SayYes(actor);
                if (!yes.IsOk || yes.Value)
                {
                    order.LogReview("review.first-yes", actor, write.Now, note: command.Note);
                    return yes.IsOk ? new Answer(order.Status, order.OpenHolds, NeedsSecond: true) : yes.Error;
                }
            }

            if (order.Release(command.Holds, command.Note, actor, write.Now) is { IsOk: false } refused)
            {
                return await ReviewBook.WhyAsync(write, command.OrderId, command.SeenVersion, refused.Error, ct);
            }

            if (review is not null)
            {
                var decision = ReviewDecision.Of(write.NewId<ReviewDecisionId>(), isWhole ? DecisionKind.Approved : DecisionKind.Released, order, review, chosen, actor, write.Now);
                if (isWhole && review.Decide(ReviewVerdict.Approved, actor, write.Now) is { IsOk: false } undecided)
                {
                    return await ReviewBook.WhyAsync(write, command.OrderId, command.SeenVersion, undecided.Error, ct);
                }

                write.Db.ReviewDecisions.Add(decision);
            }

            return await write.SettleAsync(ct) is { IsOk: false } unsettled ? unsettled.Error : new Answer(order.Status, order.OpenHolds);
        }, ct);
    }

    /// <summary>A rule of the policy asked for it, or the whole purchase is above the limit.</summary>
    private async Task<bool> NeedsTwoAsync(Write write, Order order, CancellationToken ct) =>
        order.NeedsTwo
        || (options.Value.TwoPeopleAbove.ContainsKey(order.Currency) && options.Value.NeedsTwo(order.Currency, await ReviewBook.PurchaseAsync(write.Db, order, ct)));
}
