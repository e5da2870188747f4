using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Channels;
using OrderDesk.Core.Data;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Review.Skills;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Review;

public sealed partial class ReviewQueue
{
    /// <summary>Nobody else works on it, nothing is awaited, and it does not wait for the yes of another person than this one.</summary>
    private static readonly Expression<Func<OpenCase, bool>> IsNext = x =>
        (x.Case.ClaimedBy == null || x.Case.ClaimedBy == x.Me || x.Case.ClaimedUntil <= x.Now) && (x.Order.WaitingUntil == null || x.Order.WaitingUntil <= x.Now)
        && (x.Case.SnoozedUntil == null || x.Case.SnoozedUntil <= x.Now) && x.Case.EscalatedAt == null
        && (x.Case.FirstYesBy == null || x.Case.FirstYesBy != x.Me);

    private static readonly PerModel<Func<OrderDeskDb, StaffId, DateTime, OrderId, CancellationToken, Task<NextCase?>>> NextForAny = new(() => EF.CompileAsyncQuery(
        (OrderDeskDb db, StaffId me, DateTime now, OrderId but, CancellationToken _) => db.ReviewCases.AsTracking().Where(r => r.State == ReviewState.Open && r.OrderId != but)
            .Join(db.Orders, r => r.OrderId, o => o.Id, (r, o) => new OpenCase { Case = r, Order = o, Fits = true, Me = me, Now = now })
            .Where(IsNext).OrderBy(x => x.Case.DecideBy).ThenByDescending(x => x.Case.WorthMinor).ThenBy(x => x.Case.OrderId)
            .Select(x => new NextCase { Case = x.Case, Version = x.Order.Version }).FirstOrDefault()));

    /// <summary>What narrows a list that is empty is not asked; the most somebody decides is the largest number where nothing is set.</summary>
    private static readonly PerModel<SkilledQuery> NextForSkilled = new(() => new(EF.CompileAsyncQuery(
        (OrderDeskDb db, StaffId me, DateTime now, OrderId but, DateTime near, List<string> languages, bool anyLanguage, List<ChannelId> channels, bool anyChannel, long most, CancellationToken _) =>
            db.ReviewCases.AsTracking().Where(r => r.State == ReviewState.Open && r.OrderId != but)
                .Join(db.Orders, r => r.OrderId, o => o.Id, (r, o) => new OpenCase
                {
                    Case = r,
                    Order = o,
                    Me = me,
                    Now = now,
                    Fits = r.DecideBy <= near || r.ClaimedBy == me
                        || ((anyLanguage || r.Language == null || languages.Contains(r.Language)) && (anyChannel || channels.Contains(o.ChannelId)) && r.WorthMinor <= most),
                })
                .Where(x => x.Fits).Where(IsNext).OrderBy(x => x.Case.DecideBy).ThenByDescending(x => x.Case.WorthMinor).ThenBy(x => x.Case.OrderId)
                .Select(x => new NextCase { Case = x.Case, Version = x.Order.Version }).FirstOrDefault())));

    private delegate Task<NextCase?> SkilledQuery(
        OrderDeskDb db, StaffId me, DateTime now, OrderId but, DateTime near, List<string> languages, bool anyLanguage, List<ChannelId> channels, bool anyChannel, long most, CancellationToken ct);

    /// <summary>The next case for somebody, to be claimed in this write, or null where nothing waits for them.</summary>
    internal static async Task<NextCase?> NextOfAsync(OrderDeskDb db, OrderId? but, string? queue, Looker who, CancellationToken ct)
    {
        // The ways people are served all day: composing the statement would cost more than walking to the first case.
        if (queue is null)
        {
            var (left, skills) = (but ?? new OrderId(-1), who.Skills);
            return await (skills.IsAny
                ? NextForAny.For(db)(db, who.Id, who.Now, left, ct)
                : NextForSkilled.For(db)(
                    db, who.Id, who.Now, left, who.Near, [.. skills.Languages], skills.Languages.Count == 0, [.. skills.Channels], skills.Channels.Count == 0, skills.MostMinor ?? long.MaxValue, ct));
        }

        return await Of(db, db.ReviewCases.AsTracking(), ReviewView.Next, new ReviewFilter { Queue = queue }, who).Where(x => but == null || x.Case.OrderId != but)
            .OrderBy(x => x.Case.DecideBy).ThenByDescending(x => x.Case.WorthMinor).ThenBy(x => x.Case.OrderId)
            .Select(x => new NextCase { Case = x.Case, Version = x.Order.Version }).FirstOrDefaultAsync(ct);
    }

    /// <summary>A case that is served.</summary>
    internal sealed class NextCase
    {
        public required ReviewCase Case { get; init; }

        /// <summary>The version of its order.</summary>
        public required int Version { get; init; }
    }
}
