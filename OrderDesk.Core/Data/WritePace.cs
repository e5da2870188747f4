namespace OrderDesk.Core.Data;

/// <summary>
/// The pace of long work in the background: as many rows in one transaction as take about <see cref="Wanted"/>, measured on the last one, so that nobody at
/// the desk waits longer than <see cref="Most"/> for it, and a breath after each.
/// </summary>
public sealed class WritePace
{
    /// <summary>The longest a transaction may take.</summary>
    public static readonly TimeSpan Most = TimeSpan.FromMilliseconds(250);

    /// <summary>What is aimed at; far below the most, for a busy machine takes five times as long without warning.</summary>
    public static readonly TimeSpan Wanted = TimeSpan.FromMilliseconds(45);

    private const int Fewest = 1, Biggest = 20_000;

    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(10);

    private readonly TimeSpan _wanted;

    /// <summary>Begins small; the first transaction is the slowest.</summary>
    /// <param name="rows">Rows of the first transaction.</param>
    /// <param name="wanted">What is aimed at, where it is not <see cref="Wanted"/>.</param>
    public WritePace(int rows, TimeSpan? wanted = null) => (Rows, _wanted) = (rows, wanted ?? Wanted);

    /// <summary>Rows of the next transaction; a group is never divided.</summary>
    public int Rows { get; private set; }

    /// <summary>The longest transaction so far.</summary>
    public TimeSpan Longest { get; private set; }

    /// <summary>
    /// Lets others write before the next transaction: people of this process stand in a line, but a writer of another process only looks now and then whether
    /// the file is free, and would never find it so.
    /// </summary>
    public static Task BreatheAsync(CancellationToken ct) => Task.Delay(Breath, ct);

    /// <summary>One transaction took this long.</summary>
    public void Took(int rows, TimeSpan time)
    {
        Longest = time > Longest ? time : Longest;
        var fits = time <= TimeSpan.Zero ? rows * 2 : rows * (_wanted / time);
        Rows = (int)Math.Clamp(fits, Math.Max(Fewest, Rows / 4), Math.Min(Biggest, Math.Max(Rows * 3 / 2, Rows + 1)));
    }
}
