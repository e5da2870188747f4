using System.Data.Common;
using System.Diagnostics;

namespace OrderDesk.Core.Data.Checks;

/// <summary>Looks at every invariant, one after the other, and tells each line as soon as it is known.</summary>
public sealed class InvariantLook(IEnumerable<IInvariant> invariants)
{
    /// <summary>One line of the answer.</summary>
    /// <param name="Name">The invariant.</param>
    /// <param name="Says">The promise in one sentence.</param>
    /// <param name="Found">What breaks it.</param>
    /// <param name="Took">How long the look took.</param>
    public sealed record Line(string Name, string Says, Finding Found, TimeSpan Took);

    private readonly IReadOnlyList<IInvariant> _invariants = [.. invariants.OrderBy(Place).ThenBy(one => one.Name, StringComparer.Ordinal)];

    /// <summary>Looks at all of them.</summary>
    /// <param name="db">The database to look at.</param>
    /// <param name="live">Whether this is the database of this desk and not a copy of it.</param>
    /// <param name="each">Hears each line as soon as it is known, or null.</param>
    /// <param name="ct">Stops the look.</param>
    public async Task<IReadOnlyList<Line>> AtAsync(OrderDeskDb db, bool live, Action<Line>? each, CancellationToken ct)
    {
        var lines = new List<Line>();
        foreach (var invariant in _invariants)
        {
            ct.ThrowIfCancellationRequested();
            var started = Stopwatch.GetTimestamp();
            var found = await LookAsync(invariant, db, live, ct);
            lines.Add(new Line(invariant.Name, invariant.Says, found, Stopwatch.GetElapsedTime(started)));
            each?.Invoke(lines[^1]);
        }

        return lines;
    }

    /// <summary>A damaged page must not keep the other invariants from being looked at.</summary>
    private static async Task<Finding> LookAsync(IInvariant invariant, OrderDeskDb db, bool live, CancellationToken ct)
    {
        try
        {
            return await invariant.CheckAsync(db, live, ct);
        }
        catch (DbException failure) when (!ct.IsCancellationRequested)
        {
            return Finding.Clean.Plus($"could not be looked at: {failure.Message}");
        }
    }

    private static int Place(IInvariant invariant) =>
        invariant.Name is ['I', .. var rest] && int.TryParse(rest.Split(' ')[0], out var number) ? number : int.MaxValue;
}
