using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Data;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Review.Presence;

/// <summary>Which colleagues have an order open now.</summary>
public sealed class CaseLookers(IDbContextFactory<OrderDeskDb> contexts, TimeProvider clock)
{
    /// <summary>Reads their names, each once, without who asks.</summary>
    public async Task<Result<IReadOnlyList<string>>> ReadAsync(Actor actor, OrderId order, CancellationToken ct)
    {
        if (!actor.Can(ReviewPermissions.Read))
        {
            return Error.Forbidden("review.read-forbidden");
        }

        var now = clock.GetUtcNow().UtcDateTime;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var looks = await db.CaseLooks.Where(l => l.OrderId == order && l.Until > now && l.StaffId != actor.Id).Select(l => new { l.StaffId, l.Name }).ToListAsync(ct);
        return looks.DistinctBy(look => look.StaffId).Select(look => look.Name).Order(StringComparer.CurrentCulture).ToList();
    }
}
