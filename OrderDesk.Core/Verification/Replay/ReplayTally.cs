using System.Text.Json;

namespace OrderDesk.Core.Verification.Replay;

/// <summary>What one check or rule did on one side.</summary>
public sealed class CheckCount
{
    /// <summary>Orders it held.</summary>
    public long Hits { get; set; }

    /// <summary>Orders that nothing else held.</summary>
    public long Only { get; set; }

    /// <summary>Held orders that were cancelled or given money back for later.</summary>
    public long Bad { get; set; }
}

/// <summary>What one check or rule did on both sides.</summary>
public sealed class CheckTally
{
    /// <summary>What people call a rule; null for a check.</summary>
    public string? Name { get; set; }

    /// <summary>Under the version in force.</summary>
    public CheckCount Before { get; init; } = new();

    /// <summary>Under the tried version.</summary>
    public CheckCount After { get; init; } = new();
}

/// <summary>What one policy did with the orders.</summary>
public sealed class SideTally
{
    /// <summary>Orders that a person would have had to look at.</summary>
    public long Flagged { get; set; }

    /// <summary>Of these, cancelled later.</summary>
    public long Cancelled { get; set; }

    /// <summary>Of these, given money back for later, all or part.</summary>
    public long Refunded { get; set; }

    /// <summary>Of these, cancelled or given money back for, each counted once.</summary>
    public long Bad { get; set; }

    /// <summary>What the flagged orders cost, in minor units by currency; never added up across currencies.</summary>
    public Dictionary<string, long> Delayed { get; init; } = new(StringComparer.Ordinal);
}

/// <summary>The figures of a replay.</summary>
public sealed class ReplayTally
{
    /// <summary>Orders that were judged.</summary>
    public long Orders { get; set; }

    /// <summary>Of all judged orders, cancelled or given money back for later: the base rate.</summary>
    public long Bad { get; set; }

    /// <summary>Orders that still wait for their payment: nothing holds them before.</summary>
    public long Unpaid { get; set; }

    /// <summary>Orders whose contact was corrected after they came in; they are judged as corrected.</summary>
    public long Corrected { get; set; }

    /// <summary>Orders that would be held and were not.</summary>
    public long Newly { get; set; }

    /// <summary>Orders that would no longer be held.</summary>
    public long NoLonger { get; set; }

    /// <summary>Orders that would be held for other reasons or marked differently.</summary>
    public long Otherwise { get; set; }

    /// <summary>Under the version in force.</summary>
    public SideTally Before { get; init; } = new();

    /// <summary>Under the tried version.</summary>
    public SideTally After { get; init; } = new();

    /// <summary>By check and rule.</summary>
    public Dictionary<string, CheckTally> Checks { get; init; } = new(StringComparer.Ordinal);

    /// <summary>As it is kept.</summary>
    public string ToJson() => JsonSerializer.Serialize(this);

    /// <summary>As it was kept.</summary>
    public static ReplayTally FromJson(string json) => JsonSerializer.Deserialize<ReplayTally>(json) ?? new ReplayTally();

    /// <summary>Counts one order; answers how it would fare differently, or null.</summary>
    internal ReplayDifference? Add(PastJudgement order)
    {
        Orders++;
        Bad += order.Facts.IsBad ? 1 : 0;
        Unpaid += order.Facts.Unpaid ? 1 : 0;
        Corrected += order.Facts.Corrected ? 1 : 0;
        Add(Before, order.Before, order.Facts, check => check.Before);
        Add(After, order.After, order.Facts, check => check.After);
        var difference = order.Difference;
        Newly += difference is ReplayDifference.Newly ? 1 : 0;
        NoLonger += difference is ReplayDifference.NoLonger ? 1 : 0;
        Otherwise += difference is ReplayDifference.Otherwise ? 1 : 0;
        return difference;
    }

    private void Add(SideTally side, PastSide said, PastFacts facts, Func<CheckTally, CheckCount> of)
    {
        if (said.Holding.Count == 0)
        {
            return;
        }

        var order = facts.Order;
        side.Flagged++;
        side.Cancelled += facts.Cancelled ? 1 : 0;
        side.Refunded += facts.Refunded ? 1 : 0;
        side.Bad += facts.IsBad ? 1 : 0;
        side.Delayed[order.Currency] = side.Delayed.GetValueOrDefault(order.Currency) + order.TotalMinor;
        foreach (var finding in said.Holding)
        {
            if (!Checks.TryGetValue(finding.Check, out var check))
            {
                Checks[finding.Check] = check = new CheckTally();
            }

            check.Name = finding.Name ?? check.Name;
            var count = of(check);
            count.Hits++;
            count.Only += said.Holding.Count == 1 ? 1 : 0;
            count.Bad += facts.IsBad ? 1 : 0;
        }
    }
}
