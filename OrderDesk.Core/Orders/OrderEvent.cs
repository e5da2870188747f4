using System.Text.Json;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Orders;

/// <summary>The id of one entry of an order's timeline.</summary>
public readonly record struct OrderEventId(long Value) : ITypedId;

/// <summary>One entry of an order's timeline: who, when, what, before and after; written in the commit of the change itself.</summary>
public sealed class OrderEvent
{
    /// <summary>The longest note.</summary>
    public const int NoteMaxLength = 4000;

    /// <summary>The code of a note.</summary>
    public const string NoteCode = "order.note";

    /// <summary>How long its writer may mend a note.</summary>
    public static readonly TimeSpan EditWithin = TimeSpan.FromMinutes(5);

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
    public string? Data { get; private set; }

    /// <summary>What a person wrote.</summary>
    public string? Note { get; private set; }

    /// <summary>Why this person may not mend the note now, or null.</summary>
    public Error? WhyNotEdit(Actor by, DateTime now) =>
        Code != NoteCode || ActorId != by.Id ? Error.Forbidden("orders.note-not-yours")
        : now - At > EditWithin ? Error.Conflict("orders.note-too-late", EditWithin.TotalMinutes)
        : null;

    /// <summary>Its writer mends the note.</summary>
    internal Result Edit(string? text, IReadOnlyList<Mention> named, Actor by, DateTime now)
    {
        if (WhyNotEdit(by, now) is { } refusal)
        {
            return refusal;
        }

        if (string.IsNullOrWhiteSpace(text))
        {
            return Error.Invalid("orders.note-required");
        }

        if (text.Trim().Length > NoteMaxLength)
        {
            return Error.Invalid("orders.note-too-long", NoteMaxLength);
        }

        (Note, Data) = (text.Trim(), JsonSerializer.Serialize(Mentions.Data(named, now)));
        return Result.Ok;
    }

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
