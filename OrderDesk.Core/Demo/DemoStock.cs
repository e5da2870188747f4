using OrderDesk.Core.Catalog;
using OrderDesk.Core.Inventory;

namespace OrderDesk.Core.Demo;

/// <summary>The stock behind the story: receipts before it was needed, shipments of the sales, and levels that are their sum.</summary>
internal static class DemoStock
{
    /// <summary>On which day before today receipts came in: before the first sale and every thirty days.</summary>
    private static readonly int[] ReceiptDays = [DemoStory.Days + 1, 91, 61, 31, 4];

    /// <summary>Receipts so that every unit was there before it was promised, and a little more of what is not sold out.</summary>
    public static List<StockMovement> Receipts(DemoStory story, IReadOnlyList<DemoLife> lives, VariantId variant0, WarehouseId warehouse0)
    {
        var needed = lives.SelectMany(life => life.Reservations.Where(r => r.State is not ReservationState.Released))
            .GroupBy(r => (r.VariantId, r.WarehouseId, Period: Array.FindLastIndex(ReceiptDays, day => story.Today.AddDays(-day) < r.ReservedAt)))
            .ToDictionary(g => g.Key, g => g.Sum(r => r.Quantity));
        var receipts = new List<StockMovement>();
        for (var period = 0; period < ReceiptDays.Length; period++)
        {
            for (var product = 0; product < story.Products.Count; product++)
            {
                for (var hall = 0; hall < DemoShop.Warehouses.Length; hall++)
                {
                    var (variant, warehouse) = (new VariantId(variant0.Value + product), new WarehouseId(warehouse0.Value + hall));
                    var units = needed.GetValueOrDefault((variant, warehouse, period)) + (period == 0 ? Cushion(product, hall) : 0);
                    if (units > 0)
                    {
                        receipts.Add(Receipt(variant, warehouse, units, product, period, story.Today.AddDays(-ReceiptDays[period]).AddHours(6), DemoShop.Staff[6 + hall].Name));
                    }
                }
            }
        }

        return receipts;
    }

    /// <summary>Levels as the sum of all movements, with what is promised.</summary>
    public static IEnumerable<StockLevel> Levels(DemoStory story, IEnumerable<StockMovement> movements, IReadOnlyList<DemoLife> lives, VariantId variant0, WarehouseId warehouse0, DateTime now)
    {
        var onHand = movements.GroupBy(m => (m.VariantId, m.WarehouseId)).ToDictionary(g => g.Key, g => g.Sum(m => m.Delta));
        var promised = lives.SelectMany(l => l.Reservations).Where(r => r.State is ReservationState.Open).GroupBy(r => (r.VariantId, r.WarehouseId)).ToDictionary(g => g.Key, g => g.Sum(r => r.Quantity));
        return
            from product in Enumerable.Range(0, story.Products.Count)
            from hall in Enumerable.Range(0, DemoShop.Warehouses.Length)
            let spot = (new VariantId(variant0.Value + product), new WarehouseId(warehouse0.Value + hall))
            select new StockLevel
            {
                VariantId = spot.Item1,
                WarehouseId = spot.Item2,
                OnHand = onHand.GetValueOrDefault(spot),
                Reserved = promised.GetValueOrDefault(spot),
                UpdatedAt = now,
            };
    }

    private static int Cushion(int product, int hall) => product >= DemoStory.SoldOut ? 0 : 4 + ((product * 7) + (hall * 11)) % 45;

    private static StockMovement Receipt(VariantId variant, WarehouseId warehouse, int units, int product, int period, DateTime at, string who) => new()
    {
        VariantId = variant,
        WarehouseId = warehouse,
        Delta = units,
        Kind = MovementKind.Receipt,
        Reference = FormattableString.Invariant($"DN-{1000 + period}"),
        Line = product + 1,
        ActorName = who,
        At = at,
    };
}
