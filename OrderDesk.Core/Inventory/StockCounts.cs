using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Data;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Inventory;

/// <summary>How many levels filters hold, counted among the first of the table and said honestly where counting stops.</summary>
public sealed class StockCounts(IDbContextFactory<OrderDeskDb> contexts)
{
    /// <summary>Filters that are counted at once.</summary>
    public const int MostFilters = 60;

    /// <summary>Levels that are looked at for one filter.</summary>
    public const int MostLooked = 10_000;

    /// <summary>Counts, in the order of the filters; those beyond <see cref="MostFilters"/> are left out.</summary>
    public async Task<Result<IReadOnlyList<Counted>>> ReadAsync(Actor actor, IReadOnlyList<StockLevels.Filter> filters, CancellationToken ct)
    {
        if (!actor.Can(InventoryPermissions.Read))
        {
            return Error.Forbidden("inventory.read-forbidden");
        }

        if (filters.Count == 0)
        {
            return new List<Counted>();
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var places = await db.Warehouses.ToDictionaryAsync(w => w.Code, w => w.Id, ct);
        var orMore = await Looked(db).CountAsync(ct) == MostLooked;
        var counts = new List<Counted>();
        foreach (var filter in filters.Take(MostFilters))
        {
            counts.Add(filter.Warehouse is { } code && !places.ContainsKey(code) ? new Counted(0, false)
                : new Counted(await CountAsync(db, filter, filter.Warehouse is { } known ? places[known] : null, ct), orMore));
        }

        return counts;
    }

    private static IQueryable<StockLevel> Looked(OrderDeskDb db) => db.StockLevels.OrderBy(l => l.Id).Take(MostLooked);

    private static Task<int> CountAsync(OrderDeskDb db, StockLevels.Filter filter, WarehouseId? warehouse, CancellationToken ct)
    {
        var levels = StockLevels.InView(Looked(db), filter.View);
        levels = warehouse is { } only ? levels.Where(l => l.WarehouseId == only) : levels;
        return string.IsNullOrWhiteSpace(filter.Search) ? levels.CountAsync(ct)
            : levels.Join(StockLevels.Found(db.Variants, filter.Search), l => l.VariantId, v => v.Id, (l, v) => l.Id).CountAsync(ct);
    }
}
