using System.Numerics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using OrderDesk.Core.Data;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Review;

/// <summary>The review desk in figures: what waits and for how long, what came and went, how long decisions take and who makes them.</summary>
public sealed class ReviewFigures(IDbContextFactory<OrderDeskDb> contexts, IOptions<CompanyOptions> company, TimeProvider clock)
{
    /// <summary>The longest period, in days.</summary>
    public const int MostDays = 366;

    /// <summary>Decisions of a period that are looked at, the newest where there are more.</summary>
    public const int MostDecisions = 100_000;

    /// <summary>Decisions a person needs in the period before their figures say anything.</summary>
    public const int Needs = 10;

    /// <summary>Upper ends of the ages by which the backlog is told, in hours; what is older stands last.</summary>
    public static readonly IReadOnlyList<int> AgeHours = [1, 4, 24, 72];

    /// <summary>Open cases with one type of hold.</summary>
    /// <param name="Type">The type; a case with two types counts under both.</param>
    /// <param name="ByAge">How many, by <see cref="AgeHours"/> and the older ones last.</param>
    public sealed record Backlog(HoldType Type, IReadOnlyList<int> ByAge);

    /// <summary>One day of the company.</summary>
    /// <param name="Day">The day.</param>
    /// <param name="In">Cases that last came to the desk on it.</param>
    /// <param name="Out">Cases that left the desk on it: decided, or resolved by themselves.</param>
    public sealed record Flow(DateOnly Day, int In, int Out);

    /// <summary>One person's decisions of the period.</summary>
    /// <param name="Name">The name, as of their last decision.</param>
    /// <param name="Decisions">How many.</param>
    /// <param name="WorkMinutes">The median from claim to decision in minutes, or null without one made under a claim.</param>
    /// <param name="Measured">How many of them were made under a claim.</param>
    /// <param name="TakenBack">The share that was taken back.</param>
    /// <param name="Missed">How many came after the last safe time.</param>
    public sealed record Reviewer(string Name, int Decisions, double? WorkMinutes, int Measured, CountedShare TakenBack, int Missed);

    /// <summary>Everything at once.</summary>
    /// <param name="Open">Open cases.</param>
    /// <param name="ByHold">Open cases by type of hold and age.</param>
    /// <param name="ByDay">What came and went, oldest day first.</param>
    /// <param name="Decisions">Decisions of the period that stand.</param>
    /// <param name="OrMore">Whether there are more than were looked at.</param>
    /// <param name="WaitMinutes">From coming to the desk to the decision, in minutes: median and 90th percentile; null without decisions.</param>
    /// <param name="WorkMinutes">From claim to decision, in minutes: median and 90th percentile; null without any under a claim.</param>
    /// <param name="Missed">The share of decisions that came after the last safe time.</param>
    /// <param name="Reviewers">Who decided, the busiest first.</param>
    public sealed record Answer(
        int Open, IReadOnlyList<Backlog> ByHold, IReadOnlyList<Flow> ByDay, int Decisions, bool OrMore, (double P50, double P90)? WaitMinutes,
        (double P50, double P90)? WorkMinutes, CountedShare Missed, IReadOnlyList<Reviewer> Reviewers);

    private sealed record Made(StaffId By, string Name, DateTime At, DateTime OpenedAt, DateTime? BegunAt, DateTime? UndoneAt, DateTime? MissedAt)
    {
        public double WaitMinutes => (At - OpenedAt).TotalMinutes;

        public double? WorkMinutes => BegunAt is { } begun ? (At - begun).TotalMinutes : null;
    }

    /// <summary>Reads the figures of the days from one to another, both included, of the company's calendar.</summary>
    public async Task<Result<Answer>> ReadAsync(Actor actor, DateOnly from, DateOnly to, CancellationToken ct)
    {
        if (!actor.Can(ReviewPermissions.Measure))
        {
            return Error.Forbidden("review.measure-forbidden");
        }

        if (to < from || to.DayNumber - from.DayNumber >= MostDays)
        {
            return Error.Invalid("review.bad-period", MostDays);
        }

        var days = new DaySpan(from, to, TimeZoneInfo.FindSystemTimeZoneById(company.Value.TimeZone));
        await using var db = await contexts.CreateDbContextAsync(ct);
        var made = await db.ReviewDecisions.Where(d => d.At >= days.Start && d.At < days.End).OrderByDescending(d => d.At).ThenByDescending(d => d.Id).Take(MostDecisions + 1)
            .Select(d => new Made(d.ById, d.ByName, d.At, d.OpenedAt, d.BegunAt, d.UndoneAt, d.MissedAt)).ToListAsync(ct);
        var orMore = made.Count > MostDecisions;
        var kept = made.Take(MostDecisions).Where(d => d.UndoneAt is null).ToList();
        var (open, backlog) = await BacklogAsync(db, ct);
        return new Answer(
            open, backlog, await FlowAsync(db, days, ct), kept.Count, orMore,
            Spread(kept.Select(d => d.WaitMinutes)), Spread(kept.Select(d => d.WorkMinutes).OfType<double>()),
            CountedShare.Count(kept.Count(d => d.MissedAt is not null), kept.Count), ReviewersOf([.. made.Take(MostDecisions)]));
    }

    private static List<Reviewer> ReviewersOf(List<Made> made) =>
    [
        .. made.GroupBy(d => d.By).Select(own =>
        {
            var work = own.Select(d => d.WorkMinutes).OfType<double>().Order().ToList();
            return new Reviewer(
                own.First().Name, own.Count(), Quantiles.Of(work, 0.5), work.Count,
                CountedShare.Count(own.Count(d => d.UndoneAt is not null), own.Count()), own.Count(d => d.MissedAt is not null));
        }).OrderByDescending(r => r.Decisions).ThenBy(r => r.Name, StringComparer.Ordinal),
    ];

    private static (double, double)? Spread(IEnumerable<double> minutes)
    {
        var sorted = minutes.Order().ToList();
        return sorted.Count == 0 ? null : (Quantiles.Of(sorted, 0.5)!.Value, Quantiles.Of(sorted, 0.9)!.Value);
    }

    private async Task<(int Open, IReadOnlyList<Backlog> ByHold)> BacklogAsync(OrderDeskDb db, CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var ends = AgeHours.Select(hours => now.AddHours(-hours)).ToArray();
        var (first, second, third, fourth) = (ends[0], ends[1], ends[2], ends[3]);
        var rows = await db.ReviewCases.Where(r => r.State == ReviewState.Open).Join(db.Orders, r => r.OrderId, o => o.Id, (r, o) => new { r.OpenedAt, o.OpenHolds })
            .GroupBy(x => x.OpenHolds).Select(g => new
            {
                Holds = g.Key,
                All = g.Count(),
                A = g.Sum(x => x.OpenedAt > first ? 1 : 0),
                B = g.Sum(x => x.OpenedAt > second ? 1 : 0),
                C = g.Sum(x => x.OpenedAt > third ? 1 : 0),
                D = g.Sum(x => x.OpenedAt > fourth ? 1 : 0),
            }).ToListAsync(ct);
        var byHold = Enum.GetValues<HoldType>().Where(type => BitOperations.IsPow2((int)type)).Select(type =>
        {
            var own = rows.Where(row => row.Holds.HasFlag(type)).ToList();
            int[] upTo = [own.Sum(r => r.A), own.Sum(r => r.B), own.Sum(r => r.C), own.Sum(r => r.D), own.Sum(r => r.All)];
            return new Backlog(type, [.. upTo.Select((count, at) => count - (at == 0 ? 0 : upTo[at - 1]))]);
        }).Where(backlog => backlog.ByAge.Any(count => count > 0)).ToList();
        return (rows.Sum(row => row.All), byHold);
    }

    /// <summary>Days are those of the company, which no engine knows: instants are read along their index and counted here.</summary>
    private static async Task<IReadOnlyList<Flow>> FlowAsync(OrderDeskDb db, DaySpan days, CancellationToken ct)
    {
        var came = await db.ReviewCases.Where(r => r.OpenedAt >= days.Start && r.OpenedAt < days.End).OrderByDescending(r => r.OpenedAt).Select(r => r.OpenedAt).Take(MostDecisions).ToListAsync(ct);
        var left = await db.ReviewCases.Where(r => r.ClosedAt >= days.Start && r.ClosedAt < days.End).OrderByDescending(r => r.ClosedAt).Select(r => r.ClosedAt!.Value).Take(MostDecisions).ToListAsync(ct);
        var ins = came.CountBy(DayOf).ToDictionary();
        var outs = left.CountBy(DayOf).ToDictionary();
        return [.. Enumerable.Range(0, days.To!.Value.DayNumber - days.From!.Value.DayNumber + 1).Select(n => days.From.Value.AddDays(n)).Select(day => new Flow(day, ins.GetValueOrDefault(day), outs.GetValueOrDefault(day)))];

        DateOnly DayOf(DateTime at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(at, days.Zone));
    }
}
