using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Data;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Review;

/// <summary>An agent takes a case over that somebody else works on; the other one reads who and why.</summary>
public sealed class TakeOverCase(Desk desk)
{
    /// <param name="OrderId">The order of the case.</param>
    /// <param name="Reason">Why; required.</param>
    public sealed record Command(OrderId OrderId, string? Reason);

    /// <summary>Takes over; refused where nobody else has it.</summary>
    public async Task<Result<ClaimCase.Answer>> RunAsync(Actor actor, Command command, CancellationToken ct)
    {
        if (!actor.Can(ReviewPermissions.Decide))
        {
            return Error.Forbidden("review.decide-forbidden");
        }

        if (CaseReason.WhyNot(command.Reason) is { } wrong)
        {
            return wrong;
        }

        return await desk.WriteAsync<ClaimCase.Answer>(actor, async write =>
        {
            var order = await write.Db.Orders.SingleOrDefaultAsync(o => o.Id == command.OrderId, ct);
            var review = await write.Db.ReviewCases.SingleOrDefaultAsync(r => r.OrderId == command.OrderId, ct);
            if (order is null || review is null)
            {
                return Error.NotFound("review.no-case", command.OrderId.Number);
            }

            var from = review.TakeOver(actor, write.Now);
            if (!from.IsOk)
            {
                return from.Error;
            }

            order.LogReview("review.taken-over", actor, write.Now, new { from = from.Value }, command.Reason!.Trim());
            return new ClaimCase.Answer(review.ClaimedUntil!.Value, review.Fence);
        }, ct);
    }
}

/// <summary>An agent puts a case off; it comes back by itself.</summary>
public sealed class SnoozeCase(Desk desk)
{
    /// <param name="OrderId">The order of the case.</param>
    /// <param name="SeenVersion">The version on the agent's screen.</param>
    /// <param name="Until">When it comes back (UTC).</param>
    /// <param name="Note">Why, or null.</param>
    /// <param name="Fence">The claim it is done under; null where none is asked for.</param>
    public sealed record Command(OrderId OrderId, int SeenVersion, DateTime Until, string? Note, long? Fence = null);

    /// <summary>Puts it off.</summary>
    public async Task<Result> RunAsync(Actor actor, Command command, CancellationToken ct)
    {
        if (!actor.Can(ReviewPermissions.Decide))
        {
            return Error.Forbidden("review.decide-forbidden");
        }

        if (command.Note is not null && CaseReason.WhyNot(command.Note) is { } wrong)
        {
            return wrong;
        }

        return await desk.WriteAsync(actor, async write =>
        {
            var opened = await ReviewBook.OpenCaseAsync(write, command.OrderId, command.SeenVersion, command.Fence, ct);
            return !opened.IsOk ? opened.Error : Deciding.Snooze(opened.Value, command.Until, command.Note, actor, write.Now);
        }, ct);
    }
}

/// <summary>An agent passes a case on to those who may decide more.</summary>
public sealed class EscalateCase(Desk desk)
{
    /// <param name="OrderId">The order of the case.</param>
    /// <param name="SeenVersion">The version on the agent's screen.</param>
    /// <param name="Reason">Why; required.</param>
    /// <param name="Fence">The claim it is done under; null where none is asked for.</param>
    public sealed record Command(OrderId OrderId, int SeenVersion, string? Reason, long? Fence = null);

    /// <summary>Passes it on.</summary>
    public async Task<Result> RunAsync(Actor actor, Command command, CancellationToken ct)
    {
        if (!actor.Can(ReviewPermissions.Decide))
        {
            return Error.Forbidden("review.decide-forbidden");
        }

        if (CaseReason.WhyNot(command.Reason) is { } wrong)
        {
            return wrong;
        }

        return await desk.WriteAsync(actor, async write =>
        {
            var opened = await ReviewBook.OpenCaseAsync(write, command.OrderId, command.SeenVersion, command.Fence, ct);
            return !opened.IsOk ? opened.Error : Deciding.Escalate(opened.Value, command.Reason, actor, write.Now);
        }, ct);
    }
}

/// <summary>What a person writes when a case changes hands.</summary>
internal static class CaseReason
{
    public static Error? WhyNot(string? text) =>
        string.IsNullOrWhiteSpace(text) ? Error.Invalid("review.reason-required")
        : text.Trim().Length > OrderEvent.NoteMaxLength ? Error.Invalid("review.reason-too-long", OrderEvent.NoteMaxLength)
        : null;
}
