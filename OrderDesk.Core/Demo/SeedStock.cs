using System.Globalization;
using OrderDesk.Core.Catalog;
using OrderDesk.Core.Inventory;

namespace OrderDesk.Core.Demo;

/// <summary>The stock behind a seed: one receipt before the first order, what left week by week, and levels that are their sum.</summary>
internal sealed class SeedStock
{
    private readonly SeedPlan _plan;
    private readonly int[] _left;
    private readonly int[] _promised;
    private readonly int _weeks;

    public SeedStock(SeedPlan plan)
    {
        (_plan, _weeks) = (plan, (plan.Days / 7) + 1);
        _left = new int[Spots * _weeks];
        _promised = new int[Spots];
        for (var n = 0; n < plan.Count; n++)
        {
            Count(plan.Sale(n));
        }
    }

    private int Spots => _plan.Products.Count * DemoShop.Warehouses.Length;

    private DateTime Start => _plan.Today.AddDays(-_plan.Days);

    public IEnumerable<StockMovement> Movements(VariantId variant0, WarehouseId warehouse0)
    {
        for (var spot = 0; spot < Spots; spot++)
        {
            if (OnHand(spot) + Left(spot) is > 0 and var units)
            {
                yield return Movement(spot, units, MovementKind.Receipt, "DN-1000", Start.AddDays(-1), variant0, warehouse0);
            }
        }

        for (var week = 0; week < _weeks; week++)
        {
            var at = Start.AddDays((week * 7) + 7) is var end && end < _plan.Today ? end : _plan.Today;
            var reference = $"SHIPPED-{at.ToString("yyyyMMdd", CultureInfo.InvariantCulture)}";
            for (var spot = 0; spot < Spots; spot++)
            {
                if (_left[(spot * _weeks) + week] is > 0 and var units)
                {
                    yield return Movement(spot, -units, MovementKind.Shipment, reference, at, variant0, warehouse0);
                }
            }
        }
    }

    public IEnumerable<StockLevel> Levels(VariantId variant0, WarehouseId warehouse0)
    {
        for (var spot = 0; spot < Spots; spot++)
        {
            yield return new StockLevel
            {
                VariantId = VariantOf(spot, variant0),
                WarehouseId = WarehouseOf(spot, warehouse0),
                OnHand = OnHand(spot),
                Reserved = _promised[spot],
                UpdatedAt = _plan.Today,
            };
        }
    }

    private static VariantId VariantOf(int spot, VariantId variant0) => new(variant0.Value + (spot / DemoShop.Warehouses.Length));

    private static WarehouseId WarehouseOf(int spot, WarehouseId warehouse0) => new(warehouse0.Value + (spot % DemoShop.Warehouses.Length));

    private int OnHand(int spot) => _promised[spot] + Cushion(spot);

    private int Left(int spot) => Enumerable.Range(spot * _weeks, _weeks).Sum(at => _left[at]);

    private int Cushion(int spot) => spot / DemoShop.Warehouses.Length >= _plan.Products.Count - SeedPlan.SoldOut ? 0 : spot * 37 % 400;

    private void Count(SeedSale sale)
    {
        foreach (var (product, quantity) in sale.Lines)
        {
            var spot = (product * DemoShop.Warehouses.Length) + sale.Warehouse;
            switch (sale.Stage)
            {
                case SeedStage.Held or SeedStage.Ready or SeedStage.Picking:
                    _promised[spot] += quantity;
                    break;
                case SeedStage.Shipped or SeedStage.Delivered or SeedStage.Completed:
                    _left[(spot * _weeks) + Math.Min(_weeks - 1, (int)(sale.PlacedAt - Start).TotalDays / 7)] += quantity;
                    break;
                case SeedStage.Cancelled or SeedStage.Short:
                    break;
            }
        }
    }

    private static StockMovement Movement(int spot, int units, MovementKind kind, string reference, DateTime at, VariantId variant0, WarehouseId warehouse0) => new()
    {
        VariantId = VariantOf(spot, variant0),
        WarehouseId = WarehouseOf(spot, warehouse0),
        Delta = units,
        Kind = kind,
        Reference = reference,
        Line = 1,
        ActorName = SeedLives.Sower.Name,
        At = at,
    };
}
