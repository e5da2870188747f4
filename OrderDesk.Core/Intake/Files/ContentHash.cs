using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace OrderDesk.Core.Intake.Files;

/// <summary>
/// The fingerprint of what an order or refund says: equal for equal content, whatever file, line, column order, encoding or spelling of
/// a number it came from. Every field is written with its length, so that no two contents run together.
/// </summary>
internal sealed class ContentHash
{
    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(4096);
    private int _length;

    /// <summary>The fingerprint of an order.</summary>
    public static string Of(ImportedOrder order)
    {
        var hash = Start("order/1");
        hash.Add(order.ExternalId);
        hash.Add(order.PlacedAt);
        hash.Add(order.Currency);
        hash.Add(order.Customer);
        hash.Add(order.ShippingAddress);
        hash.Add(order.BillingAddress);
        hash.Add(order.Lines);
        hash.Add(order.ShippingCharge);
        hash.Add(order.Discount);
        hash.Add(order.Tax ?? -1);
        hash.Add(order.Total);
        hash.Add(order.Payment);
        hash.Add(order.Requests);
        hash.Add(order.Tags.Count);
        foreach (var tag in order.Tags)
        {
            hash.Add(tag);
        }

        hash.Add(order.Test ? 1 : 0);
        return hash.Finish();
    }

    /// <summary>The fingerprint of a refund.</summary>
    public static string Of(ImportedRefund refund)
    {
        var hash = Start("refund/1");
        hash.Add(refund.ExternalId);
        hash.Add(refund.At);
        hash.Add(refund.Currency);
        hash.Add(refund.Customer);
        hash.Add(refund.Address);
        hash.Add(refund.Lines);
        return hash.Finish();
    }

    private static ContentHash Start(string kind)
    {
        var hash = new ContentHash();
        hash.Add(kind);
        return hash;
    }

    private string Finish()
    {
        var found = Convert.ToHexStringLower(SHA256.HashData(_bytes.AsSpan(0, _length)));
        ArrayPool<byte>.Shared.Return(_bytes);
        return found;
    }

    private void Add(IReadOnlyList<ImportedLine> lines)
    {
        Add(lines.Count);
        foreach (var line in lines)
        {
            Add((int)line.Kind);
            Add(line.Sku);
            Add(line.Name);
            Add(line.Variant);
            Add(line.Quantity);
            Add(line.UnitPrice);
            Add(line.Discount);
            Add(line.Tax);
        }
    }

    private void Add(ImportedCustomer? customer)
    {
        Add(customer?.ExternalId);
        Add(customer?.Name);
        Add(customer?.Email);
        Add(customer?.Phone);
    }

    private void Add(ImportedAddress? address)
    {
        Add(address is null ? 0 : 1);
        Add(address?.Name);
        Add(address?.Line1);
        Add(address?.Line2);
        Add(address?.City);
        Add(address?.Region);
        Add(address?.PostalCode);
        Add(address?.Country);
        Add(address?.CountryName);
        Add(address?.Phone);
    }

    private void Add(ImportedPayment? payment)
    {
        Add(payment is null ? 0 : 1);
        Add(payment?.Method);
        Add((long)(payment?.Status ?? 0));
        Add(payment?.Amount is null ? 0 : 1);
        Add(payment?.Amount ?? 0);
        Add(payment?.Currency);
        Add(payment?.Reference);
        Add(payment?.PaidAt);
    }

    private void Add(ImportedRequests? requests)
    {
        Add(requests?.Packaging);
        Add(requests?.GiftMessage);
        Add(requests?.DeliverFrom);
        Add(requests?.DeliverTo);
        Add(requests?.Remark);
    }

    private void Add(DateTime? instant) => Add(instant?.Ticks ?? -1);

    private void Add(long number)
    {
        Reserve(sizeof(long));
        BinaryPrimitives.WriteInt64LittleEndian(_bytes.AsSpan(_length), number);
        _length += sizeof(long);
    }

    private void Add(string? text)
    {
        if (text is null)
        {
            Add(-1);
            return;
        }

        Reserve(Encoding.UTF8.GetMaxByteCount(text.Length) + sizeof(long));
        var written = Encoding.UTF8.GetBytes(text, _bytes.AsSpan(_length + sizeof(long)));
        BinaryPrimitives.WriteInt64LittleEndian(_bytes.AsSpan(_length), written);
        _length += sizeof(long) + written;
    }

    private void Reserve(int count)
    {
        if (_length + count <= _bytes.Length)
        {
            return;
        }

        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_bytes.Length * 2, _length + count));
        _bytes.AsSpan(0, _length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }
}
