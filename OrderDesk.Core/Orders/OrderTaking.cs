using OrderDesk.Core.Channels;
using OrderDesk.Core.Customers;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Orders;

/// <summary>Everything a channel may say about a new order, already read and in the units of the rows.</summary>
public sealed record NewOrder
{
    /// <summary>Where it was sold.</summary>
    public required ChannelId ChannelId { get; init; }

    /// <summary>The channel's own number.</summary>
    public required string ExternalId { get; init; }

    /// <summary>Who buys, or null.</summary>
    public CustomerId? CustomerId { get; init; }

    /// <summary>When the customer bought (UTC).</summary>
    public required DateTime PlacedAt { get; init; }

    /// <summary>The day in the company's time zone, as yyyymmdd.</summary>
    public required int BusinessDay { get; init; }

    /// <summary>ISO 4217.</summary>
    public required string Currency { get; init; }

    /// <summary>At least one.</summary>
    public required IReadOnlyList<NewLine> Lines { get; init; }

    /// <summary>What the customer owes, in minor units.</summary>
    public required long TotalMinor { get; init; }

    /// <summary>The buyer's name.</summary>
    public string? CustomerName { get; init; }

    /// <summary>The buyer's e-mail address.</summary>
    public string? Email { get; init; }

    /// <summary>The buyer's phone.</summary>
    public string? Phone { get; init; }

    /// <summary>Where the invoice goes.</summary>
    public PostalAddress Billing { get; init; } = PostalAddress.None;

    /// <summary>Where the goods go.</summary>
    public PostalAddress Shipping { get; init; } = PostalAddress.None;

    /// <summary>In minor units.</summary>
    public long ShippingMinor { get; init; }

    /// <summary>In minor units.</summary>
    public long AdjustmentMinor { get; init; }

    /// <summary>In minor units.</summary>
    public long DiscountMinor { get; init; }

    /// <summary>Tax of the order, lines included, in minor units; null adds up the lines' tax.</summary>
    public long? TaxMinor { get; init; }

    /// <summary>Where the money stands.</summary>
    public PaymentStatus Payment { get; init; } = PaymentStatus.Unknown;

    /// <summary>How it is paid.</summary>
    public string? PaymentMethod { get; init; }

    /// <summary>The provider's number.</summary>
    public string? PaymentReference { get; init; }

    /// <summary>In minor units of the payment's currency.</summary>
    public long? PaymentMinor { get; init; }

    /// <summary>ISO 4217.</summary>
    public string? PaymentCurrency { get; init; }

    /// <summary>When it was paid (UTC).</summary>
    public DateTime? PaidAt { get; init; }

    /// <summary>How to pack it.</summary>
    public string? Packaging { get; init; }

    /// <summary>What to write on the card.</summary>
    public string? GiftMessage { get; init; }

    /// <summary>Earliest delivery (UTC).</summary>
    public DateTime? DeliverFrom { get; init; }

    /// <summary>Latest delivery (UTC).</summary>
    public DateTime? DeliverTo { get; init; }

    /// <summary>What the customer wrote.</summary>
    public string? Remark { get; init; }

    /// <summary>The channel's tags.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Whether the channel marked it as a test.</summary>
    public bool IsTest { get; init; }
}

public sealed partial class Order
{
    /// <summary>Takes an order to be fulfilled: stock and checks answer in the same commit.</summary>
    public static Order Take(OrderId id, NewOrder from, Actor actor, DateTime now)
    {
        var order = Make(id, from, OrderOrigin.Live, now);
        order.Status = from.Payment is PaymentStatus.Pending ? OrderStatus.AwaitingPayment : OrderStatus.Verifying;
        order.Append("order.taken", actor, now, to: order.Status);
        order.Raise(new OrderTaken(order));
        return order;
    }
}
