using OrderDesk.Core.Catalog;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Shared;
using static OrderDesk.Core.Intake.Files.GenericColumns;

namespace OrderDesk.Core.Intake.Files;

/// <summary>
/// The documented layout: one row per order line, columns found by their names. What belongs to the whole order may stand on every row or
/// only on one, but must not differ between rows. An order with a wrong row is rejected whole, so that nothing is half taken.
/// </summary>
public sealed class GenericProfile : ImportProfile
{
    private static readonly Dictionary<string, PaymentStatus> PaymentStates = new(StringComparer.Ordinal)
    {
        ["pending"] = Orders.PaymentStatus.Pending,
        ["authorized"] = Orders.PaymentStatus.Authorized,
        ["paid"] = Orders.PaymentStatus.Paid,
        ["partially_refunded"] = Orders.PaymentStatus.PartiallyRefunded,
        ["refunded"] = Orders.PaymentStatus.Refunded,
        ["voided"] = Orders.PaymentStatus.Voided,
        ["failed"] = Orders.PaymentStatus.Failed,
    };

    private const int MostUnits = 1_000_000;

    /// <inheritdoc/>
    public override string Name => "generic";

    /// <inheritdoc/>
    public override IReadOnlyList<FileColumn> Columns => All;

    /// <inheritdoc/>
    public override FileColumn KeyColumn => ExternalId;

    /// <inheritdoc/>
    public override string KeyOf(string text) => text.Trim();

    internal override GroupContent Interpret(GroupReading reading)
    {
        var first = reading.Rows[0];
        reading.Text(first, ExternalId);
        var order = new OrderFields(reading);
        var placedAt = order.Instant(PlacedAt);
        var currency = order.Text(Currency)?.ToUpperInvariant() ?? "";
        if (currency.Length > 0 && !Currencies.IsKnown(currency))
        {
            order.Fail(Currency, RowReason.UnknownCurrency(Currency.Name, currency));
        }

        var total = order.Amount(Total, currency);
        foreach (var column in new[] { PlacedAt, Currency, Total })
        {
            order.Require(column);
        }

        List<ImportedLine> lines = [.. reading.Rows.Select(row => Line(reading, row, currency))];
        reading.AddUp(lines, currency);
        var found = new ImportedOrder
        {
            ExternalId = reading.Key,
            PlacedAt = placedAt ?? default,
            Currency = currency,
            Customer = Buyer(order),
            ShippingAddress = Address(order, Shipping),
            BillingAddress = Address(order, Billing),
            Lines = lines,
            ShippingCharge = order.Amount(ShippingCharge, currency) ?? 0,
            Discount = order.Amount(OrderDiscount, currency) ?? 0,
            Tax = order.Amount(OrderTax, currency),
            Total = total ?? 0,
            Payment = Payment(order, currency),
            Requests = Requests(order),
            Tags = [.. (order.Text(GenericColumns.Tags) ?? "").Split([',', ';', '|'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct()],
            Test = Flag(order),
        };
        return reading.HasFailed ? reading.Reject() : new GroupContent(found, null, reading.Rows, [], []);
    }

    private static ImportedLine Line(GroupReading reading, FileRow row, string currency)
    {
        var quantity = reading.Quantity(row, Quantity);
        if (quantity is < 1 or > MostUnits && reading.IsFine(row))
        {
            reading.Fail(row, RowReason.OutOfRange(Quantity.Name, reading.Text(row, Quantity)));
        }

        var price = reading.Price(row, UnitPrice, quantity);
        if (price < 0)
        {
            reading.Fail(row, RowReason.OutOfRange(UnitPrice.Name, reading.Text(row, UnitPrice)));
        }

        return new ImportedLine(
            row.Line,
            price == 0 ? ImportedLineKind.Free : ImportedLineKind.Product,
            Variant.Normalise(reading.Needed(row, Sku)),
            OrNull(reading.Text(row, ProductName)),
            OrNull(reading.Text(row, Specification)),
            quantity,
            price,
            reading.Amount(row, LineDiscount, reading.Text(row, LineDiscount), currency) ?? 0,
            reading.Amount(row, LineTax, reading.Text(row, LineTax), currency) ?? 0);
    }

    private static ImportedCustomer? Buyer(OrderFields order)
    {
        var buyer = new ImportedCustomer(order.Text(CustomerId), order.Text(CustomerName), order.Text(CustomerEmail), order.Text(CustomerPhone));
        return buyer == new ImportedCustomer(null) ? null : buyer;
    }

    private static ImportedAddress? Address(OrderFields order, AddressColumns columns)
    {
        var country = order.Text(columns.Country);
        var address = new ImportedAddress(
            order.Text(columns.Name), order.Text(columns.Line1), order.Text(columns.Line2), order.Text(columns.City), order.Text(columns.Region),
            order.Text(columns.PostalCode), country is null ? null : CountryNames.CodeOf(country), country, order.Text(columns.Phone));
        return address == new ImportedAddress(null, null, null, null, null, null, null, null, null) ? null : address;
    }

    private static ImportedPayment? Payment(OrderFields order, string currency)
    {
        var own = order.Text(PaymentCurrency)?.ToUpperInvariant();
        if (own is not null && !Currencies.IsKnown(own))
        {
            order.Fail(PaymentCurrency, RowReason.UnknownCurrency(PaymentCurrency.Name, own));
        }

        var state = order.Text(GenericColumns.PaymentStatus)?.ToLowerInvariant().Replace(' ', '_').Replace('-', '_');
        var status = state is not null && PaymentStates.TryGetValue(state, out var known) ? known : (PaymentStatus?)null;
        if (state is not null && status is null)
        {
            order.Fail(GenericColumns.PaymentStatus, RowReason.NotAChoice(GenericColumns.PaymentStatus.Name, state, string.Join(", ", PaymentStates.Keys)));
        }

        var paid = new ImportedPayment(
            order.Text(PaymentMethod), status, order.Amount(PaymentAmount, own ?? currency), own ?? currency, order.Text(PaymentReference), order.Instant(PaidAt));
        return paid == new ImportedPayment(null, null, null, currency, null, null) ? null : paid;
    }

    private static ImportedRequests? Requests(OrderFields order)
    {
        var requests = new ImportedRequests(
            order.Text(Packaging), order.Text(GiftMessage), order.Instant(DeliverFrom), order.Instant(DeliverTo), order.Text(Remark));
        return requests == new ImportedRequests(null, null, null, null, null) ? null : requests;
    }

    private static bool Flag(OrderFields order)
    {
        var text = order.Text(GenericColumns.Test)?.ToUpperInvariant();
        if (text is not (null or "TRUE" or "YES" or "Y" or "1" or "FALSE" or "NO" or "N" or "0"))
        {
            order.Fail(GenericColumns.Test, RowReason.NotAChoice(GenericColumns.Test.Name, text, "true, false"));
        }

        return text is "TRUE" or "YES" or "Y" or "1";
    }

    private static string? OrNull(string text) => text.Length == 0 ? null : text;
}
