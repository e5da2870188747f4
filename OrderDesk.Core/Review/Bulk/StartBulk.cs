using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Data;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Review.Bulk;

/// <summary>Who looked at what an action would do wants it done: a job works its orders through.</summary>
public sealed class StartBulk(Desk desk)
{
    /// <param name="Id">The bulk action that was looked at.</param>
    public sealed record Command(BulkRunId Id);

    /// <summary>Starts it.</summary>
    public async Task<Result> RunAsync(Actor actor, Command command, CancellationToken ct)
    {
        if (!actor.Can(ReviewPermissions.Bulk))
        {
            return Error.Forbidden("review.bulk-forbidden");
        }

        return await desk.WriteAsync(actor, async write =>
        {
            var run = await write.Db.BulkRuns.SingleOrDefaultAsync(r => r.Id == command.Id, ct);
            if (run is null)
            {
                return Error.NotFound("review.bulk-not-found", command.Id.Value);
            }

            if (run.What.WhyNot(actor, write.Now) is { } wrong)
            {
                return wrong;
            }

            if (await write.Db.BulkRuns.CountAsync(r => r.StartedById == actor.Id && r.State == BulkState.Running, ct) >= BulkRun.MostOpen)
            {
                return Error.Conflict("review.bulk-too-many-runs", BulkRun.MostOpen);
            }

            if (run.Start(actor, write.Now) is { IsOk: false } refused)
            {
                return refused;
            }

            write.Audit("bulk.started", run.Kind, run.Key, new { action = run.Action.ToString(), total = run.Total });
            return Result.Ok;
        }, ct);
    }
}

/// <summary>A bulk action is stopped, or a look dropped; what was done stays.</summary>
public sealed class CancelBulk(Desk desk)
{
    /// <param name="Id">The bulk action.</param>
    public sealed record Command(BulkRunId Id);

    /// <summary>Stops it at its next order; only who started it, or who decides what others pass on.</summary>
    public async Task<Result> RunAsync(Actor actor, Command command, CancellationToken ct)
    {
        if (!actor.Can(ReviewPermissions.Bulk))
        {
            return Error.Forbidden("review.bulk-forbidden");
        }

        return await desk.WriteAsync(actor, async write =>
        {
            var run = await write.Db.BulkRuns.SingleOrDefaultAsync(r => r.Id == command.Id, ct);
            if (run is null)
            {
                return Error.NotFound("review.bulk-not-found", command.Id.Value);
            }

            if (run.Cancel(actor, write.Now) is { IsOk: false } refused)
            {
                return refused;
            }

            if (run.StartedAt is null)
            {
                write.Db.BulkRuns.Remove(run);
            }

            return Result.Ok;
        }, ct);
    }
}
