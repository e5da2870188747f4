using OrderDesk.Core.Access;
using OrderDesk.Core.Data;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Review.Bulk;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Review;

/// <summary>Who decides, when, where the number of the decision comes from, what counts for each type of hold, and to whom cases are handed.</summary>
internal sealed record Decider(Actor Actor, DateTime Now, Func<ReviewDecisionId> NewId, HoldBook Holds, Colleague? To = null);

/// <summary>What was decided of one order.</summary>
/// <param name="NeedsSecond">Whether it was only the first of two yeses.</param>
/// <param name="Decision">The decision, where there was a case.</param>
internal sealed record Said(bool NeedsSecond = false, ReviewDecision? Decision = null)
{
    /// <summary>Keeps the decision.</summary>
    public void Keep(OrderDeskDb db)
    {
        if (Decision is not null)
        {
            db.ReviewDecisions.Add(Decision);
        }
    }
}

/// <summary>
/// What each decision does to one order that is loaded with its holds and its case: the same for one person on one order as for one of many. It writes
/// nothing by itself, so a look at what would happen asks the same rules of orders that are thrown away.
/// </summary>
internal static class Deciding
{
    /// <summary>The code of the refusal to release a hold that others must release.</summary>
    public const string HoldNotYours = "review.hold-not-yours";

    /// <summary>Releases holds, all that a person can release where none is named; above a set value, or where a rule asks for it, two must say yes.</summary>
    public static async Task<Result<Said>> ApproveAsync(
        OrderDeskDb db, ReviewOptions options, ReviewBook.Opened opened, IReadOnlyList<OrderHoldId> holds, string? note, Decider by, CancellationToken ct)
    {
        var (order, review) = opened;
        var chosen = order.Holds.Where(h => h.State is HoldState.Open && (holds.Count == 0 ? h.Type is not HoldType.Stock : holds.Contains(h.Id))).ToList();
        if (chosen.Find(h => !by.Holds.Of(h.Type).MayRelease(by.Actor)) is { } others)
        {
            return Error.Forbidden(HoldNotYours, others.Type, ActorRoles.Each(by.Holds.Of(others.Type).ReleasedBy).Max());
        }

        var isWhole = !order.Holds.Any(h => h.State is HoldState.Open && h.Type is not HoldType.Stock && !chosen.Contains(h));
        if (isWhole && review is not null && await NeedsTwoAsync(db, options, order, ct))
        {
            var yes = review.SayYes(by.Actor);
            if (!yes.IsOk)
            {
                return yes.Error;
            }

            if (yes.Value)
            {
                order.LogReview("review.first-yes", by.Actor, by.Now, note: note);
                return new Said(NeedsSecond: true);
            }
        }

        if (order.Release(holds, note, by.Actor, by.Now) is { IsOk: false } refused)
        {
            return refused.Error;
        }

        if (review is null)
        {
            return new Said();
        }

        var decision = ReviewDecision.Of(by.NewId(), isWhole ? DecisionKind.Approved : DecisionKind.Released, order, review, chosen, by.Actor, by.Now);
        return isWhole && review.Decide(ReviewVerdict.Approved, by.Actor, by.Now) is { IsOk: false } undecided ? undecided.Error : new Said(Decision: decision);
    }

    /// <summary>Cancels with a reason.</summary>
    public static Result<Said> Reject(ReviewBook.Opened opened, string? reason, RefundInstruction refund, Decider by)
    {
        var (order, review) = opened;
        var decision = review is { State: ReviewState.Open }
            ? ReviewDecision.Of(by.NewId(), DecisionKind.Rejected, order, review, [.. order.Holds.Where(h => h.State is HoldState.Open)], by.Actor, by.Now)
            : null;
        if (decision is not null && review!.Decide(ReviewVerdict.Rejected, by.Actor, by.Now) is { IsOk: false } undecided)
        {
            return undecided.Error;
        }

        return order.Cancel(reason, refund.ToString(), by.Actor, by.Now) is { IsOk: false } refused ? refused.Error : new Said(Decision: decision);
    }

    /// <summary>Puts an open case off.</summary>
    public static Result Snooze(ReviewBook.Opened opened, DateTime until, string? note, Actor actor, DateTime now)
    {
        if (opened.Case!.Snooze(until, actor, now) is { IsOk: false } refused)
        {
            return refused;
        }

        opened.Order.LogReview("review.snoozed", actor, now, new { until }, note?.Trim());
        return Result.Ok;
    }

    /// <summary>Passes an open case on.</summary>
    public static Result Escalate(ReviewBook.Opened opened, string? reason, Actor actor, DateTime now)
    {
        if (opened.Case!.Escalate(actor, now) is { IsOk: false } refused)
        {
            return refused;
        }

        opened.Order.LogReview("review.escalated", actor, now, note: reason!.Trim());
        return Result.Ok;
    }

    /// <summary>A rule of the policy asked for it, or the whole purchase is above the limit.</summary>
    public static async Task<bool> NeedsTwoAsync(OrderDeskDb db, ReviewOptions options, Order order, CancellationToken ct) =>
        order.NeedsTwo || (options.TwoPeopleAbove.ContainsKey(order.Currency) && options.NeedsTwo(order.Currency, await OrderPurchase.TotalAsync(db, order, ct)));
}
