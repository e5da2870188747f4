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

    /// <summary>Adds a product with one variant for each SKU (normalised, new) in bulk; answers the variants by SKU.</summary>
    public static async Task<IReadOnlyDictionary<string, VariantId>> AddManyAsync(
        BulkWriter bulk, IReadOnlyList<(string Sku, string? Name)> added, string currency, CancellationToken ct)
    {
        if (added.Count == 0)
        {
            return new Dictionary<string, VariantId>();
        }

        var write = bulk.Write;
        var (firstProduct, firstVariant) = (write.NewIds<ProductId>(added.Count), write.NewIds<VariantId>(added.Count));
        var products = added.Select((a, i) => Product.Create(new ProductId(firstProduct + i), string.IsNullOrWhiteSpace(a.Name) ? a.Sku : a.Name, write.Now)).ToList();
        var variants = added.Select((a, i) => Variant.Create(new VariantId(firstVariant + i), products[i].Id, a.Sku, products[i].Name, null, currency)).ToList();
        await bulk.InsertAsync(products, ct);
        await bulk.InsertAsync(variants, ct);
        var bySku = variants.ToDictionary(v => v.Sku, v => v.Id, StringComparer.Ordinal);
        write.Tell(new VariantsAdded(bySku));
        return bySku;
    }
}
