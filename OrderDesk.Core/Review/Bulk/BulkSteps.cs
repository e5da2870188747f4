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

    /// <summary>The bulk actions that run, each with whoever it goes on in the name of and what they may do now; with null where their account is closed.</summary>
    public async Task<List<(BulkRunId Id, Actor? Actor)>> RunningAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var runs = await db.BulkRuns.Where(r => r.State == BulkState.Running).OrderBy(r => r.Id).Select(r => new { r.Id, r.StartedById, r.StartedBy }).ToListAsync(ct);
        var people = runs.ConvertAll(r => r.StartedById.Value);
        var roles = runs.Count == 0 ? [] : await db.Users.Where(u => EF.Parameter(people).Contains(u.Id) && u.DisabledAt == null).ToDictionaryAsync(u => u.Id, u => u.Roles, ct);
        return runs.ConvertAll(r => (r.Id,
            r.StartedById == default ? new Actor(default, r.StartedBy, ActorKind.System, FrozenSet<string>.Empty)
            : roles.TryGetValue(r.StartedById.Value, out var has) ? new Actor(r.StartedById, r.StartedBy, ActorKind.Person, grants.Of(has))
            : null));
    }

    /// <summary>Works the next orders; answers how many got their outcome, 0 where the bulk action has ended.</summary>
    public async Task<Result<int>> StepAsync(JobRun job, BulkRunId id, Actor actor, int take, CancellationToken ct)
    {
        await ids.ReserveAsync(Leaves.Select(one => (one.Name, one.Each * take)), ct);
        var refused = new Dictionary<OrderId, Error>();
        while (true)
        {
            var again = false;
            var done = await OpenAsync(job, actor, id, take, async (write, run, rows) =>
            {
                var known = refused.Count;
                var worked = await WorkAsync(write, run, rows, refused, ct);
                again = refused.Count > known;
                return worked;
            }, ct);
            if (done.IsOk || !again)
            {
                return done;
            }
        }
    }

    /// <summary>The next order cannot be worked at all: it is refused, so that the others do not wait for it.</summary>
    public Task<Result<int>> GiveUpAsync(JobRun job, BulkRunId id, Error why, CancellationToken ct) => OpenAsync(job, job.Actor, id, 1, (_, run, rows) =>
    {
        rows.ForEach(row => row.Refuse(why));
        run.Tell(rows);
        return Task.FromResult<Result<int>>(rows.Count);
    }, ct);

    /// <summary>Whoever asked may act no more: what was done stays.</summary>
    public Task<Result<int>> StopAsync(JobRun job, BulkRunId id, CancellationToken ct) => OpenAsync(job, job.Actor, id, 0, (write, run, _) =>
    {
        run.End(BulkState.Cancelled, write.Now);
        return Task.FromResult<Result<int>>(0);
    }, ct);

    /// <summary>One write on a bulk action and its next orders, where this job still has its turn; nothing happens to one that runs no more.</summary>
    private Task<Result<int>> OpenAsync(
        JobRun job, Actor actor, BulkRunId id, int take, Func<Write, BulkRun, List<BulkRow>, Task<Result<int>>> work, CancellationToken ct) => desk.WriteAsync<int>(actor, async write =>
    {
        if (await job.GuardAsync(write, ct) is { } lost)
        {
            return lost;
        }

        if (await write.Db.BulkRuns.SingleAsync(r => r.Id == id, ct) is not { State: BulkState.Running } run)
        {
            return 0;
        }

        var rows = take == 0 ? [] : await write.Db.BulkRows.Where(r => r.RunId == id && r.Outcome == BulkOutcome.Waiting).OrderBy(r => r.OrderId).Take(take).ToListAsync(ct);
        return await work(write, run, rows);
    }, ct);

    private async Task<Result<int>> WorkAsync(Write write, BulkRun run, List<BulkRow> rows, Dictionary<OrderId, Error> refused, CancellationToken ct)
    {
        if (rows.Count == 0)
        {
            run.End(BulkState.Done, write.Now);
            write.Audit("bulk.done", run.Kind, run.Key, new { done = run.Done, half = run.Half, refused = run.Refused });
            return 0;
        }

        write.Repeats();
        write.PartOf = FormattableString.Invariant($"{run.Kind} {run.Key}");
        var loaded = await LoadAsync(write, run.What, rows.ConvertAll(r => r.OrderId), ct);
        var by = await acting.DeciderAsync(write.Db, run.What, write.Actor, write.Now, write.NewId<ReviewDecisionId>, ct);
        var decisions = new List<ReviewDecision>(rows.Count);
        Error? touched = null;
        foreach (var row in rows)
        {
            if (refused.TryGetValue(row.OrderId, out var why))
            {
                row.Refuse(why);
            }
            else if (await ActAsync(write, run, row, loaded.GetValueOrDefault(row.OrderId), by, decisions, ct) is { } error)
            {
                touched = refused[row.OrderId] = error;
            }
        }

        run.Tell(rows);
        if ((touched ?? (await write.SettleAsync(ct)).Error) is { } whole)
        {
            return whole;
        }

        var timeline = loaded.Values.SelectMany(opened => opened.Order.TakeTimeline()).Where(entry => write.Db.Entry(entry).State is EntityState.Detached).ToList();
        await KeepDoneAsync(write, run, rows, ct);
        await new BulkWriter(write).InsertAsync(timeline, ct);
        await new BulkWriter(write).InsertAsync(decisions, ct);
        return rows.Count;
    }

    /// <summary>Orders to be kept. What changes on them is looked for once, at the end: after each of many it would be most of the work.</summary>
    private static async Task<Dictionary<OrderId, ReviewBook.Opened>> LoadAsync(Write write, BulkAction action, List<OrderId> orders, CancellationToken ct)
    {
        var loaded = await BulkActing.LoadAsync(write.Db, action, orders, ct);
        write.Db.ChangeTracker.AutoDetectChangesEnabled = false;
        if (action.Kind is BulkKind.Approve)
        {
            await GatherFacts.PrepareAsync(write, [.. loaded.Values.Select(opened => opened.Order)], ct);
        }

        return loaded;
    }

    /// <summary>What was done says the same of every order, so it is written in one statement; the others are kept one by one.</summary>
    private static async Task KeepDoneAsync(Write write, BulkRun run, List<BulkRow> rows, CancellationToken ct)
    {
        var done = rows.FindAll(row => row.Outcome is BulkOutcome.Done);
        done.ForEach(row => write.Db.Entry(row).State = EntityState.Detached);
        var orders = done.ConvertAll(row => row.OrderId);
        await write.Db.BulkRows.Where(row => row.RunId == run.Id && EF.Parameter(orders).Contains(row.OrderId))
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Outcome, BulkOutcome.Done).SetProperty(row => row.Code, default(string)).SetProperty(row => row.Args, default(string)), ct);
    }

    /// <summary>One order; answers a refusal that may have left traces, and must be rolled back.</summary>
    private async Task<Error?> ActAsync(Write write, BulkRun run, BulkRow row, ReviewBook.Opened? opened, Decider by, List<ReviewDecision> decisions, CancellationToken ct)
    {
        if (opened is null)
        {
            row.Refuse(Error.NotFound("orders.not-found", row.OrderId.Number));
            return null;
        }

        if (await BulkActing.WhyNotAsync(write.Db, run.What, opened, row.SeenVersion, row.SeenFence, by, ct) is { } refusal)
        {
            row.Refuse(refusal);
            return null;
        }

        opened.Order.LogReview("review.in-bulk", write.Actor, write.Now, new { run = run.Id.Value, orders = run.Total });
        var said = await acting.ActAsync(write.Db, run.What, opened, by, ct);
        if (!said.IsOk)
        {
            return said.Error;
        }

        if (said.Value.Decision is { } decision)
        {
            decisions.Add(decision);
        }

        row.Did(said.Value.NeedsSecond);
        return null;
    }
}
