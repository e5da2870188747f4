using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Catalog;
using OrderDesk.Core.Data;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Inventory;

/// <summary>Which levels a person wants to see.</summary>
public enum StockView
{
    /// <summary>Every level.</summary>
    All = 1,

    /// <summary>Few units may still be promised.</summary>
    Low = 2,

    /// <summary>Nothing may be promised any more.</summary>
    Out = 3,
}

/// <summary>What stands in which warehouse: by SKU, searched, filtered and paged by the database.</summary>
public sealed class StockLevels(IDbContextFactory<OrderDeskDb> contexts)
{
    /// <summary>Up to how many available units a level counts as low, until reorder points are set.</summary>
    public const int LowAt = 5;

    /// <summary>The most words of a search.</summary>
    public const int MostWords = 6;

    /// <summary>Which levels are wanted.</summary>
    /// <param name="View">All, low or out.</param>
    /// <param name="Warehouse">Only the warehouse of this code; null for all.</param>
    /// <param name="Search">Words that stand in SKU or name, or a whole barcode.</param>
    public sealed record Filter(StockView View = StockView.All, string? Warehouse = null, string? Search = null);

    /// <summary>One SKU in one warehouse.</summary>
    public sealed record Row(StockLevelId Id, VariantId VariantId, string Sku, string Name, WarehouseId WarehouseId, int OnHand, int Reserved, DateTime UpdatedAt)
    {
        /// <summary>Units that may be promised.</summary>
        public int Available => OnHand - Reserved;
    }

    /// <summary>One warehouse.</summary>
    public sealed record Place(WarehouseId Id, string Code, string Name);

    /// <summary>One page, and every warehouse there is.</summary>
    public sealed record Answer(Page<Row> Page, IReadOnlyList<Place> Warehouses);

    /// <summary>Reads one page.</summary>
    public async Task<Result<Answer>> ReadAsync(Actor actor, Filter filter, Paging paging, CancellationToken ct)
    {
        if (!actor.Can(InventoryPermissions.Read))
        {
            return Error.Forbidden("inventory.read-forbidden");
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var places = await db.Warehouses.OrderBy(w => w.Code).Select(w => new Place(w.Id, w.Code, w.Name)).ToListAsync(ct);
        var cursor = Cursor.Parse(paging.After);
        var only = filter.Warehouse is { } code ? places.SingleOrDefault(place => place.Code == code)?.Id : null;
        if (filter.Warehouse is not null && only is null)
        {
            return new Answer(new Page<Row>([], null, null), places);
        }

        var rows = await Walk(db, filter, only, cursor, paging.Back && cursor is not null).Take(paging.Take + 1).ToListAsync(ct);
        return new Answer(rows.ToPage(paging, cursor is not null, row => new Cursor(row.Sku, row.WarehouseId).ToString()), places);
    }

    /// <summary>What the catalogue calls a SKU; null for one it does not know.</summary>
    public async Task<Result<string?>> NameAsync(Actor actor, string sku, CancellationToken ct)
    {
        if (!actor.Can(InventoryPermissions.Read))
        {
            return Error.Forbidden("inventory.read-forbidden");
        }

        var normalised = Variant.Normalise(sku);
        await using var db = await contexts.CreateDbContextAsync(ct);
        return new Result<string?>(await db.Variants.Where(v => v.Sku == normalised).Select(v => v.Name).SingleOrDefaultAsync(ct), null);
    }

    /// <summary>The levels of a view.</summary>
    internal static IQueryable<StockLevel> InView(IQueryable<StockLevel> levels, StockView view) => view switch
    {
        StockView.All => levels,
        StockView.Low => levels.Where(l => l.OnHand - l.Reserved <= LowAt && l.OnHand > l.Reserved),
        StockView.Out => levels.Where(l => l.OnHand <= l.Reserved),
    };

    /// <summary>Along the SKUs, and for each along its warehouses: no table is read from end to end and nothing is sorted by hand.</summary>
    [SuppressMessage("Globalization", "CA1309", Justification = "The engine compares, by the order of its index.")]
    private static IQueryable<Row> Walk(OrderDeskDb db, Filter filter, WarehouseId? warehouse, Cursor? cursor, bool back)
    {
        var variants = Found(db.Variants, filter.Search);
        // The first page starts somewhere too: without a place to start from, SQLite would read all levels and sort them.
        var from = cursor?.Sku ?? "";
        variants = back ? variants.Where(v => string.Compare(v.Sku, from) <= 0) : variants.Where(v => string.Compare(v.Sku, from) >= 0);

        var inView = InView(db.StockLevels, filter.View);
        var levels = variants.SelectMany(v => inView.Where(l => l.VariantId == v.Id), (v, l) => new { v.Sku, v.Name, Level = l });
        if (warehouse is { } only)
        {
            levels = levels.Where(x => x.Level.WarehouseId == only);
        }

        if (cursor is { Sku: var sku, Warehouse: var place })
        {
            levels = back
                ? levels.Where(x => x.Sku != sku || x.Level.WarehouseId < place)
                : levels.Where(x => x.Sku != sku || x.Level.WarehouseId > place);
        }

        return (back ? levels.OrderByDescending(x => x.Sku).ThenByDescending(x => x.Level.WarehouseId) : levels.OrderBy(x => x.Sku).ThenBy(x => x.Level.WarehouseId))
            .Select(x => new Row(x.Level.Id, x.Level.VariantId, x.Sku, x.Name, x.Level.WarehouseId, x.Level.OnHand, x.Level.Reserved, x.Level.UpdatedAt));
    }

    /// <summary>The variants of a search; all where nothing is searched for.</summary>
    [SuppressMessage("Globalization", "CA1304", Justification = "The engine makes the capitals, by no culture of ours.")]
    [SuppressMessage("Globalization", "CA1311", Justification = "The engine makes the capitals, by no culture of ours.")]
    [SuppressMessage("Performance", "CA1862", Justification = "The engine compares.")]
    internal static IQueryable<Variant> Found(IQueryable<Variant> variants, string? search)
    {
        foreach (var word in (search ?? "").ToUpperInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Take(MostWords))
        {
            variants = variants.Where(v => v.Sku.Contains(word) || v.Name.ToUpper().Contains(word) || v.Barcode == word);
        }

        return variants;
    }

    /// <summary>The place of a row in the list: its SKU, then its warehouse.</summary>
    private sealed record Cursor(string Sku, WarehouseId Warehouse)
    {
        public static Cursor? Parse(string? text) =>
            text?.Split('.', 2) is [var warehouse, { Length: > 0 and <= Variant.SkuMaxLength } sku] && long.TryParse(warehouse, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
                ? new Cursor(sku, new WarehouseId(id)) : null;

        public override string ToString() => FormattableString.Invariant($"{Warehouse.Value}.{Sku}");
    }
}
