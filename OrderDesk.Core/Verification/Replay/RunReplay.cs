using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrderDesk.Core.Data;
using OrderDesk.Core.Shared;
using OrderDesk.Core.Verification.Policies;

namespace OrderDesk.Core.Verification.Replay;

/// <summary>Judges the orders of one replay to its end; after a crash behind the last order whose figures were committed.</summary>
public sealed class RunReplay(Desk desk, IDbContextFactory<OrderDeskDb> contexts, IOptions<CompanyOptions> company, IOptions<PassLimits> limits, TimeProvider clock, ILogger<RunReplay> log)
{
    /// <summary>Differing orders of each kind that are listed; all are counted.</summary>
    public const int MostListed = 10_000;

    private readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById(company.Value.TimeZone);

    /// <summary>Orders that are read at once; tests read fewer.</summary>
    internal int Batch { get; init; } = PastReader.Batch;

    /// <summary>How often figures are committed while they grow; tests do so after each batch.</summary>
    internal TimeSpan CommitEvery { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <param name="Id">The replay.</param>
    public sealed record Command(ReplayRunId Id);

    /// <summary>Answers how many orders were judged.</summary>
    public async Task<Result<long>> RunAsync(Actor actor, Command command, CancellationToken ct)
    {
        if (!actor.Can(VerificationPermissions.EditPolicy))
        {
            return Error.Forbidden("verification.edit-policy-forbidden");
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.ReplayRuns.AsNoTracking().SingleOrDefaultAsync(r => r.Id == command.Id, ct) is not { } run)
        {
            return Error.NotFound("verification.replay-not-found");
        }

        var reader = new PastReader(contexts, PolicyText.Read(run.InForceDocument, run.InForceNumber), PolicyText.Read(run.Document, 0), _zone, (run.FromAt, run.ToAt)) { Size = Batch, Limits = limits.Value };
        var total = await reader.CountAsync(ct);
        var begun = await WriteAsync(actor, run.Id, null, mine => mine.Begin(total, clock.GetUtcNow().UtcDateTime), [], ct);
        if (!begun.IsOk)
        {
            return begun.Error;
        }

        try
        {
            return await JudgeAsync(actor, begun.Value, reader, ct);
        }
        catch (Exception fault) when (!ct.IsCancellationRequested && contexts.FaultOf(fault) is StorageFault.None)
        {
            log.ReplayBroke(fault, run.Id.Value);
            await WriteAsync(actor, run.Id, begun.Value.Fence, mine =>
            {
                mine.BreakOff(clock.GetUtcNow().UtcDateTime);
                return Result.Ok;
            }, [], ct);
            throw;
        }
    }

    /// <summary>While some orders are judged the next are read.</summary>
    private async Task<Result<long>> JudgeAsync(Actor actor, ReplayRun run, PastReader reader, CancellationToken ct)
    {
        var account = new ReplayAccount(run, PolicyText.Read(run.InForceDocument, run.InForceNumber), PolicyText.Read(run.Document, 0), log);
        var committed = clock.GetTimestamp();
        var next = Task.Run(() => reader.NextAsync(account.Last, ct), ct);
        while (true)
        {
            var batch = await next;
            if (batch.Last is { } last)
            {
                next = Task.Run(() => reader.NextAsync(last, ct), ct);
                await Task.Run(() => account.Take(batch, ct), ct);
            }

            var over = batch.Last is null;
            if (!over && clock.GetElapsedTime(committed) < CommitEvery && account.Changes.Count < MostListed)
            {
                continue;
            }

            var kept = await WriteAsync(actor, run.Id, run.Fence, mine => account.Keep(mine, over, clock.GetUtcNow().UtcDateTime), account.Changes, ct);
            if (!kept.IsOk || over)
            {
                await next;
                return kept.IsOk ? account.Figures.Orders : kept.Error;
            }

            account.Changes.Clear();
            committed = clock.GetTimestamp();
        }
    }

    /// <summary>Changes the run under its fence; without one it begins. A cancellation that was asked for ends it here.</summary>
    private async Task<Result<ReplayRun>> WriteAsync(Actor actor, ReplayRunId id, int? fence, Func<ReplayRun, Result> change, IReadOnlyList<ReplayChange> rows, CancellationToken ct)
    {
        var cancelled = false;
        var written = await desk.WritePatientlyAsync<ReplayRun>(actor, async write =>
        {
            var run = await write.Db.ReplayRuns.SingleAsync(r => r.Id == id, ct);
            if (fence is { } mine && (run.Fence != mine || run.State is not ReplayState.Running))
            {
                return Error.Conflict("verification.replay-taken-over");
            }

            cancelled = run.CancelAsked && run.State is ReplayState.Running;
            if (cancelled)
            {
                run.End(ReplayState.Cancelled, write.Now);
                return run;
            }

            if (change(run) is { IsOk: false } refused)
            {
                return refused.Error;
            }

            await new BulkWriter(write).InsertAsync(rows, ct);
            return run;
        }, ct);
        return cancelled && written.IsOk ? Error.Conflict("verification.replay-cancelled") : written;
    }
}

internal static partial class ReplayLog
{
    [LoggerMessage(EventId = 1403, Level = LogLevel.Error, Message = "Replay {Id} broke off")]
    public static partial void ReplayBroke(this ILogger log, Exception exception, long id);
}
