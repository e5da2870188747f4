using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Customers;
using OrderDesk.Core.Data;
using OrderDesk.Core.Orders;

namespace OrderDesk.Core.Review;

public sealed partial class OrderSheet
{
    private const int MostShown = 5;

    private static readonly PerModel<OthersQuery> Others = new(Compile);

    private delegate IAsyncEnumerable<Beside> OthersQuery(OrderDeskDb db, OrderId id, CustomerId? customer, string email, string phone, long? door);

    /// <summary>Another order and by what it was found.</summary>
    private sealed class Beside
    {
        public required Likeness By { get; init; }

        public required OrderId Id { get; init; }

        public required DateTime PlacedAt { get; init; }

        public required string? Name { get; init; }

        public required long TotalMinor { get; init; }

        public required string Currency { get; init; }

        public required OrderStatus Status { get; init; }

        public Other As(Likeness by) => new(Id, PlacedAt, Name, TotalMinor, Currency, Status, by);
    }

    private static async Task<List<Beside>> OthersAsync(OrderDeskDb db, Order order, CancellationToken ct) =>
        await Others.For(db)(db, order.Id, order.CustomerId ?? new CustomerId(-1), order.Email ?? "-", order.Phone ?? "-", order.ShipTo ?? -1).ToListAsync(ct);

    private static async Task<Buyer> KnownAsync(OrderDeskDb db, Customer customer, List<Beside> others, CancellationToken ct)
    {
        var id = customer.Id;
        var refunds = await RefundsOf.For(db)(db, id).ToListAsync(ct);
        return new Buyer(
            customer.Id, customer.Name, customer.OrderCount, customer.FirstOrderAt, customer.LastOrderAt, customer.BlockedAt, customer.BlockedReason,
            [.. others.Where(o => o.By is Likeness.Customer).OrderByDescending(o => o.PlacedAt).ThenByDescending(o => o.Id.Value).Select(o => o.As(Likeness.Customer))], refunds);
    }

    /// <summary>Orders that share an e-mail address, a phone or the door with this one but belong to another customer record.</summary>
    private static IReadOnlyList<Other> Similar(List<Beside> others) =>
    [
        .. others.Where(o => o.By is not Likeness.Customer).GroupBy(o => o.Id).Select(same => same.First().As(same.Aggregate(default(Likeness), (all, o) => all | o.By)))
            .OrderByDescending(o => o.PlacedAt).Take(MostShown),
    ];

    /// <summary>
    /// One statement of four branches, each the newest few rows of one index. What is not known is asked as something nobody has, never as null, which would
    /// find all the orders that lack it. The order's own customer is on the card already.
    /// </summary>
    private static OthersQuery Compile() => new(EF.CompileAsyncQuery(
        (OrderDeskDb db, OrderId id, CustomerId? customer, string email, string phone, long? door) =>
            db.Orders.Where(o => o.CustomerId == customer && o.Id != id)
                .OrderByDescending(o => o.PlacedAt).ThenByDescending(o => o.Id).Take(MostShown)
                .Select(o => new Beside { By = Likeness.Customer, Id = o.Id, PlacedAt = o.PlacedAt, Name = o.CustomerName, TotalMinor = o.TotalMinor, Currency = o.Currency, Status = o.Status })
            .Concat(db.Orders.Where(o => o.Email == email && o.Id != id && (o.CustomerId == null || o.CustomerId != customer))
                .OrderByDescending(o => o.PlacedAt).ThenByDescending(o => o.Id).Take(MostShown)
                .Select(o => new Beside { By = Likeness.Email, Id = o.Id, PlacedAt = o.PlacedAt, Name = o.CustomerName, TotalMinor = o.TotalMinor, Currency = o.Currency, Status = o.Status }))
            .Concat(db.Orders.Where(o => o.Phone == phone && o.Id != id && (o.CustomerId == null || o.CustomerId != customer))
                .OrderByDescending(o => o.PlacedAt).ThenByDescending(o => o.Id).Take(MostShown)
                .Select(o => new Beside { By = Likeness.Phone, Id = o.Id, PlacedAt = o.PlacedAt, Name = o.CustomerName, TotalMinor = o.TotalMinor, Currency = o.Currency, Status = o.Status }))
            .Concat(db.Orders.Where(o => o.ShipTo == door && o.Id != id && (o.CustomerId == null || o.CustomerId != customer))
                .OrderByDescending(o => o.PlacedAt).ThenByDescending(o => o.Id).Take(MostShown)
                .Select(o => new Beside { By = Likeness.Address, Id = o.Id, PlacedAt = o.PlacedAt, Name = o.CustomerName, TotalMinor = o.TotalMinor, Currency = o.Currency, Status = o.Status }))));
}
