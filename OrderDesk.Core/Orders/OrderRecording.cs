using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Orders;

public sealed partial class Order
{
    /// <summary>
    /// Records an order that was fulfilled elsewhere or made up by a seed, as it stands: no stock, no checks, no messages. It raises nothing, so whoever
    /// writes it counts it (<see cref="OrderBook.RecordAsync"/>).
    /// </summary>
    public static Order Record(OrderId id, NewOrder from, OrderOrigin origin, OrderStatus status, FulfilmentStatus fulfilment, Actor actor, DateTime now, object? data = null)
    {
        var order = Make(id, from, origin, now);
        (order.Status, order.Fulfilment) = (status, fulfilment);
        order.Append("order.recorded", actor, now, to: status, data: data);
        order.TakeEvents();
        return order;
    }

    /// <summary>
    /// The channel's books say something else of a recorded order now; what they said before is on the timeline. The old lines must have been loaded and
    /// marked as deleted.
    /// </summary>
    public Result RecordAgain(NewOrder from, Actor actor, DateTime now, object? data = null)
    {
        if (Origin is not OrderOrigin.History)
        {
            return Error.Conflict("orders.not-history", Number);
        }

        var told = Make(Id, from, Origin, ReceivedAt);
        Append("order.recorded-again", actor, now, data: new { before = Total.ToString(), after = told.Total.ToString(), told = data });
        (CustomerId, PlacedAt, BusinessDay) = (told.CustomerId, told.PlacedAt, told.BusinessDay);
        (CustomerName, Email, Phone, Billing, Shipping) = (told.CustomerName, told.Email, told.Phone, told.Billing, told.Shipping);
        (Currency, LinesMinor, ShippingMinor, AdjustmentMinor) = (told.Currency, told.LinesMinor, told.ShippingMinor, told.AdjustmentMinor);
        (DiscountMinor, TaxMinor, TotalMinor, UnexplainedMinor) = (told.DiscountMinor, told.TaxMinor, told.TotalMinor, told.UnexplainedMinor);
        (Payment, PaymentMethod, PaymentReference) = (told.Payment, told.PaymentMethod, told.PaymentReference);
        (PaymentMinor, PaymentCurrency, PaidAt) = (told.PaymentMinor, told.PaymentCurrency, told.PaidAt);
        (Packaging, GiftMessage, DeliverFrom, DeliverTo) = (told.Packaging, told.GiftMessage, told.DeliverFrom, told.DeliverTo);
        (Remark, Tags, IsTest) = (told.Remark, told.Tags, told.IsTest);
        _lines.Clear();
        _lines.AddRange(told._lines);
        return Result.Ok;
    }

    /// <summary>The one place that computes an order's money.</summary>
    private static Order Make(OrderId id, NewOrder from, OrderOrigin origin, DateTime now)
    {
        var lines = from.Lines.Select((line, i) => OrderLine.From(id, i + 1, line, from.Currency)).ToList();
        var net = lines.Where(line => line.Kind is LineKind.Product or LineKind.Free).Sum(line => line.NetMinor);
        var shipping = from.ShippingMinor + lines.Where(line => line.Kind is LineKind.Shipping).Sum(line => line.NetMinor);
        var adjustment = from.AdjustmentMinor + lines.Where(line => line.Kind is LineKind.Adjustment).Sum(line => line.NetMinor);
        var tax = from.TaxMinor ?? lines.Sum(line => line.TaxMinor);
        var order = new Order
        {
            Id = id,
            ChannelId = from.ChannelId,
            ExternalId = from.ExternalId,
            Origin = origin,
            CustomerId = from.CustomerId,
            PlacedAt = from.PlacedAt,
            BusinessDay = from.BusinessDay,
            ReceivedAt = now,
            CustomerName = from.CustomerName,
            Email = from.Email,
            Phone = from.Phone,
            Billing = from.Billing,
            Shipping = from.Shipping,
            ShipTo = from.Shipping.Fingerprint(),
            Currency = from.Currency,
            LinesMinor = net,
            ShippingMinor = shipping,
            AdjustmentMinor = adjustment,
            DiscountMinor = from.DiscountMinor,
            TaxMinor = tax,
            TotalMinor = from.TotalMinor,
            UnexplainedMinor = from.TotalMinor - (net + shipping + adjustment + tax - from.DiscountMinor),
            Payment = from.Payment,
            PaymentMethod = from.PaymentMethod,
            PaymentReference = from.PaymentReference,
            PaymentMinor = from.PaymentMinor,
            PaymentCurrency = from.PaymentCurrency,
            PaidAt = from.PaidAt,
            Fulfilment = FulfilmentStatus.Unfulfilled,
            Packaging = from.Packaging,
            GiftMessage = from.GiftMessage,
            DeliverFrom = from.DeliverFrom,
            DeliverTo = from.DeliverTo,
            Remark = from.Remark,
            Tags = Joined(from.Tags),
            IsTest = from.IsTest,
        };
        order._lines.AddRange(lines);
        return order;
    }
}
