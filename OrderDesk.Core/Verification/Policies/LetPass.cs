using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Verification.Policies;

/// <summary>What a rule may let pass, and what a doubt is told as that it let pass.</summary>
public static class LetPass
{
    /// <summary>
    /// The checks whose doubts a rule may let pass, in the order in which people read them. Money, addresses, stock, names, block and watch lists and tests are not
    /// among them: there a person looks, whatever the figures say.
    /// </summary>
    public static IReadOnlyList<string> Checks { get; } =
        ["phone", "email", "email-disposable", "velocity", "first-order", "unusual-order", "quantities", "duplicate", "placed-at", "delivery-window", "remark", "wishes"];

    /// <summary>The finding of a doubt that a rule let pass: told with the name of the rule, without points and without a hold.</summary>
    internal static Finding Passed(Finding doubt, CustomRule rule) => doubt with
    {
        Outcome = Outcome.Warn,
        Points = 0,
        Facts = [.. doubt.Facts, new Fact("fact.let-pass", rule.Name, Verification.Checks.Source.Policy)],
        Flips = [],
    };
}

/// <summary>Totals above which no rule lets an order pass, because two people must say yes; the review desk, which knows them, sets them.</summary>
public sealed class PassLimits
{
    /// <summary>In major units by currency; a currency that is not named has none.</summary>
    public IReadOnlyDictionary<string, decimal> Above { get; set; } = new Dictionary<string, decimal>();

    /// <summary>Whether an order of so much, in minor units, needs two people.</summary>
    public bool NeedsTwo(string currency, long totalMinor) => Above.TryGetValue(currency, out var limit) && totalMinor > Money.ToMinor(limit, currency);
}
