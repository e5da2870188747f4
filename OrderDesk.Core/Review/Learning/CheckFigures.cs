using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using OrderDesk.Core.Channels;
using OrderDesk.Core.Data;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Shared;
using OrderDesk.Core.Verification;
using OrderDesk.Core.Verification.Checks;

namespace OrderDesk.Core.Review.Learning;

/// <summary>What each check and rule was worth on the orders that came in during a period: what it held, what people made of that, and what it cost.</summary>
public sealed class CheckFigures(IDbContextFactory<OrderDeskDb> contexts, IOptions<CompanyOptions> company, IOptions<VerificationPolicy> settings)
{
    /// <summary>Days that are looked at unless asked otherwise.</summary>
    public const int UsualDays = 90;

    /// <summary>The longest period, in days.</summary>
    public const int MostDays = 366;

    /// <summary>Timed decisions that are looked at, the newest where there are more.</summary>
    public const int MostDecisions = 100_000;

    /// <param name="From">The first day on which orders came in, by the company's calendar.</param>
    /// <param name="To">The last day.</param>
    /// <param name="Channel">One channel, or null for all.</param>
    public sealed record Filter(DateOnly From, DateOnly To, ChannelId? Channel = null);

    /// <summary>One check or rule; an order counts once, whatever the check said of it how often.</summary>
    /// <param name="Check">Its code.</param>
    /// <param name="Name">What people call a rule; null for a check.</param>
    /// <param name="Judged">Orders that were asked this: those last judged by a policy that asks it.</param>
    /// <param name="Hits">Orders it held.</param>
    /// <param name="Only">Orders that no other check ever held.</param>
    /// <param name="Approved">Held orders that a person let go as they were.</param>
    /// <param name="Changed">Held orders that a person changed before the hold ended.</param>
    /// <param name="Rejected">Held orders that a person rejected.</param>
    /// <param name="Cancelled">Approved or changed orders that were cancelled later all the same.</param>
    /// <param name="Refunded">Approved or changed orders for which money was given back later, all or part.</param>
    /// <param name="Minutes">Minutes from claim to decision; where several checks held an order, each bears an equal part.</param>
    /// <param name="Timed">Decisions these minutes come from: those made under a claim.</param>
    /// <param name="Held">What the held orders cost, by currency.</param>
    /// <param name="Lost">What the rejected orders cost, by currency.</param>
    public sealed record Row(
        string Check, string? Name, int Judged, int Hits, int Only, int Approved, int Changed, int Rejected, int Cancelled, int Refunded,
        double Minutes, int Timed, IReadOnlyList<Money> Held, IReadOnlyList<Money> Lost)
    {
        /// <summary>Held orders that a person decided.</summary>
        public int Decided => Approved + Changed + Rejected;

        /// <summary>The share of decided orders that were not let go as they were: the check was right to ask.</summary>
        public CountedShare Precision => CountedShare.Count(Changed + Rejected, Decided);
    }

    /// <summary>Every check that held something, by code.</summary>
    /// <param name="Judged">Orders that were judged.</param>
    /// <param name="Rows">The checks.</param>
    /// <param name="Recall">What checks miss.</param>
    /// <param name="OrMore">Whether there are more timed decisions than were looked at.</param>
    public sealed record Answer(int Judged, IReadOnlyList<Row> Rows, Recall Recall, bool OrMore);

    private sealed record Spent(Dictionary<string, (double Minutes, int Decisions)> ByCheck, bool OrMore);

    /// <summary>Reads the figures.</summary>
    public async Task<Result<Answer>> ReadAsync(Actor actor, Filter filter, CancellationToken ct)
    {
        if (!actor.Can(VerificationPermissions.ReadPolicy))
        {
            return Error.Forbidden("verification.read-policy-forbidden");
        }

        if (filter.To < filter.From || filter.To.DayNumber - filter.From.DayNumber >= MostDays)
        {
            return Error.Invalid("review.bad-period", MostDays);
        }

        var days = new DaySpan(filter.From, filter.To, TimeZoneInfo.FindSystemTimeZoneById(company.Value.TimeZone));
        await using var db = await contexts.CreateDbContextAsync(ct);
        var judged = HitOutcomes.Judged(db, days.Start!.Value, days.End!.Value, filter.Channel);
        var asked = await AskedChecks.ReadAsync(db, judged, settings.Value, ct);
        var sums = await HitOutcomes.SumsAsync(db, judged, ct);
        await asked.LearnAsync(db, sums.Select(sum => sum.Check), ct);
        var spent = await SpentAsync(db, judged, days.Start.Value, ct);
        var rows = sums.GroupBy(sum => sum.Check, StringComparer.Ordinal).OrderBy(own => own.Key, StringComparer.Ordinal).Select(own => ToRow([.. own], asked, spent)).ToList();
        var (doubted, caught) = await HitOutcomes.CaughtAsync(db, judged, ct);
        var drawn = rows.Find(row => row.Check == AllChecks.Audit);
        return new Answer(
            asked.All, [.. rows.Where(row => row != drawn)],
            new Recall(drawn?.Hits ?? 0, drawn?.Precision ?? CountedShare.Count(0, 0), Math.Max(0, asked.All - doubted), caught, drawn?.Minutes ?? 0), spent.OrMore);
    }

    private static Row ToRow(List<HitSum> own, AskedChecks asked, Spent spent)
    {
        var check = own[0].Check;
        var (minutes, timed) = spent.ByCheck.GetValueOrDefault(check);
        return new Row(
            check, asked.NameOf(check), asked.Of(check), own.Sum(s => s.Hits), own.Sum(s => s.Only), own.Sum(s => s.Approved), own.Sum(s => s.Changed), own.Sum(s => s.Rejected),
            own.Sum(s => s.Cancelled), own.Sum(s => s.Refunded), minutes, timed,
            [.. own.OrderBy(s => s.Currency, StringComparer.Ordinal).Select(s => new Money(s.HeldMinor, s.Currency))],
            [.. own.Where(s => s.Rejected > 0).OrderBy(s => s.Currency, StringComparer.Ordinal).Select(s => new Money(s.LostMinor, s.Currency))]);
    }

    /// <summary>Time between two instants is no arithmetic that every engine can do: instants are read along their index and subtracted here.</summary>
    private static async Task<Spent> SpentAsync(OrderDeskDb db, IQueryable<Order> judged, DateTime from, CancellationToken ct)
    {
        var timed = await db.ReviewDecisions.AsNoTracking().Where(d => d.At >= from && d.BegunAt != null && judged.Any(o => o.Id == d.OrderId))
            .OrderByDescending(d => d.At).ThenByDescending(d => d.Id).Take(MostDecisions + 1)
            .Select(d => new { d.At, Begun = d.BegunAt!.Value, d.Checks }).ToListAsync(ct);
        var byCheck = new Dictionary<string, (double Minutes, int Decisions)>(StringComparer.Ordinal);
        foreach (var decision in timed.Take(MostDecisions))
        {
            var checks = JsonSerializer.Deserialize<string[]>(decision.Checks) ?? [];
            foreach (var check in checks)
            {
                var (minutes, decisions) = byCheck.GetValueOrDefault(check);
                byCheck[check] = (minutes + ((decision.At - decision.Begun).TotalMinutes / checks.Length), decisions + 1);
            }
        }

        return new Spent(byCheck, timed.Count > MostDecisions);
    }
}
