using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Orders;

/// <summary>The id of one entry of an order's timeline.</summary>
public readonly record struct OrderEventId(long Value) : ITypedId;

/// <summary>One entry of an order's timeline: who, when, what, before and after; written in the commit of the change itself.</summary>
public sealed class OrderEvent
{
    /// <summary>The longest note.</summary>
    public const int NoteMaxLength = 4000;

    private OrderEvent() { }

    /// <summary>The entry's id.</summary>
    public OrderEventId Id { get; private init; }

    /// <summary>The order.</summary>
    public OrderId OrderId { get; private init; }

    /// <summary>1, 2, 3 … in the order's own life.</summary>
    public int Number { get; private init; }

    /// <summary>When (UTC).</summary>
    public DateTime At { get; private init; }

    /// <summary>Who, or 0 for the system and channels.</summary>
    public StaffId ActorId { get; private init; }

    /// <summary>The actor's name at that time.</summary>
    public string ActorName { get; private init; } = "";

    /// <summary>What: a dotted code that is also a translation key, such as <c>order.moved</c>.</summary>
    public string Code { get; private init; } = "";

    /// <summary>The status before, where the status changed.</summary>
    public OrderStatus? FromStatus { get; private init; }

    /// <summary>The status after, where the status changed.</summary>
    public OrderStatus? ToStatus { get; private init; }

    /// <summary>Before, after and facts as a JSON object, or null.</summary>
    public string? Data { get; private init; }

    /// <summary>What a person wrote.</summary>
    public string? Note { get; private init; }

    internal static OrderEvent Write(OrderId order, int number, Actor actor, DateTime now, string code, OrderStatus? from, OrderStatus? to, string? data, string? note) => new()
    {
        OrderId = order,
        Number = number,
        At = now,
        ActorId = actor.Id,
        ActorName = actor.Name,
        Code = code,
        FromStatus = from,
        ToStatus = to,
        Data = data,
        Note = note,
    };
}
