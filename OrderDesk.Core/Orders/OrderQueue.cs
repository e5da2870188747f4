using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using OrderDesk.Core.Channels;
using OrderDesk.Core.Data;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Orders;

/// <summary>What the queue is sorted by.</summary>
public enum OrderSort
{
    /// <summary>When the customer bought.</summary>
    Placed = 1,

    /// <summary>What the customer owes.</summary>
    Total = 2,
}

/// <summary>The queue of all orders: filtered, searched, sorted and paged by the database.</summary>
public sealed class OrderQueue(IDbContextFactory<OrderDeskDb> contexts, IOptions<CompanyOptions> company)
{
    /// <summary>Which orders are wanted and in which order.</summary>
    public sealed record Filter
    {
        /// <summary>Only orders that stand here.</summary>
        public OrderStatus? Status { get; init; }

        /// <summary>Only orders of this channel.</summary>
        public ChannelId? Channel { get; init; }

        /// <summary>Only orders with an open hold of this type.</summary>
        public HoldType? Hold { get; init; }

        /// <summary>Only orders whose money stands here.</summary>
        public PaymentStatus? Payment { get; init; }

        /// <summary>Only orders placed on this day of the company or later.</summary>
        public DateOnly? From { get; init; }

        /// <summary>Only orders placed on this day of the company or earlier.</summary>
        public DateOnly? To { get; init; }

        /// <summary>Words, a number, or a pasted list of numbers.</summary>
        public string? Search { get; init; }

        /// <summary>Only these orders; null for all.</summary>
        public IReadOnlyCollection<OrderId>? Only { get; init; }

        /// <summary>What to sort by.</summary>
        public OrderSort Sort { get; init; } = OrderSort.Placed;

        /// <summary>Whether the smallest or oldest comes first.</summary>
        public bool Ascending { get; init; }

        internal bool HasOnlyStatus => (Channel, Hold, Payment, From, To) is (null, null, null, null, null);
    }

    /// <summary>One order of the queue.</summary>
    public sealed record Row(
        OrderId Id, string ExternalId, ChannelId ChannelId, DateTime PlacedAt, string? Customer, string? City, int Lines, long TotalMinor, string Currency,
        PaymentStatus Payment, OrderStatus Status, HoldType OpenHolds, DateTime? HeldSince, DateTime? WaitingUntil, int Version)
    {
        /// <summary>The total with its currency.</summary>
        public Money Total => new(TotalMinor, Currency);
    }

    /// <summary>One page.</summary>
    /// <param name="Page">The rows with the ways on and back.</param>
    /// <param name="Found">How many orders the search found, or null where nothing was counted.</param>
    /// <param name="OrMore">Whether the search stopped counting there.</param>
    /// <param name="Missing">Numbers of a pasted list that no order has.</param>
    public sealed record Answer(Page<Row> Page, int? Found, bool OrMore, IReadOnlyList<string> Missing);

    /// <summary>Reads one page.</summary>
    public async Task<Result<Answer>> ReadAsync(Actor actor, Filter filter, Paging paging, CancellationToken ct)
    {
        if (!actor.Can(OrdersPermissions.Read))
        {
            return Error.Forbidden("orders.read-forbidden");
        }

        var days = new DaySpan(filter.From, filter.To, TimeZoneInfo.FindSystemTimeZoneById(company.Value.TimeZone));
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (filter is { Only: null, HasOnlyStatus: true, Status: null, Search: { Length: > 0 } typed } && OrderNumbers.One(typed) is { } number
            && await OrderQueueQueries.OfNumberAsync(db, number, ct) is { } one)
        {
            return new Answer(new Page<Row>([one], null, null), 1, false, []);
        }

        if (filter.Only is not null || !string.IsNullOrWhiteSpace(filter.Search))
        {
            var found = await OrderLookup.FindAsync(db, filter, days, ct);
            return new Answer(await OfFoundAsync(db, found.Keys, filter, paging, ct), found.Keys.Count, found.OrMore, found.Missing);
        }

        return new Answer(await WalkAsync(db, filter, days, paging, ct), null, false, []);
    }

    private static async Task<Page<Row>> WalkAsync(OrderDeskDb db, Filter filter, DaySpan days, Paging paging, CancellationToken ct)
    {
        var cursor = OrderCursor.Parse(paging.After, filter.Sort);
        var back = paging.Back && cursor is not null;
        var rows = filter is { HasOnlyStatus: true, Sort: OrderSort.Placed, Ascending: false } && !back
            ? await OrderQueueQueries.NewestAsync(db, filter.Status, cursor, paging.Take + 1, ct)
            : await OrderQueueQueries.Rows(OrderQueueQueries.Walk(OrderQueueQueries.Narrowed(db.Orders, filter, days), filter, cursor, back))
                .Take(paging.Take + 1).ToListAsync(ct);
        return rows.ToPage(paging, cursor is not null, row => OrderCursor.Of(row, filter.Sort).ToString());
    }

    private static async Task<Page<Row>> OfFoundAsync(OrderDeskDb db, IReadOnlyList<OrderKey> keys, Filter filter, Paging paging, CancellationToken ct)
    {
        var sorted = keys.OrderBy(k => OrderCursor.Of(k, filter.Sort)).ToList();
        if (!filter.Ascending)
        {
            sorted.Reverse();
        }

        var start = 0;
        if (OrderCursor.Parse(paging.After, filter.Sort) is { } cursor)
        {
            var at = sorted.FindIndex(k => OrderCursor.Of(k, filter.Sort).CompareTo(cursor) == 0);
            start = at < 0 ? 0 : paging.Back ? Math.Max(0, at - paging.Take) : at + 1;
        }

        var ids = sorted.Skip(start).Take(paging.Take).Select(k => k.Id).ToList();
        var rows = ids.Count == 0 ? [] : await OrderQueueQueries.Rows(db.Orders.Where(o => EF.Parameter(ids).Contains(o.Id))).ToListAsync(ct);
        rows = [.. ids.Join(rows, id => id, row => row.Id, (_, row) => row)];
        return rows.Count == 0 ? Page<Row>.Empty : new Page<Row>(
            rows,
            start + ids.Count < sorted.Count ? OrderCursor.Of(rows[^1], filter.Sort).ToString() : null,
            start > 0 ? OrderCursor.Of(rows[0], filter.Sort).ToString() : null);
    }
}
