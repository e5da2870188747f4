using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Catalog;
using OrderDesk.Core.Data;
using OrderDesk.Core.Orders;

namespace OrderDesk.Core.Inventory;

/// <summary>Promises stock to orders, lets them wait, and serves the oldest first when units arrive.</summary>
internal static class StockDesk
{
    /// <summary>The most waiting orders served in one transaction; the rest follow in the next.</summary>
    public const int MostServedAtOnce = 50;

    /// <summary>Reserves the whole order or lets its short lines wait; true when all is reserved. Lines must be loaded.</summary>
    public static async Task<bool> SettleAsync(Write write, Order order, CancellationToken ct)
    {
        if (order.Holds.Any(h => h.State is HoldState.Open && h.Effect is StockEffect.Frees))
        {
            return false;
        }

        var shortages = await StockBook.TryReserveAsync(write, order, ct);
        var waits = write.Db.Entry(order).State is EntityState.Added
            ? []
            : await write.Db.StockWaits.Where(w => w.OrderId == order.Id).ToListAsync(ct);
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

    /// <summary>Gives the units of an order back and serves who waited for them; the order waits for nothing any more.</summary>
    public static async Task FreeAsync(Write write, Order order, CancellationToken ct)
    {
        var variants = await StockBook.FreeAsync(write, order.Id, ct);
        await write.Db.StockWaits.Where(w => w.OrderId == order.Id).LoadAsync(ct);
        write.Db.StockWaits.RemoveRange(write.Db.StockWaits.Local.Where(w => w.OrderId == order.Id).ToList());
        order.MarkUnreserved(write.Actor, write.Now);
        if (variants.Count > 0)
        {
            var skus = await write.Db.Variants.AsNoTracking().Where(v => variants.Contains(v.Id)).Select(v => v.Sku).ToListAsync(ct);
            foreach (var sku in skus.Order(StringComparer.Ordinal))
            {
                await ServeAsync(write, sku, ct);
            }
        }
    }

    /// <summary>Serves the orders that wait for a SKU, oldest first, until one must wait on for it; answers how many were served.</summary>
    public static async Task<int> ServeAsync(Write write, string sku, CancellationToken ct)
    {
        var waiting = await write.Db.StockWaits.AsNoTracking().Where(w => w.Sku == sku)
            .OrderBy(w => w.PlacedAt).ThenBy(w => w.OrderId)
            .Select(w => w.OrderId).Take(MostServedAtOnce * 2).ToListAsync(ct);
        var served = 0;
        foreach (var id in waiting.Distinct())
        {
            var order = await write.Db.Orders.Include(o => o.Lines).Include(o => o.Holds).SingleAsync(o => o.Id == id, ct);
            if (await SettleAsync(write, order, ct))
            {
                served++;
                write.Tell(new StockSettled(id));
            }
            else if (await StillShortAsync(write, id, sku, ct))
            {
                break;
            }

            if (served == MostServedAtOnce)
            {
                break;
            }
        }

        return served;
    }

    private static async Task<bool> StillShortAsync(Write write, OrderId order, string sku, CancellationToken ct)
    {
        var waits = await write.Db.StockWaits.Where(w => w.OrderId == order && w.Sku == sku).ToListAsync(ct);
        return waits.Exists(w => write.Db.Entry(w).State is not EntityState.Deleted);
    }

    /// <summary>The catalogue has learned a SKU: waiting lines know their variant now.</summary>
    public static async Task RecogniseAsync(Write write, VariantId variant, string sku, CancellationToken ct)
    {
        var waiting = await write.Db.StockWaits.Where(w => w.Sku == sku && !w.SkuKnown)
            .OrderBy(w => w.PlacedAt).ThenBy(w => w.OrderId).Take(MostServedAtOnce * 4).ToListAsync(ct);
        foreach (var id in waiting.Select(w => w.OrderId).Distinct())
        {
            var order = await write.Db.Orders.Include(o => o.Lines).Include(o => o.Holds).SingleAsync(o => o.Id == id, ct);
            order.Recognise(sku, variant);
            write.Tell(new StockSettled(id));
        }

        waiting.ForEach(w => w.SkuKnown = true);
    }
}
