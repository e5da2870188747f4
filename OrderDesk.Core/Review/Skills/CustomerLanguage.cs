using System.Collections.Frozen;
using OrderDesk.Core.Orders;

namespace OrderDesk.Core.Review.Skills;

/// <summary>The language a customer is most likely written to in: what they wrote themselves says it, else the country the parcel goes to.</summary>
public static class CustomerLanguage
{
    /// <summary>The longest language tag.</summary>
    public const int MaxLength = 10;

    private static readonly FrozenDictionary<string, string> ByCountry = new Dictionary<string, string>
    {
        ["AT"] = "de",
        ["DE"] = "de",
        ["CH"] = "de",
        ["LI"] = "de",
        ["FR"] = "fr",
        ["LU"] = "fr",
        ["MC"] = "fr",
        ["ES"] = "es",
        ["MX"] = "es",
        ["AR"] = "es",
        ["CL"] = "es",
        ["CO"] = "es",
        ["IT"] = "it",
        ["SM"] = "it",
        ["NL"] = "nl",
        ["BE"] = "nl",
        ["PT"] = "pt",
        ["BR"] = "pt",
        ["PL"] = "pl",
        ["JP"] = "ja",
        ["KR"] = "ko",
        ["CN"] = "zh-Hans",
        ["TW"] = "zh-Hant",
        ["HK"] = "zh-Hant",
        ["MO"] = "zh-Hant",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The languages a person can be skilled in.</summary>
    public static IReadOnlyList<string> Known { get; } = ["en", "zh-Hans", "zh-Hant", "ja", "ko", "de", "fr", "es", "it", "nl", "pt", "pl"];

    /// <summary>The language of who ordered.</summary>
    public static string Of(Order order) => Of(order.Shipping.Country ?? order.Billing.Country, order.Remark, order.CustomerName, order.GiftMessage, order.Shipping.Line1, order.Shipping.City);

    /// <summary>The language by script, then by country; English where neither says more.</summary>
    /// <param name="country">ISO 3166-1 alpha-2.</param>
    /// <param name="written">What they wrote.</param>
    public static string Of(string? country, params ReadOnlySpan<string?> written)
    {
        var byCountry = ByCountry.GetValueOrDefault(country ?? "");
        var han = false;
        foreach (var text in written)
        {
            foreach (var rune in (text ?? "").EnumerateRunes())
            {
                switch (rune.Value)
                {
                    case >= 0x3040 and <= 0x30FF:
                        return "ja";
                    case >= 0xAC00 and <= 0xD7AF:
                        return "ko";
                    case >= 0x4E00 and <= 0x9FFF:
                        han = true;
                        break;
                }
            }
        }

        return !han ? byCountry ?? "en" : byCountry is "zh-Hant" or "ja" ? byCountry : "zh-Hans";
    }
}
