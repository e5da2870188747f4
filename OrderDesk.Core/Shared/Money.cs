using System.Globalization;

namespace OrderDesk.Core.Shared;

/// <summary>An amount in the minor units of its currency, made from the plain numbers of a row.</summary>
/// <param name="Minor">The amount in minor units, such as pence; may be negative.</param>
/// <param name="Currency">The ISO 4217 code.</param>
public readonly record struct Money(long Minor, string Currency)
{
    /// <summary>How many ten-thousandths of a major unit a unit price is kept in.</summary>
    public const int PriceScale = 10_000;

    /// <summary>The most an amount may be, in major units of any currency; sums of them stay countable.</summary>
    public const decimal MostAmount = 1_000_000_000_000m;

    /// <summary>The amount in major units, such as pounds.</summary>
    public decimal Major => ToMajor(Minor, Currency);

    /// <summary>Minor units as major units of the same currency.</summary>
    public static decimal ToMajor(long minor, string currency) => minor / (decimal)Scale(currency);

    /// <summary>Major units as minor units, rounded half to even where the amount is finer than the currency.</summary>
    public static long ToMinor(decimal major, string currency) =>
        (long)Math.Round(major * Scale(currency), MidpointRounding.ToEven);

    /// <summary>A price in major units as ten-thousandths, rounded half to even.</summary>
    public static long ToPrice(decimal major) => (long)Math.Round(major * PriceScale, MidpointRounding.ToEven);

    /// <summary>A price kept in ten-thousandths as major units.</summary>
    public static decimal FromPrice(long price) => price / (decimal)PriceScale;

    /// <summary>Quantity × unit price (ten-thousandths) in minor units, rounded half to even once per line.</summary>
    public static long Extend(long quantity, long unitPrice, string currency) =>
        (long)Math.Round(quantity * (decimal)unitPrice * Scale(currency) / PriceScale, MidpointRounding.ToEven);

    /// <summary>The amount with its ISO code, such as <c>GBP 1,234.50</c>, the same in every language.</summary>
    public override string ToString() =>
        $"{Currency} {Major.ToString("N" + Currencies.Digits(Currency).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)}";

    private static int Scale(string currency) => Currencies.Digits(currency) switch
    {
        0 => 1,
        1 => 10,
        2 => 100,
        3 => 1_000,
        _ => 10_000,
    };
}
