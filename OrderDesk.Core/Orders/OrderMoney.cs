using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Orders;

public sealed partial class Order
{
    /// <summary>The ISO 4217 currency of every amount on the order.</summary>
    public string Currency { get; private set; } = "";

    /// <summary>Σ quantity × price − line discounts, without tax, in minor units.</summary>
    public long LinesMinor { get; private set; }

    /// <summary>What the customer pays for shipping, in minor units.</summary>
    public long ShippingMinor { get; private set; }

    /// <summary>Fees and corrections that are neither goods nor shipping, in minor units; may be negative.</summary>
    public long AdjustmentMinor { get; private set; }

    /// <summary>Discount on the whole order, in minor units, not negative.</summary>
    public long DiscountMinor { get; private set; }

    /// <summary>Tax on lines and order, in minor units.</summary>
    public long TaxMinor { get; private set; }

    /// <summary>What the channel says the customer owes, in minor units.</summary>
    public long TotalMinor { get; private set; }

    /// <summary>Total − (lines + shipping + adjustments + tax − discount): 0 when the channel's figures add up.</summary>
    public long UnexplainedMinor { get; private set; }

    /// <summary>Where the money stands.</summary>
    public PaymentStatus Payment { get; private set; }

    /// <summary>How it is paid, in lower case as the channel names it.</summary>
    public string? PaymentMethod { get; private set; }

    /// <summary>The payment provider's number.</summary>
    public string? PaymentReference { get; private set; }

    /// <summary>What was paid, in minor units of <see cref="PaymentCurrency"/>.</summary>
    public long? PaymentMinor { get; private set; }

    /// <summary>The currency of the payment.</summary>
    public string? PaymentCurrency { get; private set; }

    /// <summary>When it was paid (UTC).</summary>
    public DateTime? PaidAt { get; private set; }

    /// <summary>The total with its currency.</summary>
    public Money Total => new(TotalMinor, Currency);

    /// <summary>Whether the channel has confirmed or promised the money.</summary>
    public bool IsPaid => Payment is PaymentStatus.Paid or PaymentStatus.Authorized;

    /// <summary>Records money that came in, or its refusal; an amount is in minor units of the order's currency, null leaves what is known of it.</summary>
    public Result RecordPayment(PaymentStatus status, long? minor, string? reference, Actor actor, DateTime now)
    {
        if (OrderLifecycle.IsOver(Status))
        {
            return Error.Conflict("orders.is-over", Status);
        }

        var before = Payment;
        (Payment, PaymentMinor, PaymentReference) = (status, minor ?? PaymentMinor, reference ?? PaymentReference);
        PaymentCurrency = minor is null ? PaymentCurrency : Currency;
        PaidAt = status is PaymentStatus.Paid ? now : PaidAt;
        Append("order.payment-recorded", actor, now, data: new { before = before.ToString(), after = status.ToString(), minor });
        Raise(new OrderAmended(Id));
        return Result.Ok;
    }

    /// <summary>The payment as it stood at another time; only for a copy that is looked at and never kept.</summary>
    internal void LookBack(PaymentStatus payment) => Payment = payment;
}
