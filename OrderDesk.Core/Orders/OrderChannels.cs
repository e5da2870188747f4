using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Channels;
using OrderDesk.Core.Data;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Orders;

/// <summary>The channels orders come from, by name, to show and to filter by.</summary>
public sealed class OrderChannels(IDbContextFactory<OrderDeskDb> contexts)
{
    /// <summary>One channel.</summary>
    public sealed record Row(ChannelId Id, string Code, string Name);

    /// <summary>Reads them all; there are few.</summary>
    public async Task<Result<IReadOnlyList<Row>>> ReadAsync(Actor actor, CancellationToken ct)
    {
        if (!actor.Can(OrdersPermissions.Read))
        {
            return Error.Forbidden("orders.read-forbidden");
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Channels.OrderBy(c => c.Code).Select(c => new Row(c.Id, c.Code, c.Name)).ToListAsync(ct);
    }
}
