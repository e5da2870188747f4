using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Catalog;
using OrderDesk.Core.Data;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Inventory;

/// <summary>Where the reactions of stock stand: before the checks, which judge what stock has answered.</summary>
internal static class StockPlace
{
    public const int InLine = 100;
}

/// <summary>A new order gets its units, or waits.</summary>
internal sealed class ReserveStockOnTaken : Reaction<OrderTaken>
{
    public override int Order => StockPlace.InLine;

    protected override async Task<Result> ReactAsync(Write write, OrderTaken happened, CancellationToken ct)
    {
        await StockDesk.SettleAsync(write, happened.Order, ct);
        return Result.Ok;
    }
}

/// <summary>A cancelled order gives its units back.</summary>
internal sealed class ReleaseStockOnCancelled : Reaction<OrderMoved>
{
    public override int Order => StockPlace.InLine;

    protected override async Task<Result> ReactAsync(Write write, OrderMoved happened, CancellationToken ct)
    {
        if (happened.To is OrderStatus.Cancelled)
        {
            await StockDesk.FreeAsync(write, happened.Order, ct);
        }

        return Result.Ok;
    }
}

/// <summary>A hold that frees stock puts the units back on sale until it is gone.</summary>
internal sealed class FreeStockOnHeld : Reaction<HoldsChanged>
{
    public override int Order => StockPlace.InLine;

    protected override async Task<Result> ReactAsync(Write write, HoldsChanged happened, CancellationToken ct)
    {
        var order = happened.Order;
        if (order.Holds.Any(h => h.State is HoldState.Open && h.Effect is StockEffect.Frees))
        {
            await StockDesk.FreeAsync(write, order, ct);
            if (order.OpenHolds.HasFlag(HoldType.Stock))
            {
                write.Tell(new StockSettled(order.Id));
            }
        }

        return Result.Ok;
    }
}

/// <summary>When the last hold is gone and the units had been given back, they are asked for again.</summary>
internal sealed class ReserveStockOnCleared : Reaction<HoldsCleared>
{
    public override int Order => StockPlace.InLine;

    protected override async Task<Result> ReactAsync(Write write, HoldsCleared happened, CancellationToken ct)
    {
        if (happened.Order.Fulfilment is FulfilmentStatus.Unfulfilled)
        {
            await write.Db.Entry(happened.Order).Collection(o => o.Lines).LoadAsync(ct);
            await StockDesk.SettleAsync(write, happened.Order, ct);
        }

        return Result.Ok;
    }
}

/// <summary>An order whose lines changed gives its units back and asks for what it needs now, before anybody else is served from them.</summary>
internal sealed class ReserveStockOnLinesChanged : Reaction<LinesChanged>
{
    public override int Order => StockPlace.InLine;

    protected override async Task<Result> ReactAsync(Write write, LinesChanged happened, CancellationToken ct)
    {
        await StockDesk.ResettleAsync(write, happened.Order, ct);
        return Result.Ok;
    }
}

/// <summary>An order that lives again asks for its units as a new one does.</summary>
internal sealed class ReserveStockOnRestored : Reaction<OrderRestored>
{
    public override int Order => StockPlace.InLine;

    protected override async Task<Result> ReactAsync(Write write, OrderRestored happened, CancellationToken ct)
    {
        await write.Db.Entry(happened.Order).Collection(o => o.Lines).LoadAsync(ct);
        await StockDesk.SettleAsync(write, happened.Order, ct);
        write.Tell(new OrderAmended(happened.Order.Id));
        return Result.Ok;
    }
}

/// <summary>The oldest orders that waited for a SKU nobody knew are looked at again when the catalogue learns it; the job looks at the others.</summary>
internal sealed class RecogniseOnVariantAdded : Reaction<VariantAdded>
{
    public override int Order => StockPlace.InLine;

    protected override async Task<Result> ReactAsync(Write write, VariantAdded happened, CancellationToken ct)
    {
        await StockDesk.RecogniseAsync(write, happened.VariantId, happened.Sku, ct);
        return Result.Ok;
    }
}

/// <summary>The same for many at once; only a few of them are waited for, if any.</summary>
internal sealed class RecogniseOnVariantsAdded : Reaction<VariantsAdded>
{
    public override int Order => StockPlace.InLine;

    protected override async Task<Result> ReactAsync(Write write, VariantsAdded happened, CancellationToken ct)
    {
        var skus = happened.BySku.Keys.ToList();
        var awaited = await write.Db.StockWaits.Where(w => !w.SkuKnown && skus.Contains(w.Sku)).Select(w => w.Sku).Distinct().ToListAsync(ct);
        foreach (var sku in awaited.Order(StringComparer.Ordinal))
        {
            await StockDesk.RecogniseAsync(write, happened.BySku[sku], sku, ct);
        }

        return Result.Ok;
    }
}
