using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Orders;

/// <summary>A cancelled order lives again: it asks for its units anew.</summary>
public sealed record OrderRestored(Order Order) : IDomainEvent;

public sealed partial class Order
{
    /// <summary>Puts a line of the review desk on the timeline: who took over, who passed it on, and why.</summary>
    internal void LogReview(string code, Actor actor, DateTime now, object? data = null, string? note = null) => Append(code, actor, now, data: data, note: note);

    /// <summary>What waited for one person waits for another.</summary>
    internal void PassPromise(StaffId from, StaffId to)
    {
        if (PromisedBy == from)
        {
            PromisedBy = to;
        }
    }

    /// <summary>Takes a release back: the holds are open again; refused once the order is being picked. Holds must be loaded.</summary>
    public Result TakeBackRelease(IReadOnlyCollection<OrderHoldId> holds, Actor actor, DateTime now)
    {
        if (!OrderLifecycle.IsBeforePicking(Status))
        {
            return Error.Conflict("review.undo-left", Status);
        }

        Reopen(_holds.Where(h => h.State is HoldState.Released && holds.Contains(h.Id)));
        Append("order.decision-undone", actor, now);
        HoldsNow(now);
        return Conclude(actor, now);
    }

    /// <summary>Takes a cancellation back: what it closed is open again and units are asked for anew. Holds must be loaded.</summary>
    public Result TakeBackCancel(Actor actor, DateTime now)
    {
        if (Status is not OrderStatus.Cancelled)
        {
            return Error.Conflict("review.undo-left", Status);
        }

        Reopen(_holds.Where(h => h.State is HoldState.Closed));
        Status = OrderStatus.Verifying;
        Append("order.decision-undone", actor, now, OrderStatus.Cancelled, OrderStatus.Verifying);
        Raise(new OrderRestored(this));
        HoldsNow(now);
        return Conclude(actor, now);
    }

    private void Reopen(IEnumerable<OrderHold> holds)
    {
        foreach (var hold in holds)
        {
            hold.Reopen();
            _frees |= hold.Effect is StockEffect.Frees;
        }
    }
}
