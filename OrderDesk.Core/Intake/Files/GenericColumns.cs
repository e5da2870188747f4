using OrderDesk.Core.Catalog;
using OrderDesk.Core.Customers;
using OrderDesk.Core.Orders;

namespace OrderDesk.Core.Intake.Files;

/// <summary>The columns of the generic profile, described for senders in docs/order-files.md; limits are those of the order itself.</summary>
internal static class GenericColumns
{
    private const int NumberLength = 30;
    private const int InstantLength = 40;
    private const int WordLength = 40;

    private static readonly List<FileColumn> Known = [];

    public static readonly FileColumn ExternalId = Needed("external_id", Order.ExternalIdMaxLength, "order_id", "order_number", "order_no");
    public static readonly FileColumn PlacedAt = Needed("placed_at", InstantLength, "order_date", "ordered_at", "created_at");
    public static readonly FileColumn Currency = Needed("currency", WordLength);
    public static readonly FileColumn Sku = Needed("sku", Variant.SkuMaxLength, "item_sku", "stock_code");
    public static readonly FileColumn Quantity = Needed("quantity", NumberLength, "qty");
    public static readonly FileColumn UnitPrice = Needed("unit_price", NumberLength, "price");
    public static readonly FileColumn Total = Needed("total", NumberLength, "order_total");

    public static readonly FileColumn ProductName = Optional("product_name", Product.NameMaxLength, "name", "item_name", "description");
    public static readonly FileColumn Specification = Optional("variant", Product.NameMaxLength, "specification");
    public static readonly FileColumn LineDiscount = Optional("line_discount", NumberLength, "discount");
    public static readonly FileColumn LineTax = Optional("line_tax", NumberLength, "tax");

    public static readonly FileColumn CustomerId = Optional("customer_id", Customer.ExternalIdMaxLength);
    public static readonly FileColumn CustomerName = Optional("customer_name", Customer.NameMaxLength);
    public static readonly FileColumn CustomerEmail = Contact("customer_email", Customer.EmailMaxLength, "email");
    public static readonly FileColumn CustomerPhone = Contact("customer_phone", Customer.PhoneMaxLength, "phone");

    public static readonly AddressColumns Shipping = AddressColumns.Named("shipping");
    public static readonly AddressColumns Billing = AddressColumns.Named("billing");

    public static readonly FileColumn ShippingCharge = Optional("shipping_charge", NumberLength, "shipping");
    public static readonly FileColumn OrderDiscount = Optional("order_discount", NumberLength);
    public static readonly FileColumn OrderTax = Optional("order_tax", NumberLength);

    public static readonly FileColumn PaymentMethod = Optional("payment_method", Order.PaymentTextMaxLength);
    public static readonly FileColumn PaymentStatus = Optional("payment_status", WordLength);
    public static readonly FileColumn PaymentAmount = Optional("payment_amount", NumberLength);
    public static readonly FileColumn PaymentCurrency = Optional("payment_currency", WordLength);
    public static readonly FileColumn PaymentReference = Optional("payment_reference", Order.PaymentTextMaxLength);
    public static readonly FileColumn PaidAt = Optional("paid_at", InstantLength);

    public static readonly FileColumn Remark = Optional("remark", Order.RemarkMaxLength, "customer_remark", "note");
    public static readonly FileColumn Packaging = Optional("packaging", Order.RemarkMaxLength);
    public static readonly FileColumn GiftMessage = Optional("gift_message", Order.RemarkMaxLength);
    public static readonly FileColumn DeliverFrom = Optional("deliver_from", InstantLength);
    public static readonly FileColumn DeliverTo = Optional("deliver_to", InstantLength);
    public static readonly FileColumn Tags = Optional("tags", Order.RemarkMaxLength);
    public static readonly FileColumn Test = Optional("test", WordLength);

    /// <summary>Every column.</summary>
    public static IReadOnlyList<FileColumn> All => Known;

    /// <summary>The columns whose value belongs to the whole order: filled in on any of its rows, and the same wherever it is filled in.</summary>
    public static IReadOnlyList<FileColumn> OfOrder { get; } =
        [.. Known.Except([ExternalId, Sku, Quantity, UnitPrice, ProductName, Specification, LineDiscount, LineTax])];

    private static FileColumn Needed(string name, int maxLength, params string[] aliases) => Add(name, maxLength, true, aliases);

    private static FileColumn Optional(string name, int maxLength, params string[] aliases) => Add(name, maxLength, false, aliases);

    private static FileColumn Contact(string name, int maxLength, params string[] aliases) => Add(name, maxLength, false, aliases, isContact: true);

    private static FileColumn Add(string name, int maxLength, bool required, string[] aliases, bool isContact = false)
    {
        var column = new FileColumn(Known.Count, name, maxLength, required, aliases) { IsContact = isContact };
        Known.Add(column);
        return column;
    }

    /// <summary>The columns of one address.</summary>
    internal sealed record AddressColumns(
        FileColumn Name, FileColumn Line1, FileColumn Line2, FileColumn City, FileColumn Region, FileColumn PostalCode, FileColumn Country, FileColumn Phone)
    {
        public static AddressColumns Named(string use) => new(
            Optional($"{use}_name", PostalAddress.PartMaxLength),
            Optional($"{use}_line1", PostalAddress.PartMaxLength, $"{use}_address1"),
            Optional($"{use}_line2", PostalAddress.PartMaxLength, $"{use}_address2"),
            Optional($"{use}_city", PostalAddress.PartMaxLength),
            Optional($"{use}_region", PostalAddress.PartMaxLength, $"{use}_state", $"{use}_province"),
            Optional($"{use}_postal_code", PostalAddress.PostalCodeMaxLength, $"{use}_zip", $"{use}_postcode"),
            Optional($"{use}_country", PostalAddress.PartMaxLength),
            Contact($"{use}_phone", Customer.PhoneMaxLength));
    }
}
