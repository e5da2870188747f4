using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using OrderDesk.Core.Access;
using OrderDesk.Core.Data;
using OrderDesk.Core.Inventory;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Review.Skills;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Review;

/// <summary>What waits for the person who has just sat down, by what they may do.</summary>
public sealed class MyDesk(IDbContextFactory<OrderDeskDb> contexts, IOptions<CompanyOptions> company, IOptions<ReviewOptions> options, TimeProvider clock)
{
    private const int Shown = 6, MostStops = 20;

    /// <summary>The sections a person sees; null for those their role has nothing to do with.</summary>
    public sealed record Answer(Cases? Cases, Stock? Stock, Orders? Orders)
    {
        /// <summary>Orders that colleagues ask the warehouse to stop, those first that were asked for first.</summary>
        public IReadOnlyList<Stop> Stops { get; init; } = [];
    }

    /// <summary>An order that somebody asks the warehouse to stop.</summary>
    public sealed record Stop(OrderId OrderId, string? Customer, long TotalMinor, string Currency, DateTime AskedAt, string? AskedBy)
    {
        /// <summary>The total with its currency.</summary>
        public Money Total => new(TotalMinor, Currency);
    }

    /// <summary>For who decides: counts, the cases to take next and the person's own.</summary>
    public sealed record Cases(ReviewQueue.Counts Counts, IReadOnlyList<ReviewQueue.Row> Next, IReadOnlyList<ReviewQueue.Row> Mine);

    /// <summary>A SKU that orders wait for.</summary>
    public sealed record Shortage(string Sku, int Orders, int Units, DateTime Oldest);

    /// <summary>For who keeps the stock: orders that wait for units, today's receipts, and what is short.</summary>
    /// <param name="WaitingOrders">Orders that wait for units.</param>
    /// <param name="ReceiptsToday">Receipts booked today.</param>
    /// <param name="UnitsToday">Units they brought.</param>
    /// <param name="ShortSkus">All SKUs that orders wait for.</param>
    /// <param name="Shortages">Those of them that most orders wait for.</param>
    public sealed record Stock(int WaitingOrders, int ReceiptsToday, int UnitsToday, int ShortSkus, IReadOnlyList<Shortage> Shortages);

    /// <summary>An amount of one currency over some orders.</summary>
    public sealed record Sum(string Currency, int Orders, long TotalMinor)
    {
        /// <summary>The total with its currency.</summary>
        public Money Total => new(TotalMinor, Currency);
    }

    /// <summary>For who answers for the whole: today, what is held, what it is worth, the oldest of it.</summary>
    /// <param name="Day">Today, in the company's zone.</param>
    /// <param name="Today">Orders placed today.</param>
    /// <param name="TodayValue">What they are worth.</param>
    /// <param name="Held">Orders on hold.</param>
    /// <param name="HeldValue">What those are worth.</param>
    /// <param name="OldestHeld">The oldest of those.</param>
    public sealed record Orders(DateOnly Day, int Today, IReadOnlyList<Sum> TodayValue, int Held, IReadOnlyList<Sum> HeldValue, IReadOnlyList<OrderQueue.Row> OldestHeld);

    /// <summary>Reads the desk.</summary>
    public async Task<Result<Answer>> ReadAsync(Actor actor, CancellationToken ct)
    {
        if (!actor.Can(OrdersPermissions.Read))
        {
            return Error.Forbidden("orders.read-forbidden");
        }

        var now = clock.GetUtcNow().UtcDateTime;
        var today = Today(now);
        var midnight = new DaySpan(today, null, Zone).Start!.Value;
        await using var db = await contexts.CreateDbContextAsync(ct);
        return new Answer(
            actor.Can(ReviewPermissions.Decide) ? await CasesAsync(db, await Looker.OfAsync(db, actor.Id, now, options.Value, ct), ct) : null,
            actor.Can(InventoryPermissions.Receive) ? await StockAsync(db, midnight, ct) : null,
            actor.Can(AccessPermissions.ReadAudit) ? await OrdersAsync(db, today, midnight, ct) : null)
        {
            Stops = actor.Can(OrdersPermissions.AnswerCancel) ? await StopsAsync(db, ct) : [],
        };
    }

    // The status not as a key: the few that were asked for are walked in their order.
    private static Task<List<Stop>> StopsAsync(OrderDeskDb db, CancellationToken ct) => db.Orders.Where(o => o.CancelAskedAt != null && (o.Status == OrderStatus.Fulfilling ? 1 : 0) == 1).OrderBy(o => o.CancelAskedAt).Take(MostStops)
        .Select(o => new Stop(o.Id, o.CustomerName, o.TotalMinor, o.Currency, o.CancelAskedAt!.Value, o.CancelAskedByName)).ToListAsync(ct);

    private static async Task<Cases> CasesAsync(OrderDeskDb db, Looker who, CancellationToken ct) => new(
        await ReviewQueue.CountAsync(db, who, ct),
        await ReviewQueue.FirstAsync(db, ReviewView.Next, who, Shown, ct),
        await ReviewQueue.FirstAsync(db, ReviewView.Mine, who, Shown, ct));

    private static async Task<Stock> StockAsync(OrderDeskDb db, DateTime today, CancellationToken ct)
    {
        var waiting = OrderCounters.Of(HoldType.Stock);
        var receipts = await db.StockMovements.Where(m => m.At >= today && m.Kind == MovementKind.Receipt)
            .GroupBy(m => m.Kind).Select(g => new { Count = g.Count(), Units = g.Sum(m => m.Delta) }).SingleOrDefaultAsync(ct);
        var lines = await db.StockWaits.GroupBy(w => w.Sku).OrderBy(g => g.Key)
            .Select(g => new Shortage(g.Key, g.Select(w => w.OrderId).Distinct().Count(), g.Sum(w => w.Quantity), g.Min(w => w.PlacedAt))).ToListAsync(ct);
        return new Stock(
            (int)await db.Counters.Where(c => c.Name == waiting).SumAsync(c => c.Value, ct), receipts?.Count ?? 0, receipts?.Units ?? 0, lines.Count,
            [.. lines.OrderByDescending(s => s.Orders).ThenByDescending(s => s.Units).Take(Shown)]);
    }

    private static async Task<Orders> OrdersAsync(OrderDeskDb db, DateOnly day, DateTime today, CancellationToken ct)
    {
        var placed = await SumsAsync(db.Orders.Where(o => o.PlacedAt >= today), ct);
        var held = await SumsAsync(db.Orders.Where(o => o.Status == OrderStatus.OnHold), ct);
        var oldest = await OrderQueueQueries.Rows(db.Orders.Where(o => o.Status == OrderStatus.OnHold).OrderBy(o => o.PlacedAt).ThenBy(o => o.Id)).Take(Shown).ToListAsync(ct);
        return new Orders(day, placed.Sum(s => s.Orders), placed, held.Sum(s => s.Orders), held, oldest);
    }

    private static async Task<List<Sum>> SumsAsync(IQueryable<Order> orders, CancellationToken ct) =>
        [.. (await orders.GroupBy(o => o.Currency).Select(g => new Sum(g.Key, g.Count(), g.Sum(o => o.TotalMinor))).ToListAsync(ct)).OrderByDescending(s => s.Orders)];

    private TimeZoneInfo Zone => TimeZoneInfo.FindSystemTimeZoneById(company.Value.TimeZone);

    private DateOnly Today(DateTime now) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(now, Zone));
}
