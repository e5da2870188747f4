using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using OrderDesk.Core.Data;
using OrderDesk.Core.Data.Jobs;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Verification.Checks;

namespace OrderDesk.Core.Verification;

/// <summary>Looks again at orders whose promised date has passed while units are still lacking, so that they come back to a person.</summary>
public sealed class PromiseJob(IDbContextFactory<OrderDeskDb> contexts, Desk desk, VerifyOrder verify, IOptions<VerificationPolicy> policy, TimeProvider clock) : IJob
{
    /// <summary>The most orders of one round; the next round goes on.</summary>
    public const int MostOrders = 50;

    /// <inheritdoc/>
    public async Task<JobOutcome?> WorkAsync(JobRun run, CancellationToken ct)
    {
        if (policy.Value.ModeOf(StockChecks.Promise) is not CheckMode.Hold)
        {
            return null;
        }

        var back = 0;
        foreach (var id in await MissedAsync(ct))
        {
            var looked = await desk.WriteAsync(run.Actor, async write => await run.GuardAsync(write, ct) is { } lost ? lost : await verify.ByIdAsync(write, id, ct), ct);
            back += looked.IsOk ? 1 : 0;
        }

        return back > 0 ? new JobOutcome("jobs.promises.missed", back.ToString(CultureInfo.InvariantCulture)) : null;
    }

    /// <summary>One look per promise: whoever let it pass is not asked again about the same date.</summary>
    private async Task<IReadOnlyList<OrderId>> MissedAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var check = StockChecks.Promise.Code;
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Orders
            .Where(o => o.PromisedFor != null && o.PromisedFor <= now && o.Status == OrderStatus.OnHold && db.StockWaits.Any(w => w.OrderId == o.Id)
                && !db.OrderHolds.Any(h => h.OrderId == o.Id && h.Check == check && h.PlacedAt >= o.PromisedFor))
            .OrderBy(o => o.PromisedFor).ThenBy(o => o.Id).Take(MostOrders).Select(o => o.Id).ToListAsync(ct);
    }
}
