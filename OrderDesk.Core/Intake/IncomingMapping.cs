using OrderDesk.Core.Catalog;
using OrderDesk.Core.Channels;
using OrderDesk.Core.Customers;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Intake;

/// <summary>Brings an order as sent into the units of the rows.</summary>
internal static class IncomingMapping
{
    public static NewOrder ToNewOrder(
        Incoming from, ChannelId channel, CustomerId? customer, (string? Name, string? Email, string? Phone) contact, IReadOnlyDictionary<string, VariantId> variants, CompanyOptions company) => new()
        {
            ChannelId = channel,
            ExternalId = from.ExternalId,
            CustomerId = customer,
            PlacedAt = from.PlacedAt,
            BusinessDay = company.BusinessDay(from.PlacedAt),
            Currency = from.Currency,
            Lines = [.. from.Lines.Select(line => ToLine(line, from.Currency, variants))],
            TotalMinor = Money.ToMinor(from.Total, from.Currency),
            CustomerName = contact.Name,
            Email = contact.Email,
            Phone = contact.Phone,
            Billing = ToAddress(from.BillingAddress),
            Shipping = ToAddress(from.ShippingAddress),
            ShippingMinor = Money.ToMinor(from.ShippingCharge, from.Currency),
            AdjustmentMinor = Money.ToMinor(from.Adjustment, from.Currency),
            DiscountMinor = Money.ToMinor(from.Discount, from.Currency),
            TaxMinor = from.Tax is { } tax ? Money.ToMinor(tax, from.Currency) : null,
            Payment = ToStatus(from.Payment?.Status),
            PaymentMethod = from.Payment?.Method,
            PaymentReference = from.Payment?.Reference,
            PaymentMinor = from.Payment?.Amount is { } amount ? Money.ToMinor(amount, from.Payment.Currency ?? from.Currency) : null,
            PaymentCurrency = from.Payment is null ? null : from.Payment.Currency ?? from.Currency,
            PaidAt = from.Payment?.PaidAt,
            Packaging = from.Requests?.Packaging,
            GiftMessage = from.Requests?.GiftMessage,
            DeliverFrom = from.Requests?.DeliverFrom,
            DeliverTo = from.Requests?.DeliverTo,
            Remark = from.Requests?.Remark,
            Tags = from.Tags,
            IsTest = from.Test,
        };

    private static NewLine ToLine(IncomingLine line, string currency, IReadOnlyDictionary<string, VariantId> variants) => new(
        line.Sku,
        variants.TryGetValue(Variant.Normalise(line.Sku), out var variant) ? variant : null,
        line.Name,
        line.Variant,
        line.Quantity,
        Money.ToPrice(line.UnitPrice),
        Money.ToMinor(line.Discount, currency),
        Money.ToMinor(line.Tax, currency));

    private static PostalAddress ToAddress(IncomingAddress? from) => from is null ? PostalAddress.None : new PostalAddress
    {
        Name = from.Name,
        Line1 = from.Line1,
        Line2 = from.Line2,
        City = from.City,
        Region = from.Region,
        PostalCode = from.PostalCode,
        Country = from.Country is { Length: 2 } code ? code.ToUpperInvariant() : from.Country,
        Phone = ContactText.Phone(from.Phone, from.Country),
    };

    /// <summary>Words of the API as statuses; nothing said is unknown.</summary>
    private static PaymentStatus ToStatus(string? status) => status switch
    {
        "pending" => PaymentStatus.Pending,
        "authorized" => PaymentStatus.Authorized,
        "paid" => PaymentStatus.Paid,
        "partiallyrefunded" => PaymentStatus.PartiallyRefunded,
        "refunded" => PaymentStatus.Refunded,
        "voided" => PaymentStatus.Voided,
        "failed" => PaymentStatus.Failed,
        _ => PaymentStatus.Unknown,
    };
}
