using Microsoft.Extensions.Logging;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Verification.Replay;

/// <summary>The figures of a replay under way and the differing orders that are not committed yet.</summary>
internal sealed class ReplayAccount(ReplayRun run, VerificationPolicy before, VerificationPolicy after, ILogger log)
{
    /// <summary>One core is left to the desk, and to reading.</summary>
    private static readonly int Judges = Math.Max(1, Environment.ProcessorCount - 1);

    private long _done = run.Done;

    /// <summary>The figures so far.</summary>
    public ReplayTally Figures { get; } = run.LastAt is null ? new ReplayTally() : ReplayTally.FromJson(run.Tally);

    /// <summary>Orders that differ and are not committed yet.</summary>
    public List<ReplayChange> Changes { get; } = [];

    /// <summary>The last order that was counted.</summary>
    public (DateTime At, long Id)? Last { get; private set; } = run.LastAt is { } at ? (at, run.LastId) : null;

    /// <summary>Judges a batch, many at once, and counts in the order in which they came in.</summary>
    public void Take(PastBatch batch, CancellationToken ct)
    {
        var judged = new PastJudgement[batch.Orders.Count];
        Parallel.For(0, judged.Length, new ParallelOptions { MaxDegreeOfParallelism = Judges, CancellationToken = ct }, at => judged[at] = PastJudgement.Of(batch.Orders[at], before, after, log));
        foreach (var order in judged)
        {
            if (Figures.Add(order) is { } difference && CountOf(difference) <= RunReplay.MostListed)
            {
                Changes.Add(Row(order, difference));
            }
        }

        (_done, Last) = (_done + batch.Read, batch.Last);
    }

    /// <summary>Writes the figures into the run.</summary>
    public Result Keep(ReplayRun mine, bool over, DateTime now)
    {
        if (Last is { } last)
        {
            mine.Advance(_done, last, Figures.ToJson(), now);
        }

        if (over)
        {
            mine.End(ReplayState.Done, now);
        }

        return Result.Ok;
    }

    private long CountOf(ReplayDifference difference) => difference switch
    {
        ReplayDifference.Newly => Figures.Newly,
        ReplayDifference.NoLonger => Figures.NoLonger,
        ReplayDifference.Otherwise => Figures.Otherwise,
    };

    private ReplayChange Row(PastJudgement judged, ReplayDifference difference) => new()
    {
        RunId = run.Id,
        Difference = difference,
        OrderId = judged.Facts.Order.Id,
        ReceivedAt = judged.Facts.Order.ReceivedAt,
        TotalMinor = judged.Facts.Order.TotalMinor,
        Currency = judged.Facts.Order.Currency,
        Cancelled = judged.Facts.Cancelled,
        Refunded = judged.Facts.Refunded,
        Before = judged.Before.Told(),
        After = judged.After.Told(),
    };
}
