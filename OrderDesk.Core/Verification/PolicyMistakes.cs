using OrderDesk.Core.Shared;
using OrderDesk.Core.Verification.Checks;

namespace OrderDesk.Core.Verification;

/// <summary>Every mistake of a policy at once, each with the key to set.</summary>
public static class PolicyMistakes
{
    /// <summary>The mistakes, in words for an operator.</summary>
    public static IEnumerable<string> Of(VerificationPolicy policy) =>
        Numbers(policy).Concat(Codes(policy)).Concat(Lists(policy)).Select(mistake => $"{VerificationPolicy.Section}:{mistake}");

    private static IEnumerable<string> Numbers(VerificationPolicy policy)
    {
        (string Key, decimal Value, decimal Low, decimal High)[] ranges =
        [
            (nameof(policy.HoldAtPoints), policy.HoldAtPoints, 0, 100_000),
            (nameof(policy.OrdersPerHour), policy.OrdersPerHour, 1, OrderFacts.MostRecent),
            (nameof(policy.OrdersPerDay), policy.OrdersPerDay, 1, OrderFacts.MostRecent),
            (nameof(policy.OrdersPerAddressPerDay), policy.OrdersPerAddressPerDay, 1, OrderFacts.MostRecent),
            (nameof(policy.FirstOrderTimesMedian), policy.FirstOrderTimesMedian, 1, 1_000),
            (nameof(policy.UnusualTimesMedian), policy.UnusualTimesMedian, 1, 1_000),
            (nameof(policy.UnusualNeedsOrders), policy.UnusualNeedsOrders, 1, OrderFacts.MostRecent),
            (nameof(policy.CreditNeedsOrders), policy.CreditNeedsOrders, 1, OrderFacts.MostRecent),
            (nameof(policy.CreditBadShare), policy.CreditBadShare, 0, 1),
            (nameof(policy.MaxLineQuantity), policy.MaxLineQuantity, 1, int.MaxValue),
            (nameof(policy.TotalsToleranceMinor), policy.TotalsToleranceMinor, 0, 1_000_000),
            (nameof(policy.DuplicateHours), policy.DuplicateHours, 1, 24 * 30),
            (nameof(policy.ClockAheadMinutes), policy.ClockAheadMinutes, 0, 24 * 60),
            (nameof(policy.MaxAgeDays), policy.MaxAgeDays, 1, 36_500),
            (nameof(policy.ShortestDeliveryHours), policy.ShortestDeliveryHours, 0, 24 * 60),
        ];
        return
            from range in ranges
            where range.Value < range.Low || range.Value > range.High
            select FormattableString.Invariant($"{range.Key} is {range.Value}; it must lie between {range.Low} and {range.High}");
    }

    private static IEnumerable<string> Codes(VerificationPolicy policy)
    {
        foreach (var (code, setting) in policy.Checks)
        {
            if (!AllChecks.Codes.Contains(code))
            {
                yield return $"{nameof(policy.Checks)}:{code} names no check; the checks are {string.Join(", ", AllChecks.Codes)}";
            }
            else if (setting.Mode is { } mode && !Enum.IsDefined(mode))
            {
                yield return $"{nameof(policy.Checks)}:{code}:{nameof(setting.Mode)} must be Hold, Warn or Off";
            }
            else if (setting.Points is < 0 or > 1_000)
            {
                yield return FormattableString.Invariant($"{nameof(policy.Checks)}:{code}:{nameof(setting.Points)} is {setting.Points}; it must lie between 0 and 1000");
            }
        }

        foreach (var (currency, limit) in policy.FirstOrderLimits)
        {
            if (!Currencies.IsKnown(currency))
            {
                yield return $"{nameof(policy.FirstOrderLimits)}:{currency} is no ISO 4217 currency";
            }
            else if (limit is < 0 or > 1_000_000_000)
            {
                yield return FormattableString.Invariant($"{nameof(policy.FirstOrderLimits)}:{currency} is {limit}; it must lie between 0 and 1000000000");
            }
        }
    }

    private static IEnumerable<string> Lists(VerificationPolicy policy) =>
        policy.HighRiskCountries.Where(country => Country.Find(country) is null)
            .Select(country => $"{nameof(policy.HighRiskCountries)} holds '{country}', which is no ISO 3166-1 alpha-2 code")
            .Concat(policy.BlockedMail.Where(mail => !mail.Contains('@', StringComparison.Ordinal))
                .Select(mail => $"{nameof(policy.BlockedMail)} holds '{mail}'; write an e-mail address, or @ and a domain"))
            .Concat(policy.BlockedPhones.Where(phone => PhoneReading.Of(phone, null)?.E164 is null)
                .Select(phone => $"{nameof(policy.BlockedPhones)} holds '{phone}'; write the number with + and country code"))
            .Concat(policy.BlockedAddresses.Where(address => BlockedAddress.Read(address) is null)
                .Select(address => $"{nameof(policy.BlockedAddresses)} holds '{address}'; write street, postal code, country"));
}
