using System.Numerics;
using OrderDesk.Core.Data;
using OrderDesk.Core.Data.Checks;

namespace OrderDesk.Core.Orders;

/// <summary>What a channel says an order costs is explained line by line, or the rest is named.</summary>
internal sealed class OrderMoneyAddsUp() : QueryInvariant("I6 order-totals", "Every total is lines + shipping + adjustments + tax − discount + what is noted as unexplained")
{
    public override IReadOnlyList<string> Queries(Dialect dialect) =>
    [
        "SELECT o.id AS number, o.total_minor AS total, o.lines_minor AS lines_kept, COALESCE(l.net, 0) AS lines_counted, o.unexplained_minor AS unexplained " +
        "FROM orders AS o LEFT JOIN (SELECT order_id, SUM(net_minor) AS net FROM order_lines WHERE kind IN (1, 2) GROUP BY order_id) AS l ON l.order_id = o.id " +
        "WHERE o.lines_minor <> COALESCE(l.net, 0) OR o.unexplained_minor <> " +
        "o.total_minor - (COALESCE(l.net, 0) + o.shipping_minor + o.adjustment_minor + o.tax_minor - o.discount_minor)",
    ];
}

/// <summary>A channel's order and refund are here once.</summary>
internal sealed class EveryOrderIsHereOnce() : QueryInvariant("I8 once", "Every number of a channel is here once")
{
    public override IReadOnlyList<string> Queries(Dialect dialect) =>
    [
        "SELECT o.channel_id AS channel, o.external_id AS external_number, COUNT(*) AS times FROM orders AS o GROUP BY o.channel_id, o.external_id HAVING COUNT(*) > 1",
        "SELECT r.channel_id AS channel, r.external_id AS external_refund, COUNT(*) AS times FROM refunds AS r GROUP BY r.channel_id, r.external_id HAVING COUNT(*) > 1",
        "SELECT b.name AS ids, b.next AS next_number FROM id_blocks AS b WHERE b.name = 'OrderId' AND b.next <= (SELECT COALESCE(MAX(o.id), 0) FROM orders AS o)",
    ];
}

/// <summary>The timeline is the whole story: no entry missing, every move a legal one, the last one where the order stands.</summary>
internal sealed class TimelinesAreWhole() : QueryInvariant("I9 timelines", "Every change of status is on the timeline, legal, and follows on the one before")
{
    public override IReadOnlyList<string> Queries(Dialect dialect) =>
    [
        "SELECT o.id AS number, o.event_count AS entries_kept, COALESCE(e.entries, 0) AS entries_counted, COALESCE(e.last, 0) AS last_entry " +
        "FROM orders AS o LEFT JOIN (SELECT order_id, COUNT(*) AS entries, MAX(number) AS last FROM order_events GROUP BY order_id) AS e ON e.order_id = o.id " +
        "WHERE o.event_count <> COALESCE(e.entries, 0) OR o.event_count <> COALESCE(e.last, 0) OR (o.event_count = 0 AND o.origin = " + (int)OrderOrigin.Live + ")",

        "SELECT m.order_id AS number, m.number AS entry, m.previous AS stood_at, m.from_status AS came_from, m.to_status AS went_to, o.status AS stands_at FROM " +
        "(SELECT order_id, number, from_status, to_status, LAG(to_status) OVER (PARTITION BY order_id ORDER BY number) AS previous, " +
        "LEAD(to_status) OVER (PARTITION BY order_id ORDER BY number) AS following FROM order_events WHERE to_status IS NOT NULL) AS m " +
        "JOIN orders AS o ON o.id = m.order_id " +
        "WHERE (m.previous IS NULL AND m.from_status IS NOT NULL) OR (m.previous IS NOT NULL AND COALESCE(m.from_status, 0) <> m.previous) " +
        "OR (m.previous IS NOT NULL AND m.previous * 100 + m.to_status NOT IN (" + LegalMoves + ")) OR (m.following IS NULL AND m.to_status <> o.status)",
    ];

    private static string LegalMoves => string.Join(", ",
        from was in Enum.GetValues<OrderStatus>()
        from became in Enum.GetValues<OrderStatus>()
        where OrderLifecycle.Allows(was, became) || OrderLifecycle.TakesBack(was, became)
        select ((int)was * 100) + (int)became);
}

/// <summary>Nothing is decided for good twice.</summary>
internal sealed class EndsComeOnce() : QueryInvariant("I10 decisions", "Every order is cancelled or completed at most once")
{
    public override IReadOnlyList<string> Queries(Dialect dialect) =>
    [
        "SELECT e.order_id AS number, COUNT(*) AS ends FROM order_events AS e WHERE e.to_status IN " +
        $"({(int)OrderStatus.Completed}, {(int)OrderStatus.Cancelled}) GROUP BY e.order_id HAVING COUNT(*) > 1",
    ];
}

/// <summary>A row names the open holds it has, and its status goes with them.</summary>
internal sealed class HoldsAgree() : QueryInvariant("holds", "Every order names the holds that are open, and is on hold only because of them")
{
    private static readonly string Free = string.Join(", ", Enum.GetValues<OrderStatus>()
        .Where(status => status is not (OrderStatus.AwaitingPayment or OrderStatus.Verifying or OrderStatus.OnHold)).Select(status => (int)status));

    public override IReadOnlyList<string> Queries(Dialect dialect) =>
    [
        $"SELECT o.id AS number, o.open_holds AS kept, COALESCE(h.bits, 0) AS counted FROM orders AS o LEFT JOIN (SELECT order_id, SUM(DISTINCT type) AS bits FROM order_holds WHERE state = {(int)HoldState.Open} GROUP BY order_id) AS h " +
        "ON h.order_id = o.id WHERE o.open_holds <> COALESCE(h.bits, 0)",
        $"SELECT o.id AS number, o.status AS stands_at, o.open_holds AS holds FROM orders AS o WHERE (o.status = {(int)OrderStatus.OnHold} AND o.open_holds = 0) OR (o.status IN ({Free}) AND o.open_holds <> 0)",
    ];
}

/// <summary>Counts kept in the transaction are what a recount gives.</summary>
internal sealed class OrderCountsAgree() : QueryInvariant("counts", "Orders per status and per hold are what a recount gives")
{
    public override IReadOnlyList<string> Queries(Dialect dialect)
    {
        var statuses = Enum.GetValues<OrderStatus>().Select(status => $"SELECT '{OrderCounters.Of(status)}' AS name, COUNT(*) AS counted FROM orders WHERE status = {(int)status}");
        var holds = Enum.GetValues<HoldType>().Where(type => BitOperations.IsPow2((int)type))
            .Select(type => $"SELECT '{OrderCounters.Of(type)}' AS name, COUNT(DISTINCT order_id) AS counted FROM order_holds WHERE state = {(int)HoldState.Open} AND type = {(int)type}");
        return
        [
            "SELECT r.name AS counter, COALESCE(k.kept, 0) AS kept, r.counted AS counted FROM (" + string.Join(" UNION ALL ", statuses.Concat(holds)) + ") AS r " +
            "LEFT JOIN (SELECT name, SUM(value) AS kept FROM counters GROUP BY name) AS k ON k.name = r.name WHERE COALESCE(k.kept, 0) <> r.counted",
        ];
    }
}

/// <summary>Whatever is here can be found.</summary>
internal sealed class EveryOrderIsFound() : QueryInvariant("search", "Every order can be found by the search")
{
    public override IReadOnlyList<string> Queries(Dialect dialect) => [dialect.UnindexedOrders];
}

/// <summary>Every byte of a file beside a note is here.</summary>
internal sealed class FilesAreWhole() : QueryInvariant("I16 files", "Every file beside a note has all its bytes")
{
    public override IReadOnlyList<string> Queries(Dialect dialect) =>
    [
        "SELECT f.order_id AS number, f.entry AS entry, f.bytes AS bytes_kept, COALESCE(p.bytes, 0) AS bytes_counted FROM note_files AS f " +
        "LEFT JOIN (SELECT file_id, SUM(bytes) AS bytes, COUNT(*) AS parts, MAX(number) AS last FROM note_file_parts GROUP BY file_id) AS p ON p.file_id = f.id " +
        "WHERE f.entry IS NOT NULL AND (f.sha256 IS NULL OR f.bytes <> COALESCE(p.bytes, 0) OR p.parts <> p.last)",
    ];
}
