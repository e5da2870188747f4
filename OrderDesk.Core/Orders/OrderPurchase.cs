using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Data;

namespace OrderDesk.Core.Orders;

/// <summary>What a customer bought in one go, whatever splitting made of it.</summary>
internal static class OrderPurchase
{
    /// <summary>What it costs with all orders that splitting made of it, in minor units; cancelled parts do not count.</summary>
    public static async Task<long> TotalAsync(OrderDeskDb db, Order order, CancellationToken ct)
    {
        var first = order.Family;
        return order.TotalMinor
            + await db.Orders.Where(o => o.SplitFrom == first && o.Id != order.Id && o.Status != OrderStatus.Cancelled).SumAsync(o => o.TotalMinor, ct)
            + (first == order.Id ? 0 : await db.Orders.Where(o => o.Id == first && o.Status != OrderStatus.Cancelled).SumAsync(o => o.TotalMinor, ct));
    }
}
