using Microsoft.Extensions.Options;
using OrderDesk.Core.Data;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Review;

/// <summary>An agent releases holds of an order, all that a person can release or single ones; without holds left it goes on. Above a set value two must say yes.</summary>
public sealed class ApproveOrder(Desk desk, CurrentHolds holds, IOptions<ReviewOptions> options)
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

            return await DecideAsync(write, options.Value, await holds.OfAsync(write.Db, ct), opened.Value, command, ct);
        }, ct);
    }

    /// <summary>Approves an order that this write has opened for the person.</summary>
    internal static async Task<Result<Answer>> DecideAsync(Write write, ReviewOptions options, HoldBook holds, ReviewBook.Opened opened, Command command, CancellationToken ct)
    {
        var order = opened.Order;
        var by = new Decider(write.Actor, write.Now, write.NewId<ReviewDecisionId>, holds);
        var said = await Deciding.ApproveAsync(write.Db, options, opened, command.Holds, command.Note, by, ct);
        if (!said.IsOk)
        {
            return said.Error.Kind is ErrorKind.Conflict ? await ReviewBook.WhyAsync(write, command.OrderId, command.SeenVersion, said.Error, ct) : said.Error;
        }

        if (said.Value.NeedsSecond)
        {
            return new Answer(order.Status, order.OpenHolds, NeedsSecond: true);
        }

        said.Value.Keep(write.Db);
        return await write.SettleAsync(ct) is { IsOk: false } unsettled ? unsettled.Error : new Answer(order.Status, order.OpenHolds);
    }
}
