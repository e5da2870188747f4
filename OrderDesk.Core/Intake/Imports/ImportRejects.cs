using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Data;
using OrderDesk.Core.Intake.Files;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Intake.Imports;

/// <summary>The rows of an import that were skipped or rejected, as CSV with the reason of each.</summary>
public sealed class ImportRejects(IDbContextFactory<OrderDeskDb> contexts, Desk desk, ImportStore store)
{
    /// <summary>Writes them; answers how many there are. The rows name customers, so who is given them is noted in the audit trail.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="id">The import.</param>
    /// <param name="csv">Where they go; stays open.</param>
    /// <param name="words">Tells a reason in the reader's language.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<Result<long>> ReadAsync(Actor actor, ImportRunId id, Stream csv, Func<RowReason, string> words, CancellationToken ct)
    {
        if (!actor.Can(IntakePermissions.Read))
        {
            return Error.Forbidden("intake.read-forbidden");
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var run = await db.ImportRuns.Where(r => r.Id == id).Select(r => new { r.ReportAs, r.Tally, r.GroupsDone }).FirstOrDefaultAsync(ct);
        if (run is null)
        {
            return Error.NotFound("intake.import-not-found");
        }

        if (run.GroupsDone == 0 || !store.Has(run.ReportAs))
        {
            return Error.NotFound("intake.import-has-no-report");
        }

        var noted = await desk.WriteAsync(actor, write =>
        {
            write.Audit("import.rows-opened", "import", id.Value);
            return Task.FromResult(Result.Ok);
        }, ct);
        if (!noted.IsOk)
        {
            return noted.Error;
        }

        await using var account = store.Open(run.ReportAs, FileAccess.Read);
        return ImportReport.Tell(account, ImportAccount.FromJson(run.Tally).ReportBytes, csv, words);
    }
}
