using OrderDesk.Core.Data;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Review;

/// <summary>A person keeps an order whole until its units come, by a date the customer was told; past it the order comes back by itself.</summary>
public sealed class BackorderOrder(Desk desk)
{
    /// <param name="OrderId">The order.</param>
    /// <param name="SeenVersion">The version on the person's screen.</param>
    /// <param name="Until">The promised date (UTC).</param>
    /// <param name="Told">What the customer was told; required.</param>
    /// <param name="Way">How.</param>
    /// <param name="Fence">The claim it is done under; null where none is asked for.</param>
    public sealed record Command(OrderId OrderId, int SeenVersion, DateTime Until, string? Told, ContactWay Way, long? Fence = null);

    /// <summary>Promises.</summary>
    public async Task<Result> RunAsync(Actor actor, Command command, CancellationToken ct)
    {
        if (!actor.Can(OrdersPermissions.Amend))
        {
            return Error.Forbidden("orders.amend-forbidden");
        }

        if (!Enum.IsDefined(command.Way))
        {
            return Error.Invalid("review.unknown-way");
        }

        return await desk.WriteAsync(actor, async write =>
        {
            var opened = await ReviewBook.OpenAsync(write, command.OrderId, command.SeenVersion, command.Fence, ct);
            return opened.IsOk
                ? opened.Value.Order.Backorder(command.Until, command.Told, command.Way.ToString(), actor, write.Now)
                : opened.Error;
        }, ct);
    }
}
