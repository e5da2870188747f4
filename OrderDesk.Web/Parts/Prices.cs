using System.Globalization;
using OrderDesk.Core.Shared;

namespace OrderDesk.Web.Parts;

/// <summary>Prices and amounts with the digits of their currency, and more where they have more: units may cost parts of a cent.</summary>
public static class Prices
{
    /// <summary>As a field shows it, so that 9.5 pounds stand there as 9.50.</summary>
    /// <param name="amount">The amount in major units.</param>
    /// <param name="currency">The ISO 4217 code; two digits where there is none.</param>
    public static string Typed(decimal amount, string? currency) => amount.ToString("0." + Places(currency), CultureInfo.InvariantCulture);

    /// <summary>As it is read, with the thousands apart.</summary>
    /// <param name="price">The price in ten-thousandths of a major unit.</param>
    /// <param name="currency">The ISO 4217 code; two digits where there is none.</param>
    public static string Written(long price, string? currency) => Written(Money.FromPrice(price), currency);

    /// <summary>As it is read, with the thousands apart.</summary>
    /// <param name="amount">The amount in major units.</param>
    /// <param name="currency">The ISO 4217 code; two digits where there is none.</param>
    public static string Written(decimal amount, string? currency) => amount.ToString("#,##0." + Places(currency), CultureInfo.InvariantCulture);

    private static string Places(string? currency)
    {
        var digits = Currencies.Digits(currency ?? "");
        return new string('0', digits) + new string('#', Math.Max(0, 4 - digits));
    }
}
