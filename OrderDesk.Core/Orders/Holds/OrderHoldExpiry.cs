using System.Text.Json;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Orders;

public sealed partial class Order
{
    /// <summary>The time of some open holds is up: they are gone, or the order is, or others are to decide; which is said on the timeline. Holds must be loaded.</summary>
    /// <param name="due">The holds; none of them a shortage where they are to be gone.</param>
    /// <param name="end">What happens.</param>
    /// <param name="refund">What becomes of the money of an order that is cancelled.</param>
    /// <param name="actor">In whose name.</param>
    /// <param name="now">UTC.</param>
    public Result Expire(IReadOnlyCollection<OrderHold> due, HoldEnd end, string? refund, Actor actor, DateTime now)
    {
        if (due.Any(hold => hold.State is not HoldState.Open))
        {
            return Error.Conflict("orders.hold-not-open");
        }

        if (end is HoldEnd.Release && due.Any(hold => hold.Type is HoldType.Stock))
        {
            return Error.Conflict("orders.shortage-cannot-be-released");
        }

        foreach (var hold in due)
        {
            Append("order.hold-expired", actor, now, data: new { type = hold.Type.ToString(), reason = hold.Reason, args = JsonSerializer.Deserialize<JsonElement>(hold.Args), end = end.ToString() });
            if (end is HoldEnd.Escalate)
            {
                hold.ForgetExpiry();
            }
            else
            {
                hold.End(HoldState.Expired, null, null, now);
            }
        }

        return end switch
        {
            HoldEnd.Escalate => Result.Ok,
            HoldEnd.Release => GoOn(actor, now),
            HoldEnd.Cancel => GiveUp(refund, actor, now),
        };
    }

    /// <summary>Holds whose type has no end any more last for ever. Holds must be loaded.</summary>
    internal static void ForgetExpiry(IEnumerable<OrderHold> holds)
    {
        foreach (var hold in holds)
        {
            hold.ForgetExpiry();
        }
    }

    private Result GoOn(Actor actor, DateTime now)
    {
        HoldsNow(now);
        return Conclude(actor, now);
    }

    private Result GiveUp(string? refund, Actor actor, DateTime now)
    {
        foreach (var hold in _holds.Where(hold => hold.State is HoldState.Open))
        {
            hold.End(HoldState.Closed, null, null, now);
        }

        HoldsNow(now);
        WaitingUntil = null;
        return MoveTo(OrderStatus.Cancelled, actor, now, new { refund });
    }
}
