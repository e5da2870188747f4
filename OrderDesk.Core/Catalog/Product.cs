using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Catalog;

/// <summary>The id of a product.</summary>
public readonly record struct ProductId(long Value) : ITypedId;

/// <summary>The id of a variant: one thing with one SKU.</summary>
public readonly record struct VariantId(long Value) : ITypedId;

/// <summary>What the warehouse and the carrier must know of a thing.</summary>
[Flags]
public enum ProductTraits
{
    /// <summary>Nothing special.</summary>
    None = 0,

    /// <summary>Breaks.</summary>
    Fragile = 1,

    /// <summary>Spills.</summary>
    Liquid = 2,

    /// <summary>Holds a battery.</summary>
    Battery = 4,

    /// <summary>Must stay cold.</summary>
    Cold = 8,

    /// <summary>Larger than a parcel.</summary>
    Oversize = 16,

    /// <summary>Worth stealing.</summary>
    HighValue = 32,
}

/// <summary>Something the shop sells, in one or more variants.</summary>
public sealed class Product : Entity
{
    /// <summary>The longest name.</summary>
    public const int NameMaxLength = 200;

    private Product() { }

    /// <summary>The product's id.</summary>
    public ProductId Id { get; private init; }

    /// <summary>The name staff and customers read.</summary>
    public string Name { get; private set; } = "";

    /// <summary>When it came into the catalogue (UTC).</summary>
    public DateTime CreatedAt { get; private init; }

    /// <inheritdoc/>
    public override string Kind => "product";

    /// <inheritdoc/>
    public override long Key => Id.Value;

    /// <summary>A new product.</summary>
    public static Product Create(ProductId id, string name, DateTime now) => new() { Id = id, Name = Trim(name), CreatedAt = now };

    /// <summary>Gives it another name.</summary>
    public void Rename(string name) => Name = Trim(name);

    private static string Trim(string name) => name.Trim() is { Length: <= NameMaxLength } fits ? fits : name.Trim()[..NameMaxLength];
}

/// <summary>One variant came into the catalogue: orders that waited for its SKU can be looked at again.</summary>
public sealed record VariantAdded(VariantId VariantId, string Sku) : IDomainEvent;

/// <summary>Many variants came into the catalogue at once.</summary>
/// <param name="BySku">Their ids by SKU.</param>
public sealed record VariantsAdded(IReadOnlyDictionary<string, VariantId> BySku) : IDomainEvent;

/// <summary>One sellable thing: a SKU with its size, weight, traits, price and cost.</summary>
public sealed class Variant : Entity
{
    /// <summary>The longest SKU.</summary>
    public const int SkuMaxLength = 64;

    private Variant() { }

    /// <summary>The variant's id.</summary>
    public VariantId Id { get; private init; }

    /// <summary>The product it belongs to.</summary>
    public ProductId ProductId { get; private init; }

    /// <summary>The SKU, trimmed and upper case; unique.</summary>
    public string Sku { get; private init; } = "";

    /// <summary>The name with its specification.</summary>
    public string Name { get; private set; } = "";

    /// <summary>The specification alone, such as a colour or size.</summary>
    public string? Specification { get; private set; }

    /// <summary>EAN, UPC or own barcode.</summary>
    public string? Barcode { get; private set; }

    /// <summary>Weight in grams.</summary>
    public int? WeightGrams { get; private set; }

    /// <summary>Length in millimetres.</summary>
    public int? LengthMm { get; private set; }

    /// <summary>Width in millimetres.</summary>
    public int? WidthMm { get; private set; }

    /// <summary>Height in millimetres.</summary>
    public int? HeightMm { get; private set; }

    /// <summary>What warehouse and carrier must know.</summary>
    public ProductTraits Traits { get; private set; }

    /// <summary>List price in ten-thousandths of the currency's major unit.</summary>
    public long? Price { get; private set; }

    /// <summary>Unit cost in ten-thousandths of the currency's major unit.</summary>
    public long? Cost { get; private set; }

    /// <summary>The ISO 4217 currency of price and cost.</summary>
    public string Currency { get; private set; } = "";

    /// <inheritdoc/>
    public override string Kind => "variant";

    /// <inheritdoc/>
    public override long Key => Id.Value;

    /// <summary>How a SKU is written: trimmed, upper case.</summary>
    public static string Normalise(string sku) => sku.Trim().ToUpperInvariant();

    /// <summary>A new variant of a product.</summary>
    public static Variant Create(VariantId id, ProductId product, string sku, string name, long? price, string currency)
    {
        var variant = new Variant { Id = id, ProductId = product, Sku = Normalise(sku), Name = Shorten(name), Price = price, Currency = currency };
        variant.Raise(new VariantAdded(id, variant.Sku));
        return variant;
    }

    /// <summary>Sets size, weight, barcode and traits.</summary>
    public void Describe(string? specification, string? barcode, int? weightGrams, (int Length, int Width, int Height)? sizeMm, ProductTraits traits)
    {
        (Specification, Barcode, WeightGrams, Traits) = (specification, barcode, weightGrams, traits);
        (LengthMm, WidthMm, HeightMm) = (sizeMm?.Length, sizeMm?.Width, sizeMm?.Height);
    }

    /// <summary>Sets price and cost in ten-thousandths.</summary>
    public void Reprice(long? price, long? cost, string currency) => (Price, Cost, Currency) = (price, cost, currency);

    private static string Shorten(string name) => name.Trim() is { Length: <= Product.NameMaxLength } fits ? fits : name.Trim()[..Product.NameMaxLength];
}
