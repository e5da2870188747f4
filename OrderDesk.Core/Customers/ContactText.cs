using System.Globalization;
using OrderDesk.Core.Shared;
using PhoneNumbers;

namespace OrderDesk.Core.Customers;

/// <summary>How e-mail addresses and phone numbers are written so that the same one is found again.</summary>
public static class ContactText
{
    /// <summary>Trimmed, full-width forms folded, as it is kept where it cannot be read; null when nothing is left. Its length is what counts.</summary>
    public static string? Folded(string? written) => written is null ? null : Writing.Folded(written).Trim() is { Length: > 0 } text ? text : null;

    /// <summary>Trimmed, lower case, full-width forms folded; null when nothing is left.</summary>
    public static string? Email(string? written) => Folded(written)?.ToLowerInvariant();

    /// <summary>E.164 such as <c>+442079460958</c> where the number can be read with the country's help, else as written; null when nothing is left.</summary>
    /// <param name="written">As the customer wrote it.</param>
    /// <param name="country">ISO 3166-1 alpha-2, or null.</param>
    public static string? Phone(string? written, string? country)
    {
        var text = Folded(written);
        return text is null ? null : TryParse(text, country) is { } number ? PhoneNumberUtil.GetInstance().Format(number, PhoneNumberFormat.E164) : text;
    }

    /// <summary>Whether a phone number can exist in its country.</summary>
    public static bool IsPhone(string? written, string? country) =>
        Folded(written) is { } text && TryParse(text, country) is { } number && PhoneNumberUtil.GetInstance().IsValidNumber(number);

    /// <summary>The digits by which people search a phone number: international and national, without leading zeros.</summary>
    public static IEnumerable<string> SearchDigits(string? phone)
    {
        if (phone is null)
        {
            yield break;
        }

        var digits = Digits(phone);
        if (digits.Length >= 4)
        {
            yield return digits;
        }

        if (phone.StartsWith('+') && TryParse(phone, null) is { } number)
        {
            yield return number.NationalNumber.ToString(CultureInfo.InvariantCulture);
        }
    }

    /// <summary>Only the digits, without leading zeros.</summary>
    public static string Digits(string text) => string.Concat(Writing.Folded(text).Where(char.IsAsciiDigit)).TrimStart('0');

    private static PhoneNumber? TryParse(string text, string? country)
    {
        if (text.Length > 40 || !text.Any(char.IsAsciiDigit))
        {
            return null;
        }

        try
        {
            return PhoneNumberUtil.GetInstance().Parse(text, country is { Length: 2 } ? country.ToUpperInvariant() : null);
        }
        catch (NumberParseException)
        {
            return null;
        }
    }
}
