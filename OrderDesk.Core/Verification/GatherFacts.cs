using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using OrderDesk.Core.Customers;
using OrderDesk.Core.Data;
using OrderDesk.Core.Inventory;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Shared;
using OrderDesk.Core.Verification.Checks;
using OrderDesk.Core.Verification.Policies;

namespace OrderDesk.Core.Verification;

/// <summary>
/// Gathers what the checks need inside the write that judges: one statement for a new order whose customer the write knows already, each branch of it along
/// an index and bounded, because it runs while nobody else can write to a SQLite file.
/// </summary>
public sealed class GatherFacts(ChannelHabits habits, ChannelCodes channels, IOptions<CompanyOptions> company, IOptions<PassLimits> limits)
{
    private readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById(company.Value.TimeZone);

    private static readonly CustomerId Nobody = new(0);

    private static readonly PerModel<OthersQuery> Others = new(Compile);

    /// <summary>The facts of an order that this write has loaded with its lines, or has just made.</summary>
    public async Task<OrderFacts> OfAsync(Write write, Order order, VerificationPolicy policy, CancellationToken ct)
    {
        var isRead = write.Db.Entry(order).State is EntityState.Added || write.ReadWhole.Contains(order.Id.Value);
        var others = await OthersAsync(write.Db, order, policy, ct);
        var facts = new OrderFacts
        {
            Order = order,
            Now = write.Now,
            Customer = order.CustomerId is { } customer ? await write.Db.Customers.FindAsync([customer], ct) : null,
            Others = others,
            Zone = _zone,
            Channel = NeedsChannel(policy) ? await channels.OfAsync(write.Db, order.ChannelId, ct) : null,
            SameLines = await SameLinesAsync(write.Db, order, others, policy, ct),
            NeedsTwo = NeedsTotal(policy) && limits.Value.NeedsTwo(order.Currency, await PurchaseAsync(write, order, ct)),
            Waits = await WaitsAsync(write.Db, order, isRead, ct),
            Warehouses = await WarehousesAsync(write.Db, order, isRead, ct),
        };
        return NeedsHabit(facts, policy) ? facts with { Habit = await habits.OfAsync(write, order, ct) } : facts;
    }

    /// <summary>Reads what is asked for of each of many orders at once; those must be loaded with their lines and holds.</summary>
    public static async Task PrepareAsync(Write write, IReadOnlyCollection<Order> orders, CancellationToken ct)
    {
        var ids = orders.Select(order => order.Id).ToList();
        await write.Db.StockWaits.Where(w => EF.Parameter(ids).Contains(w.OrderId)).LoadAsync(ct);
        await write.Db.Reservations.Where(r => EF.Parameter(ids).Contains(r.OrderId) && r.State == ReservationState.Open).LoadAsync(ct);
        await write.Db.Verifications.Where(v => EF.Parameter(ids).Contains(v.OrderId)).LoadAsync(ct);
        var customers = orders.Select(order => order.CustomerId).OfType<CustomerId>().Distinct().ToList();
        await write.Db.Customers.Where(c => EF.Parameter(customers).Contains(c.Id)).LoadAsync(ct);
        write.ReadWhole.UnionWith(ids.Select(id => id.Value));
    }

    /// <summary>Whether a policy asks of these facts what is ordinary on the channel.</summary>
    internal static bool NeedsHabit(OrderFacts facts, VerificationPolicy policy) =>
        policy.ModeOf(CustomerChecks.FirstOrder) is not CheckMode.Off
        && !facts.SamePerson.Any(o => o.Status is not OrderStatus.Cancelled)
        && (policy.FirstOrderLimit(facts.Order.Currency) is not { } limit || facts.Order.TotalMinor > limit);

    /// <summary>Whether a rule of a policy asks for the channel.</summary>
    internal static bool NeedsChannel(VerificationPolicy policy) =>
        policy.Rules.Count > 0 && policy.Rules.Any(rule => rule.When.AllLeaves.Any(leaf => leaf.Field is "order.channel"));

    /// <summary>Whether a rule of a policy lets orders pass, so that it counts how large the purchase is.</summary>
    internal static bool NeedsTotal(VerificationPolicy policy) => policy.Rules.Any(rule => rule is { On: true, Then.LetPass: not null });

    /// <summary>What the whole purchase costs, in minor units: a large order that was split is still one.</summary>
    private async Task<long> PurchaseAsync(Write write, Order order, CancellationToken ct) =>
        !limits.Value.Above.ContainsKey(order.Currency) || write.Db.Entry(order).State is EntityState.Added ? order.TotalMinor : await OrderPurchase.TotalAsync(write.Db, order, ct);

    private static async Task<IReadOnlyList<KnownOrder>> OthersAsync(OrderDeskDb db, Order order, VerificationPolicy policy, CancellationToken ct)
    {
        var window = Window(policy);
        var asked = Others.For(db)(
            db,
            order.Id,
            order.ReceivedAt,
            order.CustomerId ?? Nobody,
            order.Email ?? "",
            order.Phone ?? "",
            order.ShipTo ?? 0,
            PaymentChecks.IsNumbered(order.PaymentReference) ? order.PaymentReference! : "",
            order.PlacedAt - window,
            order.PlacedAt + window);
        var others = new List<KnownOrder>();
        await foreach (var other in asked.WithCancellation(ct))
        {
            // Of two orders received in the same instant the second is the one with the higher number. What was split from one order is one purchase.
            if ((other.SplitFrom ?? other.Id) == order.Family)
            {
                continue;
            }

            if (other.ReceivedAt < order.ReceivedAt || other.Id.Value < order.Id.Value)
            {
                others.Add(other);
            }
        }

        return [.. others.OrderByDescending(o => o.PlacedAt).ThenByDescending(o => o.Id.Value)];
    }

    /// <summary>Compares lines only with orders of the same person, time and amount: almost always none, and then nothing is asked.</summary>
    private static async Task<IReadOnlySet<OrderId>> SameLinesAsync(OrderDeskDb db, Order order, IReadOnlyList<KnownOrder> others, VerificationPolicy policy, CancellationToken ct)
    {
        var alike = Alike(order, others, policy);
        if (alike.Count == 0)
        {
            return new HashSet<OrderId>();
        }

        var lines = await db.OrderLines.AsNoTracking().Where(l => alike.Contains(l.OrderId)).Select(l => new { l.OrderId, l.Sku, l.Quantity }).ToListAsync(ct);
        var own = Units(order.Lines.Select(l => (l.Sku, l.Quantity)));
        return lines.GroupBy(l => l.OrderId).Where(other => own.SequenceEqual(Units(other.Select(l => (l.Sku, l.Quantity))))).Select(other => other.Key).ToHashSet();
    }

    /// <summary>How far around an order others are looked for.</summary>
    internal static TimeSpan Window(VerificationPolicy policy) => TimeSpan.FromHours(Math.Max(24, policy.DuplicateHours));

    /// <summary>The few others whose lines are worth comparing.</summary>
    internal static List<OrderId> Alike(Order order, IReadOnlyList<KnownOrder> others, VerificationPolicy policy)
    {
        var window = TimeSpan.FromHours(policy.DuplicateHours);
        return [.. others
            .Where(o => o.Tie is Tie.Customer or Tie.Mail or Tie.Phone && o.Currency == order.Currency && o.LinesMinor == order.LinesMinor && (o.PlacedAt - order.PlacedAt).Duration() <= window)
            .Select(o => o.Id).Distinct().Take(5)];
    }

    /// <summary>What is on an order, comparable.</summary>
    internal static List<(string Sku, long Units)> Units(IEnumerable<(string Sku, int Quantity)> lines) =>
        [.. lines.GroupBy(l => l.Sku).Select(sku => (sku.Key, sku.Sum(l => (long)l.Quantity))).OrderBy(sku => sku.Key, StringComparer.Ordinal)];

    /// <summary>What the write knows counts more than what is saved: lines may have begun or ceased to wait a moment ago.</summary>
    private static async Task<IReadOnlyList<StockWait>> WaitsAsync(OrderDeskDb db, Order order, bool isRead, CancellationToken ct)
    {
        if (!isRead)
        {
            await db.StockWaits.AsTracking().Where(w => w.OrderId == order.Id).LoadAsync(ct);
        }

        return [.. Known<StockWait>(db).Where(w => w.OrderId == order.Id)];
    }

    private static async Task<IReadOnlyList<WarehouseId>> WarehousesAsync(OrderDeskDb db, Order order, bool isRead, CancellationToken ct)
    {
        if (!isRead)
        {
            await db.Reservations.AsTracking().Where(r => r.OrderId == order.Id && r.State == ReservationState.Open).LoadAsync(ct);
        }

        return [.. Known<Reservation>(db).Where(r => r.OrderId == order.Id && r.State is ReservationState.Open).Select(r => r.WarehouseId).Distinct()];
    }

    private static IEnumerable<T> Known<T>(OrderDeskDb db) where T : class =>
        db.ChangeTracker.Entries<T>().Where(e => e.State is not EntityState.Deleted).Select(e => e.Entity);

    /// <summary>
    /// One statement of five branches, each the newest few rows of one index. What is not known is asked as something nobody has, never as null:
    /// null would find all the orders that lack it. Only orders received before count, so that a second look sees what the first saw.
    /// </summary>
    private static OthersQuery Compile() => new(EF.CompileAsyncQuery(
        (OrderDeskDb db, OrderId id, DateTime received, CustomerId? customer, string mail, string phone, long? address, string reference, DateTime from, DateTime to) =>
            db.Orders.Where(o => o.CustomerId == customer && o.PlacedAt <= to && o.ReceivedAt <= received && o.Id != id)
                .OrderByDescending(o => o.PlacedAt).ThenByDescending(o => o.Id).Take(OrderFacts.MostRecent)
                .Select(o => new KnownOrder
                {
                    Tie = Tie.Customer,
                    Id = o.Id,
                    PlacedAt = o.PlacedAt,
                    ReceivedAt = o.ReceivedAt,
                    Status = o.Status,
                    Payment = o.Payment,
                    Currency = o.Currency,
                    LinesMinor = o.LinesMinor,
                    TotalMinor = o.TotalMinor,
                    SplitFrom = o.SplitFrom,
                })
            .Concat(db.Orders.Where(o => o.Email == mail && o.PlacedAt >= from && o.PlacedAt <= to && o.ReceivedAt <= received && o.Id != id)
                .OrderByDescending(o => o.PlacedAt).ThenByDescending(o => o.Id).Take(OrderFacts.MostRecent)
                .Select(o => new KnownOrder
                {
                    Tie = Tie.Mail,
                    Id = o.Id,
                    PlacedAt = o.PlacedAt,
                    ReceivedAt = o.ReceivedAt,
                    Status = o.Status,
                    Payment = o.Payment,
                    Currency = o.Currency,
                    LinesMinor = o.LinesMinor,
                    TotalMinor = o.TotalMinor,
                    SplitFrom = o.SplitFrom,
                }))
            .Concat(db.Orders.Where(o => o.Phone == phone && o.PlacedAt >= from && o.PlacedAt <= to && o.ReceivedAt <= received && o.Id != id)
                .OrderByDescending(o => o.PlacedAt).ThenByDescending(o => o.Id).Take(OrderFacts.MostRecent)
                .Select(o => new KnownOrder
                {
                    Tie = Tie.Phone,
                    Id = o.Id,
                    PlacedAt = o.PlacedAt,
                    ReceivedAt = o.ReceivedAt,
                    Status = o.Status,
                    Payment = o.Payment,
                    Currency = o.Currency,
                    LinesMinor = o.LinesMinor,
                    TotalMinor = o.TotalMinor,
                    SplitFrom = o.SplitFrom,
                }))
            .Concat(db.Orders.Where(o => o.ShipTo == address && o.PlacedAt >= from && o.PlacedAt <= to && o.ReceivedAt <= received && o.Id != id)
                .OrderByDescending(o => o.PlacedAt).ThenByDescending(o => o.Id).Take(OrderFacts.MostRecent)
                .Select(o => new KnownOrder
                {
                    Tie = Tie.Address,
                    Id = o.Id,
                    PlacedAt = o.PlacedAt,
                    ReceivedAt = o.ReceivedAt,
                    Status = o.Status,
                    Payment = o.Payment,
                    Currency = o.Currency,
                    LinesMinor = o.LinesMinor,
                    TotalMinor = o.TotalMinor,
                    SplitFrom = o.SplitFrom,
                }))
            .Concat(db.Orders.Where(o => o.PaymentReference == reference && o.ReceivedAt <= received && o.Id != id)
                .OrderByDescending(o => o.Id).Take(5)
                .Select(o => new KnownOrder
                {
                    Tie = Tie.Payment,
                    Id = o.Id,
                    PlacedAt = o.PlacedAt,
                    ReceivedAt = o.ReceivedAt,
                    Status = o.Status,
                    Payment = o.Payment,
                    Currency = o.Currency,
                    LinesMinor = o.LinesMinor,
                    TotalMinor = o.TotalMinor,
                    SplitFrom = o.SplitFrom,
                }))));
}

/// <summary>Other orders that share something with one order.</summary>
internal delegate IAsyncEnumerable<KnownOrder> OthersQuery(
    OrderDeskDb db, OrderId id, DateTime received, CustomerId? customer, string mail, string phone, long? address, string reference, DateTime from, DateTime to);
