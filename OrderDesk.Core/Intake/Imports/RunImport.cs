using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrderDesk.Core.Data;
using OrderDesk.Core.Intake.Files;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Intake.Imports;

/// <summary>Runs one import to its end, from its checkpoint where it was interrupted; every row is accounted for.</summary>
public sealed class RunImport(
    Desk desk, IDbContextFactory<OrderDeskDb> contexts, IdSupply ids, ImportStore store, IOptions<CompanyOptions> company, TimeProvider clock, ILogger<RunImport> log)
{
    /// <param name="Id">The import.</param>
    /// <param name="Path">Where the file lies on this machine, for the command line; null where the server keeps it.</param>
    /// <param name="Told">Hears of every transaction.</param>
    public sealed record Command(ImportRunId Id, string? Path = null, Action<ImportAccount>? Told = null);

    /// <summary>Answers the whole account; a refusal leaves an import that can be gone on with, unless the file itself is at fault.</summary>
    public async Task<Result<ImportAccount>> RunAsync(Actor actor, Command command, CancellationToken ct)
    {
        if (!actor.Can(IntakePermissions.Import))
        {
            return Error.Forbidden("intake.import-forbidden");
        }

        if (await ReadAsync(command.Id, ct) is not { } run)
        {
            return Error.NotFound("intake.import-not-found");
        }

        if (run.State is not (ImportState.Queued or ImportState.Running))
        {
            return Error.Conflict("intake.import-is-over", run.State);
        }

        var mine = run;
        try
        {
            return await RunAsync(run, command, begun => mine = begun, ct);
        }
        catch (Exception fault) when (!ct.IsCancellationRequested && contexts.FaultOf(fault) is StorageFault.None)
        {
            // Storage that is busy or gone comes back, and the import with it; what is the program's own fault is tried a few times.
            log.ImportBreaksOff(fault, run.Id.Value);
            if (await BreakOffAsync(mine, ct) is { } givenUp)
            {
                return givenUp;
            }

            throw;
        }
    }

    private async Task<Result<ImportAccount>> RunAsync(ImportRun run, Command command, Action<ImportRun> begins, CancellationToken ct)
    {
        var path = command.Path ?? (run.StoredAs is { } kept ? store.PathOf(kept) : "");
        var opened = OrderFile.Open(path, run.StoredAs is null ? ImportLimits.CommandLine : ImportLimits.Upload);
        if (!opened.IsOk)
        {
            return await FailAsync(run, opened.Error, ct);
        }

        using var file = opened.Value;
        var survey = await Task.Run(() => file.Survey(ImportProfiles.Find(run.Profile).Value!, ct), ct);
        if (!survey.IsOk)
        {
            return await FailAsync(run, survey.Error, ct);
        }

        var begun = await BeginAsync(run, survey.Value.Sha256, ct);
        if (!begun.IsOk)
        {
            return begun.Error;
        }

        begins(begun.Value);
        using var report = new ImportReport(store.Open(run.ReportAs, FileAccess.ReadWrite));
        var account = begun.Value.GroupsDone == 0 ? new ImportAccount { RowsInFile = survey.Value.Rows } : ImportAccount.FromJson(begun.Value.Tally);
        account = account with { ReportBytes = report.Begin(file.Header, account.ReportBytes), Resumed = begun.Value.Resumed };
        command.Told?.Invoke(account);
        log.ImportBegins(run.Id.Value, run.FileName, survey.Value.Rows, begun.Value.GroupsDone, begun.Value.Resumed);
        var steps = new ImportSteps(desk, contexts, ids, report, WayOf(run, survey.Value, file.Header), clock);
        var result = await steps.RunAsync(begun.Value, account, file.Groups(survey.Value, begun.Value.GroupsDone, ct), command.Told, ct);
        return await EndAsync(begun.Value, result, ct);
    }

    private async Task<ImportRun?> ReadAsync(ImportRunId id, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.ImportRuns.FirstOrDefaultAsync(r => r.Id == id, ct);
    }

    private ImportWay WayOf(ImportRun run, FileSurvey survey, IReadOnlyList<string> header) =>
        run.DryRun ? new TrialWay(run.ChannelId ?? default, run.Mode) : run.Mode switch
        {
            ImportMode.Live => new LiveWay(run.Id, run.ChannelId!.Value, survey, header, company.Value),
            ImportMode.History => new RecordWay(run.Id, run.ChannelId!.Value, company.Value),
        };

    private Task<Result<ImportRun>> BeginAsync(ImportRun seen, string hash, CancellationToken ct) => desk.WriteAsync<ImportRun>(ImportSteps.ActorOf(seen), async write =>
    {
        var run = await write.Db.ImportRuns.SingleAsync(r => r.Id == seen.Id, ct);
        return run.Begin(hash, write.Now) is { IsOk: false } refused ? refused.Error : run;
    }, ct);

    private async Task<Result<ImportAccount>> FailAsync(ImportRun seen, Error error, CancellationToken ct)
    {
        await desk.WriteAsync(ImportSteps.ActorOf(seen), async write =>
        {
            var run = await write.Db.ImportRuns.SingleAsync(r => r.Id == seen.Id, ct);
            if (run.Fence == seen.Fence)
            {
                run.End(ImportState.Failed, run.Tally, write.Now, error.Code, JsonSerializer.Serialize(error.Args));
            }

            return Result.Ok;
        }, ct);
        store.Drop(seen.StoredAs);
        return error;
    }

    /// <summary>A run broke off; why the import is given up, or null while it may be tried again.</summary>
    private async Task<Error?> BreakOffAsync(ImportRun mine, CancellationToken ct)
    {
        Error? givenUp = null;
        var noted = await desk.WriteAsync(ImportSteps.ActorOf(mine), async write =>
        {
            givenUp = null;
            var run = await write.Db.ImportRuns.SingleAsync(r => r.Id == mine.Id, ct);
            if (run.Fence != mine.Fence || run.State is not (ImportState.Queued or ImportState.Running))
            {
                return Result.Ok;
            }

            var rows = run.GroupsDone == 0 ? 0 : ImportAccount.FromJson(run.Tally).Tally.RowsRead;
            var stuck = Error.Conflict("intake.import-stuck", rows);
            run.BreakOff(stuck, JsonSerializer.Serialize(stuck.Args), write.Now);
            givenUp = run.State is ImportState.Failed ? stuck : null;
            return Result.Ok;
        }, ct);
        if (!noted.IsOk || givenUp is null)
        {
            return null;
        }

        store.Drop(mine.StoredAs);
        return givenUp;
    }

    private async Task<Result<ImportAccount>> EndAsync(ImportRun begun, Result<ImportAccount> result, CancellationToken ct)
    {
        if (result.Error is { Code: not ImportSteps.Cancelled } error)
        {
            log.ImportStops(begun.Id.Value, error.Code);
            return error;
        }

        var ended = await desk.WriteAsync<ImportAccount>(ImportSteps.ActorOf(begun), async write =>
        {
            var run = await write.Db.ImportRuns.SingleAsync(r => r.Id == begun.Id, ct);
            if (run.Fence != begun.Fence)
            {
                return Error.Conflict("intake.import-taken-over");
            }

            var account = result.Value ?? (run.GroupsDone == 0 ? new ImportAccount() : ImportAccount.FromJson(run.Tally));
            run.End(result.IsOk ? ImportState.Done : ImportState.Cancelled, account.ToJson(), write.Now);
            write.Audit(result.IsOk ? "import.done" : "import.cancelled", run.Kind, run.Key, account.Tally);
            if (account.Tally.Orders > 0 && !run.DryRun)
            {
                // Lists of orders look again once, at the end, and not at every transaction.
                write.Changed("order", 0);
            }

            return account;
        }, ct);
        store.Drop(begun.StoredAs);
        if (ended.IsOk)
        {
            log.ImportEnds(begun.Id.Value, ended.Value.Tally.RowsRead, ended.Value.Batches, ended.Value.LongestMs, ended.Value.Seconds);
        }

        return ended.IsOk && !result.IsOk ? result.Error! : ended;
    }
}
