using OrderDesk.Core.Orders;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Review.Bulk;

/// <summary>Hands one case to a colleague: whose it may be, who can take it, and for how long it waits for them.</summary>
internal static class BulkHanding
{
    /// <summary>Why it may not be handed, or null. Only a manager hands what somebody else works on, and only what they saw in those hands.</summary>
    /// <param name="opened">The order and its case.</param>
    /// <param name="seenVersion">The version that was looked at.</param>
    /// <param name="seenFence">The claim that was looked at, or null.</param>
    /// <param name="by">Who hands, to whom.</param>
    public static Error? WhyNot(ReviewBook.Opened opened, int seenVersion, long? seenFence, Decider by)
    {
        var (order, review) = opened;
        var (actor, to) = (by.Actor, by.To!);
        if (to.Wrong is { } wrong)
        {
            return wrong;
        }

        if (review is not { State: ReviewState.Open })
        {
            return review?.WhyNot(actor, by.Now) ?? Error.NotFound("review.no-case", order.Number);
        }

        if (order.Version != seenVersion)
        {
            return ReviewBook.Moved;
        }

        var any = actor.Can(ReviewPermissions.HandAny);
        return review.Claimant(by.Now) is not { } holder ? (any || IsOwn(opened, actor, by.Now) ? to.WhyNot(HandedCase.Of(order, review)) : NotYours(order))
            : holder == to.Id ? Error.Conflict("review.hand-already", to.Name)
            : holder != actor.Id && (!any || review.Fence != seenFence) ? review.WhyNot(actor, by.Now)
            : to.WhyNot(HandedCase.Of(order, review));
    }

    /// <summary>Hands it: the claim, what rests, and what was promised to the customer.</summary>
    public static Result Act(ReviewBook.Opened opened, string? note, Decider by, ReviewOptions options)
    {
        var (order, review) = opened;
        var to = by.To!;
        var from = review!.Claimant(by.Now) is { } holder && holder != by.Actor.Id ? review.ClaimedByName : null;
        if (review.HandTo(to.Id, to.Name, by.Actor.Id, order.WaitingUntil > by.Now, options.HandedUntil(by.Now, review.DecideBy), by.Now) is { IsOk: false } refused)
        {
            return refused;
        }

        order.PassPromise(by.Actor.Can(ReviewPermissions.HandAny) ? order.PromisedBy ?? by.Actor.Id : by.Actor.Id, to.Id);
        order.LogReview("review.handed-to", by.Actor, by.Now, new { to = to.Name, from }, note);
        return Result.Ok;
    }

    /// <summary>What a person works on, has put off or passed on, or has promised a customer something about.</summary>
    private static bool IsOwn(ReviewBook.Opened opened, Actor me, DateTime now)
    {
        var (order, review) = opened;
        return (review!.SnoozedBy == me.Id && review.IsSnoozed(now)) || review.EscalatedBy == me.Id || (order.PromisedBy == me.Id && (order.WaitingUntil is not null || order.PromisedFor is not null));
    }

    private static Error NotYours(Order order) => Error.Conflict("review.hand-not-yours", order.Number);
}
