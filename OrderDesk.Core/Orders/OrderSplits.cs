using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Orders;

public sealed partial class Order
{
    /// <summary>The longest promise.</summary>
    public static readonly TimeSpan LongestPromise = TimeSpan.FromDays(366);

    /// <summary>The order it was split from, the first of its family; null for an order that came in by itself.</summary>
    public OrderId? SplitFrom { get; private set; }

    /// <summary>The day that was promised to the customer (UTC), while the order waits for units; null without a promise.</summary>
    public DateTime? PromisedFor { get; private set; }

    /// <summary>Who waits for the customer's answer or promised the date last, or null.</summary>
    public StaffId? PromisedBy { get; private set; }

    /// <summary>The first order of the family that splitting made.</summary>
    public OrderId Family => SplitFrom ?? Id;

    /// <summary>
    /// Splits it: what is named stays, all else goes to an order of its own with its share of discount, tax and payment (<see cref="OrderParting"/>). Lines that go must be marked
    /// as deleted by the caller; lines and holds must be loaded. The second is answered as it was taken; the caller lets the first have its units before it adds the second.
    /// </summary>
    public Result<Order> Split(OrderId id, string externalId, IReadOnlyDictionary<int, int> stays, Actor actor, DateTime now)
    {
        if (Status is not OrderStatus.OnHold || Origin is OrderOrigin.History)
        {
            return Error.Conflict("orders.not-on-hold", Status);
        }

        var parting = OrderParting.Of(Reckoned(), stays, PaymentMinor ?? (IsPaid ? TotalMinor : null));
        if (parting.Second.Lines.Count == 0 || !parting.First.Lines.Any(l => l.IsGoods))
        {
            return Error.Conflict(parting.Second.Lines.Count == 0 ? "orders.nothing-waits" : "orders.nothing-can-go");
        }

        var second = Make(id, SecondHalf(externalId, parting), Origin, ReceivedAt);
        (second.Status, second.SplitFrom, second.PromisedFor, second.PromisedBy) = (OrderStatus.Verifying, Family, PromisedFor, PromisedBy);
        second.Append("order.split-off", actor, now, to: second.Status, data: new { from = Number });
        // What a person has let pass on the first need not be let pass again on the second.
        foreach (var hold in _holds.Where(h => h.State is HoldState.Released or HoldState.Expired))
        {
            second._holds.Add(hold.For(id));
        }

        second.Raise(new OrderTaken(second));
        Apply(parting.First);
        (PaymentMinor, PromisedFor) = (parting.FirstPaid, null);
        Append("order.split", actor, now, data: new { to = second.Number, after = Total.ToString(), other = second.Total.ToString() });
        Raise(new LinesChanged(this));
        Raise(new OrderAmended(Id));
        return second;
    }

    /// <summary>Keeps the whole order waiting for its units, with a date that the customer was told; past it the order comes back to the review desk by itself.</summary>
    public Result Backorder(DateTime until, string? told, string? by, Actor actor, DateTime now)
    {
        if (Worded(told, OrderEvent.NoteMaxLength, "orders.told") is { } refusal)
        {
            return refusal;
        }

        if (until <= now || until > now + LongestPromise)
        {
            return Error.Invalid("orders.promise-when", LongestPromise.TotalDays) with { Fields = [new FieldError("until", "orders.promise-when", LongestPromise.TotalDays)] };
        }

        if (Status is not OrderStatus.OnHold || !OpenHolds.HasFlag(HoldType.Stock))
        {
            return Error.Conflict("orders.nothing-waits");
        }

        var before = PromisedFor;
        (PromisedFor, PromisedBy) = (until, actor.Id);
        Append("order.backordered", actor, now, data: new { until, before, by }, note: told!.Trim());
        Raise(new OrderAmended(Id));
        return Result.Ok;
    }

    private NewOrder SecondHalf(string externalId, Parting parting) => new()
    {
        ChannelId = ChannelId,
        ExternalId = externalId,
        CustomerId = CustomerId,
        PlacedAt = PlacedAt,
        BusinessDay = BusinessDay,
        Currency = Currency,
        Lines = [.. parting.Second.Lines.Select(l => new NewLine(l.Sku, l.VariantId, l.Name, l.Specification, l.Quantity, l.UnitPrice, l.DiscountMinor, l.TaxMinor, l.Kind))],
        TotalMinor = parting.Second.Sums.Total,
        CustomerName = CustomerName,
        Email = Email,
        Phone = Phone,
        Billing = Billing,
        Shipping = Shipping,
        AdjustmentMinor = parting.Second.Sums.Adjustment,
        DiscountMinor = parting.Second.Sums.Discount,
        TaxMinor = parting.Second.Sums.Tax,
        Payment = Payment,
        PaymentMethod = PaymentMethod,
        PaymentReference = PaymentReference,
        PaymentMinor = parting.SecondPaid,
        PaymentCurrency = PaymentCurrency ?? (parting.SecondPaid is null ? null : Currency),
        PaidAt = PaidAt,
        Packaging = Packaging,
        GiftMessage = GiftMessage,
        DeliverFrom = DeliverFrom,
        DeliverTo = DeliverTo,
        Remark = Remark,
        Tags = Tags?.Split(',') ?? [],
        IsTest = IsTest,
    };
}
