using System.Buffers;
using OrderDesk.Core.Orders;

namespace OrderDesk.Core.Verification.Checks;

/// <summary>Where the goods go and where the invoice goes.</summary>
internal static class AddressChecks
{
    private const int ShortestStreet = 3;

    /// <summary>Words for parts of a city inside a Chinese address that is written in one line.</summary>
    private static readonly SearchValues<char> ChineseCity = SearchValues.Create("市县縣州盟区區");

    public static readonly Check Delivery = new("address", CheckGroup.Customer, HoldType.Information, JudgeDelivery);

    public static readonly Check Billing = new("billing", CheckGroup.Customer, HoldType.Information, JudgeBilling) { Mode = CheckMode.Warn, Points = 15 };

    public static readonly Check Risk = new("country-risk", CheckGroup.Customer, HoldType.Customer, JudgeRisk);

    private static Opinion JudgeDelivery(OrderFacts facts, VerificationPolicy policy)
    {
        var address = facts.Order.Shipping;
        var country = Country.Find(address.Country);
        var missing = Missing(address, country).ToList();
        if (missing.Count > 0)
        {
            return Written(Opinion.Doubt("hold.address-incomplete", Term.Several(missing.Select(Term.Word))), address).Flip("flip.complete-address", Term.Several(missing.Select(Term.Word)));
        }

        if (country is null)
        {
            return Written(Opinion.Doubt("hold.country-unknown", address.Country), address).Flip("flip.name-country");
        }

        return country.Fits(address.PostalCode ?? "") || string.IsNullOrWhiteSpace(address.PostalCode)
            ? Written(Opinion.Fine, address)
            : Written(Opinion.Doubt("hold.postal-code", country.Code), address).Flip("flip.ask-postal-code", country.Code);
    }

    private static IEnumerable<string> Missing(PostalAddress address, Country? country)
    {
        var street = Plain.Of(address.Line1);
        if (street.Length == 0 || Plain.IsPlaceholder(street) || (street.Length < ShortestStreet && !Plain.IsEastAsian(street)))
        {
            yield return "fact.line1";
        }

        if (Says(address.City) is false && country is not { IsOneCity: true } && !NamesChineseCity(address))
        {
            yield return "fact.city";
        }

        if (country is { PostalCodes.Count: > 0 } && Says(address.PostalCode) is false)
        {
            yield return "fact.postal-code";
        }

        if (string.IsNullOrWhiteSpace(address.Country))
        {
            yield return "fact.country";
        }
    }

    private static Opinion JudgeBilling(OrderFacts facts, VerificationPolicy policy)
    {
        var (billing, shipping) = (facts.Order.Billing, facts.Order.Shipping);
        if (billing.Fingerprint() is not { } invoice || shipping.Fingerprint() is not { } goods || invoice == goods)
        {
            return Opinion.Fine;
        }

        var abroad = Country.Find(billing.Country) is { } from && Country.Find(shipping.Country) is { } to && from != to;
        return Opinion.Doubt(abroad ? "hold.billing-abroad" : "hold.billing-differs")
            .With("fact.billing-address", Term.Personal(InOneLine(billing)), Source.Order)
            .With("fact.delivery-address", Term.Personal(InOneLine(shipping)), Source.Order)
            .Flip("flip.ask-delivery-address");
    }

    private static Opinion JudgeRisk(OrderFacts facts, VerificationPolicy policy)
    {
        var codes = new[] { facts.Order.Shipping.Country, facts.Order.Billing.Country }.Select(Country.Find).OfType<Country>().Select(c => c.Code).Distinct();
        var risky = codes.Where(code => policy.HighRiskCountries.Contains(code, StringComparer.OrdinalIgnoreCase)).ToList();
        return risky.Count == 0
            ? Opinion.Fine
            : Opinion.Doubt("hold.country-risk", risky[0]).With("fact.country", risky[0], Source.Order).With("fact.listed-countries", policy.HighRiskCountries.Count, Source.Policy).Flip("flip.release-after-look");
    }

    private static Opinion Written(Opinion opinion, PostalAddress address)
    {
        var line = InOneLine(address);
        return (line.Length == 0 ? opinion : opinion.With("fact.delivery-address", Term.Personal(line), Source.Order))
            .With("fact.country", address.Country ?? "", Source.Order);
    }

    private static string InOneLine(PostalAddress a) =>
        string.Join(", ", new[] { a.Line1, a.Line2, a.City, a.Region, a.PostalCode, a.Country }.Where(part => !string.IsNullOrWhiteSpace(part)));

    private static bool Says(string? part) => !string.IsNullOrWhiteSpace(part) && (!Plain.IsPlaceholder(part) || part.Any(char.IsAsciiDigit));

    private static bool NamesChineseCity(PostalAddress address) =>
        (address.Line1 + address.Line2 + address.Region) is { Length: > 0 } text && text.AsSpan().IndexOfAny(ChineseCity) > 0;
}
