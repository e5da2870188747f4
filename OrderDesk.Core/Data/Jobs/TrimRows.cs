using System.Globalization;
using Microsoft.EntityFrameworkCore;

namespace OrderDesk.Core.Data.Jobs;

/// <summary>Forgets what nobody reads any more: changes older than an hour and delivered messages older than thirty days, in small steps.</summary>
public sealed class TrimRows(IDbContextFactory<OrderDeskDb> contexts, Desk desk, TimeProvider clock) : IJob
{
    /// <summary>How long a change is kept; every node has read it within seconds.</summary>
    public static readonly TimeSpan KeepChanges = TimeSpan.FromHours(1);

    /// <summary>How long a delivered message is kept.</summary>
    public static readonly TimeSpan KeepSent = TimeSpan.FromDays(30);

    private const int Step = 2_000, MostSteps = 500;

    /// <inheritdoc/>
    public async Task<JobOutcome?> WorkAsync(JobRun run, CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var changes = await TrimAsync(run, db.Dialect.TrimChanges, now - KeepChanges, () => db.Changes.MinAsync(change => (long?)change.Seq, ct), ct);
        var sentBefore = now - KeepSent;
        var messages = await TrimAsync(run, db.Dialect.TrimOutbox, sentBefore, () => FirstSentAsync(db, sentBefore, ct), ct);
        return changes + messages == 0 ? null : new JobOutcome("jobs.trim.done", changes.ToString(CultureInfo.InvariantCulture), messages.ToString(CultureInfo.InvariantCulture));
    }

    private static async Task<long?> FirstSentAsync(OrderDeskDb db, DateTime before, CancellationToken ct) =>
        (await db.Outbox.Where(message => message.CreatedAt < before && message.SentAt != null).OrderBy(message => message.CreatedAt).Select(message => (OutboxMessageId?)message.Id).FirstOrDefaultAsync(ct))?.Value;

    private async Task<long> TrimAsync(JobRun run, string sql, DateTime before, Func<Task<long?>> first, CancellationToken ct)
    {
        var total = 0L;
        for (var step = 0; step < MostSteps && await first() is { } lowest; step++)
        {
            var result = await desk.WriteAsync<int>(run.Actor, async write => await run.GuardAsync(write, ct) is { } lost
                ? lost
                : await write.ExecuteAsync(sql, ct, ("before", before), ("below", lowest + Step)), ct);
            if (!result.IsOk || result.Value == 0)
            {
                break;
            }

            total += result.Value;
        }

        return total;
    }
}
