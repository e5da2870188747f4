using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace OrderDesk.Core.Data;

/// <summary>Reads the committed changes of other processes, once per process, and tells them to the open screens of this one.</summary>
public sealed class ChangeReader(
    IDbContextFactory<OrderDeskDb> contexts,
    ChangeFeed feed,
    StoragePlace place,
    TimeProvider clock,
    ILogger<ChangeReader> log)
{
    /// <summary>How long a number that was skipped may still turn up: a lower number can commit later where many write at once.</summary>
    public static readonly TimeSpan GapMemory = TimeSpan.FromSeconds(60);

    private const int Batch = 2_000, MostGaps = 2_000;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly Dictionary<long, long> _gaps = [];
    private long? _last;

    /// <summary>Reads until it is stopped; a broken line is mended and nothing in between is lost.</summary>
    public async Task FollowAsync(CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            try
            {
                await FollowLineAsync(ct);
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return;
            }
            catch (Exception broken)
            {
                log.FeedFailed(broken);
                await Task.WhenAny(Task.Delay(Pause, ct));
            }
        }
    }

    private async Task FollowLineAsync(CancellationToken ct)
    {
        await using var signal = await OpenSignalAsync(ct);
        while (true)
        {
            while (await ReadAsync(ct))
            {
            }

            await signal.NextAsync(ct);
        }
    }

    private async Task<ChangeSignal> OpenSignalAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await ChangeSignal.OpenAsync(db.Dialect, place, ct);
    }

    /// <summary>Tells what is new; answers whether there may be more at once.</summary>
    internal async Task<bool> ReadAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (_last is not { } last)
        {
            _last = await db.Changes.MaxAsync(change => (long?)change.Seq, ct) ?? 0;
            return false;
        }

        var late = await LateOnesAsync(db, ct);
        var fresh = await db.Changes.Where(change => change.Seq > last).OrderBy(change => change.Seq).Take(Batch).ToListAsync(ct);
        foreach (var change in fresh)
        {
            if (!db.Dialect.OneWriter)
            {
                RememberGaps(_last.Value + 1, change.Seq);
            }

            _last = change.Seq;
        }

        var rows = late.Concat(fresh).Where(change => change.Node != feed.Node).Select(change => (change.Kind, change.EntityId)).ToHashSet();
        if (rows.Count > 0)
        {
            feed.Tell(new Moved(rows));
        }

        return fresh.Count == Batch;
    }

    private async Task<List<Change>> LateOnesAsync(OrderDeskDb db, CancellationToken ct)
    {
        if (_gaps.Count == 0)
        {
            return [];
        }

        var missing = _gaps.Keys.ToList();
        var found = await db.Changes.Where(change => missing.Contains(change.Seq)).ToListAsync(ct);
        found.ForEach(change => _gaps.Remove(change.Seq));
        foreach (var (seq, _) in _gaps.Where(gap => clock.GetElapsedTime(gap.Value) > GapMemory).ToList())
        {
            _gaps.Remove(seq);
        }

        return found;
    }

    private void RememberGaps(long from, long before)
    {
        for (var seq = Math.Max(from, before - MostGaps); seq < before && _gaps.Count < MostGaps; seq++)
        {
            _gaps[seq] = clock.GetTimestamp();
        }
    }
}
