using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Data;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Review.Bulk;

/// <summary>The look itself: every order is read, the action is done to what was read, and that is thrown away.</summary>
public sealed class BulkLooking(Desk desk, IDbContextFactory<OrderDeskDb> contexts, BulkActing acting, TimeProvider clock)
{
    private const string ClaimedByOther = "review.claimed-by-other";

    /// <summary>Orders that are read, or written down, at once.</summary>
    private const int AtOnce = 500, WrittenAtOnce = 4_000;

    /// <summary>Looks at these orders and keeps what was seen.</summary>
    internal async Task<Result<LookAtBulk.Answer>> LookAsync(Actor actor, BulkAction action, List<OrderId> picked, string? asked, BulkRunId? retryOf, CancellationToken ct)
    {
        if (picked.Count == 0)
        {
            return Error.Invalid("review.bulk-nothing");
        }

        if (picked.Count > BulkRun.MostRows)
        {
            return Error.Invalid("review.bulk-too-many", BulkRun.MostRows);
        }

        var seen = new List<Seen>(picked.Count);
        string? toName = null;
        foreach (var some in picked.Chunk(AtOnce))
        {
            var looked = await LookAsync(actor, action, some, ct);
            if (looked.Error is { } wrong)
            {
                return wrong;
            }

            seen.AddRange(looked.Value.Seen);
            toName = looked.Value.ToName;
        }

        var kept = await KeepAsync(actor, action, seen, toName, asked, retryOf, ct);
        if (!kept.IsOk)
        {
            return kept.Error;
        }

        var half = seen.Count(one => one.Why?.Code == BulkRow.OnlyFirstYes);
        var refusals = seen.Where(one => one.Why is not null && one.Why.Code != BulkRow.OnlyFirstYes).GroupBy(one => (one.Why!.Code, Who: one.Why.Code == ClaimedByOther ? one.Why.Args[0] : null))
            .Select(same => new BulkRefusals(same.First().Why!, same.Count(), same.First().Id)).OrderByDescending(same => same.Count).ThenBy(same => same.Why.Code, StringComparer.Ordinal).ToList();
        return new LookAtBulk.Answer(kept.Value, seen.Count, half, refusals)
        {
            Held = [.. seen.Where(one => one is { Why: null, Holder: not null }).GroupBy(one => one.Holder!).Select(same => new BulkHolder(same.Key, same.Count())).OrderByDescending(same => same.Count).ThenBy(same => same.Name, StringComparer.CurrentCulture)],
        };
    }

    /// <summary>The orders as they are now; an error where the colleague they are for can be handed none.</summary>
    private async Task<Result<(List<Seen> Seen, string? ToName)>> LookAsync(Actor actor, BulkAction action, OrderId[] some, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var by = await acting.DeciderAsync(db, action, actor, clock.GetUtcNow().UtcDateTime, () => default, ct);
        if (by.To?.Wrong is { } wrong)
        {
            return wrong;
        }

        var loaded = await BulkActing.LoadAsync(db, action, some, ct);
        var seen = new List<Seen>(some.Length);
        foreach (var id in some)
        {
            if (loaded.GetValueOrDefault(id) is not { } opened)
            {
                continue;
            }

            var (version, fence) = (opened.Order.Version, opened.Case?.Fence);
            var holder = action.Kind is BulkKind.HandOver && opened.Case?.Claimant(by.Now) is { } other && other != actor.Id ? opened.Case.ClaimedByName : null;
            var why = await BulkActing.WhyNotAsync(db, action, opened, version, fence, by, ct);
            if (why is null)
            {
                var said = await acting.ActAsync(db, action, opened, by, ct);
                why = said.Error ?? (said.Value!.NeedsSecond ? Error.Conflict(BulkRow.OnlyFirstYes) : null);
            }

            seen.Add(new Seen(id, version, action.Kind is BulkKind.HandOver ? fence : null, why, holder));
        }

        return (seen, by.To?.Name);
    }

    /// <summary>In several short writes; only the last one makes it whole, so that half a look cannot be started.</summary>
    private async Task<Result<BulkRunId>> KeepAsync(Actor actor, BulkAction action, List<Seen> seen, string? toName, string? asked, BulkRunId? retryOf, CancellationToken ct)
    {
        if (seen.Count == 0)
        {
            return Error.Invalid("review.bulk-nothing");
        }

        BulkRunId? id = null;
        foreach (var (some, at) in seen.Chunk(WrittenAtOnce).Select((some, at) => (some, at)))
        {
            var isLast = (at + 1) * WrittenAtOnce >= seen.Count;
            var written = await desk.WriteAsync<BulkRunId>(actor, async write =>
            {
                var run = id is { } begun ? await write.Db.BulkRuns.SingleAsync(r => r.Id == begun, ct)
                    : write.Db.BulkRuns.Add(BulkRun.Look(write.NewId<BulkRunId>(), action, toName, asked, retryOf, actor, write.Now)).Entity;
                if (isLast)
                {
                    run.Looked(seen.Count);
                }

                await new BulkWriter(write).InsertAsync(some.Select(one => BulkRow.Look(run.Id, one.Id, one.Version, one.Fence, one.Why)).ToList(), ct);
                return run.Id;
            }, ct);
            if (!written.IsOk)
            {
                return written.Error;
            }

            id = written.Value;
        }

        return id!.Value;
    }

    /// <summary>One order as the look found it.</summary>
    /// <param name="Id">The order.</param>
    /// <param name="Version">Its version.</param>
    /// <param name="Fence">The claim on its case, where that counts.</param>
    /// <param name="Why">Why it would be refused, or null.</param>
    /// <param name="Holder">Who else works on it, or null.</param>
    private sealed record Seen(OrderId Id, int Version, long? Fence, Error? Why, string? Holder);
}
