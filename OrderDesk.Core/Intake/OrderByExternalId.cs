using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Channels;
using OrderDesk.Core.Data;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Intake;

/// <summary>What a channel may know of its own order as of now: open holds only.</summary>
public sealed class OrderByExternalId(IDbContextFactory<OrderDeskDb> contexts)
{
    /// <summary>The order, or not found when it is unknown or another channel's.</summary>
    public async Task<Result<OrderAnswer>> ReadAsync(Actor actor, ChannelId channel, string externalId, CancellationToken ct)
    {
        if (!actor.Can(IntakePermissions.Take))
        {
            return Error.Forbidden("intake.take-forbidden");
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var order = await db.Orders.Include(o => o.Holds.Where(h => h.State == HoldState.Open))
            .SingleOrDefaultAsync(o => o.ChannelId == channel && o.ExternalId == externalId, ct);
        return order is null ? Error.NotFound("intake.order-not-found", externalId) : OrderAnswer.Of(order);
    }
}
