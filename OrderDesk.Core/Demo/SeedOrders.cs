using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using OrderDesk.Core.Catalog;
using OrderDesk.Core.Channels;
using OrderDesk.Core.Customers;
using OrderDesk.Core.Data;
using OrderDesk.Core.Inventory;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Review;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Demo;

/// <summary>Fills an empty database with as many made-up orders as asked for, without any account; marked as seeded for good.</summary>
public sealed class SeedOrders(Desk desk, IdSupply ids, IDbContextFactory<OrderDeskDb> contexts, TimeProvider clock, IOptions<CompanyOptions> company)
{
    /// <summary>The most orders of one seed.</summary>
    public const int MostOrders = 5_000_000;

    /// <summary>The longest story.</summary>
    public const int MostDays = 3_650;

    private const int OrdersPerWrite = 2_500, CustomersPerWrite = 20_000;

    /// <param name="Count">How many orders.</param>
    /// <param name="Days">Over how many days up to midnight of today.</param>
    /// <param name="Progress">Hears how many orders are there, or null.</param>
    public sealed record Command(int Count, int Days, Action<int>? Progress = null);

    /// <summary>What is there now.</summary>
    public sealed record Answer(int Orders, int Held, int Customers, int Products, double Seconds);

    /// <summary>Sows.</summary>
    public async Task<Result<Answer>> RunAsync(Actor actor, Command command, CancellationToken ct)
    {
        if (!actor.Can(DemoPermissions.Load))
        {
            return Error.Forbidden("demo.load-forbidden");
        }

        if (command.Count is < 1 or > MostOrders || command.Days is < 1 or > MostDays)
        {
            return Error.Invalid("demo.seed-wrong", MostOrders, MostDays);
        }

        if (await HoldsAnythingAsync(ct))
        {
            return Error.Conflict("demo.seed-not-empty");
        }

        var started = clock.GetTimestamp();
        var plan = new SeedPlan(command.Count, command.Days, clock.GetUtcNow().UtcDateTime);
        var begun = await BeginAsync(actor, plan, ct);
        if (!begun.IsOk)
        {
            return begun.Error;
        }

        var sown = await SowAsync(actor, plan, begun.Value, command.Progress, ct);
        return sown.IsOk ? new Answer(plan.Count, sown.Value, plan.Customers, plan.Products.Count, clock.GetElapsedTime(started).TotalSeconds) : sown.Error;
    }

    private async Task<bool> HoldsAnythingAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Users.AnyAsync(ct) || await db.Channels.AnyAsync(ct) || await db.Variants.AnyAsync(ct) || await db.Warehouses.AnyAsync(ct)
            || await db.Customers.AnyAsync(ct) || await db.Orders.AnyAsync(ct);
    }

    /// <summary>Channels, warehouses, catalogue, stock and customers; and the numbers of all orders.</summary>
    private async Task<Result<SeedStart>> BeginAsync(Actor actor, SeedPlan plan, CancellationToken ct)
    {
        var stock = new SeedStock(plan);
        var products = plan.Products.Count;
        await ids.ReserveAsync(
            [(nameof(OrderId), plan.Count), (nameof(ReviewCaseId), plan.Count), (nameof(CustomerId), plan.Customers), (nameof(ProductId), products), (nameof(VariantId), products)], ct);
        var began = plan.Today.AddDays(-plan.Days - 1);
        var begun = await desk.WriteAsync<SeedStart>(actor, async write =>
        {
            var start = new SeedStart(
                new OrderId(write.NewIds<OrderId>(plan.Count)), new ReviewCaseId(write.NewIds<ReviewCaseId>(plan.Count)), new ChannelId(write.NewIds<ChannelId>(DemoShop.Channels.Length)),
                new VariantId(write.NewIds<VariantId>(products)), new WarehouseId(write.NewIds<WarehouseId>(DemoShop.Warehouses.Length)), new CustomerId(write.NewIds<CustomerId>(plan.Customers)));
            var product0 = write.NewIds<ProductId>(products);
            write.Db.Channels.AddRange(DemoShop.Channels.Select((c, i) => Channel.Open(new ChannelId(start.Channel.Value + i), c.Code, c.Name)));
            write.Db.Warehouses.AddRange(DemoShop.Warehouses.Select((w, i) => Warehouse.Open(new WarehouseId(start.Warehouse.Value + i), w.Code, w.Name, i + 1)));
            var bulk = new BulkWriter(write);
            await bulk.InsertAsync(plan.Products.Select((p, i) => Product.Create(new ProductId(product0 + i), p.Name, began)).ToList(), ct);
            await bulk.InsertAsync(plan.Products.Select((p, i) => DemoBooks.Variant(p, i, new VariantId(start.Variant.Value + i), new ProductId(product0 + i))).ToList(), ct);
            write.Audit("order.seeded", "order", start.Order.Value, new { plan.Count, plan.Days });
            return start;
        }, ct);
        return begun.IsOk && await StockAsync(actor, stock, begun.Value, ct) is { Error: { } noStock } ? noStock
            : begun.IsOk && await MeetAsync(actor, plan, begun.Value, ct) is { Error: { } noCustomers } ? noCustomers
            : begun;
    }

    private async Task<Result> StockAsync(Actor actor, SeedStock stock, SeedStart start, CancellationToken ct)
    {
        var levels = stock.Levels(start.Variant, start.Warehouse).ToList();
        if (await InsertAsync(actor, nameof(StockLevelId), levels, ct) is { IsOk: false } refused)
        {
            return refused;
        }

        foreach (var some in stock.Movements(start.Variant, start.Warehouse).Chunk(CustomersPerWrite))
        {
            if (await InsertAsync(actor, nameof(StockMovementId), some, ct) is { IsOk: false } stopped)
            {
                return stopped;
            }
        }

        return Result.Ok;
    }

    private async Task<Result> MeetAsync(Actor actor, SeedPlan plan, SeedStart start, CancellationToken ct)
    {
        var (orders, first, last) = (new int[plan.Customers], new int[plan.Customers], new int[plan.Customers]);
        for (var n = 0; n < plan.Count; n++)
        {
            var who = plan.BuyerOf(n);
            (first[who], last[who]) = (orders[who]++ == 0 ? n : first[who], n);
        }

        foreach (var some in Enumerable.Range(0, plan.Customers).Chunk(CustomersPerWrite))
        {
            var customers = some.Select(who => (who, Is: SeedPlan.Buyer(who))).Select(x => Customer.Imagine(
                new CustomerId(start.Customer.Value + x.who), x.Is.Name, x.Is.Email, x.Is.Phone, orders[x.who], orders[x.who] == 0 ? null : plan.PlacedAt(first[x.who]),
                orders[x.who] == 0 ? null : plan.PlacedAt(last[x.who]), orders[x.who] == 0 ? plan.Today.AddDays(-plan.Days) : plan.PlacedAt(first[x.who]))).ToList();
            if (await InsertAsync(actor, nameof(CustomerId), customers, ct) is { IsOk: false } stopped)
            {
                return stopped;
            }
        }

        return Result.Ok;
    }

    /// <summary>Writes the orders in short transactions; the next are made while these are written. Answers how many are held.</summary>
    private async Task<Result<int>> SowAsync(Actor actor, SeedPlan plan, SeedStart start, Action<int>? progress, CancellationToken ct)
    {
        var lives = new SeedLives(plan, start, company.Value);
        var (held, next) = (0, Make(0));
        for (var from = 0; from < plan.Count; from += OrdersPerWrite)
        {
            var some = await next;
            next = Make(from + OrdersPerWrite);
            await ids.ReserveAsync(
            [
                (nameof(OrderLineId), some.Sum(l => l.Order.Lines.Count)), (nameof(OrderEventId), some.Sum(l => l.Order.Events.Count)), (nameof(OrderHoldId), some.Sum(l => l.Order.Holds.Count)),
                (nameof(ReservationId), some.Sum(l => l.Reservations.Count)), (nameof(StockWaitId), some.Sum(l => l.Waits.Count)),
            ], ct);
            var written = await desk.WriteAsync(actor, async write =>
            {
                var bulk = new BulkWriter(write);
                await OrderBook.RecordAsync(bulk, some.ConvertAll(l => l.Order), ct);
                await bulk.InsertAsync(some.Where(l => l.Case is not null).Select(l => l.Case!).ToList(), ct);
                await bulk.InsertAsync(some.SelectMany(l => l.Reservations).ToList(), ct);
                await bulk.InsertAsync(some.SelectMany(l => l.Waits).ToList(), ct);
                write.Changed("order", some[^1].Order.Id.Value);
                return Result.Ok;
            }, ct);
            if (!written.IsOk)
            {
                return written.Error;
            }

            held += some.Count(l => l.Order.OpenHolds is not HoldType.None);
            progress?.Invoke(Math.Min(plan.Count, from + OrdersPerWrite));
        }

        return held;

        Task<List<SeedLife>> Make(int from) => Task.Run(
            () => Enumerable.Range(from, Math.Max(0, Math.Min(OrdersPerWrite, plan.Count - from))).Select(n => lives.Of(plan.Sale(n))).ToList(), ct);
    }

    private async Task<Result> InsertAsync<TRow>(Actor actor, string kind, IReadOnlyList<TRow> rows, CancellationToken ct) where TRow : class
    {
        if (kind is not nameof(CustomerId))
        {
            await ids.ReserveAsync([(kind, rows.Count)], ct);
        }

        return await desk.WriteAsync(actor, async write =>
        {
            await new BulkWriter(write).InsertAsync(rows, ct);
            return Result.Ok;
        }, ct);
    }
}
