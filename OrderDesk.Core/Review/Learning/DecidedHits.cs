using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Data;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Shared;
using OrderDesk.Core.Verification;

namespace OrderDesk.Core.Review.Learning;

/// <summary>One order that a check held and a person decided.</summary>
internal sealed record DecidedHit
{
    public required string Check { get; init; }

    public required OrderId OrderId { get; init; }

    public required Money Total { get; init; }

    /// <summary>Whether the check was right to ask: a person changed or rejected the order.</summary>
    public required bool Right { get; init; }

    /// <summary>Whether it was cancelled or given money back for after a person had let it go.</summary>
    public required bool Later { get; init; }

    /// <summary>Whether no other check ever held it.</summary>
    public required bool Only { get; init; }

    /// <summary>From claim to decision, in minutes; null where nobody claimed it.</summary>
    public double? Minutes { get; init; }

    /// <summary>What the holds of the check said, by the code of the reason.</summary>
    public IReadOnlyList<(string Reason, IReadOnlyList<Term> Args)> Told { get; init; } = [];

    /// <summary>Whether it was let go as it was and nothing came of it.</summary>
    public bool Good => !Right && !Later;
}

/// <summary>What became of held orders that would have gone through.</summary>
/// <param name="Decided">Orders that a person decided.</param>
/// <param name="Good">Of these, let go as they were, and nothing came of it later.</param>
/// <param name="Later">Of these, let go, and cancelled or given money back for later.</param>
/// <param name="Saved">Of these, held by nothing else: looks that would not have been needed.</param>
/// <param name="Minutes">Minutes from claim to decision that those looks took.</param>
/// <param name="Timed">Looks these minutes come from.</param>
/// <param name="Waited">What the orders of those looks cost, by currency: the value that waited.</param>
/// <param name="Missed">The newest of those that were not good; <see cref="MostMissed"/> at most.</param>
public sealed record FreedOrders(int Decided, int Good, int Later, int Saved, double Minutes, int Timed, IReadOnlyList<Money> Waited, IReadOnlyList<OrderId> Missed)
{
    /// <summary>The most orders that are named.</summary>
    public const int MostMissed = 20;

    /// <summary>How many were not good: what would have been missed.</summary>
    public int Lost => Decided - Good;

    /// <summary>The share that was let go as it was and of which nothing came later.</summary>
    public CountedShare GoodShare => CountedShare.Count(Good, Decided);

    internal static FreedOrders Of(IReadOnlyCollection<DecidedHit> hits)
    {
        var saved = hits.Where(hit => hit.Only).ToList();
        return new FreedOrders(
            hits.Count, hits.Count(hit => hit.Good), hits.Count(hit => hit.Later), saved.Count, saved.Sum(hit => hit.Minutes ?? 0), saved.Count(hit => hit.Minutes is not null),
            [.. saved.GroupBy(hit => hit.Total.Currency).OrderBy(own => own.Key, StringComparer.Ordinal).Select(own => new Money(own.Sum(hit => hit.Total.Minor), own.Key))],
            [.. hits.Where(hit => !hit.Good).Select(hit => hit.OrderId).OrderByDescending(id => id.Value).Take(MostMissed)]);
    }
}

/// <summary>Reads the orders of a period that some checks held and people decided, the newest where there are many.</summary>
internal static class DecidedHits
{
    /// <summary>Held orders that are looked at; the newest where there are more.</summary>
    public const int Most = 5_000;

    /// <summary>The hits of these checks, and whether there are more than were read.</summary>
    public static async Task<(IReadOnlyList<DecidedHit> Hits, bool OrMore)> ReadAsync(OrderDeskDb db, IQueryable<Order> judged, IReadOnlyCollection<string> checks, CancellationToken ct)
    {
        var rows = await HitOutcomes.Of(db, judged, db.OrderHolds.Where(h => checks.Contains(h.Check!))).Where(h => h.Outcome != Hit.Undecided)
            .OrderByDescending(h => h.OrderId).ThenBy(h => h.Check).Take(Most + 1).ToListAsync(ct);
        var ids = rows.Take(Most).Select(row => row.OrderId).Distinct().ToList();
        var timed = await db.ReviewDecisions.AsNoTracking().Where(d => EF.Parameter(ids).Contains(d.OrderId) && d.BegunAt != null)
            .Select(d => new { d.OrderId, d.At, Begun = d.BegunAt!.Value }).ToListAsync(ct);
        var minutes = timed.GroupBy(d => d.OrderId).ToDictionary(own => own.Key, own => own.Sum(d => (d.At - d.Begun).TotalMinutes));
        var told = (await db.OrderHolds.AsNoTracking().Where(h => EF.Parameter(ids).Contains(h.OrderId) && checks.Contains(h.Check!))
            .Select(h => new { h.OrderId, Check = h.Check!, h.Reason, h.Args }).ToListAsync(ct)).ToLookup(h => (h.OrderId, h.Check));
        return ([.. rows.Take(Most).Select(row => new DecidedHit
        {
            Check = row.Check,
            OrderId = row.OrderId,
            Total = new Money(row.TotalMinor, row.Currency),
            Right = row.Outcome is Hit.Changed or Hit.Rejected,
            Later = row.Outcome is Hit.Approved && row.Cancelled + row.Refunded > 0,
            Only = row.Only > 0,
            Minutes = minutes.TryGetValue(row.OrderId, out var spent) ? spent : null,
            Told = [.. told[(row.OrderId, row.Check)].Select(h => (h.Reason, FindingsText.ReadArgs(h.Args)))],
        })], rows.Count > Most);
    }
}
