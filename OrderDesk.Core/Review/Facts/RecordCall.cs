using Microsoft.Extensions.Options;
using OrderDesk.Core.Data;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Review;

/// <summary>What came of a call.</summary>
public enum CallOutcome
{
    /// <summary>The customer confirmed what was doubted.</summary>
    Confirmed = 1,

    /// <summary>Something was said that settles nothing yet.</summary>
    Spoken = 2,

    /// <summary>Nobody answered.</summary>
    NoAnswer = 3,
}

/// <summary>An agent has called the customer: what was said is on the timeline; a doubt that was confirmed away is released, and where nobody answered the case comes back later.</summary>
public sealed class RecordCall(Desk desk, CurrentHolds holds, IOptions<ReviewOptions> options)
{
    /// <param name="OrderId">The order.</param>
    /// <param name="SeenVersion">The version on the agent's screen.</param>
    /// <param name="Outcome">What came of it.</param>
    /// <param name="Note">What was said; required where somebody spoke.</param>
    /// <param name="Hold">The hold the call was about; required where the customer confirmed.</param>
    /// <param name="Again">When to try again where nobody answered, from now; null leaves the case where it is.</param>
    /// <param name="Fence">The claim it is done under; null where none is asked for.</param>
    public sealed record Command(OrderId OrderId, int SeenVersion, CallOutcome Outcome, string? Note, OrderHoldId? Hold = null, TimeSpan? Again = null, long? Fence = null);

    /// <summary>Records the call.</summary>
    public async Task<Result<ApproveOrder.Answer>> RunAsync(Actor actor, Command command, CancellationToken ct)
    {
        if (!actor.Can(ReviewPermissions.Decide))
        {
            return Error.Forbidden("review.decide-forbidden");
        }

        if (WhyNot(command) is { } wrong)
        {
            return wrong;
        }

        return await desk.WriteAsync<ApproveOrder.Answer>(actor, async write =>
        {
            var opened = await ReviewBook.OpenCaseAsync(write, command.OrderId, command.SeenVersion, command.Fence, ct);
            if (!opened.IsOk)
            {
                return opened.Error;
            }

            var order = opened.Value.Order;
            var note = string.IsNullOrWhiteSpace(command.Note) ? null : command.Note.Trim();
            order.LogReview("review.called", actor, write.Now, new { outcome = command.Outcome.ToString() }, note);
            return command switch
            {
                { Outcome: CallOutcome.Confirmed } => await ApproveOrder.DecideAsync(write, options.Value, await holds.OfAsync(write.Db, ct), opened.Value, new ApproveOrder.Command(command.OrderId, command.SeenVersion, [command.Hold!.Value], note, command.Fence), ct),
                { Outcome: CallOutcome.NoAnswer, Again: { } again } when Deciding.Snooze(opened.Value, write.Now + again, null, actor, write.Now) is { IsOk: false, Error: { } refused } => refused,
                _ => new ApproveOrder.Answer(order.Status, order.OpenHolds),
            };
        }, ct);
    }

    private static Error? WhyNot(Command command) =>
        !Enum.IsDefined(command.Outcome) ? Error.Invalid("review.unknown-call")
        : command.Outcome is not CallOutcome.NoAnswer && string.IsNullOrWhiteSpace(command.Note) ? Error.Invalid("review.call-note-required")
        : command.Note?.Trim().Length > OrderHold.NoteMaxLength ? Error.Invalid("orders.note-too-long", OrderHold.NoteMaxLength)
        : command is { Outcome: CallOutcome.Confirmed, Hold: null } ? Error.Invalid("review.call-which-hold")
        : null;
}
