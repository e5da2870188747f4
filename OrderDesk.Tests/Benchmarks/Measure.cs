using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace OrderDesk.Tests.Benchmarks;

/// <summary>Times two ways of doing the same in turns, so that both meet the same machine, and writes the table.</summary>
internal sealed class Measure
{
    private readonly StringBuilder _table = new("| what | floor p50 / p95 ms | OrderDesk p50 / p95 ms | ratio p50 | target | met |\n|---|---|---|---|---|---|\n");

    /// <summary>The table so far, in Markdown.</summary>
    public string Table => _table.ToString();

    /// <summary>Runs floor and ours in turns after some turns that do not count; answers the ratio of the medians.</summary>
    /// <param name="what">The line of the table.</param>
    /// <param name="turns">How many turns count.</param>
    /// <param name="target">The highest ratio that is good enough, or null.</param>
    /// <param name="floor">The least that must be done.</param>
    /// <param name="ours">What the desk does.</param>
    /// <param name="warm">How many turns go before: long paths are at their speed only once the run time has compiled them again, some hundreds of turns into a server's day.</param>
    public async Task<double> RunAsync(string what, int turns, double? target, Func<int, Task> floor, Func<int, Task> ours, int warm = 3)
    {
        var (low, own) = (new List<double>(turns), new List<double>(turns));
        for (var turn = -warm; turn < turns; turn++)
        {
            var (one, other) = (await TimeAsync(floor, turn + warm), await TimeAsync(ours, turn + warm));
            if (turn >= 0)
            {
                low.Add(one);
                own.Add(other);
            }
        }

        var ratio = At(own, 0.5) / At(low, 0.5);
        var met = target is not { } most ? "–" : ratio <= most ? "yes" : "**no**";
        _table.AppendLine(CultureInfo.InvariantCulture, $"| {what} | {At(low, 0.5):0.00} / {At(low, 0.95):0.00} | {At(own, 0.5):0.00} / {At(own, 0.95):0.00} | {ratio:0.0} | {(target is { } bound ? $"≤ {bound}" : "–")} | {met} |");
        return ratio;
    }

    /// <summary>A line of its own for what has no floor to divide by.</summary>
    public void Note(string what, string floor, string ours, string target, bool met) =>
        _table.AppendLine(CultureInfo.InvariantCulture, $"| {what} | {floor} | {ours} | – | {target} | {(met ? "yes" : "**no**")} |");

    /// <summary>The value that so large a part of all is not above.</summary>
    public static double At(List<double> times, double part)
    {
        var sorted = times.Order().ToList();
        return sorted[Math.Min(sorted.Count - 1, (int)(sorted.Count * part))];
    }

    private static async Task<double> TimeAsync(Func<int, Task> work, int turn)
    {
        var started = Stopwatch.GetTimestamp();
        await work(turn);
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }
}
