using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Data;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Review.Bulk;

/// <summary>Some orders that would be refused for the same reason.</summary>
/// <param name="Why">The reason as it is for the first of them.</param>
/// <param name="Count">How many.</param>
/// <param name="First">The first of them.</param>
public sealed record BulkRefusals(Error Why, int Count, OrderId First);

/// <summary>Some of the orders that it would be done to are in the hands of somebody else now.</summary>
/// <param name="Name">Who.</param>
/// <param name="Count">How many.</param>
public sealed record BulkHolder(string Name, int Count);

/// <summary>What an action would do to many orders: asked by the same rules, and nothing is done. The orders are kept with the versions that were looked at, to be worked through when it starts.</summary>
public sealed class LookAtBulk(BulkLooking looking, BulkPicking picking, TimeProvider clock)
{
    /// <param name="Action">What is to be done.</param>
    /// <param name="Pick">To which orders.</param>
    public sealed record Command(BulkAction Action, BulkPick Pick);

    /// <summary>What would happen.</summary>
    /// <param name="Id">The bulk action, to be started or dropped.</param>
    /// <param name="Total">How many orders it is about.</param>
    /// <param name="Half">For how many it would only be the first of two yeses.</param>
    /// <param name="Refusals">Why others would be refused, the most frequent reason first.</param>
    public sealed record Answer(BulkRunId Id, int Total, int Half, IReadOnlyList<BulkRefusals> Refusals)
    {
        /// <summary>Who works on some of those that it would be done to, by name.</summary>
        public IReadOnlyList<BulkHolder> Held { get; init; } = [];

        /// <summary>How many would be refused.</summary>
        public int Refused { get; } = Refusals.Sum(one => one.Count);

        /// <summary>To how many it would be done.</summary>
        public int Would => Total - Half - Refused;
    }

    /// <summary>Looks; refused where nothing or too much is picked.</summary>
    public async Task<Result<Answer>> RunAsync(Actor actor, Command command, CancellationToken ct)
    {
        if (!actor.Can(ReviewPermissions.Bulk))
        {
            return Error.Forbidden("review.bulk-forbidden");
        }

        if (command.Action.WhyNot(actor, clock.GetUtcNow().UtcDateTime) is { } wrong)
        {
            return wrong;
        }

        if (command.Pick.Asked?.Length > BulkRun.AskedMaxLength)
        {
            return Error.Invalid("review.bulk-unknown");
        }

        var picked = await picking.OfAsync(actor, command.Pick, ct);
        return picked.IsOk ? await looking.LookAsync(actor, command.Action, picked.Value, command.Pick.Asked, null, ct) : picked.Error;
    }
}

/// <summary>The refused orders of a bulk action are looked at once more, as they are now, by whoever tries again.</summary>
public sealed class RetryBulk(BulkLooking looking, IDbContextFactory<OrderDeskDb> contexts, TimeProvider clock)
{
    /// <param name="Id">The bulk action whose refused orders are meant.</param>
    public sealed record Command(BulkRunId Id);

    /// <summary>Looks at them; nothing is done until it is started.</summary>
    public async Task<Result<LookAtBulk.Answer>> RunAsync(Actor actor, Command command, CancellationToken ct)
    {
        if (!actor.Can(ReviewPermissions.Bulk))
        {
            return Error.Forbidden("review.bulk-forbidden");
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.BulkRuns.SingleOrDefaultAsync(r => r.Id == command.Id, ct) is not { } run)
        {
            return Error.NotFound("review.bulk-not-found", command.Id.Value);
        }

        if (run.State is BulkState.Draft or BulkState.Running)
        {
            return Error.Conflict("review.bulk-not-over");
        }

        if (run.What.WhyNot(actor, clock.GetUtcNow().UtcDateTime) is { } wrong)
        {
            return wrong;
        }

        var failed = await db.BulkRows.Where(r => r.RunId == run.Id && (r.Outcome == BulkOutcome.Refused || r.Outcome == BulkOutcome.Waiting)).OrderBy(r => r.OrderId).Select(r => r.OrderId).ToListAsync(ct);
        return await looking.LookAsync(actor, run.What, failed, run.Asked, run.Id, ct);
    }
}
