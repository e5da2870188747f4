using OrderDesk.Core.Verification;
using OrderDesk.Core.Verification.Checks;
using OrderDesk.Core.Verification.Policies;

namespace OrderDesk.Core.Review.Learning;

/// <summary>A threshold with what its check measured: told by the hold as it was placed, whatever was changed on the order since, and by the findings of orders that passed.</summary>
/// <param name="Key">The key of the threshold, with the currency of a limit.</param>
/// <param name="Check">The check.</param>
/// <param name="Get">Where it stands.</param>
/// <param name="Set">The policy with another one.</param>
/// <param name="OfHold">What a hold measured, by its reason and its arguments; null where the hold is about something else.</param>
/// <param name="OfFinding">What a finding that passed measured; null where it tells nothing.</param>
internal sealed record Measure(
    string Key, string Check, Func<VerificationPolicy, decimal> Get, Func<VerificationPolicy, decimal, VerificationPolicy> Set,
    Func<string, IReadOnlyList<Term>, decimal?> OfHold, Func<Finding, decimal?>? OfFinding)
{
    /// <summary>The smallest step that people would set it in; 0 for amounts, which are set to two figures.</summary>
    public decimal Step { get; init; } = 1;

    /// <summary>The least and the greatest it may be.</summary>
    public (decimal Low, decimal High) Range { get; init; } = (0, 1_000_000_000);

    /// <summary>Whether what reaches the threshold is held too.</summary>
    public bool Reached { get; init; }

    /// <summary>Whether this much is held.</summary>
    public bool Holds(decimal measured, decimal threshold) => Reached ? measured >= threshold : measured > threshold;

    /// <summary>The tightest threshold people would set that lets this much go.</summary>
    public decimal LettingGo(decimal measured) => Reached ? Math.Floor(measured / StepAt(measured) + 1) * StepAt(measured) : Math.Ceiling(measured / StepAt(measured)) * StepAt(measured);

    /// <summary>The loosest threshold people would set that holds this much.</summary>
    public decimal Holding(decimal measured) => Reached ? Math.Floor(measured / StepAt(measured)) * StepAt(measured) : (Math.Ceiling(measured / StepAt(measured)) - 1) * StepAt(measured);

    private decimal StepAt(decimal measured)
    {
        var step = Step == 0 ? 1 : Step;
        for (var ten = 100m; Step == 0 && ten <= measured; ten *= 10)
        {
            step = ten / 10;
        }

        return step;
    }

    /// <summary>Every threshold that can be measured under a policy whose check holds orders.</summary>
    public static IEnumerable<Measure> All(VerificationPolicy policy) =>
        Numbers.Concat(policy.FirstOrderLimits.Keys.Order(StringComparer.Ordinal).Select(Limit)).Where(measure => IsOn(policy, measure.Check));

    private static bool IsOn(VerificationPolicy policy, string code) =>
        code == AllChecks.Sum ? policy.HoldAtPoints > 0 : AllChecks.List.Any(check => check.Code == code && policy.ModeOf(check) is CheckMode.Hold);

    private static readonly IReadOnlyList<Measure> Numbers =
    [
        Number(nameof(VerificationPolicy.OrdersPerHour), "velocity", (reason, args) => reason is "hold.velocity" && At(args, 1) is 1 ? At(args, 0) : null, finding => Fact(finding, "fact.orders-hour")),
        Number(nameof(VerificationPolicy.OrdersPerDay), "velocity", (reason, args) => reason is "hold.velocity" && At(args, 1) is 24 ? At(args, 0) : null, finding => Fact(finding, "fact.orders-day")),
        Number(nameof(VerificationPolicy.OrdersPerAddressPerDay), "velocity-address", (reason, args) => reason is "hold.velocity-address" ? At(args, 0) : null, finding => Fact(finding, "fact.orders-address-day")),
        Number(nameof(VerificationPolicy.MaxLineQuantity), "quantities", (reason, args) => reason is "hold.quantity" ? At(args, 1) : null, finding => Fact(finding, "fact.most-units")),
        Number(nameof(VerificationPolicy.CreditBadShare), "credit", (reason, args) => reason is "hold.credit" ? Ratio(At(args, 0), At(args, 1)) : null, finding => Ratio(Fact(finding, "fact.orders-gone-wrong"), Fact(finding, "fact.earlier-orders"))) with { Step = 0.05m },
        Number(nameof(VerificationPolicy.UnusualTimesMedian), "unusual-order", (reason, args) => reason is "hold.unusual-order" ? Ratio(At(args, 0), At(args, 1)) : null, null) with { Step = 0.5m },
        Number(nameof(VerificationPolicy.HoldAtPoints), AllChecks.Sum, (reason, args) => reason is "hold.risk-points" ? At(args, 0) : null, null) with { Reached = true, Step = 10 },
    ];

    private static Measure Number(string key, string check, Func<string, IReadOnlyList<Term>, decimal?> ofHold, Func<Finding, decimal?>? ofFinding)
    {
        var threshold = PolicyThresholds.List.First(threshold => threshold.Key == key);
        return new Measure(key, check, threshold.Get, threshold.Set, ofHold, ofFinding) { Range = (threshold.Low, threshold.High) };
    }

    private static Measure Limit(string currency) => new(
        $"{nameof(VerificationPolicy.FirstOrderLimits)}.{currency}", "first-order",
        policy => policy.FirstOrderLimits.GetValueOrDefault(currency),
        (policy, limit) => policy with { FirstOrderLimits = new Dictionary<string, decimal>(policy.FirstOrderLimits) { [currency] = limit } },
        (reason, args) => reason is "hold.first-order" && args is [{ Kind: TermKind.Sum } sum, ..] && sum.Sum.Currency == currency ? sum.Sum.Major : null,
        null)
    {
        Step = 0,
    };

    private static decimal? At(IReadOnlyList<Term> args, int at) => at < args.Count && args[at].Kind is TermKind.Number or TermKind.Sum ? args[at].Number : null;

    private static decimal? Fact(Finding finding, string label) => finding.Facts.FirstOrDefault(fact => fact.Label == label) is { Value.Kind: TermKind.Number } fact ? fact.Value.Number : null;

    private static decimal? Ratio(decimal? part, decimal? whole) => whole is > 0 ? part / whole : null;
}
