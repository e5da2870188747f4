using System.Text.Json;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Orders;

/// <summary>An order was taken to be fulfilled.</summary>
public sealed record OrderTaken(Order Order) : IDomainEvent;

/// <summary>An order came into being or changed its status.</summary>
public sealed record OrderMoved(Order Order, OrderStatus? From, OrderStatus To) : IDomainEvent;

/// <summary>What checks judge has changed: contact, address, payment.</summary>
public sealed record OrderAmended(OrderId OrderId) : IDomainEvent;

/// <summary>The set of open holds changed.</summary>
public sealed record HoldsChanged(Order Order, HoldType Before, HoldType After) : IDomainEvent;

/// <summary>The last hold was released: stock and checks have the last word.</summary>
public sealed record HoldsCleared(Order Order) : IDomainEvent;

public sealed partial class Order
{
    /// <summary>Puts a line on the timeline; the only way onto it.</summary>
    private void Append(string code, Actor actor, DateTime now, OrderStatus? from = null, OrderStatus? to = null, object? data = null, string? note = null)
    {
        EventCount++;
        UpdatedAt = now;
        _events.Add(OrderEvent.Write(Id, EventCount, actor, now, code, from, to, data is null ? null : JsonSerializer.Serialize(data), note));
        if (to is { } status)
        {
            Raise(new OrderMoved(this, from, status));
        }
    }

    /// <summary>The new entries, to be written past the change tracker; the order lets go of them.</summary>
    internal IReadOnlyList<OrderEvent> TakeTimeline()
    {
        var taken = _events.ToList();
        _events.Clear();
        return taken;
    }

    /// <summary>Writes a note on the timeline.</summary>
    public Result AddNote(string? text, Actor actor, DateTime now, IReadOnlyList<Mention>? named = null)
    {
        if (Worded(text, OrderEvent.NoteMaxLength, "orders.note") is { } refusal)
        {
            return refusal;
        }

        Append(OrderEvent.NoteCode, actor, now, data: Mentions.Data(named ?? []), note: text!.Trim());
        if (named is { Count: > 0 })
        {
            Raise(new NoteWritten(Id, EventCount, named));
        }

        return Result.Ok;
    }

    /// <summary>Records that the customer was asked and how long an answer is awaited.</summary>
    public Result AskCustomer(string? question, string? by, DateTime until, Actor actor, DateTime now)
    {
        if (Worded(question, OrderEvent.NoteMaxLength, "orders.question") is { } refusal)
        {
            return refusal;
        }

        if (Status is not OrderStatus.OnHold)
        {
            return Error.Conflict("orders.not-on-hold", Status);
        }

        (WaitingUntil, PromisedBy) = (until, actor.Id);
        Append("order.asked", actor, now, data: new { by, until }, note: question!.Trim());
        return Result.Ok;
    }

    /// <summary>No answer has come: it is awaited until another instant.</summary>
    public Result WaitLonger(DateTime until, Actor actor, DateTime now)
    {
        if (WaitingUntil is not { } before || Status is not OrderStatus.OnHold)
        {
            return Error.Conflict("orders.not-waiting");
        }

        (WaitingUntil, PromisedBy) = (until, actor.Id);
        Append("order.waited-longer", actor, now, data: new { until, before });
        return Result.Ok;
    }

    /// <summary>Ends the order before anything has left; open holds close with it.</summary>
    public Result Cancel(string? reason, string? refund, Actor actor, DateTime now)
    {
        if (Worded(reason, OrderHold.NoteMaxLength, "orders.cancel-reason") is { } refusal)
        {
            return refusal;
        }

        if (!OrderLifecycle.IsBeforePicking(Status))
        {
            return Error.Conflict("orders.illegal-move", Status, OrderStatus.Cancelled);
        }

        foreach (var hold in _holds.Where(h => h.State is HoldState.Open))
        {
            hold.End(HoldState.Closed, actor.Id, null, now);
        }

        HoldsNow(now);
        WaitingUntil = null;
        return MoveTo(OrderStatus.Cancelled, actor, now, new { refund }, reason!.Trim());
    }

    /// <summary>Says who buys and how to reach them, after asking; checks run again.</summary>
    public Result CorrectContact(string? name, string? email, string? phone, PostalAddress shipping, Actor actor, DateTime now)
    {
        if (!OrderLifecycle.IsBeforePicking(Status))
        {
            return Error.Conflict("orders.too-late-to-change", Status);
        }

        var changed = new List<string>();
        Note(changed, nameof(CustomerName), CustomerName, name);
        Note(changed, nameof(Email), Email, email);
        Note(changed, nameof(Phone), Phone, phone);
        Note(changed, nameof(Shipping), Shipping, shipping);
        if (changed.Count == 0)
        {
            return Error.Invalid("orders.nothing-changed");
        }

        (CustomerName, Email, Phone, Shipping, ShipTo, WaitingUntil) = (name, email, phone, shipping, shipping.Fingerprint(), null);
        Append("order.contact-corrected", actor, now, data: new { changed });
        Raise(new OrderAmended(Id));
        return Result.Ok;

        static void Note<T>(List<string> changed, string field, T before, T after)
        {
            if (!Equals(before, after))
            {
                changed.Add(field);
            }
        }
    }

    /// <summary>Every unit is promised to this order.</summary>
    public void MarkReserved(Actor actor, DateTime now, object? data = null)
    {
        if (Fulfilment is FulfilmentStatus.Unfulfilled)
        {
            Fulfilment = FulfilmentStatus.Reserved;
            Append("order.reserved", actor, now, data: data);
        }
    }

    /// <summary>Its units went back on sale.</summary>
    public void MarkUnreserved(Actor actor, DateTime now)
    {
        if (Fulfilment is FulfilmentStatus.Reserved)
        {
            Fulfilment = FulfilmentStatus.Unfulfilled;
            Append("order.unreserved", actor, now);
        }
    }

    /// <summary>Lines whose SKU the catalogue has learned since know their variant; whether there were any.</summary>
    public bool Recognise(string sku, Catalog.VariantId variant)
    {
        var lines = _lines.FindAll(l => l.VariantId is null && l.Sku == sku);
        lines.ForEach(l => l.Recognise(variant));
        return lines.Count > 0;
    }

    private Result MoveTo(OrderStatus next, Actor actor, DateTime now, object? data = null, string? note = null)
    {
        if (!OrderLifecycle.Allows(Status, next))
        {
            return Error.Conflict("orders.illegal-move", Status, next);
        }

        var from = Status;
        Status = next;
        Append("order.moved", actor, now, from, next, data, note);
        return Result.Ok;
    }

    private static Error? Worded(string? text, int max, string code) =>
        string.IsNullOrWhiteSpace(text) ? Error.Invalid(code + "-required")
        : text.Trim().Length > max ? Error.Invalid(code + "-too-long", max)
        : null;
}
