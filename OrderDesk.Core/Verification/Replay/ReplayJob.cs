using System.Globalization;
using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Data;
using OrderDesk.Core.Data.Jobs;

namespace OrderDesk.Core.Verification.Replay;

/// <summary>Runs the replays that wait, and those whose program ended in the middle, one after the other, on one node at a time.</summary>
public sealed class ReplayJob(IDbContextFactory<OrderDeskDb> contexts, RunReplay replay, TimeProvider clock) : IJob
{
    /// <inheritdoc/>
    public async Task<JobOutcome?> WorkAsync(JobRun run, CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var open = await db.ReplayRuns.AsNoTracking().Where(r => r.State == ReplayState.Queued || r.State == ReplayState.Running).OrderBy(r => r.Id).Take(AskForReplay.MostOpen * 2).ToListAsync(ct);
        if (open.Find(r => r.State is ReplayState.Queued || r.IsOrphaned(now)) is not { } next)
        {
            return null;
        }

        var done = await replay.RunAsync(run.Actor, new RunReplay.Command(next.Id), ct);
        return done.IsOk ? new JobOutcome("jobs.replays.done", done.Value.ToString(CultureInfo.InvariantCulture)) : new JobOutcome("jobs.replays.stopped", done.Error.Code);
    }
}
