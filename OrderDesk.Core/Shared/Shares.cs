namespace OrderDesk.Core.Shared;

/// <summary>A share that was counted, with the interval it can be trusted to lie in.</summary>
/// <param name="Hits">How many did.</param>
/// <param name="Of">Of how many.</param>
/// <param name="Low">The lower end of the 95 % interval, 0 to 1.</param>
/// <param name="High">The upper end of the 95 % interval, 0 to 1.</param>
public readonly record struct CountedShare(int Hits, int Of, double Low, double High)
{
    private const double Z = 1.959963984540054;

    /// <summary>The share itself, 0 to 1; 0 where nothing was counted.</summary>
    public double Value => Of == 0 ? 0 : (double)Hits / Of;

    /// <summary>Counts a share with the score interval of Wilson (1927); the whole range where nothing was counted.</summary>
    /// <param name="hits">How many did, at most <paramref name="of"/>.</param>
    /// <param name="of">Of how many.</param>
    public static CountedShare Count(int hits, int of)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(hits);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(hits, of);
        if (of == 0)
        {
            return new CountedShare(0, 0, 0, 1);
        }

        var p = (double)hits / of;
        var denominator = 1 + (Z * Z / of);
        var middle = (p + (Z * Z / (2 * of))) / denominator;
        var half = Z / denominator * Math.Sqrt((p * (1 - p) / of) + (Z * Z / (4.0 * of * of)));
        return new CountedShare(hits, of, hits == 0 ? 0 : Math.Max(0, middle - half), hits == of ? 1 : Math.Min(1, middle + half));
    }
}

/// <summary>Quantiles of measured values.</summary>
public static class Quantiles
{
    /// <summary>The value below which this share of the sorted values lies, between neighbours in proportion (type 7 of Hyndman and Fan, 1996); null without values.</summary>
    /// <param name="sorted">The values, smallest first.</param>
    /// <param name="share">0 to 1.</param>
    public static double? Of(IReadOnlyList<double> sorted, double share)
    {
        if (sorted.Count == 0)
        {
            return null;
        }

        var place = share * (sorted.Count - 1);
        var below = (int)Math.Floor(place);
        var above = Math.Min(below + 1, sorted.Count - 1);
        return sorted[below] + ((sorted[above] - sorted[below]) * (place - below));
    }
}
