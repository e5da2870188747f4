using System.Numerics;
using OrderDesk.Core.Data;

namespace OrderDesk.Core.Orders;

/// <summary>Writes many orders as they stand, with lines, holds, timeline, search words and counts.</summary>
public static class OrderBook
{
    private static readonly string[] IndexNames = ["id", "words"];

    /// <summary>
    /// Writes recorded orders (<see cref="Order.Record"/>) in bulk. Their numbers should be one range (<see cref="Write.NewIds{TId}"/>), ascending, so that
    /// <see cref="Customers.CustomerBook.CountOrdersAsync"/> can count them.
    /// </summary>
    public static async Task RecordAsync(BulkWriter bulk, IReadOnlyList<Order> orders, CancellationToken ct)
    {
        await bulk.InsertAsync(orders, ct);
        await bulk.InsertAsync(orders.SelectMany(o => o.Lines).ToList(), ct);
        await bulk.InsertAsync(orders.SelectMany(o => o.Holds).ToList(), ct);
        await bulk.InsertAsync(orders.SelectMany(o => o.Events).ToList(), ct);
        await bulk.RunAsync(bulk.Write.Db.Dialect.IndexNewOrder, IndexNames, orders.Select(o => new object[] { o.Id.Value, OrderWords.Of(o) }).ToList(), ct);
        foreach (var order in orders)
        {
            bulk.Write.Count(OrderCounters.Of(order.Status), order.Id.Value, 1);
            foreach (var type in Enum.GetValues<HoldType>().Where(type => BitOperations.IsPow2((int)type) && order.OpenHolds.HasFlag(type)))
            {
                bulk.Write.Count(OrderCounters.Of(type), order.Id.Value, 1);
            }
        }
    }
}
