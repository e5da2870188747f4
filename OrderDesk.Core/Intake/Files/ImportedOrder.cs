using OrderDesk.Core.Orders;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Intake.Files;

/// <summary>What a line of an imported order stands for.</summary>
public enum ImportedLineKind
{
    /// <summary>Goods that were sold.</summary>
    Product,

    /// <summary>Goods that were given away.</summary>
    Free,

    /// <summary>Postage and carriage.</summary>
    Shipping,

    /// <summary>A discount, a manual charge, a voucher or another amount that is no goods.</summary>
    Adjustment,
}

/// <summary>One line of an imported order or refund.</summary>
/// <param name="Line">The physical line of the file.</param>
/// <param name="Kind">What it stands for.</param>
/// <param name="Sku">The article code, trimmed and in capitals.</param>
/// <param name="Name">The article's name, or null where the file gives none.</param>
/// <param name="Variant">The specification, or null.</param>
/// <param name="Quantity">Units, signed as in the file.</param>
/// <param name="UnitPrice">Price of one unit in ten-thousandths of the currency.</param>
/// <param name="Discount">Taken off the line, in minor units, never negative.</param>
/// <param name="Tax">Added to the line, in minor units, never negative.</param>
public sealed record ImportedLine(
    int Line, ImportedLineKind Kind, string Sku, string? Name, string? Variant, int Quantity, long UnitPrice, long Discount = 0, long Tax = 0)
{
    /// <summary>Quantity × unit price in ten-thousandths, exact.</summary>
    public long Value => (long)Quantity * UnitPrice;
}

/// <summary>Who bought, as far as the file says.</summary>
public sealed record ImportedCustomer(string? ExternalId, string? Name = null, string? Email = null, string? Phone = null);

/// <summary>An address as far as the file says.</summary>
/// <param name="Country">The ISO 3166 code where the country is known by its name.</param>
/// <param name="CountryName">The country as the file writes it.</param>
public sealed record ImportedAddress(
    string? Name, string? Line1, string? Line2, string? City, string? Region, string? PostalCode, string? Country, string? CountryName, string? Phone);

/// <summary>How an order was paid.</summary>
/// <param name="Status">Where the money stands, or null where the file does not say.</param>
/// <param name="Amount">In minor units of <paramref name="Currency"/>, or null.</param>
public sealed record ImportedPayment(string? Method, PaymentStatus? Status, long? Amount, string Currency, string? Reference, DateTime? PaidAt);

/// <summary>What the customer asked for.</summary>
public sealed record ImportedRequests(string? Packaging, string? GiftMessage, DateTime? DeliverFrom, DateTime? DeliverTo, string? Remark);

/// <summary>An order as a file tells it, not yet anybody's aggregate.</summary>
public sealed record ImportedOrder
{
    /// <summary>The order's number in its channel.</summary>
    public required string ExternalId { get; init; }

    /// <summary>When it was placed, UTC.</summary>
    public required DateTime PlacedAt { get; init; }

    /// <summary>The ISO 4217 code.</summary>
    public required string Currency { get; init; }

    /// <summary>Who bought, or null for a guest.</summary>
    public ImportedCustomer? Customer { get; init; }

    /// <summary>Where it goes.</summary>
    public ImportedAddress? ShippingAddress { get; init; }

    /// <summary>Who is billed.</summary>
    public ImportedAddress? BillingAddress { get; init; }

    /// <summary>The lines in the order of the file; may be empty where every row was left out.</summary>
    public required IReadOnlyList<ImportedLine> Lines { get; init; }

    /// <summary>Shipping of the whole order in minor units, beside lines of kind shipping.</summary>
    public long ShippingCharge { get; init; }

    /// <summary>Taken off the whole order, in minor units, never negative.</summary>
    public long Discount { get; init; }

    /// <summary>Tax of the order, lines included, in minor units; null adds up the lines' tax.</summary>
    public long? Tax { get; init; }

    /// <summary>What the file says the customer has to pay, or what its rows add up to where it does not say; minor units.</summary>
    public required long Total { get; init; }

    /// <summary>How it was paid, or null where the file does not say.</summary>
    public ImportedPayment? Payment { get; init; }

    /// <summary>What the customer asked for, or null.</summary>
    public ImportedRequests? Requests { get; init; }

    /// <summary>Tags in the order of the file.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Whether the channel marks it as a test.</summary>
    public bool Test { get; init; }

    /// <summary>Value of the product and free lines in ten-thousandths, exact.</summary>
    public long LinesValue => Lines.Where(l => l.Kind is ImportedLineKind.Product or ImportedLineKind.Free).Sum(l => l.Value);

    /// <summary>Value of shipping in ten-thousandths, exact.</summary>
    public long ShippingValue => Lines.Where(l => l.Kind is ImportedLineKind.Shipping).Sum(l => l.Value) + Exact(ShippingCharge);

    /// <summary>Value of adjustment lines, discounts (negative) and taxes in ten-thousandths, exact.</summary>
    public long AdjustmentsValue =>
        Lines.Where(l => l.Kind is ImportedLineKind.Adjustment).Sum(l => l.Value) + Exact((Tax ?? Lines.Sum(l => l.Tax)) - Discount - Lines.Sum(l => l.Discount));

    private long Exact(long minor) => Money.ToPrice(Money.ToMajor(minor, Currency));
}

/// <summary>Money given back, as a file tells it.</summary>
public sealed record ImportedRefund
{
    /// <summary>The refund's number in its channel.</summary>
    public required string ExternalId { get; init; }

    /// <summary>When it was given, UTC.</summary>
    public required DateTime At { get; init; }

    /// <summary>The ISO 4217 code.</summary>
    public required string Currency { get; init; }

    /// <summary>Who got it, or null where the file does not say.</summary>
    public ImportedCustomer? Customer { get; init; }

    /// <summary>Where the customer lives, or null.</summary>
    public ImportedAddress? Address { get; init; }

    /// <summary>The lines in the order of the file, signed as there.</summary>
    public required IReadOnlyList<ImportedLine> Lines { get; init; }

    /// <summary>Quantity × unit price over all lines in ten-thousandths, exact; negative where money goes to the customer.</summary>
    public long Value => Lines.Sum(l => l.Value);

    /// <summary>The value in minor units.</summary>
    public long Total => Money.ToMinor(Money.FromPrice(Value), Currency);
}
