using System.Text.Json;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Intake;

/// <summary>An address as sent.</summary>
public sealed record IncomingAddress(string? Name, string? Line1, string? Line2, string? City, string? Region, string? PostalCode, string? Country, string? Phone);

/// <summary>A customer as sent.</summary>
public sealed record IncomingCustomer(string? Name, string? Email, string? Phone, string? ExternalId);

/// <summary>A line as sent; amounts in major units.</summary>
public sealed record IncomingLine(string Sku, string? Name, string? Variant, int Quantity, decimal UnitPrice, decimal Discount, decimal Tax);

/// <summary>A payment as sent; amount in major units of its currency.</summary>
public sealed record IncomingPayment(string? Method, string? Status, decimal? Amount, string? Currency, string? Reference, DateTime? PaidAt);

/// <summary>Wishes as sent.</summary>
public sealed record IncomingRequests(string? Packaging, string? GiftMessage, DateTime? DeliverFrom, DateTime? DeliverTo, string? Remark);

/// <summary>One order as a channel sent it, read and found to be an order; amounts in major units.</summary>
public sealed record Incoming
{
    /// <summary>The channel's own number.</summary>
    public required string ExternalId { get; init; }

    /// <summary>When the customer bought (UTC).</summary>
    public required DateTime PlacedAt { get; init; }

    /// <summary>ISO 4217.</summary>
    public required string Currency { get; init; }

    /// <summary>At least one.</summary>
    public required IReadOnlyList<IncomingLine> Lines { get; init; }

    /// <summary>What the customer owes.</summary>
    public required decimal Total { get; init; }

    /// <summary>Who buys.</summary>
    public IncomingCustomer? Customer { get; init; }

    /// <summary>Where the invoice goes.</summary>
    public IncomingAddress? BillingAddress { get; init; }

    /// <summary>Where the goods go.</summary>
    public IncomingAddress? ShippingAddress { get; init; }

    /// <summary>What the customer pays for shipping.</summary>
    public decimal ShippingCharge { get; init; }

    /// <summary>Discount on the whole order.</summary>
    public decimal Discount { get; init; }

    /// <summary>Fees and corrections that are neither goods nor shipping, as channels' books show them; may be negative.</summary>
    public decimal Adjustment { get; init; }

    /// <summary>Tax of the order, lines included; null adds up the lines' tax.</summary>
    public decimal? Tax { get; init; }

    /// <summary>The payment.</summary>
    public IncomingPayment? Payment { get; init; }

    /// <summary>Wishes.</summary>
    public IncomingRequests? Requests { get; init; }

    /// <summary>The channel's tags.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Whether it is a test.</summary>
    public bool Test { get; init; }

    /// <summary>
    /// SHA-256 of the parsed content: spaces, the order of fields, the way numbers are written and whether what is nothing is written at all do not count.
    /// </summary>
    public string ContentHash() => Secret.Hash(JsonSerializer.SerializeToUtf8Bytes(this with
    {
        Lines = [.. Lines.Select(Plain)],
        Total = Plain(Total),
        ShippingCharge = Plain(ShippingCharge),
        Discount = Plain(Discount),
        Adjustment = Plain(Adjustment),
        Tax = Plain(Tax ?? Lines.Sum(line => line.Tax)),
        Payment = Payment is { Amount: { } amount } ? Payment with { Amount = Plain(amount) } : Payment,
    }));

    private static IncomingLine Plain(IncomingLine line) => line with { UnitPrice = Plain(line.UnitPrice), Discount = Plain(line.Discount), Tax = Plain(line.Tax) };

    /// <summary>1.50 and 1.5 are the same amount.</summary>
    private static decimal Plain(decimal amount) => amount / 1.0000000000000000000000000000m;
}
