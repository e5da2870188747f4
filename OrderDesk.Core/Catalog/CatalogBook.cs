using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Data;

namespace OrderDesk.Core.Catalog;

/// <summary>Finds the variants of SKUs, and adds ones the catalogue does not know.</summary>
public static class CatalogBook
{
    /// <summary>The variants of these SKUs (normalised) that the catalogue knows.</summary>
    public static async Task<IReadOnlyDictionary<string, VariantId>> FindAsync(OrderDeskDb db, IReadOnlyCollection<string> skus, CancellationToken ct) =>
        await db.Variants.AsNoTracking().Where(v => skus.Contains(v.Sku)).ToDictionaryAsync(v => v.Sku, v => v.Id, ct);

    /// <summary>Adds a product with one variant.</summary>
    public static Variant Add(Write write, string sku, string? name, long? price, string currency)
    {
        var product = Product.Create(write.NewId<ProductId>(), string.IsNullOrWhiteSpace(name) ? Variant.Normalise(sku) : name, write.Now);
        var variant = Variant.Create(write.NewId<VariantId>(), product.Id, sku, product.Name, price, currency);
        write.Db.Products.Add(product);
        write.Db.Variants.Add(variant);
        return variant;
    }
}
