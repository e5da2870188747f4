using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using OrderDesk.Core.Data;
using OrderDesk.Core.Review.Skills;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Review;

/// <summary>How many cases wait in every view and queue; it walks every open case, so a page asks for it beside its rows and not before them.</summary>
public sealed class ReviewTally(IDbContextFactory<OrderDeskDb> contexts, IOptions<ReviewOptions> options, TimeProvider clock)
{
    /// <summary>Counts.</summary>
    /// <param name="actor">Who looks.</param>
    /// <param name="queue">The chosen queue; null for all.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<Result<ReviewQueue.Tally>> ReadAsync(Actor actor, string? queue, CancellationToken ct)
    {
        if (!actor.Can(ReviewPermissions.Read))
        {
            return Error.Forbidden("review.read-forbidden");
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var who = await Looker.OfAsync(db, actor.Id, clock.GetUtcNow().UtcDateTime, options.Value, ct);
        return ReviewQueue.Tally.Of(await ReviewQueue.CountQueuesAsync(db, who, ct), queue);
    }
}
