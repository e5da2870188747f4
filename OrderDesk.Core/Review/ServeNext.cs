using Microsoft.Extensions.Options;
using OrderDesk.Core.Data;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Review.Skills;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Review;

/// <summary>Gives an agent the next case and claims it for them in the same write, so that no two are ever sent to the same one.</summary>
public sealed class ServeNext(Desk desk, IOptions<ReviewOptions> options)
{
    /// <param name="After">The case the agent has just left, which is not served again at once; null for none.</param>
    /// <param name="Queue">Only a case that a rule of the policy routed to this queue; null for any.</param>
    public sealed record Command(OrderId? After = null, string? Queue = null);

    /// <summary>The case and the claim on it.</summary>
    /// <param name="OrderId">The order.</param>
    /// <param name="Version">The order's version, which a decision carries.</param>
    /// <param name="Fence">The claim.</param>
    public sealed record Answer(OrderId OrderId, int Version, long Fence);

    /// <summary>Serves; null inside the answer where nothing waits for this person.</summary>
    public async Task<Result<Answer?>> RunAsync(Actor actor, Command command, CancellationToken ct)
    {
        if (!actor.Can(ReviewPermissions.Decide))
        {
            return Error.Forbidden("review.decide-forbidden");
        }

        return await desk.WriteAsync<Answer?>(actor, async write =>
        {
            var who = await Looker.OfAsync(write.Db, actor.Id, write.Now, options.Value, ct);
            var next = await ReviewQueue.NextOfAsync(write.Db, command.After, command.Queue, who, ct);
            return next is null ? new Result<Answer?>(null, null)
                : next.Case.Claim(actor, write.Now) is { IsOk: false } refused ? refused.Error
                : new Answer(next.Case.OrderId, next.Version, next.Case.Fence);
        }, ct);
    }
}
