using OrderDesk.Core.Data;
using OrderDesk.Core.Data.Checks;
using OrderDesk.Core.Orders;

namespace OrderDesk.Core.Intake;

/// <summary>Every order that was taken has its receipt, under the number it was sent with.</summary>
internal sealed class EveryOrderHasAReceipt() : QueryInvariant("I15 receipts", "Every order taken has a receipt with the channel's number")
{
    public override IReadOnlyList<string> Queries(Dialect dialect) =>
    [
        $"SELECT o.id AS number, o.external_id AS external_number FROM orders AS o WHERE o.origin = {(int)OrderOrigin.Live} AND NOT EXISTS " +
        "(SELECT 1 FROM intake_receipts AS r WHERE r.order_id = o.id AND r.channel_id = o.channel_id AND r.external_id = o.external_id)",
    ];
}
