using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Review.Learning;

/// <summary>One drawn order that a check let go, with what it measured and whether a person changed or rejected it.</summary>
internal sealed record DrawnOrder(DecidedHit Hit, decimal Measured);

/// <summary>Looks for thresholds that would have asked better: pure, so that a count by hand can be held against it.</summary>
internal static class BetterThresholds
{
    /// <summary>Decided orders that a looser threshold must have freed before it is proposed.</summary>
    public const int Needs = 50;

    /// <summary>The greatest share of confirmed orders that a looser threshold may lose.</summary>
    public const double MostLost = 0.05;

    /// <summary>What the upper end of the interval of wrong orders among the freed must stay below.</summary>
    public const double MostWrong = 0.1;

    /// <summary>Drawn orders that a tighter threshold would have held before it is proposed.</summary>
    public const int NeedsDrawn = 20;

    /// <summary>What the lower end of the interval of wrong ones among them must reach.</summary>
    public const double WorthHolding = 0.2;

    /// <summary>The looser threshold that would have saved the most looks, of those that lose next to nothing; null where there is none.</summary>
    public static ThresholdProposal? Looser(Measure measure, decimal now, IReadOnlyList<(DecidedHit Hit, decimal Measured)> held)
    {
        var confirmed = held.Count(one => !one.Hit.Good);
        ThresholdProposal? best = null;
        foreach (var then in held.Select(one => measure.LettingGo(one.Measured)).Where(then => then > now && then <= measure.Range.High).Distinct().Order())
        {
            var kept = held.Where(one => measure.Holds(one.Measured, then)).ToList();
            var freed = FreedOrders.Of([.. held.Where(one => !measure.Holds(one.Measured, then)).Select(one => one.Hit)]);
            if (kept.Count == 0 || freed.Decided < Needs || freed.Lost > confirmed * MostLost || CountedShare.Count(freed.Lost, freed.Decided).High >= MostWrong)
            {
                continue;
            }

            if (best is null || Score(freed) > Score(best.Orders))
            {
                best = new ThresholdProposal(measure.Key, measure.Check, now, then, freed, Rightness(held.Select(one => one.Hit)), Rightness(kept.Select(one => one.Hit)), confirmed) { Tighter = false };
            }
        }

        return best is { Orders.Saved: > 0 } ? best : null;
    }

    /// <summary>The tighter threshold that would have caught the most drawn orders which nobody had asked about, where asking would have been worth it; null where there is none.</summary>
    public static ThresholdProposal? Tighter(Measure measure, decimal now, CountedShare before, IReadOnlyList<DrawnOrder> drawn, decimal share)
    {
        ThresholdProposal? best = null;
        foreach (var then in drawn.Where(one => one.Hit.Right).Select(one => measure.Holding(one.Measured)).Where(then => then < now && then >= measure.Range.Low).Distinct().OrderDescending())
        {
            var caught = drawn.Where(one => measure.Holds(one.Measured, then)).Select(one => one.Hit).ToList();
            var after = Rightness(caught);
            if (caught.Count >= NeedsDrawn && after.Low >= WorthHolding && (best is null || after.Hits > best.After.Hits))
            {
                best = new ThresholdProposal(measure.Key, measure.Check, now, then, FreedOrders.Of(caught), before, after, 0)
                {
                    Tighter = true,
                    Added = share > 0 ? (int)Math.Round(caught.Count / share) : 0,
                };
            }
        }

        return best;
    }

    private static int Score(FreedOrders freed) => freed.Saved - (PassBuckets.MissWeighs * freed.Lost);

    private static CountedShare Rightness(IEnumerable<DecidedHit> hits)
    {
        var all = hits.ToList();
        return CountedShare.Count(all.Count(hit => hit.Right), all.Count);
    }
}
