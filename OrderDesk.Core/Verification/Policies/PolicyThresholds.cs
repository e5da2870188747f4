using System.Linq.Expressions;
using System.Reflection;

namespace OrderDesk.Core.Verification.Policies;

/// <summary>What a threshold is measured in; its words are under <c>policy.unit.</c> + name.</summary>
public enum PolicyUnit
{
    /// <summary>Points of warnings.</summary>
    Points = 1,

    /// <summary>Orders.</summary>
    Orders = 2,

    /// <summary>Times as much.</summary>
    Times = 3,

    /// <summary>A share from 0 to 1, shown in per cent.</summary>
    Share = 4,

    /// <summary>Units of an article.</summary>
    Units = 5,

    /// <summary>Minor units of whatever the order's currency is.</summary>
    Minor = 6,

    /// <summary>Minutes.</summary>
    Minutes = 7,

    /// <summary>Hours.</summary>
    Hours = 8,

    /// <summary>Days.</summary>
    Days = 9,
}

/// <summary>One number of the policy, with its unit and its bounds; its words are under <c>policy.</c> + key.</summary>
/// <param name="Key">The name of the property, which is also the key of the settings.</param>
/// <param name="Group">Where people look for it.</param>
/// <param name="Unit">What it is measured in.</param>
/// <param name="Low">The least it may be.</param>
/// <param name="High">The greatest it may be.</param>
/// <param name="Get">Its value.</param>
/// <param name="Set">The policy with another value, which must be whole where the unit is.</param>
public sealed record PolicyThreshold(
    string Key, CheckGroup Group, PolicyUnit Unit, decimal Low, decimal High, Func<VerificationPolicy, decimal> Get, Func<VerificationPolicy, decimal, VerificationPolicy> Set)
{
    /// <summary>Whether only whole numbers make sense.</summary>
    public bool Whole => Unit is not (PolicyUnit.Times or PolicyUnit.Share);

    /// <summary>Its words: a translation key.</summary>
    public string Label => "policy." + Key;

    /// <summary>The words of its unit: a translation key.</summary>
    public string UnitLabel => "policy.unit." + Unit;
}

/// <summary>Every number of the policy, once: bounds, forms and differences all read this list.</summary>
public static class PolicyThresholds
{
    /// <summary>The thresholds.</summary>
    public static IReadOnlyList<PolicyThreshold> List { get; } =
    [
        Of(p => p.HoldAtPoints, CheckGroup.System, PolicyUnit.Points, 0, 100_000),
        Of(p => p.AuditShare, CheckGroup.System, PolicyUnit.Share, 0, AuditDraw.MostShare),
        Of(p => p.OrdersPerHour, CheckGroup.Customer, PolicyUnit.Orders, 1, OrderFacts.MostRecent),
        Of(p => p.OrdersPerDay, CheckGroup.Customer, PolicyUnit.Orders, 1, OrderFacts.MostRecent),
        Of(p => p.OrdersPerAddressPerDay, CheckGroup.Customer, PolicyUnit.Orders, 1, OrderFacts.MostRecent),
        Of(p => p.FirstOrderTimesMedian, CheckGroup.Customer, PolicyUnit.Times, 1, 1_000),
        Of(p => p.UnusualTimesMedian, CheckGroup.Customer, PolicyUnit.Times, 1, 1_000),
        Of(p => p.UnusualNeedsOrders, CheckGroup.Customer, PolicyUnit.Orders, 1, OrderFacts.MostRecent),
        Of(p => p.CreditNeedsOrders, CheckGroup.Customer, PolicyUnit.Orders, 1, OrderFacts.MostRecent),
        Of(p => p.CreditBadShare, CheckGroup.Customer, PolicyUnit.Share, 0, 1),
        Of(p => p.MaxLineQuantity, CheckGroup.Order, PolicyUnit.Units, 1, int.MaxValue),
        Of(p => p.TotalsToleranceMinor, CheckGroup.Order, PolicyUnit.Minor, 0, 1_000_000),
        Of(p => p.DuplicateHours, CheckGroup.Order, PolicyUnit.Hours, 1, 24 * 30),
        Of(p => p.ClockAheadMinutes, CheckGroup.Order, PolicyUnit.Minutes, 0, 24 * 60),
        Of(p => p.MaxAgeDays, CheckGroup.Order, PolicyUnit.Days, 1, 36_500),
        Of(p => p.ShortestDeliveryHours, CheckGroup.Request, PolicyUnit.Hours, 0, 24 * 60),
    ];

    private static PolicyThreshold Of<T>(Expression<Func<VerificationPolicy, T>> property, CheckGroup group, PolicyUnit unit, decimal low, decimal high)
    {
        var member = (PropertyInfo)((MemberExpression)property.Body).Member;
        var get = property.Compile();
        return new PolicyThreshold(
            member.Name, group, unit, low, high,
            policy => Convert.ToDecimal(get(policy), System.Globalization.CultureInfo.InvariantCulture),
            (policy, value) =>
            {
                var changed = policy with { };
                member.SetValue(changed, Convert.ChangeType(value, typeof(T), System.Globalization.CultureInfo.InvariantCulture));
                return changed;
            });
    }
}

/// <summary>One list of the policy, one entry a line; its words are under <c>policy.</c> + key.</summary>
/// <param name="Key">The name of the property, which is also the key of the settings.</param>
/// <param name="Personal">Whether its entries are about people.</param>
/// <param name="Get">Its entries.</param>
/// <param name="Set">The policy with other entries.</param>
/// <param name="Mistake">The code of what is wrong with an entry, or null.</param>
public sealed record PolicyEntries(
    string Key, bool Personal, Func<VerificationPolicy, IReadOnlyList<string>> Get, Func<VerificationPolicy, IReadOnlyList<string>, VerificationPolicy> Set, Func<string, string?> Mistake)
{
    /// <summary>The most entries of a list.</summary>
    public const int Most = 1_000;

    /// <summary>The longest entry.</summary>
    public const int EntryMaxLength = 300;

    /// <summary>Every list.</summary>
    public static IReadOnlyList<PolicyEntries> List { get; } =
    [
        new(nameof(VerificationPolicy.BlockedMail), true, p => p.BlockedMail, (p, e) => p with { BlockedMail = e }, Mail),
        new(nameof(VerificationPolicy.BlockedPhones), true, p => p.BlockedPhones, (p, e) => p with { BlockedPhones = e }, Phone),
        new(nameof(VerificationPolicy.BlockedAddresses), true, p => p.BlockedAddresses, (p, e) => p with { BlockedAddresses = e }, Address),
        new(nameof(VerificationPolicy.WatchedMail), true, p => p.WatchedMail, (p, e) => p with { WatchedMail = e }, Mail),
        new(nameof(VerificationPolicy.WatchedPhones), true, p => p.WatchedPhones, (p, e) => p with { WatchedPhones = e }, Phone),
        new(nameof(VerificationPolicy.WatchedAddresses), true, p => p.WatchedAddresses, (p, e) => p with { WatchedAddresses = e }, Address),
        new(nameof(VerificationPolicy.HighRiskCountries), false, p => p.HighRiskCountries, (p, e) => p with { HighRiskCountries = e }, code => Country.Find(code) is null ? "verification.policy-country" : null),
        new(nameof(VerificationPolicy.PaymentMethods), false, p => p.PaymentMethods, (p, e) => p with { PaymentMethods = e }, _ => null),
        new(nameof(VerificationPolicy.DisposableMailDomains), false, p => p.DisposableMailDomains, (p, e) => p with { DisposableMailDomains = e }, _ => null),
        new(nameof(VerificationPolicy.UnimportantRemarks), false, p => p.UnimportantRemarks, (p, e) => p with { UnimportantRemarks = e }, _ => null),
    ];

    /// <summary>Its words: a translation key.</summary>
    public string Label => "policy." + Key;

    private static string? Mail(string mail) => mail.Contains('@', StringComparison.Ordinal) ? null : "verification.policy-mail";

    private static string? Phone(string phone) => PhoneReading.Of(phone, null)?.E164 is null ? "verification.policy-phone" : null;

    private static string? Address(string address) => BlockedAddress.Read(address) is null ? "verification.policy-address" : null;
}
