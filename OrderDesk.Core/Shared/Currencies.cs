using System.Collections.Frozen;

namespace OrderDesk.Core.Shared;

/// <summary>The active currencies of ISO 4217 with the number of digits of their minor unit.</summary>
public static class Currencies
{
    private const string TwoDigits =
        "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW CNY COP COU CRC CUP CVE CZK " +
        "DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL " +
        "MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK " +
        "SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XAD XCD XCG YER ZAR ZMW ZWG";

    private const string NoDigits = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF";
    private const string ThreeDigits = "BHD IQD JOD KWD LYD OMR TND";
    private const string FourDigits = "CLF UYW";

    private static readonly FrozenDictionary<string, int> DigitsByCode =
        Entries(TwoDigits, 2).Concat(Entries(NoDigits, 0)).Concat(Entries(ThreeDigits, 3)).Concat(Entries(FourDigits, 4))
            .ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Every known code, in alphabetical order.</summary>
    public static IEnumerable<string> Codes => DigitsByCode.Keys.Order(StringComparer.Ordinal);

    /// <summary>Whether this is an active ISO 4217 code, upper case.</summary>
    public static bool IsKnown(string? code) => code is not null && DigitsByCode.ContainsKey(code);

    /// <summary>Digits after the dot of the minor unit; 2 for an unknown code.</summary>
    public static int Digits(string code) => DigitsByCode.GetValueOrDefault(code, 2);

    private static IEnumerable<KeyValuePair<string, int>> Entries(string codes, int digits) =>
        codes.Split(' ').Select(code => KeyValuePair.Create(code, digits));
}
