using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Channels;
using OrderDesk.Core.Data;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Shared;
using OrderDesk.Core.Verification.Checks;

namespace OrderDesk.Core.Review.Learning;

/// <summary>What one check did with the orders of one currency.</summary>
internal sealed record HitSum(
    string Check, string Currency, int Hits, int Only, int Approved, int Changed, int Rejected, int Cancelled, int Refunded, long HeldMinor, long LostMinor);

/// <summary>One order that a check held, and what became of it.</summary>
internal sealed class Hit
{
    /// <summary>What people made of a hold, the weightier the higher: of several holds of one check on one order the weightiest counts.</summary>
    public const int Undecided = 0, Approved = 1, Changed = 2, Rejected = 3;

    public string Check { get; init; } = "";

    public OrderId OrderId { get; init; }

    public ChannelId ChannelId { get; init; }

    public string Currency { get; init; } = "";

    public long TotalMinor { get; init; }

    public int Outcome { get; init; }

    public int Only { get; init; }

    public int Cancelled { get; init; }

    public int Refunded { get; init; }
}

/// <summary>What people made of what checks held, told from holds, decisions, timelines and refunds, and added up where they lie.</summary>
internal static class HitOutcomes
{
    /// <summary>What a person did to an order that makes it another than the one the check asked about.</summary>
    private static readonly string[] Changes =
        ["order.contact-corrected", "order.lines-edited", "order.substituted", "order.split", "order.backordered", "order.payment-recorded"];

    /// <summary>Orders that came in within a time and were judged; one that was split counts once, as it was sold.</summary>
    public static IQueryable<Order> Judged(OrderDeskDb db, DateTime from, DateTime to, ChannelId? channel)
    {
        var orders = db.Orders.AsNoTracking().Where(o => o.ReceivedAt >= from && o.ReceivedAt < to && o.PolicyVersion > 0 && o.SplitFrom == null);
        return channel is { } one ? orders.Where(o => o.ChannelId == one) : orders;
    }

    /// <summary>The orders of these holds, each once for every check.</summary>
    public static IQueryable<Hit> Of(OrderDeskDb db, IQueryable<Order> judged, IQueryable<OrderHold> placed)
    {
        var nobody = default(StaffId);
        var holds = judged.Join(placed.Where(h => h.Check != null), o => o.Id, h => h.OrderId, (o, h) => new Hit
        {
            Check = h.Check!,
            OrderId = o.Id,
            ChannelId = o.ChannelId,
            Currency = o.Currency,
            TotalMinor = o.TotalMinor,
            Outcome =
                h.State == HoldState.Closed && db.ReviewDecisions.Any(d => d.OrderId == o.Id && d.Kind == DecisionKind.Rejected && d.UndoneAt == null) ? Hit.Rejected
                : (h.State == HoldState.Released || h.State == HoldState.Resolved)
                    && db.OrderEvents.Any(e => e.OrderId == o.Id && e.ActorId != nobody && Changes.Contains(e.Code) && e.At >= h.PlacedAt && e.At <= h.EndedAt) ? Hit.Changed
                : h.State == HoldState.Released ? Hit.Approved
                : Hit.Undecided,
            Only = db.OrderHolds.Any(other => other.OrderId == o.Id && other.Check != null && other.Check != AllChecks.Audit && other.Check != h.Check) ? 0 : 1,
            Cancelled = o.Status == OrderStatus.Cancelled ? 1 : 0,
            Refunded = o.Payment == PaymentStatus.Refunded || o.Payment == PaymentStatus.PartiallyRefunded || db.Refunds.Any(r => r.OrderId == o.Id) ? 1 : 0,
        });

        // Made distinct first: no engine but SQLite adds up what it would have to look up while adding.
        return holds.Distinct().GroupBy(h => new { h.Check, h.OrderId, h.ChannelId, h.Currency, h.TotalMinor, h.Only, h.Cancelled, h.Refunded }).Select(g => new Hit
        {
            Check = g.Key.Check,
            OrderId = g.Key.OrderId,
            ChannelId = g.Key.ChannelId,
            Currency = g.Key.Currency,
            TotalMinor = g.Key.TotalMinor,
            Outcome = g.Max(h => h.Outcome),
            Only = g.Key.Only,
            Cancelled = g.Key.Cancelled,
            Refunded = g.Key.Refunded,
        });
    }

    /// <summary>Orders that a check doubted, and those of them that a person changed or rejected; a lack of stock is no doubt and the random draw no check.</summary>
    public static async Task<(int Doubted, int Caught)> CaughtAsync(OrderDeskDb db, IQueryable<Order> judged, CancellationToken ct)
    {
        var orders = await Of(db, judged, db.OrderHolds.Where(h => h.Check != AllChecks.Audit && h.Type != HoldType.Stock))
            .GroupBy(h => h.OrderId).Select(g => new { g.Key, Outcome = g.Max(h => h.Outcome) })
            .GroupBy(o => o.Outcome).Select(g => new { g.Key, Orders = g.Count() }).ToListAsync(ct);
        return (orders.Sum(o => o.Orders), orders.Where(o => o.Key is Hit.Changed or Hit.Rejected).Sum(o => o.Orders));
    }

    /// <summary>The sums by check and currency, in one statement.</summary>
    public static Task<List<HitSum>> SumsAsync(OrderDeskDb db, IQueryable<Order> judged, CancellationToken ct) =>
        Of(db, judged, db.OrderHolds).GroupBy(h => new { h.Check, h.Currency }).Select(g => new HitSum(
            g.Key.Check, g.Key.Currency, g.Count(), g.Sum(h => h.Only),
            g.Sum(h => h.Outcome == Hit.Approved ? 1 : 0), g.Sum(h => h.Outcome == Hit.Changed ? 1 : 0), g.Sum(h => h.Outcome == Hit.Rejected ? 1 : 0),
            g.Sum(h => h.Outcome == Hit.Approved || h.Outcome == Hit.Changed ? h.Cancelled : 0), g.Sum(h => h.Outcome == Hit.Approved || h.Outcome == Hit.Changed ? h.Refunded : 0),
            g.Sum(h => h.TotalMinor), g.Sum(h => h.Outcome == Hit.Rejected ? h.TotalMinor : 0))).ToListAsync(ct);
}
