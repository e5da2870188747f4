using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Data;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Review;

/// <summary>Who works on which order now.</summary>
public sealed class OrderClaims(IDbContextFactory<OrderDeskDb> contexts, TimeProvider clock)
{
    /// <summary>A living claim.</summary>
    public sealed record Row(OrderId OrderId, StaffId By, string Name, DateTime Until);

    /// <summary>The living claims on these orders, or the person's own where none are named.</summary>
    public async Task<Result<IReadOnlyDictionary<OrderId, Row>>> ReadAsync(Actor actor, IReadOnlyCollection<OrderId>? orders, CancellationToken ct)
    {
        if (!actor.Can(OrdersPermissions.Read))
        {
            return Error.Forbidden("orders.read-forbidden");
        }

        var now = clock.GetUtcNow().UtcDateTime;
        var ids = orders?.ToList();
        await using var db = await contexts.CreateDbContextAsync(ct);
        var claims = ids is null
            ? db.ReviewCases.Where(r => r.ClaimedBy == actor.Id && r.State == ReviewState.Open)
            : db.ReviewCases.Where(r => EF.Parameter(ids).Contains(r.OrderId));
        return await claims.Where(r => r.ClaimedBy != null && r.ClaimedUntil > now)
            .Select(r => new Row(r.OrderId, r.ClaimedBy!.Value, r.ClaimedByName ?? "", r.ClaimedUntil!.Value)).ToDictionaryAsync(r => r.OrderId, ct);
    }
}
