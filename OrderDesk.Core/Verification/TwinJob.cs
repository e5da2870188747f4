using System.Globalization;
using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Data;
using OrderDesk.Core.Data.Jobs;
using OrderDesk.Core.Orders;

namespace OrderDesk.Core.Verification;

/// <summary>Looks again at orders that are held for another one (a duplicate, a payment used twice) once that other one is cancelled, so that they go on by themselves.</summary>
public sealed class TwinJob(IDbContextFactory<OrderDeskDb> contexts, Desk desk, VerifyOrder verify, TimeProvider clock) : IJob
{
    /// <summary>The most orders of one round; the next round goes on.</summary>
    public const int MostOrders = 50;

    /// <summary>How long a cancellation must have stood: until then it may be taken back, and both would be duplicates again.</summary>
    public static readonly TimeSpan Settles = TimeSpan.FromSeconds(30);

    /// <inheritdoc/>
    public async Task<JobOutcome?> WorkAsync(JobRun run, CancellationToken ct)
    {
        var looked = 0;
        foreach (var (id, other) in await HeldAsync(ct))
        {
            var done = await desk.WriteAsync(run.Actor, async write =>
            {
                if (await run.GuardAsync(write, ct) is { } lost)
                {
                    return lost;
                }

                var order = await write.Db.Orders.AsTracking().Include(o => o.Lines.OrderBy(l => l.Number)).Include(o => o.Holds).SingleAsync(o => o.Id == id, ct);
                order.HearOfCancelled(other, VerifyOrder.Automatic, write.Now);
                return await verify.LoadedAsync(write, order, ct);
            }, ct);
            looked += done.IsOk ? 1 : 0;
        }

        return looked > 0 ? new JobOutcome("jobs.twins.looked", looked.ToString(CultureInfo.InvariantCulture)) : null;
    }

    /// <summary>Open holds that name another order are few, and an index holds only them.</summary>
    private async Task<IReadOnlyList<(OrderId Id, OrderId Other)>> HeldAsync(CancellationToken ct)
    {
        var settled = clock.GetUtcNow().UtcDateTime - Settles;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var held = await db.OrderHolds.Where(h => h.State == HoldState.Open && h.AboutId != null
                && db.Orders.Any(o => o.Id == h.AboutId && o.Status == OrderStatus.Cancelled && o.UpdatedAt <= settled)
                && db.Orders.Any(o => o.Id == h.OrderId && o.Status == OrderStatus.OnHold))
            .Take(MostOrders).Select(h => new { h.OrderId, h.AboutId }).ToListAsync(ct);
        return [.. held.DistinctBy(h => h.OrderId).OrderBy(h => h.OrderId.Value).Select(h => (h.OrderId, h.AboutId!.Value))];
    }
}
