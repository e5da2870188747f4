using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using OrderDesk.Core.Access;
using OrderDesk.Core.Data;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Review.Bulk;

/// <summary>Does one action to one order, by the rules a single action has; what it is done to may be an order to keep or one to throw away.</summary>
public sealed class BulkActing(IOptions<ReviewOptions> options, CurrentHolds holds, RoleGrants grants)
{
    /// <summary>Who acts, by what counts for holds now, and to whom cases are handed.</summary>
    internal async ValueTask<Decider> DeciderAsync(OrderDeskDb db, BulkAction? action, Actor actor, DateTime now, Func<ReviewDecisionId> newId, CancellationToken ct) =>
        new(actor, now, newId, await holds.OfAsync(db, ct), action?.To is { } to ? await Colleague.OfAsync(db, to, grants, options.Value, now, ct) : null);

    /// <summary>Orders with what the action looks at: holds and case where it decides.</summary>
    internal static async Task<Dictionary<OrderId, ReviewBook.Opened>> LoadAsync(OrderDeskDb db, BulkAction action, IReadOnlyCollection<OrderId> ids, CancellationToken ct)
    {
        var orders = db.Orders.Where(o => EF.Parameter(ids).Contains(o.Id));
        var loaded = await (action.Kind is BulkKind.Approve && db.ChangeTracker.QueryTrackingBehavior is QueryTrackingBehavior.TrackAll ? orders.Include(o => o.Holds).Include(o => o.Lines)
            : action.IsDecision ? orders.Include(o => o.Holds)
            : orders).ToListAsync(ct);
        var cases = action.NeedsCase ? await db.ReviewCases.Where(r => EF.Parameter(ids).Contains(r.OrderId)).ToDictionaryAsync(r => r.OrderId, ct) : [];
        return loaded.ToDictionary(o => o.Id, o => new ReviewBook.Opened(o, cases.GetValueOrDefault(o.Id)));
    }

    /// <summary>Why it may not be begun on this order, or null; nothing has been touched then.</summary>
    internal static async Task<Error?> WhyNotAsync(OrderDeskDb db, BulkAction action, ReviewBook.Opened opened, int seenVersion, long? seenFence, Decider by, CancellationToken ct)
    {
        if (!action.NeedsCase)
        {
            return null;
        }

        var refusal = action.Kind is BulkKind.HandOver ? BulkHanding.WhyNot(opened, seenVersion, seenFence, by) : ReviewBook.WhyNot(opened, seenVersion, null, by.Actor, by.Now);
        if (ReferenceEquals(refusal, ReviewBook.Moved))
        {
            return await ReviewBook.WhoMovedAsync(db, opened.Order.Id, ct);
        }

        return refusal ?? (action.Kind is not BulkKind.Reject && opened.Case is not { State: ReviewState.Open }
            ? Error.NotFound("review.no-case", opened.Order.Number)
            : null);
    }

    /// <summary>Does it; after a refusal the order may have been touched and must not be kept.</summary>
    internal async Task<Result<Said>> ActAsync(OrderDeskDb db, BulkAction action, ReviewBook.Opened opened, Decider by, CancellationToken ct) => action.Kind switch
    {
        BulkKind.Approve => await Deciding.ApproveAsync(db, options.Value, opened, [], action.Words, by, ct),
        BulkKind.Reject => Deciding.Reject(opened, action.Words, RefundOf(opened.Order, action.Refund!.Value), by),
        BulkKind.Tag => Plain(opened.Order.AddTag(action.Words, by.Actor, by.Now)),
        BulkKind.Note => Plain(opened.Order.AddNote(action.Words, by.Actor, by.Now)),
        BulkKind.Escalate => Plain(Deciding.Escalate(opened, action.Words, by.Actor, by.Now)),
        BulkKind.HandOver => Plain(BulkHanding.Act(opened, action.Words, by, options.Value)),
        BulkKind.Snooze => Plain(Deciding.Snooze(opened, action.Until!.Value, action.Words, by.Actor, by.Now)),
    };

    /// <summary>Only what was paid goes back.</summary>
    private static RefundInstruction RefundOf(Order order, RefundInstruction asked) =>
        order.Payment is PaymentStatus.Paid or PaymentStatus.Authorized or PaymentStatus.PartiallyRefunded ? asked : RefundInstruction.None;

    private static Result<Said> Plain(Result result) => result.Error is { } error ? error : new Said();
}
