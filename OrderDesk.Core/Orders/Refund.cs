using OrderDesk.Core.Channels;
using OrderDesk.Core.Customers;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Orders;

/// <summary>The id of a refund.</summary>
public readonly record struct RefundId(long Value) : ITypedId;

/// <summary>Money given back, as a channel's books show it.</summary>
public sealed class Refund
{
    /// <summary>The refund's id.</summary>
    public RefundId Id { get; init; }

    /// <summary>Where it was sold.</summary>
    public ChannelId ChannelId { get; init; }

    /// <summary>The channel's own number; unique per channel.</summary>
    public string ExternalId { get; init; } = "";

    /// <summary>The order it belongs to, where known.</summary>
    public OrderId? OrderId { get; init; }

    /// <summary>Who got it, where known.</summary>
    public CustomerId? CustomerId { get; init; }

    /// <summary>When (UTC).</summary>
    public DateTime At { get; init; }

    /// <summary>The day in the company's time zone, as yyyymmdd.</summary>
    public int BusinessDay { get; init; }

    /// <summary>ISO 4217.</summary>
    public string Currency { get; init; } = "";

    /// <summary>Σ quantity × price in minor units; negative when money left the shop.</summary>
    public long AmountMinor { get; init; }

    /// <summary>Rows it came from.</summary>
    public int LineCount { get; init; }

    /// <summary>SHA-256 in lower-case hex of the content it was recorded from.</summary>
    public string ContentHash { get; init; } = "";
}

/// <summary>The id of one line of a refund.</summary>
public readonly record struct RefundLineId(long Value) : ITypedId;

/// <summary>One thing given back.</summary>
public sealed class RefundLine
{
    /// <summary>The line's id.</summary>
    public RefundLineId Id { get; init; }

    /// <summary>The refund.</summary>
    public RefundId RefundId { get; init; }

    /// <summary>The SKU or the channel's code, trimmed and upper case.</summary>
    public string Sku { get; init; } = "";

    /// <summary>The channel's words.</summary>
    public string? Name { get; init; }

    /// <summary>Units; negative when they came back.</summary>
    public int Quantity { get; init; }

    /// <summary>Unit price in ten-thousandths of the currency's major unit.</summary>
    public long UnitPrice { get; init; }
}
