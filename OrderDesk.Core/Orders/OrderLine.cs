using OrderDesk.Core.Catalog;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Orders;

/// <summary>The id of an order line.</summary>
public readonly record struct OrderLineId(long Value) : ITypedId;

/// <summary>What a line stands for.</summary>
public enum LineKind
{
    /// <summary>Goods.</summary>
    Product = 1,

    /// <summary>Goods at no price: samples, gifts, replacements.</summary>
    Free = 2,

    /// <summary>Postage and carriage that the channel's books show as a line; its value is part of the order's shipping.</summary>
    Shipping = 3,

    /// <summary>A fee, discount or correction that the channel's books show as a line; its value is part of the order's adjustments.</summary>
    Adjustment = 4,
}

/// <summary>One thing on an order, with the price of that day.</summary>
public sealed class OrderLine
{
    private OrderLine() { }

    /// <summary>The line's id.</summary>
    public OrderLineId Id { get; private init; }

    /// <summary>The order.</summary>
    public OrderId OrderId { get; private init; }

    /// <summary>1, 2, 3 … in the order the channel sent them.</summary>
    public int Number { get; private init; }

    /// <summary>What it stands for.</summary>
    public LineKind Kind { get; private set; }

    /// <summary>The SKU, trimmed and upper case.</summary>
    public string Sku { get; private set; } = "";

    /// <summary>The catalogue's variant, or null while nobody knows the SKU.</summary>
    public VariantId? VariantId { get; private set; }

    /// <summary>The name as the channel sent it.</summary>
    public string? Name { get; private set; }

    /// <summary>The specification as the channel sent it.</summary>
    public string? Specification { get; private set; }

    /// <summary>Units, at least 1.</summary>
    public int Quantity { get; private set; }

    /// <summary>Unit price in ten-thousandths of the currency's major unit.</summary>
    public long UnitPrice { get; private set; }

    /// <summary>Discount on the line in minor units.</summary>
    public long DiscountMinor { get; private set; }

    /// <summary>Tax on the line in minor units, on top of the price.</summary>
    public long TaxMinor { get; private set; }

    /// <summary>Quantity × unit price − discount in minor units, without tax.</summary>
    public long NetMinor { get; private set; }

    /// <summary>A new line; net is computed once here.</summary>
    internal static OrderLine From(OrderId order, int number, NewLine line, string currency) => new()
    {
        OrderId = order,
        Number = number,
        Kind = line.Kind ?? (line.UnitPrice == 0 ? LineKind.Free : LineKind.Product),
        Sku = Variant.Normalise(line.Sku),
        VariantId = line.VariantId,
        Name = line.Name,
        Specification = line.Specification,
        Quantity = line.Quantity,
        UnitPrice = line.UnitPrice,
        DiscountMinor = line.DiscountMinor,
        TaxMinor = line.TaxMinor,
        NetMinor = Money.Extend(line.Quantity, line.UnitPrice, currency) - line.DiscountMinor,
    };

    internal void Recognise(VariantId variant) => VariantId = variant;

    /// <summary>A line that has been reckoned already.</summary>
    internal static OrderLine Of(OrderId order, PricedLine line)
    {
        var made = new OrderLine { OrderId = order, Number = line.Number };
        made.Become(line);
        return made;
    }

    /// <summary>The line as it was reckoned anew.</summary>
    internal void Become(PricedLine line)
    {
        (Kind, Sku, VariantId, Name, Specification) = (line.Kind, line.Sku, line.VariantId, line.Name, line.Specification);
        (Quantity, UnitPrice, DiscountMinor, TaxMinor, NetMinor) = (line.Quantity, line.UnitPrice, line.DiscountMinor, line.TaxMinor, line.NetMinor);
    }

    /// <summary>The line as it is reckoned with.</summary>
    internal PricedLine Priced() => new(Number, Kind, Sku, VariantId, Name, Specification, Quantity, UnitPrice, DiscountMinor, TaxMinor, NetMinor);
}

/// <summary>A line as it comes in.</summary>
/// <param name="Sku">As the channel wrote it.</param>
/// <param name="VariantId">The catalogue's variant, or null while nobody knows the SKU.</param>
/// <param name="Name">The name as the channel wrote it.</param>
/// <param name="Specification">The specification as the channel wrote it.</param>
/// <param name="Quantity">Units, at least 1.</param>
/// <param name="UnitPrice">In ten-thousandths of the currency's major unit.</param>
/// <param name="DiscountMinor">In minor units.</param>
/// <param name="TaxMinor">In minor units.</param>
/// <param name="Kind">What it stands for; null makes it goods, free where the price is 0.</param>
public sealed record NewLine(
    string Sku, VariantId? VariantId, string? Name, string? Specification, int Quantity, long UnitPrice, long DiscountMinor, long TaxMinor, LineKind? Kind = null);
