using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Orders;

public sealed partial class Order
{
    private bool _frees;

    /// <summary>
    /// Applies what the checks found: new reasons hold the order, vanished ones resolve, the very reason that a person released before stays released; the same
    /// check with other facts holds anew. Holds and lines must be loaded.
    /// </summary>
    public Result Judge(IReadOnlyList<HoldReason> reasons, int policyVersion, Actor actor, DateTime now, OrderMarks? marks = null)
    {
        if (Status is not (OrderStatus.AwaitingPayment or OrderStatus.Verifying or OrderStatus.OnHold or OrderStatus.ReadyToFulfil))
        {
            return Error.Conflict("orders.is-over", Status);
        }

        PolicyVersion = policyVersion;
        UpdatedAt = now;
        Mark(marks ?? OrderMarks.None, actor, now);
        // Until the money is there only the lack of stock is held against an order; everything else is judged when it is paid.
        var wanted = Status is OrderStatus.AwaitingPayment && Payment is PaymentStatus.Pending
            ? reasons.Where(r => r.Type is HoldType.Stock).ToList()
            : reasons;
        foreach (var hold in _holds.Where(h => h.State is HoldState.Open && h.Check is not null && !wanted.Any(r => Same(h, r))).ToList())
        {
            Lift(hold, actor, now);
        }

        foreach (var reason in wanted.Where(r => !_holds.Any(h => Same(h, r) && h.State is HoldState.Open) && !IsWaived(r)))
        {
            Hold(reason, actor, now);
        }

        HoldsNow(now);
        return Conclude(actor, now);
    }

    /// <summary>A person holds the order.</summary>
    public Result HoldByHand(string? why, Actor actor, DateTime now, HoldTerms? terms = null)
    {
        if (Worded(why, OrderHold.NoteMaxLength, "orders.hold-reason") is { } refusal)
        {
            return refusal;
        }

        if (!OrderLifecycle.IsBeforePicking(Status))
        {
            return Error.Conflict("orders.illegal-move", Status, OrderStatus.OnHold);
        }

        var reason = new HoldReason(HoldType.Manual, "hold.by-hand", [why!.Trim()]);
        Hold(terms?.On(reason, now) ?? reason, actor, now);
        HoldsNow(now);
        return Conclude(actor, now);
    }

    /// <summary>
    /// A person releases open holds, all of them when none is named. A shortage cannot be released, only filled.
    /// Releasing a hold that is not open is an error; holds must be loaded.
    /// </summary>
    public Result Release(IReadOnlyCollection<OrderHoldId> which, string? note, Actor actor, DateTime now)
    {
        if (note?.Length > OrderHold.NoteMaxLength)
        {
            return Error.Invalid("orders.note-too-long", OrderHold.NoteMaxLength);
        }

        var open = _holds.Where(h => h.State is HoldState.Open).ToList();
        var chosen = which.Count == 0 ? open.Where(h => h.Type is not HoldType.Stock).ToList() : open.Where(h => which.Contains(h.Id)).ToList();
        if (chosen.Count == 0 || (which.Count > 0 && chosen.Count != which.Distinct().Count()))
        {
            return Error.Conflict("orders.hold-not-open");
        }

        if (chosen.Any(h => h.Type is HoldType.Stock))
        {
            return Error.Conflict("orders.shortage-cannot-be-released");
        }

        foreach (var hold in chosen)
        {
            hold.End(HoldState.Released, actor.Id, note, now);
            Append("order.hold-released", actor, now, data: new { type = hold.Type.ToString(), reason = hold.Reason }, note: note);
        }

        HoldsNow(now);
        WaitingUntil = null;
        return Conclude(actor, now);
    }

    /// <summary>Puts on it what rules ask for now; what people and the channel set is kept apart and stays.</summary>
    private void Mark(OrderMarks marks, Actor actor, DateTime now)
    {
        var known = (AutoTags ?? "").Split(',');
        var added = marks.Tags.Except(known, StringComparer.OrdinalIgnoreCase).ToList();
        if (added.Count > 0)
        {
            Append("order.tagged", actor, now, data: new { tags = string.Join(", ", added) });
        }

        if (marks.Queue is { } queue && queue != ReviewQueue)
        {
            Append("order.routed", actor, now, data: new { queue });
        }

        if (marks.NeedsTwo && !NeedsTwo)
        {
            Append("order.needs-two", actor, now);
        }

        (AutoTags, ReviewQueue, NeedsTwo) = (Joined(marks.Tags), marks.Queue, marks.NeedsTwo);
    }

    private void Hold(HoldReason reason, Actor actor, DateTime now)
    {
        _frees |= reason.Effect is StockEffect.Frees;
        _holds.Add(OrderHold.Place(default, Id, reason, now));
        Append("order.held", actor, now, data: new { type = reason.Type.ToString(), reason = reason.Code, args = reason.Args });
    }

    /// <summary>What the open holds add up to; tells the features below when it changed, or when a new hold puts units back on sale.</summary>
    private void HoldsNow(DateTime now)
    {
        var before = OpenHolds;
        OpenHolds = _holds.Where(h => h.State is HoldState.Open).Aggregate(HoldType.None, (all, hold) => all | hold.Type);
        HeldSince = OpenHolds is HoldType.None ? null : HeldSince ?? now;
        if (before != OpenHolds || _frees)
        {
            _frees = false;
            Raise(new HoldsChanged(this, before, OpenHolds));
        }
    }

    /// <summary>Where the order stands now that holds and payment are known.</summary>
    private Result Conclude(Actor actor, DateTime now)
    {
        if (Status is OrderStatus.AwaitingPayment)
        {
            if (Payment is PaymentStatus.Pending)
            {
                return Result.Ok;
            }

            MoveTo(OrderStatus.Verifying, actor, now);
            Raise(new HoldsCleared(this));
            return Result.Ok;
        }

        if (OpenHolds is not HoldType.None)
        {
            if (Status is OrderStatus.ReadyToFulfil)
            {
                MoveTo(OrderStatus.Verifying, actor, now);
            }

            return Status is OrderStatus.Verifying ? MoveTo(OrderStatus.OnHold, actor, now) : Result.Ok;
        }

        if (Status is OrderStatus.OnHold)
        {
            MoveTo(OrderStatus.Verifying, actor, now);
            Raise(new HoldsCleared(this));
            return Result.Ok;
        }

        return Status is OrderStatus.Verifying && Fulfilment is FulfilmentStatus.Reserved ? MoveTo(OrderStatus.ReadyToFulfil, actor, now) : Result.Ok;
    }

    private bool IsWaived(HoldReason reason) => _holds.Any(h => h.State is HoldState.Released or HoldState.Expired && h.Check is not null && Same(h, reason));

    private static bool Same(OrderHold hold, HoldReason reason) => hold.Check == reason.Check && hold.Reason == reason.Code && hold.Args == reason.ArgsJson;
}
