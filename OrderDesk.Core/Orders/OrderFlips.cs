using System.Text.Json;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Orders;

public sealed partial class Order
{
    /// <summary>What can be news to the checks: a hold that ends by itself says which of these ended it.</summary>
    private static readonly HashSet<string> News =
        ["order.payment-recorded", "order.contact-corrected", "order.lines-edited", "order.substituted", "order.split", "order.backordered", "order.reserved", "order.hold-released", "order.hold-expired", "order.twin-cancelled"];

    /// <summary>Whether something was said of the money in this write.</summary>
    internal bool HeardOfPayment => _events.Exists(entry => entry.Code is "order.payment-recorded");

    /// <summary>An order that this one was held for is cancelled: said before the checks look again.</summary>
    internal void HearOfCancelled(OrderId other, Actor actor, DateTime now) => Append("order.twin-cancelled", actor, now, data: new { other = other.Number });

    /// <summary>The cause of a hold is gone: it ends by itself, and the timeline says what ended it.</summary>
    private void Lift(OrderHold hold, Actor actor, DateTime now)
    {
        hold.End(HoldState.Resolved, null, null, now);
        Append("order.hold-resolved", actor, now, data: new
        {
            type = hold.Type.ToString(),
            reason = hold.Reason,
            args = JsonSerializer.Deserialize<JsonElement>(hold.Args),
            // That units are there is news to who lacked them; to the others it only follows from what happened.
            because = _events.FindLast(entry => News.Contains(entry.Code) && (entry.Code is not "order.reserved" || hold.Type is HoldType.Stock))?.Code,
        });
    }
}
