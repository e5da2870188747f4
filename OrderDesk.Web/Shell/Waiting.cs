using OrderDesk.Core.Data;
using OrderDesk.Core.Review;

namespace OrderDesk.Web.Shell;

/// <summary>What waits behind the entries of the rail, for the person in front of this page.</summary>
internal sealed class Waiting(WaitingWork work, CurrentStaff staff, ChangeFeed feed, TimeProvider time, ILogger<Waiting> logger)
{
    /// <summary>How long changes are gathered before the counts are read again: a busy intake moves much, and a count beside a word may be late.</summary>
    public static readonly TimeSpan Beat = TimeSpan.FromSeconds(3);

    private IReadOnlyDictionary<string, int> _counts = new Dictionary<string, int>();

    /// <summary>Hears of changes that may have moved a count.</summary>
    public IDisposable Listen(Action moved) =>
        new LiveRows(feed, time, change => change.Any("case") || change.Any("order") || change.Any("stock") || change.Any("inbox"), moved, Beat);

    /// <summary>The counts, by the key of the entry; those of the last time where they cannot be read, for no page should break over them.</summary>
    public async Task<IReadOnlyDictionary<string, int>> CountAsync()
    {
        try
        {
            var read = (await work.ReadAsync(await staff.GetAsync(), CancellationToken.None)).Value;
            _counts = new (string Key, int? Count)[] { ("review", read?.Cases), ("stock", read?.Stock), ("intake", read?.Inbox) }
                .Where(entry => entry.Count > 0).ToDictionary(entry => entry.Key, entry => entry.Count!.Value);
        }
        catch (Exception failure)
        {
            logger.NotCounted(failure);
        }

        return _counts;
    }
}
