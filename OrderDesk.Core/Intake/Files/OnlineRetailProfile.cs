using OrderDesk.Core.Catalog;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Intake.Files;

/// <summary>
/// The Online Retail II layout: one row per line of an invoice, GBP, UTC. Invoices that begin with C are refunds whole; those that begin
/// with A write off debts; plain invoices with a sold unit are orders, the others are stock adjustments and left out.
/// </summary>
public sealed class OnlineRetailProfile : ImportProfile
{
    private const string Sterling = "GBP";

    private static readonly FileColumn Invoice = new(0, "Invoice", Orders.Order.ExternalIdMaxLength, true, "InvoiceNo");
    private static readonly FileColumn StockCode = new(1, "StockCode", Variant.SkuMaxLength, true);
    private static readonly FileColumn Description = new(2, "Description", Product.NameMaxLength, true);
    private static readonly FileColumn Quantity = new(3, "Quantity", 20, true);
    private static readonly FileColumn InvoiceDate = new(4, "InvoiceDate", 40, true);
    private static readonly FileColumn Price = new(5, "Price", 20, true, "UnitPrice");
    private static readonly FileColumn Customer = new(6, "Customer ID", Customers.Customer.ExternalIdMaxLength, true);
    private static readonly FileColumn Country = new(7, "Country", PostalAddress.PartMaxLength, true);

    /// <inheritdoc/>
    public override string Name => "online-retail";

    /// <inheritdoc/>
    public override IReadOnlyList<FileColumn> Columns { get; } = [Invoice, StockCode, Description, Quantity, InvoiceDate, Price, Customer, Country];

    /// <inheritdoc/>
    public override FileColumn KeyColumn => Invoice;

    /// <inheritdoc/>
    public override string KeyOf(string text) => text.Trim().ToUpperInvariant();

    internal override GroupContent Interpret(GroupReading reading)
    {
        reading.Text(reading.Rows[0], Invoice);
        var kind = reading.Key[0] is 'C' or 'A' ? reading.Key[0] : 'S';
        var number = reading.Key.AsSpan(kind is 'S' ? 0 : 1);
        if (number.IsEmpty || number.ContainsAnyExceptInRange('0', '9'))
        {
            foreach (var row in reading.Rows)
            {
                reading.Fail(row, RowReason.UnknownInvoice(reading.Key));
            }
        }

        var invoice = Read(reading);
        if (reading.HasFailed)
        {
            return reading.Reject();
        }

        return kind switch
        {
            'C' => Refund(reading, invoice),
            'A' => LeaveOut(reading, invoice, RowReason.BadDebt),
            _ when !invoice.Lines.Exists(l => l.Quantity > 0 && l.UnitPrice > 0) => LeaveOut(reading, invoice, RowReason.NoSale),
            _ => Order(reading, invoice),
        };
    }

    private static ImportedLine Line(GroupReading reading, FileRow row)
    {
        var code = Variant.Normalise(reading.Needed(row, StockCode));
        var name = reading.Text(row, Description);
        var quantity = reading.Quantity(row, Quantity);
        var price = reading.Price(row, Price, quantity);
        return new ImportedLine(row.Line, KindOf(code, price), code, name.Length == 0 ? null : name, null, quantity, price);
    }

    private static ImportedLineKind KindOf(string code, long price) => code switch
    {
        "POST" or "DOT" or "C2" => ImportedLineKind.Shipping,
        "D" or "M" or "B" or "PADS" => ImportedLineKind.Adjustment,
        _ when code.StartsWith("GIFT", StringComparison.Ordinal) || code.StartsWith("DCGS", StringComparison.Ordinal) => ImportedLineKind.Adjustment,
        _ when LeftOut(code) is not null => ImportedLineKind.Adjustment,
        _ => price == 0 ? ImportedLineKind.Free : ImportedLineKind.Product,
    };

    private static RowReason? LeftOut(string code) => code switch
    {
        "BANK CHARGES" => RowReason.BankCharges,
        _ when code.StartsWith("ADJUST", StringComparison.Ordinal) => RowReason.Adjustment,
        _ when code.StartsWith("TEST", StringComparison.Ordinal) => RowReason.TestArticle,
        _ => null,
    };

    private static GroupContent Order(GroupReading reading, FileInvoice invoice)
    {
        var kept = new List<ImportedLine>(invoice.Lines.Count);
        var taken = new List<FileRow>(invoice.Lines.Count);
        var skipped = new List<SkippedRow>();
        for (var index = 0; index < invoice.Lines.Count; index++)
        {
            var line = invoice.Lines[index];
            if (LeftOut(line.Sku) is { } reason)
            {
                skipped.Add(new SkippedRow(reading.Rows[index], reason, line.Quantity, line.Value));
            }
            else
            {
                kept.Add(line);
                taken.Add(reading.Rows[index]);
            }
        }

        var order = new ImportedOrder
        {
            ExternalId = reading.Key,
            PlacedAt = invoice.At,
            Currency = Sterling,
            Customer = invoice.Customer,
            ShippingAddress = invoice.Address,
            Lines = kept,
            Total = Money.ToMinor(Money.FromPrice(kept.Sum(line => line.Value)), Sterling),
        };
        return new GroupContent(order, null, taken, skipped, []);
    }

    private static GroupContent Refund(GroupReading reading, FileInvoice invoice)
    {
        var refund = new ImportedRefund
        {
            ExternalId = reading.Key,
            At = invoice.At,
            Currency = Sterling,
            Customer = invoice.Customer,
            Address = invoice.Address,
            Lines = invoice.Lines,
        };
        return new GroupContent(null, refund, reading.Rows, [], []);
    }

    private static GroupContent LeaveOut(GroupReading reading, FileInvoice invoice, RowReason reason) =>
        new(null, null, [], [.. reading.Rows.Zip(invoice.Lines, (row, line) => new SkippedRow(row, reason, line.Quantity, line.Value))], []);

    // What a row says about the whole invoice stands on all of them; the first that says it decides.
    private static FileInvoice Read(GroupReading reading)
    {
        var lines = new List<ImportedLine>(reading.Rows.Count);
        DateTime? at = null;
        var customer = "";
        var country = "";
        foreach (var row in reading.Rows)
        {
            lines.Add(Line(reading, row));
            var rowAt = reading.Instant(row, InvoiceDate, reading.Needed(row, InvoiceDate));
            at ??= rowAt;
            customer = customer.Length > 0 ? customer : reading.Text(row, Customer);
            country = country.Length > 0 ? country : reading.Text(row, Country);
        }

        reading.AddUp(lines, Sterling);
        return new FileInvoice(
            lines,
            at ?? default,
            customer.Length == 0 ? null : new ImportedCustomer(customer),
            country.Length == 0 ? null : new ImportedAddress(null, null, null, null, null, null, CountryNames.CodeOf(country), country, null));
    }

    private sealed record FileInvoice(List<ImportedLine> Lines, DateTime At, ImportedCustomer? Customer, ImportedAddress? Address);
}
