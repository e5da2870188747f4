using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Orders;

/// <summary>The parts of an address.</summary>
public enum AddressField
{
    /// <summary>The recipient.</summary>
    Name = 1,

    /// <summary>Street and number.</summary>
    Line1 = 2,

    /// <summary>Flat, building, care of.</summary>
    Line2 = 3,

    /// <summary>City or town.</summary>
    City = 4,

    /// <summary>State, province, county.</summary>
    Region = 5,

    /// <summary>Postal code.</summary>
    PostalCode = 6,

    /// <summary>Country.</summary>
    Country = 7,

    /// <summary>The recipient's phone.</summary>
    Phone = 8,
}

/// <summary>Two addresses side by side.</summary>
public static class AddressPart
{
    /// <summary>One part of an address.</summary>
    public static string? Of(PostalAddress address, AddressField field) => field switch
    {
        AddressField.Name => address.Name,
        AddressField.Line1 => address.Line1,
        AddressField.Line2 => address.Line2,
        AddressField.City => address.City,
        AddressField.Region => address.Region,
        AddressField.PostalCode => address.PostalCode,
        AddressField.Country => address.Country,
        AddressField.Phone => address.Phone,
    };

    /// <summary>The parts that differ in more than spacing, punctuation and capitals; none where one address is empty.</summary>
    public static IReadOnlySet<AddressField> Different(PostalAddress one, PostalAddress other) => one.IsEmpty || other.IsEmpty
        ? new HashSet<AddressField>()
        : Enum.GetValues<AddressField>().Where(field => Plain(Of(one, field)) != Plain(Of(other, field))).ToHashSet();

    private static string Plain(string? text) =>
        string.Concat(Writing.Folded(text ?? "").Where(char.IsLetterOrDigit)).ToUpperInvariant();
}
