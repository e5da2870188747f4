using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Catalog;
using OrderDesk.Core.Data;
using OrderDesk.Core.Orders;

namespace OrderDesk.Core.Inventory;

/// <summary>
/// The only place where levels change: conditional updates in the order of level ids, so that no interleaving of any number of writers
/// promises the same unit twice or waits for each other in a circle.
/// </summary>
internal static class StockBook
{
    private const int Tries = 3;

    /// <summary>One line's need against what could be promised.</summary>
    public sealed record Shortage(int LineNumber, string Sku, int Quantity, int Available, bool SkuKnown);

    private sealed record Spot(StockLevelId Id, VariantId VariantId, WarehouseId WarehouseId, int Free);

    private sealed record Pick(Spot Spot, OrderLine Line, int Quantity);

    /// <summary>Promises every unit of an order or none; answers the lines that are short, none for an order that has its units already. Lines must be loaded.</summary>
    public static async Task<IReadOnlyList<Shortage>> TryReserveAsync(Write write, Order order, CancellationToken ct)
    {
        if (order.Fulfilment is not FulfilmentStatus.Unfulfilled)
        {
            return [];
        }

        for (var attempt = 1; ; attempt++)
        {
            var wanted = order.Lines.Where(l => l.VariantId is not null).Select(l => l.VariantId!.Value).Distinct().ToList();
            var spots = await SpotsAsync(write.Db, wanted, ct);
            var shortages = ShortagesOf(order, spots);
            if (shortages.Count > 0)
            {
                return shortages;
            }

            var picks = Plan(order, spots);
            if (await TakeAsync(write, picks, ct))
            {
                Promise(write, order, picks);
                return [];
            }

            if (attempt == Tries)
            {
                throw new DbUpdateConcurrencyException("Stock moved under every plan; the desk runs the work again.");
            }
        }
    }

    /// <summary>Gives every promised unit of an order back; answers the variants that have units again.</summary>
    public static async Task<IReadOnlyList<VariantId>> FreeAsync(Write write, OrderId order, CancellationToken ct)
    {
        await write.Db.Reservations.Where(r => r.OrderId == order && r.State == ReservationState.Open).LoadAsync(ct);
        var open = write.Db.Reservations.Local.Where(r => r.OrderId == order && r.State is ReservationState.Open).ToList();
        var variants = open.Select(r => r.VariantId).Distinct().ToList();
        var levels = await write.Db.StockLevels.AsNoTracking().Where(l => variants.Contains(l.VariantId)).ToListAsync(ct);
        var perLevel = open.GroupBy(r => levels.Single(l => l.VariantId == r.VariantId && l.WarehouseId == r.WarehouseId).Id);
        foreach (var level in perLevel.OrderBy(g => g.Key.Value))
        {
            var units = level.Sum(r => r.Quantity);
            var given = await write.Db.StockLevels.Where(l => l.Id == level.Key && l.Reserved >= units).ExecuteUpdateAsync(
                set => set.SetProperty(l => l.Reserved, l => l.Reserved - units).SetProperty(l => l.UpdatedAt, write.Now), ct);
            if (given == 0)
            {
                // Somebody else gave them back after this write had looked; the desk looks again.
                throw new DbUpdateConcurrencyException($"The units of order {order.Value} were given back meanwhile.");
            }

            write.Changed("stock", level.First().VariantId.Value);
        }

        open.ForEach(r => (r.State, r.EndedAt) = (ReservationState.Released, write.Now));
        return variants;
    }

    /// <summary>Moves units in or out of a building and writes the ledger; false when fewer would be left than are promised.</summary>
    public static async Task<bool> MoveAsync(Write write, StockMovement movement, CancellationToken ct)
    {
        var (variant, warehouse, delta) = (movement.VariantId, movement.WarehouseId, movement.Delta);
        var moved = await write.Db.StockLevels
            .Where(l => l.VariantId == variant && l.WarehouseId == warehouse && l.OnHand + delta >= l.Reserved)
            .ExecuteUpdateAsync(set => set.SetProperty(l => l.OnHand, l => l.OnHand + delta).SetProperty(l => l.UpdatedAt, write.Now), ct);
        if (moved == 0)
        {
            if (delta < 0 || await write.Db.StockLevels.AnyAsync(l => l.VariantId == variant && l.WarehouseId == warehouse, ct))
            {
                return false;
            }

            write.Db.StockLevels.Add(new StockLevel
            {
                Id = write.NewId<StockLevelId>(),
                VariantId = variant,
                WarehouseId = warehouse,
                OnHand = delta,
                UpdatedAt = write.Now,
            });
            await write.SaveAsync(ct);
        }

        write.Db.StockMovements.Add(movement);
        write.Changed("stock", variant.Value);
        return true;
    }

    private static async Task<List<Spot>> SpotsAsync(OrderDeskDb db, List<VariantId> variants, CancellationToken ct) =>
        variants.Count == 0 ? [] : await db.StockLevels.AsNoTracking()
            .Where(l => variants.Contains(l.VariantId) && l.OnHand > l.Reserved)
            .Join(db.Warehouses, l => l.WarehouseId, w => w.Id, (l, w) => new { l, w.Priority })
            .OrderBy(x => x.Priority).ThenBy(x => x.l.Id)
            .Select(x => new Spot(x.l.Id, x.l.VariantId, x.l.WarehouseId, x.l.OnHand - x.l.Reserved))
            .ToListAsync(ct);

    private static List<Shortage> ShortagesOf(Order order, List<Spot> spots)
    {
        var free = spots.GroupBy(s => s.VariantId).ToDictionary(g => g.Key, g => g.Sum(s => s.Free));
        var shortages = new List<Shortage>();
        foreach (var line in order.Lines)
        {
            var left = line.VariantId is { } variant ? free.GetValueOrDefault(variant) : 0;
            if (left < line.Quantity)
            {
                shortages.Add(new Shortage(line.Number, line.Sku, line.Quantity, left, line.VariantId is not null));
            }
            else
            {
                free[line.VariantId!.Value] = left - line.Quantity;
            }
        }

        return shortages;
    }

    /// <summary>One building for the whole order where one has all of it, else building by building in their order.</summary>
    private static List<Pick> Plan(Order order, List<Spot> spots)
    {
        var need = order.Lines.GroupBy(l => l.VariantId!.Value).ToDictionary(g => g.Key, g => g.Sum(l => l.Quantity));
        var whole = spots.GroupBy(s => s.WarehouseId).FirstOrDefault(w => need.All(n => w.Any(s => s.VariantId == n.Key && s.Free >= n.Value)));
        var left = (whole ?? spots.AsEnumerable()).ToDictionary(s => s, s => s.Free);
        var picks = new List<Pick>();
        foreach (var line in order.Lines)
        {
            var open = line.Quantity;
            foreach (var spot in left.Keys.Where(s => s.VariantId == line.VariantId).ToList())
            {
                var take = Math.Min(open, left[spot]);
                if (take > 0)
                {
                    picks.Add(new Pick(spot, line, take));
                    left[spot] -= take;
                    open -= take;
                }
            }
        }

        return picks;
    }

    private static async Task<bool> TakeAsync(Write write, List<Pick> picks, CancellationToken ct)
    {
        var taken = new List<(StockLevelId Id, int Units)>();
        foreach (var (id, units) in picks.GroupBy(p => p.Spot.Id).Select(g => (g.Key, g.Sum(p => p.Quantity))).OrderBy(x => x.Key.Value))
        {
            if (await AddAsync(id, units, guarded: true) == 0)
            {
                foreach (var (back, count) in taken)
                {
                    await AddAsync(back, -count, guarded: false);
                }

                return false;
            }

            taken.Add((id, units));
        }

        return true;

        Task<int> AddAsync(StockLevelId id, int units, bool guarded) => write.Db.StockLevels
            .Where(l => l.Id == id && (!guarded || l.OnHand - l.Reserved >= units))
            .ExecuteUpdateAsync(set => set.SetProperty(l => l.Reserved, l => l.Reserved + units).SetProperty(l => l.UpdatedAt, write.Now), ct);
    }

    private static void Promise(Write write, Order order, List<Pick> picks)
    {
        foreach (var pick in picks)
        {
            write.Db.Reservations.Add(new Reservation
            {
                Id = write.NewId<ReservationId>(),
                OrderId = order.Id,
                LineNumber = pick.Line.Number,
                VariantId = pick.Spot.VariantId,
                WarehouseId = pick.Spot.WarehouseId,
                Quantity = pick.Quantity,
                State = ReservationState.Open,
                ReservedAt = write.Now,
            });
            write.Changed("stock", pick.Spot.VariantId.Value);
        }

        order.MarkReserved(write.Actor, write.Now, new { warehouses = picks.Select(p => p.Spot.WarehouseId.Value).Distinct().Count() });
    }
}
