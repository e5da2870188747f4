using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Data;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Review;

/// <summary>A person cancels an order as its stage allows: at once before picking, through the warehouse while it is picked, not at all once it has left.</summary>
public sealed class CancelOrder(Desk desk)
{
    /// <param name="OrderId">The order.</param>
    /// <param name="SeenVersion">The version on the person's screen.</param>
    /// <param name="Reason">Why; required.</param>
    /// <param name="Refund">What happens to the money.</param>
    /// <param name="Fence">The claim it is done under; null where none is asked for.</param>
    public sealed record Command(OrderId OrderId, int SeenVersion, string? Reason, RefundInstruction Refund, long? Fence = null);

    /// <summary>Cancels, or asks the warehouse; answers whether it is cancelled already.</summary>
    public async Task<Result<bool>> RunAsync(Actor actor, Command command, CancellationToken ct)
    {
        if (!actor.Can(ReviewPermissions.Decide))
        {
            return Error.Forbidden("review.decide-forbidden");
        }

        if (!Enum.IsDefined(command.Refund))
        {
            return Error.Invalid("review.unknown-refund");
        }

        return await desk.WriteAsync<bool>(actor, async write =>
        {
            var opened = await ReviewBook.OpenAsync(write, command.OrderId, command.SeenVersion, command.Fence, ct);
            return opened.IsOk
                ? opened.Value.Order.CancelByStage(command.Reason, command.Refund.ToString(), actor, write.Now)
                : opened.Error;
        }, ct);
    }
}

/// <summary>The warehouse says whether an order that is being picked could still be stopped.</summary>
public sealed class AnswerCancel(Desk desk)
{
    /// <param name="OrderId">The order.</param>
    /// <param name="SeenVersion">The version on the person's screen.</param>
    /// <param name="Stopped">Whether it could be stopped.</param>
    /// <param name="Note">Why not; required where it could not.</param>
    public sealed record Command(OrderId OrderId, int SeenVersion, bool Stopped, string? Note);

    /// <summary>Answers: the order ends, or goes on.</summary>
    public async Task<Result> RunAsync(Actor actor, Command command, CancellationToken ct)
    {
        if (!actor.Can(OrdersPermissions.AnswerCancel))
        {
            return Error.Forbidden("orders.answer-cancel-forbidden");
        }

        return await desk.WriteAsync(actor, async write =>
        {
            var order = await write.Db.Orders.Include(o => o.Holds).SingleOrDefaultAsync(o => o.Id == command.OrderId, ct);
            return order is null ? Error.NotFound("orders.not-found", command.OrderId.Number)
                : write.Stale(order, command.SeenVersion) is { } stale ? stale
                : order.AnswerCancel(command.Stopped, await RefundAskedAsync(write.Db, order.Id, ct), command.Note, actor, write.Now);
        }, ct);
    }

    /// <summary>What whoever asked to stop the order wants to happen to the money, by the timeline.</summary>
    private static async Task<string?> RefundAskedAsync(OrderDeskDb db, OrderId id, CancellationToken ct)
    {
        var data = await OrderSheet.AsksToStop(db, id).Select(e => e.Data).FirstOrDefaultAsync(ct);
        return data is null ? null : JsonDocument.Parse(data).RootElement.TryGetProperty("refund", out var refund) ? refund.GetString() : null;
    }
}
