using OrderDesk.Core.Data;
using OrderDesk.Core.Data.Checks;
using OrderDesk.Core.Orders;

namespace OrderDesk.Core.Inventory;

/// <summary>Levels are the running sum of the ledger.</summary>
internal sealed class LevelsAreTheLedger() : QueryInvariant("I1 on-hand", "Units on hand are the sum of their movements")
{
    public override IReadOnlyList<string> Queries(Dialect dialect) =>
    [
        "SELECT COALESCE(l.variant_id, m.variant_id) AS variant, COALESCE(l.warehouse_id, m.warehouse_id) AS warehouse, COALESCE(l.on_hand, 0) AS on_hand, COALESCE(m.total, 0) AS ledger " +
        "FROM stock_levels AS l FULL JOIN (SELECT variant_id, warehouse_id, SUM(delta) AS total FROM stock_movements GROUP BY variant_id, warehouse_id) AS m " +
        "ON m.variant_id = l.variant_id AND m.warehouse_id = l.warehouse_id WHERE COALESCE(l.on_hand, 0) <> COALESCE(m.total, 0)",
    ];
}

/// <summary>Nothing is promised that is not there.</summary>
internal sealed class NothingIsOversold() : QueryInvariant("I2 oversold", "Promised units are between none and all that are on hand")
{
    public override IReadOnlyList<string> Queries(Dialect dialect) =>
        ["SELECT l.variant_id AS variant, l.warehouse_id AS warehouse, l.on_hand AS on_hand, l.reserved AS reserved FROM stock_levels AS l WHERE l.on_hand < 0 OR l.reserved < 0 OR l.reserved > l.on_hand"];
}

/// <summary>Promised units are promised to somebody.</summary>
internal sealed class PromisesAddUp() : QueryInvariant("I3 reserved", "Reserved units are the sum of open reservations")
{
    public override IReadOnlyList<string> Queries(Dialect dialect) =>
    [
        "SELECT COALESCE(l.variant_id, r.variant_id) AS variant, COALESCE(l.warehouse_id, r.warehouse_id) AS warehouse, COALESCE(l.reserved, 0) AS reserved, COALESCE(r.units, 0) AS promised " +
        $"FROM stock_levels AS l FULL JOIN (SELECT variant_id, warehouse_id, SUM(quantity) AS units FROM reservations WHERE state = {(int)ReservationState.Open} GROUP BY variant_id, warehouse_id) AS r " +
        "ON r.variant_id = l.variant_id AND r.warehouse_id = l.warehouse_id WHERE COALESCE(l.reserved, 0) <> COALESCE(r.units, 0)",
    ];
}

/// <summary>Orders that are over hold no stock, and those that hold stock hold all they need and no more.</summary>
internal sealed class ReservationsFitTheirOrders() : QueryInvariant("I4 reservations", "Only an order that is under way holds stock, and then exactly what its lines need")
{
    private static readonly string Over = string.Join(", ", Enum.GetValues<OrderStatus>()
        .Where(status => OrderLifecycle.IsOver(status) || status is OrderStatus.Shipped or OrderStatus.Delivered).Select(status => (int)status));

    public override IReadOnlyList<string> Queries(Dialect dialect) =>
    [
        $"SELECT r.order_id AS number, r.quantity AS units, o.status AS stands_at, o.fulfilment AS goods_stand_at FROM reservations AS r JOIN orders AS o ON o.id = r.order_id " +
        $"WHERE r.state = {(int)ReservationState.Open} AND (o.status IN ({Over}) OR o.fulfilment = {(int)FulfilmentStatus.Unfulfilled})",
        "SELECT l.order_id AS number, l.number AS line, l.quantity AS needed, COALESCE(r.units, 0) AS reserved FROM orders AS o JOIN order_lines AS l ON l.order_id = o.id " +
        $"LEFT JOIN (SELECT order_id, line_number, SUM(quantity) AS units FROM reservations WHERE state = {(int)ReservationState.Open} GROUP BY order_id, line_number) AS r " +
        $"ON r.order_id = l.order_id AND r.line_number = l.number WHERE o.fulfilment = {(int)FulfilmentStatus.Reserved} AND COALESCE(r.units, 0) <> l.quantity",
    ];
}

/// <summary>An order waits for stock exactly while that is why it is held.</summary>
internal sealed class WaitsHaveHolds() : QueryInvariant("waits", "An order waits for units exactly while a shortage holds it")
{
    public override IReadOnlyList<string> Queries(Dialect dialect) =>
    [
        $"SELECT w.order_id AS number, w.sku AS sku, o.status AS stands_at, o.open_holds AS holds FROM stock_waits AS w JOIN orders AS o ON o.id = w.order_id " +
        $"WHERE o.status NOT IN ({(int)OrderStatus.AwaitingPayment}, {(int)OrderStatus.OnHold}) OR (o.open_holds & {(int)HoldType.Stock}) = 0",
        $"SELECT h.order_id AS number, h.reason AS held_for FROM order_holds AS h WHERE h.state = {(int)HoldState.Open} AND h.type = {(int)HoldType.Stock} " +
        "AND NOT EXISTS (SELECT 1 FROM stock_waits AS w WHERE w.order_id = h.order_id)",
    ];
}
