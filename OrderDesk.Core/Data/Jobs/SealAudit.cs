using System.Globalization;
using Microsoft.EntityFrameworkCore;

namespace OrderDesk.Core.Data.Jobs;

/// <summary>Seals the audit trail within seconds: the lines that no seal covers yet, in small batches, each chained to the seal before; writers never wait for it.</summary>
public sealed class SealAudit(IDbContextFactory<OrderDeskDb> contexts, Desk desk, AuditHead head) : IJob
{
    /// <summary>How many lines one seal covers at most.</summary>
    public const int MostLines = 500;

    private const int MostSeals = 200;

    /// <inheritdoc/>
    public async Task<JobOutcome?> WorkAsync(JobRun run, CancellationToken ct)
    {
        var (lines, last) = (0, default(AuditSeal));
        for (var seals = 0; seals < MostSeals && await SealAsync(run, ct) is var (made, covered); seals++)
        {
            (last, lines) = (made, lines + covered);
            if (covered < MostLines)
            {
                break;
            }
        }

        if (last is null)
        {
            return null;
        }

        head.Keep(last.Number, last.Hash);
        return new JobOutcome("jobs.audit.sealed", lines.ToString(CultureInfo.InvariantCulture), last.Number.ToString(CultureInfo.InvariantCulture), last.Hash);
    }

    private async Task<(AuditSeal Seal, int Lines)?> SealAsync(JobRun run, CancellationToken ct)
    {
        await using (var db = await contexts.CreateDbContextAsync(ct))
        {
            if (!await db.UnsealedEntries.AnyAsync(ct))
            {
                return null;
            }
        }

        var result = await desk.WriteAsync<(AuditSeal, int)>(run.Actor, async write =>
        {
            if (await run.GuardAsync(write, ct) is { } lost)
            {
                return lost;
            }

            var open = await write.Db.UnsealedEntries.OrderBy(entry => entry.EntryId).Take(MostLines).ToListAsync(ct);
            var ids = open.Select(entry => entry.EntryId).ToList();
            var lines = await write.Db.AuditEntries.AsNoTracking().Where(entry => ids.Contains(entry.Id)).OrderBy(entry => entry.Id).ToListAsync(ct);
            var before = await AuditChain.LastAsync(write.Db, ct);
            var number = (before?.Number ?? 0) + 1;
            var seal = new AuditSeal { Number = number, At = write.Now, EntryIds = AuditChain.Join(ids), Hash = AuditChain.Hash(before?.Hash ?? AuditChain.Start, number, lines) };
            write.Db.AuditSeals.Add(seal);
            write.Db.UnsealedEntries.RemoveRange(open);
            return (seal, open.Count);
        }, ct);
        return result.IsOk ? result.Value : null;
    }
}
