using OrderDesk.Core.Catalog;
using OrderDesk.Core.Channels;
using OrderDesk.Core.Customers;
using OrderDesk.Core.Intake.Files;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Intake.Imports;

/// <summary>Brings an order as a file tells it into the units of the rows, or into the form in which the API sends orders.</summary>
internal static class ImportedMapping
{
    /// <summary>Who bought, written so that the same buyer is found again.</summary>
    public static BuyerNote ToBuyer(ImportedCustomer? buyer, ImportedAddress? address) => new(
        buyer?.ExternalId,
        buyer?.Name ?? address?.Name,
        ContactText.Email(buyer?.Email),
        ContactText.Phone(buyer?.Phone ?? address?.Phone, address?.Country));

    /// <summary>An order for the records; what the file does not say of its payment is taken as paid.</summary>
    public static NewOrder ToRecord(ImportedOrder from, ChannelId channel, CustomerId? customer, BuyerNote buyer, IReadOnlyDictionary<string, VariantId> variants, CompanyOptions company)
    {
        var payment = from.Payment?.Status ?? PaymentStatus.Paid;
        return new NewOrder
        {
            ChannelId = channel,
            ExternalId = from.ExternalId,
            CustomerId = customer,
            PlacedAt = from.PlacedAt,
            BusinessDay = company.BusinessDay(from.PlacedAt),
            Currency = from.Currency,
            Lines = [.. from.Lines.Select(line => ToLine(line, variants))],
            TotalMinor = from.Total,
            CustomerName = buyer.Name,
            Email = buyer.Email,
            Phone = buyer.Phone,
            Billing = ToAddress(from.BillingAddress),
            Shipping = ToAddress(from.ShippingAddress),
            ShippingMinor = from.ShippingCharge,
            DiscountMinor = from.Discount,
            TaxMinor = from.Tax,
            Payment = payment,
            PaymentMethod = from.Payment?.Method?.ToLowerInvariant(),
            PaymentReference = from.Payment?.Reference,
            PaymentMinor = from.Payment?.Amount ?? (payment is PaymentStatus.Paid ? from.Total : null),
            PaymentCurrency = from.Payment?.Currency ?? from.Currency,
            PaidAt = from.Payment?.PaidAt,
            Packaging = from.Requests?.Packaging,
            GiftMessage = from.Requests?.GiftMessage,
            DeliverFrom = from.Requests?.DeliverFrom,
            DeliverTo = from.Requests?.DeliverTo,
            Remark = from.Requests?.Remark,
            Tags = from.Tags,
            IsTest = from.Test,
        };
    }

    /// <summary>
    /// An order to be fulfilled, as the API would send it; lines that stand for shipping and corrections become the order's own. Null where a line of
    /// goods has no units, more of them than a line may have, or a price below nothing, with the SKU of that line.
    /// </summary>
    public static (Incoming? Order, string? WrongSku) ToIncoming(ImportedOrder from)
    {
        var goods = from.Lines.Where(l => l.Kind is ImportedLineKind.Product or ImportedLineKind.Free).ToList();
        var wrong = goods.Find(l => l.Quantity is < 1 or > OrderReader.MaxQuantity || l.UnitPrice < 0);
        if (goods.Count == 0 || wrong is not null)
        {
            return (null, wrong?.Sku ?? "");
        }

        var shipping = Sum(from, ImportedLineKind.Shipping) + Major(from.ShippingCharge, from.Currency);
        var adjustment = Sum(from, ImportedLineKind.Adjustment);
        return (new Incoming
        {
            ExternalId = from.ExternalId,
            PlacedAt = from.PlacedAt,
            Currency = from.Currency,
            Lines = [.. goods.Select(l => new IncomingLine(l.Sku, l.Name, l.Variant, l.Quantity, Money.FromPrice(l.UnitPrice), Major(l.Discount, from.Currency), Major(l.Tax, from.Currency)))],
            Total = Major(from.Total, from.Currency),
            Customer = from.Customer is { } buyer ? new IncomingCustomer(buyer.Name, buyer.Email, buyer.Phone, buyer.ExternalId) : null,
            BillingAddress = ToIncoming(from.BillingAddress),
            ShippingAddress = ToIncoming(from.ShippingAddress),
            ShippingCharge = Math.Max(0, shipping),
            Discount = Major(from.Discount, from.Currency),
            Adjustment = adjustment + Math.Min(0, shipping),
            Tax = from.Tax is { } tax ? Major(tax, from.Currency) : null,
            Payment = from.Payment is { } paid
                ? new IncomingPayment(paid.Method?.ToLowerInvariant(), paid.Status?.ToString().ToLowerInvariant(), paid.Amount is { } amount ? Major(amount, paid.Currency) : null, paid.Currency, paid.Reference, paid.PaidAt)
                : null,
            Requests = from.Requests is { } wish ? new IncomingRequests(wish.Packaging, wish.GiftMessage, wish.DeliverFrom, wish.DeliverTo, wish.Remark) : null,
            Tags = from.Tags,
            Test = from.Test,
        }, null);
    }

    private static decimal Sum(ImportedOrder from, ImportedLineKind kind) =>
        Major(Money.ToMinor(Money.FromPrice(from.Lines.Where(l => l.Kind == kind).Sum(l => l.Value)), from.Currency), from.Currency);

    private static decimal Major(long minor, string currency) => Money.ToMajor(minor, currency);

    private static NewLine ToLine(ImportedLine line, IReadOnlyDictionary<string, VariantId> variants) => new(
        line.Sku, variants.TryGetValue(line.Sku, out var variant) ? variant : null, line.Name, line.Variant, line.Quantity, line.UnitPrice, line.Discount, line.Tax, KindOf(line.Kind));

    private static LineKind KindOf(ImportedLineKind kind) => kind switch
    {
        ImportedLineKind.Product => LineKind.Product,
        ImportedLineKind.Free => LineKind.Free,
        ImportedLineKind.Shipping => LineKind.Shipping,
        ImportedLineKind.Adjustment => LineKind.Adjustment,
    };

    private static PostalAddress ToAddress(ImportedAddress? from) => from is null ? PostalAddress.None : new PostalAddress
    {
        Name = from.Name,
        Line1 = from.Line1,
        Line2 = from.Line2,
        City = from.City,
        Region = from.Region,
        PostalCode = from.PostalCode,
        Country = from.Country ?? from.CountryName,
        Phone = ContactText.Phone(from.Phone, from.Country),
    };

    private static IncomingAddress? ToIncoming(ImportedAddress? from) => from is null
        ? null
        : new IncomingAddress(from.Name, from.Line1, from.Line2, from.City, from.Region, from.PostalCode, from.Country ?? from.CountryName, from.Phone);
}
