using Microsoft.Extensions.Logging;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Verification.Checks;
using OrderDesk.Core.Verification.Policies;

namespace OrderDesk.Core.Verification.Replay;

/// <summary>One past order with what was known when it came in, and what became of it.</summary>
/// <param name="Order">The order as it was judged.</param>
/// <param name="Before">The facts as the version in force gathers them.</param>
/// <param name="After">The facts as the tried version gathers them; the same object where both look equally far.</param>
internal sealed record PastFacts(Order Order, OrderFacts Before, OrderFacts After)
{
    /// <summary>Whether it was cancelled later.</summary>
    public bool Cancelled { get; init; }

    /// <summary>Whether money was given back later.</summary>
    public bool Refunded { get; init; }

    /// <summary>Whether its contact was corrected later.</summary>
    public bool Corrected { get; init; }

    /// <summary>Whether it still waits for its payment.</summary>
    public bool Unpaid => Order.Payment is PaymentStatus.Pending;

    /// <summary>Whether it went wrong in any way that is recorded.</summary>
    public bool IsBad => Cancelled || Refunded;
}

/// <summary>What one policy says of one past order.</summary>
/// <param name="Holding">The findings that hold it; none where nobody would have had to look.</param>
/// <param name="Marking">The rules that match without holding it.</param>
/// <param name="Marks">What rules put on it.</param>
internal sealed record PastSide(IReadOnlyList<Finding> Holding, IReadOnlyList<Finding> Marking, OrderMarks Marks)
{
    /// <summary>Everything worth telling of it, without the facts.</summary>
    public string Told() => FindingsText.Write([.. Holding.Concat(Marking).Select(finding => finding with { Facts = [], Flips = [] })]);

    /// <summary>Whether both say the same: hold for the same reasons and mark in the same way.</summary>
    public bool Says(PastSide other) =>
        Marks.Queue == other.Marks.Queue && Marks.NeedsTwo == other.Marks.NeedsTwo && Marks.Tags.SequenceEqual(other.Marks.Tags)
        && Holding.Select(f => f.Check).Order(StringComparer.Ordinal).SequenceEqual(other.Holding.Select(f => f.Check).Order(StringComparer.Ordinal));
}

/// <summary>What both policies say of one past order: pure, so that many can be judged at once.</summary>
internal sealed record PastJudgement(PastFacts Facts, PastSide Before, PastSide After)
{
    /// <summary>Units of that time cannot be known afterwards: the checks of stock are left out on both sides.</summary>
    public static IReadOnlyList<Check> Checks { get; } = [.. AllChecks.List.Where(check => check.Group is not CheckGroup.Stock)];

    /// <summary>How it would fare differently, or null.</summary>
    public ReplayDifference? Difference => (Before.Holding.Count > 0, After.Holding.Count > 0) switch
    {
        (false, true) => ReplayDifference.Newly,
        (true, false) => ReplayDifference.NoLonger,
        (true, true) or (false, false) => Before.Says(After) ? null : ReplayDifference.Otherwise,
    };

    /// <summary>Judges one order under both policies.</summary>
    public static PastJudgement Of(PastFacts facts, VerificationPolicy before, VerificationPolicy after, ILogger log) =>
        new(facts, Side(facts, facts.Before, before, log), Side(facts, facts.After, after, log));

    private static PastSide Side(PastFacts past, OrderFacts facts, VerificationPolicy policy, ILogger log)
    {
        var findings = JudgeOrder.Ask(Checks, facts, policy, log);
        var marks = RuleBook.Of(policy).Marks(findings);

        // Until the money is there nothing but the lack of stock holds an order.
        var holding = past.Unpaid ? [] : findings.Where(finding => finding.Outcome is Outcome.Fail).ToList();
        return new PastSide(holding, [.. findings.Where(finding => finding.Outcome is Outcome.Warn && finding.Check.StartsWith(CustomRule.Prefix, StringComparison.Ordinal))], marks);
    }
}
