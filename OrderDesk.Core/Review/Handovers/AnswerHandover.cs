using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Data;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Review;

/// <summary>A colleague accepts or refuses the cases they were offered.</summary>
public sealed class AnswerHandover(Desk desk)
{
    /// <param name="Id">The handover.</param>
    /// <param name="Accept">Whether it is taken.</param>
    public sealed record Command(HandoverId Id, bool Accept);

    /// <summary>What moved, and what did not because it was decided or taken meanwhile.</summary>
    public sealed record Answer(int Moved, IReadOnlyList<OrderId> Skipped);

    /// <summary>Answers; only who it was offered to may, and only while the offer stands.</summary>
    public async Task<Result<Answer>> RunAsync(Actor actor, Command command, CancellationToken ct)
    {
        if (!actor.Can(ReviewPermissions.Decide))
        {
            return Error.Forbidden("review.decide-forbidden");
        }

        return await desk.WriteAsync<Answer>(actor, async write =>
        {
            var handover = await write.Db.Handovers.Include(h => h.Items).SingleOrDefaultAsync(h => h.Id == command.Id && h.ToId == actor.Id, ct);
            if (handover is null)
            {
                return Error.NotFound("review.handover-gone");
            }

            if (handover.WhyNot(write.Now) is { } refusal)
            {
                return refusal;
            }

            if (command.Accept)
            {
                await MoveAsync(write, handover, ct);
            }

            return handover.Answer(command.Accept, write.Now) is { IsOk: false } refused ? refused.Error : new Answer(
                handover.Items.Count(item => item.Outcome is HandoverOutcome.Moved),
                [.. handover.Items.Where(item => item.Outcome is HandoverOutcome.Decided or HandoverOutcome.Taken).Select(item => item.OrderId)]);
        }, ct);
    }

    private static async Task MoveAsync(Write write, Handover handover, CancellationToken ct)
    {
        var ids = handover.Items.Select(item => item.OrderId).ToList();
        var orders = await write.Db.Orders.Where(o => EF.Parameter(ids).Contains(o.Id)).OrderBy(o => o.Id).ToDictionaryAsync(o => o.Id, ct);
        var cases = await write.Db.ReviewCases.Where(r => EF.Parameter(ids).Contains(r.OrderId)).OrderBy(r => r.OrderId).ToDictionaryAsync(r => r.OrderId, ct);
        foreach (var item in handover.Items)
        {
            item.Outcome = MoveOne(write, handover, item, orders[item.OrderId], cases.GetValueOrDefault(item.OrderId));
        }
    }

    private static HandoverOutcome MoveOne(Write write, Handover handover, HandoverItem item, Order order, ReviewCase? review)
    {
        var open = review is { State: ReviewState.Open } ? review : null;
        if (order.Status is not OrderStatus.OnHold || (open is null && order.PromisedBy != handover.FromId))
        {
            return HandoverOutcome.Decided;
        }

        if (open?.InHandsOfAnother(handover.FromId, handover.ToId, write.Now) is true)
        {
            return HandoverOutcome.Taken;
        }

        open?.HandOver(handover.FromId, write.Actor, item.Held, write.Now);
        order.PassPromise(handover.FromId, write.Actor.Id);
        order.LogReview("review.handed-over", write.Actor, write.Now, new { from = handover.FromName }, handover.Note);
        return HandoverOutcome.Moved;
    }
}

/// <summary>Who offered cases takes the offer back.</summary>
public sealed class WithdrawHandover(Desk desk)
{
    /// <param name="Id">The handover.</param>
    public sealed record Command(HandoverId Id);

    /// <summary>Takes it back while it is not answered.</summary>
    public async Task<Result> RunAsync(Actor actor, Command command, CancellationToken ct)
    {
        if (!actor.Can(ReviewPermissions.Decide))
        {
            return Error.Forbidden("review.decide-forbidden");
        }

        return await desk.WriteAsync(actor, async write =>
            await write.Db.Handovers.SingleOrDefaultAsync(h => h.Id == command.Id && h.FromId == actor.Id, ct) is { } handover
                ? handover.Withdraw(write.Now)
                : Error.NotFound("review.handover-gone"), ct);
    }
}
