using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Data.Jobs;

/// <summary>Delivers what the outside world must hear: leased in small batches, sent outside any transaction, marked under its fence; what fails for good is set aside while the rest flows.</summary>
public sealed class OutboxPump(
    IDbContextFactory<OrderDeskDb> contexts,
    Desk desk,
    IEnumerable<IOutboxHandler> handlers,
    TimeProvider clock,
    ILogger<OutboxPump> log) : IJob
{
    private const int Batch = 8, AtOnce = 4, MostBatches = 200;
    private static readonly TimeSpan Lease = (OutboxPatience.OneDelivery * (Batch / AtOnce)) + TimeSpan.FromSeconds(30);

    private readonly Dictionary<string, IOutboxHandler> _handlers = handlers.ToDictionary(handler => handler.Type, StringComparer.Ordinal);

    private sealed record Leased(OutboxMessageId Id, string Type, string Payload, int Tries, long Fence, DateTime CreatedAt);

    /// <inheritdoc/>
    public async Task<JobOutcome?> WorkAsync(JobRun run, CancellationToken ct)
    {
        var (sent, failed) = (0, 0);
        for (var round = 0; round < MostBatches && await LeaseAsync(run, ct) is { Count: > 0 } batch; round++)
        {
            await Parallel.ForEachAsync(batch, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct }, async (message, stop) =>
            {
                var outcome = await TryAsync(message, stop);
                await NoteAsync(run, message, outcome, stop);
                _ = outcome.IsOk ? Interlocked.Increment(ref sent) : Interlocked.Increment(ref failed);
            });
        }

        return sent + failed == 0 ? null : new JobOutcome("jobs.outbox.sent", sent.ToString(CultureInfo.InvariantCulture), failed.ToString(CultureInfo.InvariantCulture));
    }

    private async Task<List<Leased>> LeaseAsync(JobRun run, CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        await using (var db = await contexts.CreateDbContextAsync(ct))
        {
            if (!await db.Outbox.AnyAsync(message => message.NextTryAt <= now && (message.LockedUntil == null || message.LockedUntil < now), ct))
            {
                return [];
            }
        }

        var result = await desk.WriteAsync<List<Leased>>(run.Actor, async write => await run.GuardAsync(write, ct) is { } lost
            ? lost
            : await write.QueryAsync(write.Db.Dialect.LeaseOutbox, Read, ct, ("now", now), ("until", now + Lease), ("take", Batch)), ct);
        return result.IsOk ? result.Value : [];

        static Leased Read(System.Data.Common.DbDataReader row) =>
            new(new OutboxMessageId(row.GetInt64(0)), row.GetString(1), row.GetString(2), row.GetInt32(3), row.GetInt64(4), DateTime.SpecifyKind(row.GetDateTime(5), DateTimeKind.Utc));
    }

    private async Task<Result> TryAsync(Leased message, CancellationToken ct)
    {
        if (!_handlers.TryGetValue(message.Type, out var handler))
        {
            return Error.Invalid("outbox.no-handler", message.Type);
        }

        using var limit = new CancellationTokenSource(OutboxPatience.OneDelivery, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        try
        {
            return await handler.DeliverAsync(message.Id, message.Payload, both.Token);
        }
        catch (Exception) when (ct.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception failure)
        {
            log.OutboxFailed(failure, message.Id.Value, message.Type, message.Tries);
            return limit.IsCancellationRequested ? Error.Unavailable("outbox.too-slow") : Error.Unavailable("outbox.threw", failure.Message);
        }
    }

    private async Task NoteAsync(JobRun run, Leased message, Result outcome, CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        await desk.WriteAsync(run.Actor, async write =>
        {
            var dialect = write.Db.Dialect;
            var (id, fence) = (("id", (object?)message.Id.Value), ("fence", (object?)message.Fence));
            var rows = outcome.Error switch
            {
                null => await write.ExecuteAsync(dialect.MarkSent, ct, id, fence, ("now", now)),
                { } error when IsHopeless(error, message, now) => await write.ExecuteAsync(dialect.SetAside, ct, id, fence, ("now", now), ("error", OutboxNote.Write(error))),
                { } error => await write.ExecuteAsync(dialect.Postpone, ct, id, fence, ("next", now + OutboxPatience.Wait(message.Tries, Random.Shared.NextDouble())), ("error", OutboxNote.Write(error))),
            };
            write.Changed("outbox", message.Id.Value);
            return rows == 1 ? Result.Ok : Error.Conflict("jobs.lease-lost", run.Name);
        }, ct);
    }

    private static bool IsHopeless(Error error, Leased message, DateTime now) =>
        error.Kind is ErrorKind.Invalid || message.Tries >= OutboxPatience.MostTries || now - message.CreatedAt >= OutboxPatience.GiveUpAfter;
}
