using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Data;
using OrderDesk.Core.Orders;

namespace OrderDesk.Core.Review;

public sealed partial class OrderSheet
{
    private const int MostShown = 5;

    private static async Task<Buyer?> CustomerAsync(OrderDeskDb db, Order order, CancellationToken ct)
    {
        if (order.CustomerId is not { } id)
        {
            return null;
        }

        var customer = await db.Customers.SingleAsync(c => c.Id == id, ct);
        var last = await db.Orders.Where(o => o.CustomerId == id && o.Id != order.Id)
            .OrderByDescending(o => o.PlacedAt).ThenByDescending(o => o.Id).Take(MostShown)
            .Select(o => new Other(o.Id, o.PlacedAt, o.CustomerName, o.TotalMinor, o.Currency, o.Status, Likeness.Customer)).ToListAsync(ct);
        var refunds = await db.Refunds.Where(r => r.CustomerId == id).GroupBy(r => r.Currency)
            .Select(g => new Refunded(g.Key, g.Count(), g.Sum(r => r.AmountMinor))).ToListAsync(ct);
        return new Buyer(customer.Id, customer.Name, customer.OrderCount, customer.FirstOrderAt, customer.LastOrderAt, customer.BlockedAt, customer.BlockedReason, last, refunds);
    }

    /// <summary>Orders that share an e-mail address, a phone or the door with this one but belong to another customer record.</summary>
    private static async Task<IReadOnlyList<Other>> SimilarAsync(OrderDeskDb db, Order order, CancellationToken ct)
    {
        var found = new List<Other>();
        if (order.Email is { } email)
        {
            found.AddRange(await NewestAsync(db.Orders.Where(o => o.Email == email), Likeness.Email));
        }

        if (order.Phone is { } phone)
        {
            found.AddRange(await NewestAsync(db.Orders.Where(o => o.Phone == phone), Likeness.Phone));
        }

        if (order.ShipTo is { } door)
        {
            found.AddRange(await NewestAsync(db.Orders.Where(o => o.ShipTo == door), Likeness.Address));
        }

        return [.. found.GroupBy(o => o.OrderId).Select(same => same.First() with { Likeness = same.Aggregate(default(Likeness), (all, o) => all | o.Likeness) })
            .OrderByDescending(o => o.PlacedAt).Take(MostShown)];

        // One page of the newest is enough; the order's own customer is on the card already.
        async Task<IEnumerable<Other>> NewestAsync(IQueryable<Order> alike, Likeness by) => await alike
            .Where(o => o.Id != order.Id && (order.CustomerId == null || o.CustomerId != order.CustomerId))
            .OrderByDescending(o => o.PlacedAt).ThenByDescending(o => o.Id).Take(MostShown)
            .Select(o => new Other(o.Id, o.PlacedAt, o.CustomerName, o.TotalMinor, o.Currency, o.Status, by)).ToListAsync(ct);
    }
}
