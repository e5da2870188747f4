using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using OrderDesk.Core.Data;
using OrderDesk.Core.Data.Jobs;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Review.Bulk;

/// <summary>Works bulk actions through, all that run in turns so that a short one does not wait for a long one; looks that nobody acted on are forgotten.</summary>
internal sealed class BulkJob(IDbContextFactory<OrderDeskDb> contexts, Desk desk, BulkSteps steps, TimeProvider clock, ILogger<BulkJob> log) : IJob
{
    /// <summary>What one write aims at: far below the quarter of a second that nobody should have to wait longer than.</summary>
    private static readonly TimeSpan Wanted = TimeSpan.FromMilliseconds(100);

    private const int First = 10;

    /// <inheritdoc/>
    public async Task<JobOutcome?> WorkAsync(JobRun run, CancellationToken ct)
    {
        var turns = new Dictionary<BulkRunId, Turns>();
        var worked = 0;
        Error? stopped = null;
        while (stopped is null && await steps.RunningAsync(ct) is { Count: > 0 } running)
        {
            foreach (var (id, actor) in running)
            {
                var mine = turns.TryGetValue(id, out var known) ? known : turns[id] = new Turns(new WritePace(First, Wanted));
                var done = actor is null ? await steps.StopAsync(run, id, ct) : await StepAsync(run, id, actor, mine, ct);
                (worked, stopped) = (worked + done.Value, done.Error ?? stopped);
                await WritePace.BreatheAsync(ct);
            }
        }

        if (worked == 0 && stopped is null)
        {
            await ForgetAsync(run, ct);
            return null;
        }

        var count = worked.ToString(CultureInfo.InvariantCulture);
        return stopped is null ? new JobOutcome("jobs.bulk.done", count) : new JobOutcome("jobs.bulk.stopped", count, stopped.Code);
    }

    /// <summary>One write; what breaks in it is tried order by order, and the one that breaks alone is refused.</summary>
    private async Task<Result<int>> StepAsync(JobRun run, BulkRunId id, Actor actor, Turns mine, CancellationToken ct)
    {
        var started = clock.GetTimestamp();
        var take = mine.Single > 0 ? 1 : mine.Pace.Rows;
        var why = Error.Conflict("review.bulk-broke");
        try
        {
            var done = await steps.StepAsync(run, id, actor, take, ct);
            if (done.IsOk)
            {
                mine.Single = Math.Max(0, mine.Single - 1);
                mine.Pace.Took(Math.Max(1, done.Value), clock.GetElapsedTime(started));
                return done;
            }

            if (done.Error.Kind is ErrorKind.Unavailable || done.Error.Code == JobRun.LeaseLost)
            {
                return done;
            }

            why = done.Error;
        }
        catch (Exception broken) when (!ct.IsCancellationRequested && contexts.FaultOf(broken) is StorageFault.None)
        {
            log.BulkBroke(broken, id.Value);
        }

        if (take > 1)
        {
            mine.Single = take;
            return 0;
        }

        mine.Single = Math.Max(0, mine.Single - 1);
        return await steps.GiveUpAsync(run, id, why, ct);
    }

    private async Task ForgetAsync(JobRun run, CancellationToken ct)
    {
        var before = clock.GetUtcNow().UtcDateTime - BulkRun.DraftsLast;
        await desk.WriteAsync(run.Actor, async write =>
        {
            if (await write.Db.BulkRuns.Where(r => r.State == BulkState.Draft && r.CreatedAt < before).OrderBy(r => r.Id).FirstOrDefaultAsync(ct) is { } old)
            {
                write.Db.BulkRuns.Remove(old);
            }

            return Result.Ok;
        }, ct);
    }

    private sealed class Turns(WritePace pace)
    {
        public WritePace Pace => pace;

        /// <summary>Orders that are tried one by one, because something among them broke.</summary>
        public int Single { get; set; }
    }
}

internal static partial class BulkLog
{
    [LoggerMessage(EventId = 1511, Level = LogLevel.Error, Message = "Something broke in bulk action {Run}; its orders are tried one by one")]
    public static partial void BulkBroke(this ILogger log, Exception exception, long run);
}
