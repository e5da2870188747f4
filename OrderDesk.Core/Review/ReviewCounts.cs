using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using OrderDesk.Core.Data;
using OrderDesk.Core.Review.Skills;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Review;

/// <summary>How many cases views of the review desk hold, counted among those whose clocks run out first and said honestly where counting stops.</summary>
public sealed class ReviewCounts(IDbContextFactory<OrderDeskDb> contexts, IOptions<ReviewOptions> options, TimeProvider clock)
{
    /// <summary>Views that are counted at once.</summary>
    public const int MostViews = 60;

    /// <summary>Open cases that are looked at for one view.</summary>
    public const int MostLooked = 5_000;

    /// <param name="View">Which cases.</param>
    /// <param name="Filter">What narrows them.</param>
    public sealed record Wanted(ReviewView View, ReviewFilter Filter);

    /// <summary>Counts, in the order of the views; those beyond <see cref="MostViews"/> are left out.</summary>
    public async Task<Result<IReadOnlyList<Counted>>> ReadAsync(Actor actor, IReadOnlyList<Wanted> views, CancellationToken ct)
    {
        if (!actor.Can(ReviewPermissions.Read))
        {
            return Error.Forbidden("review.read-forbidden");
        }

        if (views.Count == 0)
        {
            return new List<Counted>();
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var who = await Looker.OfAsync(db, actor.Id, clock.GetUtcNow().UtcDateTime, options.Value, ct);
        var orMore = await ReviewQueue.First(db).Take(MostLooked).CountAsync(ct) == MostLooked;
        var counts = new List<Counted>();
        foreach (var (view, filter) in views.Take(MostViews))
        {
            counts.Add(new Counted(await ReviewQueue.CountAsync(db, view, filter, who, MostLooked, ct), orMore));
        }

        return counts;
    }
}
