using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using OrderDesk.Core.Channels;
using OrderDesk.Core.Data;
using OrderDesk.Core.Data.Jobs;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Review;

/// <summary>
/// Cases whose collection has gone wait for the next one: they are marked as missed and their clock runs anew, so that what can still be sent today is decided
/// first, and none is left behind for ever.
/// </summary>
public sealed class MissCases(Desk desk, IDbContextFactory<OrderDeskDb> contexts, IOptions<ReviewOptions> options, IOptions<CompanyOptions> company, TimeProvider clock) : IJob
{
    /// <summary>Cases of one write.</summary>
    public const int AtOnce = 200;

    private const int MostWrites = 100;

    /// <inheritdoc/>
    public async Task<JobOutcome?> WorkAsync(JobRun run, CancellationToken ct)
    {
        var missed = 0;
        for (var turn = 0; turn < MostWrites; turn++)
        {
            var now = clock.GetUtcNow().UtcDateTime;
            if (await LateAsync(now, ct) is not { Count: > 0 } late)
            {
                break;
            }

            var done = await desk.WriteAsync<int>(run.Actor, async write =>
                await run.GuardAsync(write, ct) is { } lost ? lost : await MissAsync(write, late, ct), ct);
            if (!done.IsOk)
            {
                return new JobOutcome("jobs.missed-cases.stopped", done.Error.Code);
            }

            missed += done.Value;
        }

        return missed == 0 ? null : new JobOutcome("jobs.missed-cases.done", missed.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    private async Task<List<ReviewCaseId>> LateAsync(DateTime now, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.ReviewCases.Where(r => r.State == ReviewState.Open && r.DecideBy < now).OrderBy(r => r.DecideBy).Select(r => r.Id).Take(AtOnce).ToListAsync(ct);
    }

    private async Task<int> MissAsync(Write write, List<ReviewCaseId> late, CancellationToken ct)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(company.Value.TimeZone);
        var cases = await write.Db.ReviewCases.Where(r => EF.Parameter(late).Contains(r.Id) && r.State == ReviewState.Open && r.DecideBy < write.Now).OrderBy(r => r.Id)
            .Join(write.Db.Orders, r => r.OrderId, o => o.Id, (r, o) => new { Case = r, o.ChannelId, o.WaitingUntil }).ToListAsync(ct);
        var codes = options.Value.ChannelCutOffs.Count == 0
            ? new Dictionary<ChannelId, string>()
            : await write.Db.Channels.Select(c => new { c.Id, c.Code }).ToDictionaryAsync(c => c.Id, c => c.Code, ct);
        foreach (var one in cases)
        {
            one.Case.GoOn(options.Value.DecideBy(write.Now, zone, codes.GetValueOrDefault(one.ChannelId)), missed: !(one.WaitingUntil > write.Now) && !one.Case.IsSnoozed(write.Now));
        }

        return cases.Count(one => one.Case.MissedAt is not null);
    }
}
