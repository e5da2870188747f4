using System.Collections.Frozen;
using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Access;
using OrderDesk.Core.Data;
using OrderDesk.Core.Data.Jobs;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Shared;
using OrderDesk.Core.Verification;

namespace OrderDesk.Core.Review.Bulk;

/// <summary>
/// One write of a bulk action: some orders are decided and their outcomes written in the same commit, so that after a crash none is done twice. An order that
/// is refused after it was touched leaves nothing behind: the write is rolled back and done again without it.
/// </summary>
internal sealed class BulkSteps(IDbContextFactory<OrderDeskDb> contexts, Desk desk, IdSupply ids, RoleGrants grants, BulkActing acting)
{
    /// <summary>Rows of other kinds that a decided order leaves behind, so that a write does not run dry.</summary>
    private static readonly (string Name, int Each)[] Leaves = [(nameof(OrderEventId), 6), (nameof(AuditEntryId), 3), (nameof(ReviewDecisionId), 1)];

    /// <summary>Works the next orders; answers how many got their outcome, 0 where the bulk action has ended.</summary>
    public async Task<Result<int>> StepAsync(JobRun job, BulkRunId id, int take, CancellationToken ct)
    {
        await ids.ReserveAsync(Leaves.Select(one => (one.Name, one.Each * take)), ct);
        if (await ActorAsync(id, ct) is not { } actor)
        {
            return await EndAsync(job, id, ct);
        }

        var refused = new Dictionary<OrderId, Error>();
        while (true)
        {
            var again = false;
            var done = await desk.WriteAsync<int>(actor, async write =>
            {
                var before = refused.Count;
                var worked = await WorkAsync(job, write, id, take, refused, ct);
                again = refused.Count > before;
                return again ? Error.Conflict("review.bulk-again") : worked;
            }, ct);
            if (done.IsOk || !again)
            {
                return done;
            }
        }
    }

    /// <summary>The next order cannot be worked at all: it is refused, so that the others do not wait for it.</summary>
    public Task<Result<int>> GiveUpAsync(JobRun job, BulkRunId id, CancellationToken ct) => desk.WriteAsync<int>(job.Actor, async write =>
    {
        if (await OpenAsync(job, write, id, 1, ct) is not { IsOk: true, Value: var (run, rows) } opened || rows.Count == 0)
        {
            return 0;
        }

        rows[0].Refuse(Error.Conflict("review.bulk-broke"));
        run.Tell(rows);
        return 1;
    }, ct);

    private static async Task<Result<(BulkRun Run, List<BulkRow> Rows)>> OpenAsync(JobRun job, Write write, BulkRunId id, int take, CancellationToken ct)
    {
        if (await job.GuardAsync(write, ct) is { } lost)
        {
            return lost;
        }

        var run = await write.Db.BulkRuns.SingleAsync(r => r.Id == id, ct);
        return (run, run.State is not BulkState.Running ? [] : await write.Db.BulkRows.Where(r => r.RunId == id && r.Outcome == BulkOutcome.Waiting).OrderBy(r => r.OrderId).Take(take).ToListAsync(ct));
    }

    private async Task<Result<int>> WorkAsync(JobRun job, Write write, BulkRunId id, int take, Dictionary<OrderId, Error> refused, CancellationToken ct)
    {
        var begun = await OpenAsync(job, write, id, take, ct);
        if (!begun.IsOk)
        {
            return begun.Error;
        }

        var (run, rows) = begun.Value;
        if (rows.Count == 0)
        {
            if (run.State is BulkState.Running)
            {
                run.End(BulkState.Done, write.Now);
                write.Audit("bulk.done", run.Kind, run.Key, new { done = run.Done, half = run.Half, refused = run.Refused });
            }

            return 0;
        }

        write.PartOf = FormattableString.Invariant($"{run.Kind} {run.Key}");
        var loaded = await LoadAsync(write, run.What, rows.ConvertAll(r => r.OrderId), ct);
        var known = refused.Count;
        foreach (var row in rows)
        {
            if (refused.TryGetValue(row.OrderId, out var why))
            {
                row.Refuse(why);
            }
            else if (await ActAsync(write, run, row, loaded.GetValueOrDefault(row.OrderId), ct) is { } error)
            {
                refused[row.OrderId] = error;
            }
        }

        run.Tell(rows);
        if (refused.Count > known || await write.SettleAsync(ct) is { IsOk: false })
        {
            return Error.Conflict("review.bulk-again");
        }

        var timeline = loaded.Values.SelectMany(opened => opened.Order.TakeTimeline()).Where(entry => write.Db.Entry(entry).State is EntityState.Detached).ToList();
        await new BulkWriter(write).InsertAsync(timeline, ct);
        write.Db.ChangeTracker.AutoDetectChangesEnabled = true;
        return rows.Count;
    }

    /// <summary>Orders to be kept. What changes on them is looked for once, at the end: after each of many it would be most of the work.</summary>
    private static async Task<Dictionary<OrderId, ReviewBook.Opened>> LoadAsync(Write write, BulkAction action, List<OrderId> orders, CancellationToken ct)
    {
        var loaded = await BulkActing.LoadAsync(write.Db, action, orders, ct);
        if (action.Kind is BulkKind.Approve)
        {
            await GatherFacts.PrepareAsync(write, loaded.Keys, ct);
        }

        write.Db.ChangeTracker.AutoDetectChangesEnabled = false;
        return loaded;
    }

    /// <summary>One order; answers a refusal that may have left traces, and must be rolled back.</summary>
    private async Task<Error?> ActAsync(Write write, BulkRun run, BulkRow row, ReviewBook.Opened? opened, CancellationToken ct)
    {
        if (opened is null)
        {
            row.Refuse(Error.NotFound("orders.not-found", row.OrderId.Number));
            return null;
        }

        if (await BulkActing.WhyNotAsync(write.Db, run.What, opened, row.SeenVersion, write.Actor, write.Now, ct) is { } refusal)
        {
            row.Refuse(refusal);
            return null;
        }

        opened.Order.LogReview("review.in-bulk", write.Actor, write.Now, new { run = run.Id.Value, orders = run.Total });
        var said = await acting.ActAsync(write.Db, run.What, opened, new Decider(write.Actor, write.Now, write.NewId<ReviewDecisionId>), ct);
        if (!said.IsOk)
        {
            return said.Error;
        }

        said.Value.Keep(write.Db);
        row.Did(said.Value.NeedsSecond);
        return null;
    }

    /// <summary>In whose name it goes on, with what they may do now; null where their account is closed.</summary>
    private async Task<Actor?> ActorAsync(BulkRunId id, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var by = await db.BulkRuns.Where(r => r.Id == id).Select(r => new { r.StartedById, r.StartedBy }).SingleAsync(ct);
        if (by.StartedById == default)
        {
            return new Actor(default, by.StartedBy, ActorKind.System, FrozenSet<string>.Empty);
        }

        var roles = await db.Users.Where(u => u.Id == by.StartedById.Value && u.DisabledAt == null).Select(u => (StaffRoles?)u.Roles).SingleOrDefaultAsync(ct);
        return roles is null ? null : new Actor(by.StartedById, by.StartedBy, ActorKind.Person, grants.Of(roles.Value));
    }

    private Task<Result<int>> EndAsync(JobRun job, BulkRunId id, CancellationToken ct) => desk.WriteAsync<int>(job.Actor, async write =>
    {
        if (await job.GuardAsync(write, ct) is { } lost)
        {
            return lost;
        }

        var run = await write.Db.BulkRuns.SingleAsync(r => r.Id == id, ct);
        if (run.State is BulkState.Running)
        {
            run.End(BulkState.Cancelled, write.Now);
        }

        return 0;
    }, ct);
}
