using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Data;

namespace OrderDesk.Core.Orders;

/// <summary>Every order that a list holds, page after page, for what is done to all of them.</summary>
internal static class OrderPick
{
    /// <summary>The orders of the filter in its order, at most so many; null where a search found more than it counts.</summary>
    public static async Task<List<OrderId>?> OfAsync(OrderDeskDb db, OrderQueue.Filter filter, TimeZoneInfo zone, int most, CancellationToken ct)
    {
        var days = new DaySpan(filter.From, filter.To, zone);
        if (filter.Only is null && string.IsNullOrWhiteSpace(filter.Search))
        {
            return await OrderQueueQueries.Walk(OrderQueueQueries.Narrowed(db.Orders, filter, days), filter, null, back: false).Select(o => o.Id).Take(most).ToListAsync(ct);
        }

        var found = await OrderLookup.FindAsync(db, filter, days, ct);
        return found.OrMore ? null : [.. found.Keys.Select(key => key.Id).Take(most)];
    }
}
