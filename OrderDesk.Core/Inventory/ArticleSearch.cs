using System.Diagnostics.CodeAnalysis;
using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Catalog;
using OrderDesk.Core.Data;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Inventory;

/// <summary>Articles by words of their SKU or name, with price and free units, for somebody who puts one on an order.</summary>
public sealed class ArticleSearch(IDbContextFactory<OrderDeskDb> contexts)
{
    /// <summary>The most articles of one answer.</summary>
    public const int MostFound = 12;

    /// <summary>One article; the price in ten-thousandths of its currency, free units over all warehouses.</summary>
    public sealed record Row(VariantId VariantId, string Sku, string Name, string? Specification, long? Price, string Currency, int Available);

    /// <summary>Finds; nothing for an empty text.</summary>
    public async Task<Result<IReadOnlyList<Row>>> ReadAsync(Actor actor, string? text, CancellationToken ct)
    {
        if (!actor.Can(CatalogPermissions.Read))
        {
            return Error.Forbidden("catalog.read-forbidden");
        }

        var words = (text ?? "").ToUpperInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0)
        {
            return new Result<IReadOnlyList<Row>>([], null);
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var found = await Matching(db.Variants, words.Take(StockLevels.MostWords)).OrderBy(v => v.Sku).Take(MostFound)
            .Select(v => new { v.Id, v.Sku, v.Name, v.Specification, v.Price, v.Currency }).ToListAsync(ct);
        var ids = found.Select(v => v.Id).ToList();
        var levels = await db.StockLevels.Where(l => EF.Parameter(ids).Contains(l.VariantId)).GroupBy(l => l.VariantId)
            .Select(g => new { g.Key, Free = g.Sum(l => l.OnHand - l.Reserved) }).ToDictionaryAsync(l => l.Key, l => l.Free, ct);
        return new Result<IReadOnlyList<Row>>([.. found.Select(v => new Row(v.Id, v.Sku, v.Name, v.Specification, v.Price, v.Currency, levels.GetValueOrDefault(v.Id)))], null);
    }

    [SuppressMessage("Globalization", "CA1304", Justification = "The engine makes the capitals, by no culture of ours.")]
    [SuppressMessage("Globalization", "CA1311", Justification = "The engine makes the capitals, by no culture of ours.")]
    [SuppressMessage("Performance", "CA1862", Justification = "The engine compares.")]
    private static IQueryable<Variant> Matching(IQueryable<Variant> variants, IEnumerable<string> words) => words.Aggregate(
        variants, (left, word) => left.Where(v => v.Sku.Contains(word) || v.Name.ToUpper().Contains(word) || v.Barcode == word));
}
