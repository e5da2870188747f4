using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using OrderDesk.Core.Catalog;
using OrderDesk.Core.Data;
using OrderDesk.Core.Data.Jobs;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Inventory;

/// <summary>
/// Comes back for orders that wait although their units are there: a release set more free than one write serves, a receipt was booked and its serving was not,
/// an order began to wait while the receipt was booked, an article became known that hundreds wait for. SKU by SKU in short transactions, oldest first.
/// </summary>
public sealed class ServeJob(IDbContextFactory<OrderDeskDb> contexts, Desk desk, ILogger<ServeJob> log) : IJob
{
    /// <summary>The most transactions of one round; the next round goes on.</summary>
    public const int MostWrites = 200;

    /// <summary>The most SKUs one round looks at.</summary>
    public const int MostSkus = 500;

    private sealed record Round(JobRun Run)
    {
        public HashSet<string> Stuck { get; } = new(StringComparer.Ordinal);

        public int WritesLeft { get; set; } = MostWrites;
    }

    /// <inheritdoc/>
    public async Task<JobOutcome?> WorkAsync(JobRun run, CancellationToken ct)
    {
        var round = new Round(run);
        var (told, served) = (0, 0);
        foreach (var (sku, variant) in await LearnedAsync(ct))
        {
            told += await DrainAsync(round, sku, write => StockDesk.RecogniseAsync(write, variant, sku, ct), ct);
        }

        foreach (var sku in await ServableAsync(ct))
        {
            served += await DrainAsync(round, sku, write => StockDesk.ServeAsync(write, sku, ct), ct);
        }

        var orders = served.ToString(CultureInfo.InvariantCulture);
        return round.Stuck.Count > 0 ? new JobOutcome("jobs.serve.stuck", orders, string.Join(", ", round.Stuck))
            : told + served > 0 ? new JobOutcome("jobs.serve.served", orders, told.ToString(CultureInfo.InvariantCulture))
            : null;
    }

    /// <summary>Write after write until nobody more of this SKU can be helped; one SKU that fails does not keep the others waiting.</summary>
    private async Task<int> DrainAsync(Round round, string sku, Func<Write, Task<StockDesk.Turn>> work, CancellationToken ct)
    {
        var helped = 0;
        while (round.WritesLeft > 0)
        {
            round.WritesLeft--;
            var turn = await TryAsync(round.Run, sku, work, ct);
            if (turn is not { IsOk: true, Value: var done })
            {
                Note(round, sku, turn.Error!);
                break;
            }

            helped += done.Orders;
            if (!done.More)
            {
                break;
            }
        }

        return helped;
    }

    private async Task<Result<StockDesk.Turn>> TryAsync(JobRun run, string sku, Func<Write, Task<StockDesk.Turn>> work, CancellationToken ct)
    {
        try
        {
            return await desk.WriteAsync<StockDesk.Turn>(run.Actor, async write => await run.GuardAsync(write, ct) is { } lost ? lost : await work(write), ct);
        }
        catch (Exception failure) when (!ct.IsCancellationRequested)
        {
            log.ServingFailed(failure, sku);
            return Error.Invalid(JobOutcome.FailedCode, failure.Message);
        }
    }

    /// <summary>Without the lease or the storage the round is over, and nobody is stuck for that.</summary>
    private static void Note(Round round, string sku, Error error)
    {
        if (error.Kind is ErrorKind.Unavailable || error.Code == JobRun.LeaseLost)
        {
            round.WritesLeft = 0;
            return;
        }

        round.Stuck.Add(sku);
    }

    /// <summary>SKUs that lines still wait for as unknown although the catalogue has them.</summary>
    private async Task<IReadOnlyList<(string Sku, VariantId Variant)>> LearnedAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var rows = await db.StockWaits.Where(w => !w.SkuKnown)
            .Join(db.Variants, w => w.Sku, v => v.Sku, (w, v) => new { w.Sku, w.PlacedAt, w.OrderId, v.Id })
            .Where(x => !db.StockWaits.Any(o => o.Sku == x.Sku && !o.SkuKnown && o.PlacedAt <= x.PlacedAt && (o.PlacedAt < x.PlacedAt || o.OrderId < x.OrderId)))
            .OrderBy(x => x.Sku).Take(MostSkus).ToListAsync(ct);
        return [.. rows.DistinctBy(x => x.Sku).OrderBy(x => x.PlacedAt).ThenBy(x => x.OrderId.Value).Select(x => (x.Sku, x.Id))];
    }

    /// <summary>
    /// SKUs of which so many units are free that the order that has waited longest could have all it needs of them; whose order has waited longest comes first.
    /// The order is served then, or found to wait for another SKU alone: either way the queue moves on, and a queue that cannot move is not found.
    /// </summary>
    private async Task<IReadOnlyList<string>> ServableAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var rows = await db.StockWaits
            .Where(w => !db.StockWaits.Any(o => o.Sku == w.Sku && o.PlacedAt <= w.PlacedAt && (o.PlacedAt < w.PlacedAt || o.OrderId < w.OrderId)))
            .Join(db.Variants, w => w.Sku, v => v.Sku, (w, v) => new { w.Sku, w.PlacedAt, w.OrderId, v.Id })
            .Where(x => db.StockLevels.Where(l => l.VariantId == x.Id).Sum(l => l.OnHand - l.Reserved) >= db.OrderLines.Where(l => l.OrderId == x.OrderId && l.Sku == x.Sku).Sum(l => l.Quantity))
            .OrderBy(x => x.Sku).Take(MostSkus).ToListAsync(ct);
        return [.. rows.DistinctBy(x => x.Sku).OrderBy(x => x.PlacedAt).ThenBy(x => x.OrderId.Value).Select(x => x.Sku)];
    }
}
