using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Catalog;
using OrderDesk.Core.Data;
using OrderDesk.Core.Orders;

namespace OrderDesk.Core.Inventory;

/// <summary>Promises stock to orders, lets them wait, and serves the oldest first when units arrive.</summary>
internal static class StockDesk
{
    /// <summary>The most orders that one write has in hand while it serves, so that it is over soon; the next write goes on where it ended.</summary>
    public const int MostInHand = 10;

    /// <summary>How far one write came with those who wait.</summary>
    /// <param name="Orders">Orders that were served, or told that their SKU is known now.</param>
    /// <param name="More">Whether the next write may find more to do.</param>
    public readonly record struct Turn(int Orders, bool More);

    /// <summary>Reserves the whole order or lets its short lines wait; true when all is reserved. Lines must be loaded.</summary>
    public static async Task<bool> SettleAsync(Write write, Order order, CancellationToken ct)
    {
        if (order.Holds.Any(h => h.State is HoldState.Open && h.Effect is StockEffect.Frees))
        {
            return false;
        }

        var shortages = await StockBook.TryReserveAsync(write, order, ct);
        var waits = write.Db.Entry(order).State is EntityState.Added ? [] : await WaitsAsync(write, order.Id, ct);
        write.Db.StockWaits.RemoveRange(waits.Where(w => !shortages.Any(s => s.LineNumber == w.LineNumber)));
        foreach (var shortage in shortages)
        {
            if (waits.Find(w => w.LineNumber == shortage.LineNumber) is { } wait)
            {
                (wait.Available, wait.SkuKnown) = (shortage.Available, shortage.SkuKnown);
                continue;
            }

            write.Db.StockWaits.Add(new StockWait
            {
                Id = write.NewId<StockWaitId>(),
                OrderId = order.Id,
                LineNumber = shortage.LineNumber,
                Sku = shortage.Sku,
                Quantity = shortage.Quantity,
                Available = shortage.Available,
                SkuKnown = shortage.SkuKnown,
                PlacedAt = order.PlacedAt,
            });
        }

        return shortages.Count == 0;
    }

    /// <summary>
    /// Gives the units of an order back and serves those who have waited longest for them, as many as one write has hands for; the job serves the others.
    /// The order waits for nothing any more.
    /// </summary>
    public static async Task FreeAsync(Write write, Order order, CancellationToken ct)
    {
        var variants = await StockBook.FreeAsync(write, order.Id, ct);
        write.Db.StockWaits.RemoveRange(await WaitsAsync(write, order.Id, ct));
        order.MarkUnreserved(write.Actor, write.Now);
        await ServeFreedAsync(write, variants, ct);
    }

    /// <summary>The lines of an order are others now: it gives its units back, asks for what it needs first, and only then are the others served.</summary>
    public static async Task ResettleAsync(Write write, Order order, CancellationToken ct)
    {
        var variants = await StockBook.FreeAsync(write, order.Id, ct);
        write.Db.StockWaits.RemoveRange(await WaitsAsync(write, order.Id, ct));
        order.MarkUnreserved(write.Actor, write.Now);
        await SettleAsync(write, order, ct);
        await ServeFreedAsync(write, variants, ct);
    }

    /// <summary>The units of each line that are free now; a line of which there are none is not named.</summary>
    public static async Task<IReadOnlyDictionary<int, int>> FreeForAsync(OrderDeskDb db, IReadOnlyList<OrderLine> lines, CancellationToken ct)
    {
        var variants = lines.Where(l => l.VariantId is not null).Select(l => l.VariantId!.Value).Distinct().ToList();
        var levels = await db.StockLevels.AsNoTracking().Where(l => variants.Contains(l.VariantId)).GroupBy(l => l.VariantId)
            .Select(g => new { g.Key, Free = g.Sum(l => l.OnHand - l.Reserved) }).ToListAsync(ct);
        var free = levels.ToDictionary(l => l.Key, l => l.Free);
        var found = new Dictionary<int, int>();
        foreach (var line in lines.Where(l => l.VariantId is not null).OrderBy(l => l.Number))
        {
            var units = Math.Min(line.Quantity, free.GetValueOrDefault(line.VariantId!.Value));
            if (units > 0)
            {
                (found[line.Number], free[line.VariantId.Value]) = (units, free[line.VariantId.Value] - units);
            }
        }

        return found;
    }

    private static async Task ServeFreedAsync(Write write, IReadOnlyList<VariantId> variants, CancellationToken ct)
    {
        if (variants.Count > 0)
        {
            var skus = await write.Db.Variants.AsNoTracking().Where(v => variants.Contains(v.Id)).Select(v => v.Sku).ToListAsync(ct);
            foreach (var sku in skus.Order(StringComparer.Ordinal))
            {
                await ServeAsync(write, sku, ct);
            }
        }
    }

    /// <summary>Serves the orders that wait for a SKU, oldest first, until one must wait on for it or the write has its hands full.</summary>
    public static async Task<Turn> ServeAsync(Write write, string sku, CancellationToken ct)
    {
        if (HandsAreFull(write))
        {
            return new Turn(0, More: true);
        }

        var (waiting, more) = await NextAsync(write, write.Db.StockWaits.Where(w => w.Sku == sku), ct);
        var known = await CatalogBook.FindAsync(write.Db, [sku], ct);
        var served = 0;
        foreach (var id in waiting)
        {
            if (HandsAreFull(write))
            {
                return new Turn(served, More: true);
            }

            var order = await LoadAsync(write, id, ct);
            var learned = known.TryGetValue(sku, out var variant) && order.Recognise(sku, variant);
            var whole = await SettleAsync(write, order, ct);
            if (whole || learned)
            {
                write.Tell(new StockSettled(id));
            }

            served += whole ? 1 : 0;
            if (!whole && write.Db.StockWaits.Local.Any(w => w.OrderId == id && w.Sku == sku))
            {
                return new Turn(served, More: false);
            }
        }

        return new Turn(served, more);
    }

    /// <summary>The catalogue has learned a SKU: lines that wait for it know their variant now, as many as one write has hands for.</summary>
    public static async Task<Turn> RecogniseAsync(Write write, VariantId variant, string sku, CancellationToken ct)
    {
        if (HandsAreFull(write))
        {
            return new Turn(0, More: true);
        }

        var (waiting, more) = await NextAsync(write, write.Db.StockWaits.Where(w => w.Sku == sku && !w.SkuKnown), ct);
        var told = 0;
        foreach (var id in waiting)
        {
            if (HandsAreFull(write))
            {
                return new Turn(told, More: true);
            }

            var order = await LoadAsync(write, id, ct);
            order.Recognise(sku, variant);
            (await WaitsAsync(write, id, ct)).Where(w => w.Sku == sku).ToList().ForEach(w => w.SkuKnown = true);
            write.Tell(new StockSettled(id));
            told++;
        }

        return new Turn(told, more);
    }

    private static bool HandsAreFull(Write write) => write.Db.Orders.Local.Count >= MostInHand;

    /// <summary>Who is next, oldest first: what this write has served already is still in the tables, but waits no more.</summary>
    private static async Task<(List<OrderId> Orders, bool More)> NextAsync(Write write, IQueryable<StockWait> queue, CancellationToken ct)
    {
        var take = MostInHand + write.Db.ChangeTracker.Entries<StockWait>().Count(wait => wait.State is EntityState.Deleted);
        var found = await queue.OrderBy(w => w.PlacedAt).ThenBy(w => w.OrderId).Take(take).ToListAsync(ct);
        return ([.. found.Where(w => write.Db.Entry(w).State is not EntityState.Deleted).Select(w => w.OrderId).Distinct()], found.Count == take);
    }

    private static Task<Order> LoadAsync(Write write, OrderId id, CancellationToken ct) =>
        write.Db.Orders.Include(o => o.Lines).Include(o => o.Holds).SingleAsync(o => o.Id == id, ct);

    /// <summary>What the order waits for as this write knows it, with what it has added and without what it has removed.</summary>
    private static async Task<List<StockWait>> WaitsAsync(Write write, OrderId order, CancellationToken ct)
    {
        await write.Db.StockWaits.Where(w => w.OrderId == order).LoadAsync(ct);
        return [.. write.Db.StockWaits.Local.Where(w => w.OrderId == order)];
    }
}
