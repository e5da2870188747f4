using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using OrderDesk.Core.Data;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Review.Skills;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Review;

/// <summary>Which cases a person wants to see.</summary>
public enum ReviewView
{
    /// <summary>This person is skilled for it, nobody else works on it, no answer is awaited, and it does not wait for the yes of another person than this one.</summary>
    Next = 1,

    /// <summary>The person's own claims.</summary>
    Mine = 2,

    /// <summary>An answer of the customer is awaited, or somebody put it off.</summary>
    Waiting = 3,

    /// <summary>Passed on to those who may decide more.</summary>
    Escalated = 4,

    /// <summary>Every open case.</summary>
    All = 5,
}

/// <summary>The review desk: open cases, the one with the earliest last safe decision time first, and of those with the same the dearest.</summary>
public sealed partial class ReviewQueue(IDbContextFactory<OrderDeskDb> contexts, IOptions<ReviewOptions> options, TimeProvider clock)
{
    /// <summary>Reads one page; counting is asked for on its own, for it walks every open case.</summary>
    /// <param name="actor">Who looks.</param>
    /// <param name="view">Which cases.</param>
    /// <param name="paging">Which page.</param>
    /// <param name="ct">Stops it.</param>
    /// <param name="filter">What narrows the view; null for nothing.</param>
    public async Task<Result<Page<Row>>> ReadAsync(Actor actor, ReviewView view, Paging paging, CancellationToken ct, ReviewFilter? filter = null)
    {
        if (!actor.Can(ReviewPermissions.Read))
        {
            return Error.Forbidden("review.read-forbidden");
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var who = await Looker.OfAsync(db, actor.Id, clock.GetUtcNow().UtcDateTime, options.Value, ct);
        return await PageAsync(Of(db, view, filter ?? ReviewFilter.None, who), who.Now, paging, ct);
    }

    internal static async Task<Counts> CountAsync(OrderDeskDb db, Looker who, CancellationToken ct) => Sum(await CountQueuesAsync(db, who, ct));

    internal static Task<List<Routed>> CountQueuesAsync(OrderDeskDb db, Looker who, CancellationToken ct)
    {
        var (me, now) = (who.Id, who.Now);
        return Open(db, db.ReviewCases, who).GroupBy(x => x.Order.ReviewQueue).Select(g => new Routed(g.Key, new Counts(
            g.Count(),
            g.Sum(x => x.Fits && (x.Case.ClaimedBy == null || x.Case.ClaimedBy == me || x.Case.ClaimedUntil <= now) && (x.Order.WaitingUntil == null || x.Order.WaitingUntil <= now)
                && (x.Case.SnoozedUntil == null || x.Case.SnoozedUntil <= now) && x.Case.EscalatedAt == null
                && (x.Case.FirstYesBy == null || x.Case.FirstYesBy != me) ? 1 : 0),
            g.Sum(x => x.Case.ClaimedBy == me && x.Case.ClaimedUntil > now ? 1 : 0),
            g.Sum(x => x.Order.WaitingUntil > now || x.Case.SnoozedUntil > now ? 1 : 0),
            g.Sum(x => x.Case.MissedAt != null || x.Case.DecideBy < now ? 1 : 0),
            g.Sum(x => x.Case.EscalatedAt != null ? 1 : 0)))).ToListAsync(ct);
    }

    internal static Task<int> NextCountAsync(OrderDeskDb db, Looker who, int most, CancellationToken ct) => Of(db, ReviewView.Next, ReviewFilter.None, who).Take(most).CountAsync(ct);

    internal static Task<List<Row>> FirstAsync(OrderDeskDb db, ReviewView view, Looker who, int take, CancellationToken ct) =>
        Rows(Of(db, view, ReviewFilter.None, who).OrderBy(x => x.Case.DecideBy).ThenByDescending(x => x.Case.WorthMinor).ThenBy(x => x.Case.OrderId), who.Now).Take(take).ToListAsync(ct);

    /// <summary>How many cases of a view there are among the open ones whose clocks run out first.</summary>
    internal static Task<int> CountAsync(OrderDeskDb db, ReviewView view, ReviewFilter filter, Looker who, int looked, CancellationToken ct) =>
        Of(db, First(db).Take(looked), view, filter, who).CountAsync(ct);

    /// <summary>The open cases in the order of their clocks.</summary>
    internal static IQueryable<ReviewCase> First(OrderDeskDb db) =>
        db.ReviewCases.Where(r => r.State == ReviewState.Open).OrderBy(r => r.DecideBy).ThenByDescending(r => r.WorthMinor).ThenBy(r => r.OrderId);

    /// <summary>Every case of a view, at most so many.</summary>
    internal static Task<List<OrderId>> PickAsync(OrderDeskDb db, ReviewView view, ReviewFilter filter, Looker who, int most, CancellationToken ct) =>
        Of(db, view, filter, who).OrderBy(x => x.Case.DecideBy).ThenByDescending(x => x.Case.WorthMinor).ThenBy(x => x.Case.OrderId).Select(x => x.Case.OrderId).Take(most).ToListAsync(ct);

    /// <summary>The open cases; whether each is served to somebody is only asked where their skills leave some out.</summary>
    private static IQueryable<OpenCase> Open(OrderDeskDb db, IQueryable<ReviewCase> cases, Looker who)
    {
        var (me, now) = (who.Id, who.Now);
        var open = cases.Where(r => r.State == ReviewState.Open);
        if (who.Skills.IsAny)
        {
            return open.Join(db.Orders, r => r.OrderId, o => o.Id, (r, o) => new OpenCase { Case = r, Order = o, Fits = true, Me = me, Now = now });
        }

        var (near, languages, channels, most) = (who.Near, who.Skills.Languages.ToList(), who.Skills.Channels.ToList(), who.Skills.MostMinor);
        var (anyLanguage, anyChannel) = (languages.Count == 0, channels.Count == 0);
        return open.Join(db.Orders, r => r.OrderId, o => o.Id, (r, o) => new OpenCase
        {
            Case = r,
            Order = o,
            Me = me,
            Now = now,
            Fits = r.DecideBy <= near || r.ClaimedBy == me
                || ((anyLanguage || r.Language == null || languages.Contains(r.Language)) && (anyChannel || channels.Contains(o.ChannelId)) && (most == null || r.WorthMinor <= most)),
        });
    }

    private static IQueryable<OpenCase> Of(OrderDeskDb db, ReviewView view, ReviewFilter filter, Looker who) => Of(db, db.ReviewCases, view, filter, who);

    private static IQueryable<OpenCase> Of(OrderDeskDb db, IQueryable<ReviewCase> from, ReviewView view, ReviewFilter filter, Looker who)
    {
        var cases = filter.Of(Open(db, from, who), who.Now);
        return Of(view is ReviewView.Next && !who.Skills.IsAny ? cases.Where(x => x.Fits) : cases, view, who.Id, who.Now);
    }

    private static IQueryable<OpenCase> Of(IQueryable<OpenCase> cases, ReviewView view, StaffId me, DateTime now) => view switch
    {
        ReviewView.Next => cases.Where(IsNext),
        // Not as a key: the open cases are walked in the order of their clocks, and one person's are among the first of them.
        ReviewView.Mine => cases.Where(x => (x.Case.ClaimedBy == me ? 1 : 0) == 1 && x.Case.ClaimedUntil > now),
        ReviewView.Waiting => cases.Where(x => x.Order.WaitingUntil > now || x.Case.SnoozedUntil > now),
        ReviewView.Escalated => cases.Where(x => x.Case.EscalatedAt != null),
        ReviewView.All => cases,
    };

    private static IQueryable<Row> Rows(IQueryable<OpenCase> cases, DateTime now) => cases.Select(x => new Row(
        x.Case.OrderId, x.Case.DecideBy, x.Case.OpenedAt, x.Case.ClaimedUntil > now ? x.Case.ClaimedBy : null, x.Case.ClaimedUntil > now ? x.Case.ClaimedByName : null, x.Order.ExternalId, x.Order.ChannelId, x.Order.CustomerName,
        x.Order.TotalMinor, x.Order.Currency, x.Order.Payment, x.Order.OpenHolds, x.Order.WaitingUntil, x.Order.Version, x.Case.MissedAt, x.Case.WorthMinor));

    private static async Task<Page<Row>> PageAsync(IQueryable<OpenCase> cases, DateTime now, Paging paging, CancellationToken ct)
    {
        var cursor = CaseCursor.Parse(paging.After);
        var back = paging.Back && cursor is not null;
        if (cursor is var (at, worth, number))
        {
            var id = new OrderId(number);
            cases = back
                ? cases.Where(x => x.Case.DecideBy <= at && (x.Case.DecideBy < at || x.Case.WorthMinor > worth || (x.Case.WorthMinor == worth && x.Case.OrderId < id)))
                : cases.Where(x => x.Case.DecideBy >= at && (x.Case.DecideBy > at || x.Case.WorthMinor < worth || (x.Case.WorthMinor == worth && x.Case.OrderId > id)));
        }

        var sorted = back
            ? cases.OrderByDescending(x => x.Case.DecideBy).ThenBy(x => x.Case.WorthMinor).ThenByDescending(x => x.Case.OrderId)
            : cases.OrderBy(x => x.Case.DecideBy).ThenByDescending(x => x.Case.WorthMinor).ThenBy(x => x.Case.OrderId);
        var rows = await Rows(sorted, now).Take(paging.Take + 1).ToListAsync(ct);
        return rows.ToPage(paging, cursor is not null, row => new CaseCursor(row.DecideBy, row.WorthMinor, row.OrderId.Value).ToString());
    }
}
