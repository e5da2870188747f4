using System.Collections.Frozen;
using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Data;
using OrderDesk.Core.Intake.Files;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Intake.Imports;

/// <summary>The steps of an import: as many whole groups as fit a short transaction, with the checkpoint in the same commit.</summary>
internal sealed class ImportSteps(Desk desk, IDbContextFactory<OrderDeskDb> contexts, IdSupply ids, ImportReport report, ImportWay way, TimeProvider clock)
{
    /// <summary>Somebody asked it to stop.</summary>
    public const string Cancelled = "intake.import-cancelled";

    /// <summary>Somebody else runs it now.</summary>
    public const string TakenOver = "intake.import-taken-over";

    private readonly WritePace _pace = new(way.FirstRows);

    /// <summary>Who acts on the timelines: whoever asked, through OrderDesk.</summary>
    public static Actor ActorOf(ImportRun run) => new(run.StartedById, run.StartedBy, ActorKind.System, FrozenSet<string>.Empty);

    /// <summary>Takes every group that is left.</summary>
    public async Task<Result<ImportAccount>> RunAsync(ImportRun run, ImportAccount account, IEnumerable<ImportGroup> groups, Action<ImportAccount>? told, CancellationToken ct)
    {
        var (done, before, started) = (run.GroupsDone, account.Seconds, clock.GetTimestamp());
        using var left = groups.GetEnumerator();
        var waiting = Next(left);
        await RehearseAsync(run, waiting, ct);
        for (; waiting.Count > 0; waiting = Next(left))
        {
            while (waiting.Count > 0)
            {
                ct.ThrowIfCancellationRequested();
                var seconds = before + clock.GetElapsedTime(started).TotalSeconds;
                var now = account with { Seconds = seconds };
                var taken = await TakeAsync(run, waiting, done, now, way.TakeAsync, ct);
                if (taken.Error is { } whole && IsAboutOne(whole))
                {
                    // One of them cannot be written: the others must not go down with it.
                    taken = await TakeAsync(run, [waiting[0]], done, now, way.TakeAsync, ct);
                    if (taken.Error is { } alone && IsAboutOne(alone))
                    {
                        taken = await TakeAsync(run, [waiting[0]], done, now, (write, one, stop) => way.RefuseAsync(write, one[0], alone, stop), ct);
                    }
                }

                if (!taken.IsOk)
                {
                    return taken.Error;
                }

                (account, var count) = taken.Value;
                done += count;
                waiting.RemoveRange(0, count);
                told?.Invoke(account);
                await WritePace.BreatheAsync(ct);
            }
        }

        return account.Tally.IsWhole && account.Tally.RowsRead == account.RowsInFile
            ? account with { Seconds = before + clock.GetElapsedTime(started).TotalSeconds }
            : throw new InvalidOperationException($"Import {run.Id.Value} does not account for every row: {account.ToJson()}");
    }

    private async Task RehearseAsync(ImportRun run, List<ImportGroup> groups, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        // As the context of a write does, or the answers are prepared for another kind of reader.
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.TrackAll;
        await db.ImportRuns.SingleAsync(r => r.Id == run.Id, ct);
        await way.RehearseAsync(db, groups, ct);
    }

    private static bool IsAboutOne(Error error) => error.Kind is not ErrorKind.Unavailable && error.Code is not (Cancelled or TakenOver);

    private List<ImportGroup> Next(IEnumerator<ImportGroup> groups)
    {
        var next = new List<ImportGroup>();
        for (var rows = 0; rows < _pace.Rows && groups.MoveNext(); rows += groups.Current.Rows)
        {
            next.Add(groups.Current);
        }

        return next;
    }

    private async Task<Result<(ImportAccount Account, int Groups)>> TakeAsync(
        ImportRun run, List<ImportGroup> groups, int done, ImportAccount account, Func<Write, IReadOnlyList<ImportGroup>, CancellationToken, Task<Result<BatchDone>>> take, CancellationToken ct)
    {
        await ids.ReserveAsync(way.Wanted(groups), ct);
        var begun = 0L;
        BatchDone? batch = null;
        var result = await desk.WritePatientlyAsync<ImportAccount>(ActorOf(run), async write =>
        {
            begun = clock.GetTimestamp();
            var current = await write.Db.ImportRuns.SingleAsync(r => r.Id == run.Id, ct);
            if (current.Fence != run.Fence || current.State is not ImportState.Running)
            {
                return current.State is ImportState.Cancelled ? Error.Conflict(Cancelled) : Error.Conflict(TakenOver);
            }

            if (current.CancelAsked)
            {
                return Error.Conflict(Cancelled);
            }

            var taken = await take(write, groups, ct);
            if (!taken.IsOk)
            {
                return taken.Error;
            }

            batch = taken.Value;
            var now = account with
            {
                Tally = batch.Groups.Aggregate(account.Tally, (tally, one) => tally.Plus(one.Group, one.Outcome)),
                Customers = account.Customers + batch.Customers,
                Products = account.Products + batch.Products,
                Batches = account.Batches + 1,
                LongestMs = Math.Max(account.LongestMs, _pace.Longest.TotalMilliseconds),
                ReportBytes = report.Add(batch.Groups, account.ReportBytes),
            };
            current.Advance(done + groups.Count, now.Percent, now.ToJson(), write.Now);
            return now;
        }, ct);
        if (!result.IsOk)
        {
            return result.Error;
        }

        way.Committed(batch!);
        _pace.Took(groups.Sum(g => g.Rows), clock.GetElapsedTime(begun));
        return (result.Value with { LongestMs = Math.Max(result.Value.LongestMs, _pace.Longest.TotalMilliseconds) }, groups.Count);
    }
}
