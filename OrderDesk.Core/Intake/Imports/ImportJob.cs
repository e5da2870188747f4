using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Data;
using OrderDesk.Core.Data.Jobs;

namespace OrderDesk.Core.Intake.Imports;

/// <summary>Runs the imports that wait, and those whose program ended in the middle, one after the other, on one node at a time.</summary>
public sealed class ImportJob(IDbContextFactory<OrderDeskDb> contexts, RunImport import, ImportStore store, TimeProvider clock) : IJob
{
    /// <inheritdoc/>
    public async Task<JobOutcome?> WorkAsync(JobRun run, CancellationToken ct)
    {
        if (await NextAsync(ct) is not { } next)
        {
            return null;
        }

        var done = await import.RunAsync(run.Actor, new RunImport.Command(next.Id), ct);
        return done.IsOk ? new JobOutcome("jobs.imports.done", next.FileName) : new JobOutcome("jobs.imports.stopped", next.FileName, done.Error.Code);
    }

    /// <summary>The oldest that can be run here; a file that was sent to another machine is left to it.</summary>
    private async Task<ImportRun?> NextAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var open = await db.ImportRuns.Where(r => (r.State == ImportState.Queued || r.State == ImportState.Running) && r.StoredAs != null).OrderBy(r => r.Id).ToListAsync(ct);
        return open.Find(r => (r.State is ImportState.Queued || r.IsOrphaned(now)) && store.Has(r.StoredAs!));
    }
}
