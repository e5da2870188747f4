using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Data;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Review;

/// <summary>Loads an order and its case for a decision and says why this person may not decide it now.</summary>
internal static class ReviewBook
{
    /// <summary>An order is not as it was seen; <see cref="WhoMovedAsync"/> says who and what.</summary>
    public static readonly Error Moved = Error.Conflict("shared.changed-meanwhile");

    public sealed record Opened(Order Order, ReviewCase? Case);

    /// <summary>The order as the person saw it, its case under their claim, and nobody else on it; else a refusal that names who and what.</summary>
    /// <param name="write">The write.</param>
    /// <param name="id">The order.</param>
    /// <param name="seenVersion">The version on the person's screen.</param>
    /// <param name="fence">The claim they act under; null where none is asked for.</param>
    /// <param name="ct">Stops it.</param>
    public static async Task<Result<Opened>> OpenAsync(Write write, OrderId id, int seenVersion, long? fence, CancellationToken ct)
    {
        var order = await write.Db.Orders.Include(o => o.Lines).Include(o => o.Holds).SingleOrDefaultAsync(o => o.Id == id, ct);
        if (order is null)
        {
            return Error.NotFound("orders.not-found", id.Number);
        }

        var review = await write.Db.ReviewCases.SingleOrDefaultAsync(r => r.OrderId == id, ct);
        var opened = new Opened(order, review);
        return WhyNot(opened, seenVersion, fence, write.Actor, write.Now) is not { } refusal ? opened
            : ReferenceEquals(refusal, Moved) ? await WhoMovedAsync(write.Db, id, ct)
            : refusal;
    }

    /// <summary>Why a person may not decide an order that is loaded, or null; <see cref="Moved"/> where it is not as they saw it.</summary>
    public static Error? WhyNot(Opened opened, int seenVersion, long? fence, Actor actor, DateTime now)
    {
        var (order, review) = opened;
        if (review?.WhyNot(actor, now) is { } refusal && (review.State is ReviewState.Open || order.Version != seenVersion))
        {
            return refusal;
        }

        if (order.Version != seenVersion)
        {
            return Moved;
        }

        return review is not { State: ReviewState.Open } ? null
            : fence is { } claim && review.WhyLost(actor, claim, now) is { } lost ? lost
            : review.EscalatedAt is not null && !actor.Can(ReviewPermissions.DecideEscalated) ? Error.Forbidden("review.escalated", review.EscalatedByName ?? "")
            : null;
    }

    /// <summary>The same where there must be an open case.</summary>
    public static async Task<Result<Opened>> OpenCaseAsync(Write write, OrderId id, int seenVersion, long? fence, CancellationToken ct)
    {
        var opened = await OpenAsync(write, id, seenVersion, fence, ct);
        return opened is { IsOk: true, Value.Case: not { State: ReviewState.Open } } ? Error.NotFound("review.no-case", id.Number) : opened;
    }

    /// <summary>
    /// Why a decision was refused: where somebody was faster between two looks of this write, who and what they did; else the reason that was given.
    /// </summary>
    public static async Task<Error> WhyAsync(Write write, OrderId id, int seenVersion, Error refused, CancellationToken ct) =>
        await write.Db.Orders.AsNoTracking().Where(o => o.Id == id).Select(o => o.Version).SingleAsync(ct) == seenVersion ? refused : await WhoMovedAsync(write.Db, id, ct);

    /// <summary>Who did what to an order last.</summary>
    public static async Task<Error> WhoMovedAsync(OrderDeskDb db, OrderId id, CancellationToken ct)
    {
        // What a person did is what the other wants to know; what the desk did after it follows from it.
        var nobody = default(StaffId);
        var events = db.OrderEvents.AsNoTracking().Where(e => e.OrderId == id).OrderByDescending(e => e.Number);
        var last = await events.FirstOrDefaultAsync(e => e.ActorId != nobody, ct) ?? await events.FirstAsync(ct);
        return Error.Conflict("review.order-changed", last.ActorName, last.Code, last.At);
    }
}
