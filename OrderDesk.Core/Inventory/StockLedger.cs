using System.Globalization;
using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Data;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Inventory;

/// <summary>Every movement of one level, newest first.</summary>
public sealed class StockLedger(IDbContextFactory<OrderDeskDb> contexts)
{
    /// <summary>One movement.</summary>
    public sealed record Row(StockMovementId Id, DateTime At, MovementKind Kind, int Delta, string Reference, string? Reason, string By);

    /// <summary>One level with a page of its movements.</summary>
    /// <param name="Level">The level as it stands.</param>
    /// <param name="Warehouse">Its warehouse.</param>
    /// <param name="WaitingUnits">Units of the SKU that orders wait for, in whichever warehouse.</param>
    /// <param name="Page">The movements.</param>
    public sealed record Answer(StockLevels.Row Level, StockLevels.Place Warehouse, int WaitingUnits, Page<Row> Page);

    /// <summary>Reads one page.</summary>
    public async Task<Result<Answer>> ReadAsync(Actor actor, StockLevelId id, Paging paging, CancellationToken ct)
    {
        if (!actor.Can(InventoryPermissions.Read))
        {
            return Error.Forbidden("inventory.read-forbidden");
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var level = await (
            from l in db.StockLevels
            join v in db.Variants on l.VariantId equals v.Id
            where l.Id == id
            select new StockLevels.Row(l.Id, l.VariantId, v.Sku, v.Name, l.WarehouseId, l.OnHand, l.Reserved, l.UpdatedAt)).SingleOrDefaultAsync(ct);
        if (level is null)
        {
            return Error.NotFound("inventory.level-not-found");
        }

        var place = await db.Warehouses.Where(w => w.Id == level.WarehouseId).Select(w => new StockLevels.Place(w.Id, w.Code, w.Name)).SingleAsync(ct);
        var waiting = await db.StockWaits.Where(w => w.Sku == level.Sku).SumAsync(w => w.Quantity, ct);
        var (cursor, isCursor) = Parse(paging.After);
        var movements = db.StockMovements.Where(m => m.VariantId == level.VariantId && m.WarehouseId == level.WarehouseId);
        if (isCursor)
        {
            movements = paging.Back ? movements.Where(m => m.Id > cursor) : movements.Where(m => m.Id < cursor);
        }

        movements = paging.Back && isCursor ? movements.OrderBy(m => m.Id) : movements.OrderByDescending(m => m.Id);
        var rows = await movements.Select(m => new Row(m.Id, m.At, m.Kind, m.Delta, m.Reference, m.Reason, m.ActorName)).Take(paging.Take + 1).ToListAsync(ct);
        return new Answer(level, place, waiting, rows.ToPage(paging, isCursor, row => row.Id.Value.ToString(CultureInfo.InvariantCulture)));
    }

    private static (StockMovementId Id, bool Is) Parse(string? text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? (new StockMovementId(id), true) : (default, false);
}
