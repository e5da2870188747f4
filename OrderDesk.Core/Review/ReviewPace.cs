using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Data;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Review;

/// <summary>How long a person works on a case: from claiming it to deciding it, the median of the decisions of a period that were not taken back.</summary>
public sealed class ReviewPace(IDbContextFactory<OrderDeskDb> contexts)
{
    /// <summary>Decisions that are needed before their median says anything.</summary>
    public const int Needs = 20;

    /// <summary>Minutes that are taken for a decision where there are too few to measure: a look at the findings, one at the customer, one key.</summary>
    public const double UsualMinutes = 3;

    private const int MostDecisions = 20_000;

    /// <summary>Minutes of one decision.</summary>
    /// <param name="Minutes">The median, or <see cref="UsualMinutes"/> where there are too few.</param>
    /// <param name="Decisions">How many were measured: those made under a claim.</param>
    public sealed record Answer(double Minutes, int Decisions)
    {
        /// <summary>Whether the minutes were measured.</summary>
        public bool IsMeasured => Decisions >= Needs;
    }

    /// <summary>Measures the decisions of a period, the newest of them where there are very many.</summary>
    public async Task<Result<Answer>> ReadAsync(Actor actor, DateTime from, DateTime to, CancellationToken ct)
    {
        if (!actor.Can(ReviewPermissions.Read))
        {
            return Error.Forbidden("review.read-forbidden");
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var spans = await db.ReviewDecisions.AsNoTracking()
            .Where(d => d.At >= from && d.At < to && d.UndoneAt == null && d.BegunAt != null)
            .OrderByDescending(d => d.At).ThenByDescending(d => d.Id).Take(MostDecisions)
            .Select(d => new { d.At, Begun = d.BegunAt!.Value }).ToListAsync(ct);
        var minutes = spans.Select(s => (s.At - s.Begun).TotalMinutes).Order().ToList();
        return minutes.Count < Needs ? new Answer(UsualMinutes, minutes.Count) : new Answer(minutes[(minutes.Count - 1) / 2], minutes.Count);
    }
}
