using OrderDesk.Core.Data;
using OrderDesk.Core.Data.Checks;
using OrderDesk.Core.Orders;

namespace OrderDesk.Core.Review;

/// <summary>Whatever needs a person waits at the desk, once, and a decision has somebody who made it.</summary>
internal sealed class CasesFitTheirOrders() : QueryInvariant("I10 cases", "Every order that needs a person has one open case, and every decision names who made it")
{
    private static readonly string NeedsPerson = FormattableString.Invariant($"(o.open_holds & ~{(int)HoldType.Stock}) <> 0");

    public override IReadOnlyList<string> Queries(Dialect dialect) =>
    [
        $"SELECT o.id AS number, o.open_holds AS holds FROM orders AS o WHERE o.status = {(int)OrderStatus.OnHold} AND {NeedsPerson} " +
        $"AND NOT EXISTS (SELECT 1 FROM review_cases AS c WHERE c.order_id = o.id AND c.state = {(int)ReviewState.Open})",
        $"SELECT c.order_id AS number, o.status AS stands_at, o.open_holds AS holds FROM review_cases AS c JOIN orders AS o ON o.id = c.order_id " +
        $"WHERE c.state = {(int)ReviewState.Open} AND NOT (o.status = {(int)OrderStatus.OnHold} AND {NeedsPerson})",
        $"SELECT c.order_id AS number, c.state AS case_stands_at FROM review_cases AS c WHERE (c.state = {(int)ReviewState.Decided} AND (c.verdict IS NULL OR c.decided_by_name IS NULL OR c.closed_at IS NULL)) " +
        $"OR (c.state <> {(int)ReviewState.Decided} AND c.verdict IS NOT NULL)",
        "SELECT c.order_id AS number, COUNT(*) AS cases FROM review_cases AS c GROUP BY c.order_id HAVING COUNT(*) > 1",
    ];
}
