using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Data;

namespace OrderDesk.Core.Orders;

/// <summary>Finds the orders of a search: a pasted list of numbers, one number, or words; then the filter.</summary>
internal static class OrderLookup
{
    /// <summary>The most orders a search offers to page through.</summary>
    public const int MostFound = 1000;

    private const int Chunk = 1000;
    private const int MostChunks = 20;

    /// <summary>What was found, in no order yet.</summary>
    public sealed record Found(IReadOnlyList<OrderKey> Keys, bool OrMore, IReadOnlyList<string> Missing);

    /// <summary>Finds.</summary>
    public static async Task<Found> FindAsync(OrderDeskDb db, OrderQueue.Filter filter, DaySpan days, CancellationToken ct)
    {
        var only = filter.Only?.ToHashSet();
        if (string.IsNullOrWhiteSpace(filter.Search))
        {
            return new Found(await KeysAsync(db, [.. only ?? []], filter, days, ct), false, []);
        }

        if (OrderNumbers.Pasted(filter.Search) is { } pasted
            && await OfListAsync(db, pasted, filter, days, only, ct) is var listed && (pasted.Certain || listed.Missing.Count < pasted.Numbers.Count))
        {
            return listed;
        }

        if (OrderNumbers.One(filter.Search) is { } number && await db.Orders.AnyAsync(o => o.Id == number, ct))
        {
            return new Found(await KeysAsync(db, Of([number], only), filter, days, ct), false, []);
        }

        return await OfWordsAsync(db, filter, days, only, ct);
    }

    private static async Task<Found> OfListAsync(OrderDeskDb db, OrderNumbers.Paste pasted, OrderQueue.Filter filter, DaySpan days, HashSet<OrderId>? only, CancellationToken ct)
    {
        var numbers = pasted.Numbers.Select(text => (Text: text, Id: OrderId.Parse(text))).ToList();
        var ids = numbers.Where(n => n.Id is not null).Select(n => n.Id!.Value).Distinct().ToList();
        var known = (await db.Orders.Where(o => EF.Parameter(ids).Contains(o.Id)).Select(o => o.Id).ToListAsync(ct)).ToHashSet();
        var others = numbers.Where(n => n.Id is not { } id || !known.Contains(id)).Select(n => n.Text).ToList();
        var external = others.Concat(others.Select(OrderNumbers.Bare)).Distinct().ToList();
        var channels = await db.Channels.OrderBy(c => c.Code).Select(c => c.Id).ToListAsync(ct);
        var byChannel = external.Count == 0 ? [] : await db.Orders
            .Where(o => EF.Parameter(channels).Contains(o.ChannelId) && EF.Parameter(external).Contains(o.ExternalId))
            .Select(o => new { o.Id, o.ExternalId }).ToListAsync(ct);
        var met = byChannel.Select(o => o.ExternalId).ToHashSet(StringComparer.Ordinal);
        var missing = others.Where(text => !met.Contains(text) && !met.Contains(OrderNumbers.Bare(text))).ToList();
        return new Found(await KeysAsync(db, Of(known.Concat(byChannel.Select(o => o.Id)), only), filter, days, ct), false, missing);
    }

    private static async Task<Found> OfWordsAsync(OrderDeskDb db, OrderQueue.Filter filter, DaySpan days, HashSet<OrderId>? only, CancellationToken ct)
    {
        var words = OrderWords.Typed(filter.Search!);
        var found = await OfWordsAsync(db, words, filter, days, only, ct);
        if (OrderWords.Dialled(words) is not { } dialled)
        {
            return found;
        }

        var called = await OfWordsAsync(db, dialled, filter, days, only, ct);
        var keys = found.Keys.UnionBy(called.Keys, k => k.Id).ToList();
        return keys.Count > MostFound ? Newest(keys) : new Found(keys, found.OrMore || called.OrMore, []);
    }

    private static async Task<Found> OfWordsAsync(OrderDeskDb db, IReadOnlyList<string> words, OrderQueue.Filter filter, DaySpan days, HashSet<OrderId>? only, CancellationToken ct)
    {
        var keys = new List<OrderKey>();
        var before = long.MaxValue;
        for (var chunk = 0; chunk < MostChunks; chunk++)
        {
            var ids = await OrderSearch.FindAsync(db, words, before, Chunk, ct);
            keys.AddRange(await KeysAsync(db, Of(ids.Select(id => new OrderId(id)), only), filter, days, ct));
            if (ids.Count < Chunk)
            {
                return keys.Count > MostFound ? Newest(keys) : new Found(keys, false, []);
            }

            if (keys.Count >= MostFound)
            {
                return Newest(keys);
            }

            before = ids[^1];
        }

        return new Found(keys, true, []);
    }

    private static Found Newest(List<OrderKey> keys) => new([.. keys.OrderByDescending(k => k.Id.Value).Take(MostFound)], true, []);

    private static List<OrderId> Of(IEnumerable<OrderId> ids, HashSet<OrderId>? only) => [.. ids.Where(id => only?.Contains(id) ?? true).Distinct()];

    private static async Task<List<OrderKey>> KeysAsync(OrderDeskDb db, List<OrderId> ids, OrderQueue.Filter filter, DaySpan days, CancellationToken ct) =>
        ids.Count == 0 ? [] : await OrderQueueQueries.Matching(db.Orders.Where(o => EF.Parameter(ids).Contains(o.Id)), filter, days)
            .Select(o => new OrderKey(o.Id, o.PlacedAt, o.TotalMinor)).ToListAsync(ct);
}
