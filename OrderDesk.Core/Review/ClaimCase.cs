using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Data;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Review;

/// <summary>An agent takes a case, so that nobody else works on it, or renews the claim by being active.</summary>
public sealed class ClaimCase(Desk desk)
{
    /// <param name="OrderId">The order of the case.</param>
    /// <param name="Renews">Whether it is only the sign that somebody is still there: what they have decided or given back meanwhile is not taken again.</param>
    public sealed record Command(OrderId OrderId, bool Renews = false);

    /// <summary>The claim: until when it lasts and the fence under which decisions are made.</summary>
    public sealed record Answer(DateTime Until, long Fence);

    /// <summary>Claims; refused while somebody else holds a living claim, naming who.</summary>
    public async Task<Result<Answer>> RunAsync(Actor actor, Command command, CancellationToken ct)
    {
        if (!actor.Can(ReviewPermissions.Decide))
        {
            return Error.Forbidden("review.decide-forbidden");
        }

        return await desk.WriteAsync<Answer>(actor, async write =>
        {
            var review = await write.Db.ReviewCases.SingleOrDefaultAsync(r => r.OrderId == command.OrderId, ct);
            return review is null ? Error.NotFound("review.no-case", command.OrderId.Number)
                : command.Renews && review.ClaimedBy != actor.Id ? Error.Conflict("review.claim-lost", ReviewCase.ClaimIdle.TotalMinutes)
                : review.Claim(actor, write.Now) is { IsOk: false } refused ? refused.Error
                : new Answer(review.ClaimedUntil!.Value, review.Fence);
        }, ct);
    }
}

/// <summary>An agent lets go of a case.</summary>
public sealed class LetGoOfCase(Desk desk)
{
    /// <param name="OrderId">The order of the case.</param>
    /// <param name="Fence">The claim to let go of, so that a page left behind does not end a later one; null for whichever the person has.</param>
    public sealed record Command(OrderId OrderId, long? Fence = null);

    /// <summary>Lets go; harmless where there is no such claim of this person's.</summary>
    public async Task<Result> RunAsync(Actor actor, Command command, CancellationToken ct)
    {
        if (!actor.Can(ReviewPermissions.Decide))
        {
            return Error.Forbidden("review.decide-forbidden");
        }

        return await desk.WriteAsync(actor, async write =>
        {
            var review = await write.Db.ReviewCases.SingleOrDefaultAsync(r => r.OrderId == command.OrderId, ct);
            review?.LetGo(actor, command.Fence, write.Now);
            return Result.Ok;
        }, ct);
    }
}
