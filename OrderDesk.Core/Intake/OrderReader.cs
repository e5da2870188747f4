using System.Text.Json;
using OrderDesk.Core.Catalog;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Intake;

/// <summary>Reads the body of <c>POST /api/v1/orders</c>: binds leniently, lists every wrong field, never stops at the first.</summary>
public static class OrderReader
{
    /// <summary>The largest body in bytes.</summary>
    public const int MaxBytes = 1_048_576;

    /// <summary>The most lines of one order.</summary>
    public const int MaxLines = 1_000;

    /// <summary>The most units of one line.</summary>
    public const int MaxQuantity = 1_000_000;

    private const int MaxTags = 50;
    private const int MaxTag = 60;

    private static readonly string[] PaymentStates = ["pending", "authorized", "paid", "partiallyrefunded", "refunded", "voided", "failed"];

    /// <summary>The order, or every wrong field; not JSON is an error of its own (<c>intake.not-json</c>).</summary>
    public static Result<Incoming> Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            // A byte order mark is no part of JSON, and many programs send one.
            var text = body.Span.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? body[3..] : body;
            using var json = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 32 });
            return json.RootElement.ValueKind is JsonValueKind.Object ? Read(json.RootElement) : Wrong([new FieldError("", "intake.not-object")]);
        }
        catch (JsonException)
        {
            return Error.Invalid("intake.not-json");
        }
        catch (InvalidOperationException)
        {
            // Text that is no UTF-16, such as a lone surrogate escape.
            return Error.Invalid("intake.not-json");
        }
    }

    private static Error Wrong(List<FieldError> wrong) => Error.Invalid("intake.wrong-fields", wrong.Count) with { Fields = wrong };

    private static Result<Incoming> Read(JsonElement json)
    {
        var wrong = new List<FieldError>();
        var fields = new JsonFields(json, "", wrong);
        var currency = fields.Currency("currency", required: true);
        var order = new Incoming
        {
            ExternalId = fields.Text("externalId", Order.ExternalIdMaxLength, required: true) ?? "",
            PlacedAt = fields.Instant("placedAt", required: true) ?? default,
            Currency = currency ?? "",
            Lines = Lines(fields, wrong),
            Total = fields.Amount("total", required: true) ?? 0,
            Customer = Customer(fields.Inner("customer")),
            BillingAddress = Address(fields.Inner("billingAddress")),
            ShippingAddress = Address(fields.Inner("shippingAddress")),
            ShippingCharge = fields.Amount("shippingCharge") ?? 0,
            Discount = fields.Amount("discount") ?? 0,
            Adjustment = fields.Amount("adjustment", negative: true) ?? 0,
            Tax = fields.Amount("tax"),
            Payment = Payment(fields.Inner("payment")),
            Requests = Requests(fields.Inner("requests")),
            Tags = Tags(fields, wrong),
            Test = fields.Flag("test"),
        };
        if (currency is not null)
        {
            OrderAmounts.Check(order, fields);
        }

        return wrong.Count == 0 ? order : Wrong(wrong);
    }

    private static List<IncomingLine> Lines(JsonFields fields, List<FieldError> wrong)
    {
        var lines = new List<IncomingLine>();
        if (fields.Get("lines") is not { } array || (array.ValueKind is JsonValueKind.Array && array.GetArrayLength() == 0))
        {
            fields.Note("lines", "shared.required");
            return lines;
        }

        if (array.ValueKind is not JsonValueKind.Array)
        {
            fields.Note("lines", "intake.not-list");
            return lines;
        }

        if (array.GetArrayLength() > MaxLines)
        {
            fields.Note("lines", "intake.too-many", MaxLines);
            return lines;
        }

        foreach (var (i, item) in array.EnumerateArray().Index())
        {
            var path = FormattableString.Invariant($"lines[{i}]");
            if (item.ValueKind is not JsonValueKind.Object)
            {
                wrong.Add(new FieldError(path, "intake.not-object"));
                continue;
            }

            var line = new JsonFields(item, path, wrong);
            lines.Add(new IncomingLine(
                line.Text("sku", Variant.SkuMaxLength, required: true) ?? "",
                line.Text("name", Product.NameMaxLength),
                line.Text("variant", Product.NameMaxLength),
                line.Whole("quantity", 1, MaxQuantity, required: true) ?? 1,
                line.Amount("unitPrice", required: true) ?? 0,
                line.Amount("discount") ?? 0,
                line.Amount("tax") ?? 0));
        }

        return lines;
    }

    private static IncomingCustomer? Customer(JsonFields? fields) => fields is null ? null : new IncomingCustomer(
        fields.Text("name", Customers.Customer.NameMaxLength),
        fields.Contact("email", Customers.Customer.EmailMaxLength),
        fields.Contact("phone", Customers.Customer.PhoneMaxLength),
        fields.Text("externalId", Customers.Customer.ExternalIdMaxLength));

    private static IncomingAddress? Address(JsonFields? fields) => fields is null ? null : new IncomingAddress(
        fields.Text("name", PostalAddress.PartMaxLength),
        fields.Text("line1", PostalAddress.PartMaxLength),
        fields.Text("line2", PostalAddress.PartMaxLength),
        fields.Text("city", PostalAddress.PartMaxLength),
        fields.Text("region", PostalAddress.PartMaxLength),
        fields.Text("postalCode", PostalAddress.PostalCodeMaxLength),
        fields.Text("country", PostalAddress.PartMaxLength),
        fields.Contact("phone", Customers.Customer.PhoneMaxLength));

    private static IncomingPayment? Payment(JsonFields? fields)
    {
        if (fields is null)
        {
            return null;
        }

        var status = fields.Text("status", 40)?.ToLowerInvariant().Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal);
        if (status is not null && !PaymentStates.Contains(status, StringComparer.Ordinal))
        {
            fields.Note("status", "intake.unknown-payment-status", string.Join(", ", PaymentStates));
        }

        return new IncomingPayment(
            fields.Text("method", Order.PaymentTextMaxLength)?.ToLowerInvariant(),
            status,
            fields.Amount("amount"),
            fields.Currency("currency"),
            fields.Text("reference", Order.PaymentTextMaxLength),
            fields.Instant("paidAt"));
    }

    private static IncomingRequests? Requests(JsonFields? fields) => fields is null ? null : new IncomingRequests(
        fields.Text("packaging", Order.RemarkMaxLength),
        fields.Text("giftMessage", Order.RemarkMaxLength),
        fields.Instant("deliverFrom"),
        fields.Instant("deliverTo"),
        fields.Text("remark", Order.RemarkMaxLength));

    private static List<string> Tags(JsonFields fields, List<FieldError> wrong)
    {
        if (fields.Get("tags") is not { } array)
        {
            return [];
        }

        if (array.ValueKind is not JsonValueKind.Array || array.GetArrayLength() > MaxTags)
        {
            fields.Note("tags", array.ValueKind is JsonValueKind.Array ? "intake.too-many" : "intake.not-list", MaxTags);
            return [];
        }

        var tags = new List<string>();
        foreach (var (i, item) in array.EnumerateArray().Index())
        {
            if (item.ValueKind is not JsonValueKind.String || Writing.Clean(item.GetString()!) is not { Length: > 0 and <= MaxTag } tag)
            {
                wrong.Add(new FieldError(FormattableString.Invariant($"tags[{i}]"), "intake.bad-tag", MaxTag));
                continue;
            }

            tags.Add(tag.Replace(',', ' '));
        }

        if (Order.Joined(tags)?.Length > Order.RemarkMaxLength)
        {
            fields.Note("tags", "intake.too-long", Order.RemarkMaxLength);
        }

        return tags;
    }
}
