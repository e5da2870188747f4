using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Orders;

/// <summary>The id of a hold.</summary>
public readonly record struct OrderHoldId(long Value) : ITypedId;

/// <summary>What an open hold is about; the values are bits so that a row can name all of its open holds.</summary>
[Flags]
public enum HoldType
{
    /// <summary>No hold.</summary>
    None = 0,

    /// <summary>Something is missing or cannot be right: name, address, phone, e-mail.</summary>
    Information = 1,

    /// <summary>Who is buying: block list, credit, velocity, unusual value.</summary>
    Customer = 2,

    /// <summary>The money: amount, currency, state, method, used twice.</summary>
    Payment = 4,

    /// <summary>Not enough units, or a SKU nobody knows.</summary>
    Stock = 8,

    /// <summary>The order itself: totals, quantities, duplicate, test.</summary>
    Plausibility = 16,

    /// <summary>A wish that a person must read.</summary>
    Request = 32,

    /// <summary>Set by a person.</summary>
    Manual = 64,

    /// <summary>A check could not run.</summary>
    System = 128,
}

/// <summary>Where a hold stands.</summary>
public enum HoldState
{
    /// <summary>Keeps the order from moving.</summary>
    Open = 1,

    /// <summary>Released by a person.</summary>
    Released = 2,

    /// <summary>Its cause went away by itself: stock arrived, data was corrected.</summary>
    Resolved = 3,

    /// <summary>Closed with the order.</summary>
    Closed = 4,

    /// <summary>Its time was up.</summary>
    Expired = 5,
}

/// <summary>What a hold does to the units reserved for the order.</summary>
public enum StockEffect
{
    /// <summary>The units stay promised to this order.</summary>
    Keeps = 1,

    /// <summary>The units go back on sale until the hold is gone.</summary>
    Frees = 2,
}

/// <summary>One typed reason why an order may not move, with who set and who released it.</summary>
public sealed class OrderHold
{
    /// <summary>The longest note.</summary>
    public const int NoteMaxLength = 1000;

    /// <summary>The longest JSON of a reason's arguments.</summary>
    public const int ArgsMaxLength = 2000;

    private OrderHold() { }

    /// <summary>The hold's id.</summary>
    public OrderHoldId Id { get; private init; }

    /// <summary>The order it holds.</summary>
    public OrderId OrderId { get; private init; }

    /// <summary>What it is about.</summary>
    public HoldType Type { get; private init; }

    /// <summary>Why: a dotted code that is also a translation key.</summary>
    public string Reason { get; private init; } = "";

    /// <summary>What the words of the reason need, as a JSON array.</summary>
    public string Args { get; private init; } = "[]";

    /// <summary>The check that set it, or null when a person did.</summary>
    public string? Check { get; private init; }

    /// <summary>The other order it names, whose end may end the hold too; null where it names none.</summary>
    public OrderId? AboutId { get; private init; }

    /// <summary>What it does to reserved units.</summary>
    public StockEffect Effect { get; private init; }

    /// <summary>Where it stands.</summary>
    public HoldState State { get; private set; }

    /// <summary>When it was set (UTC).</summary>
    public DateTime PlacedAt { get; private init; }

    /// <summary>When its time is up (UTC), by what counted when it was set; null where it has no end.</summary>
    public DateTime? ExpiresAt { get; private set; }

    /// <summary>When it ended (UTC).</summary>
    public DateTime? EndedAt { get; private set; }

    /// <summary>Who released it, or null.</summary>
    public StaffId? EndedBy { get; private set; }

    /// <summary>What the person said when releasing it.</summary>
    public string? Note { get; private set; }

    internal static OrderHold Place(OrderHoldId id, OrderId order, HoldReason why, DateTime now) => new()
    {
        Id = id,
        OrderId = order,
        Type = why.Type,
        Reason = why.Code,
        Args = why.ArgsJson,
        Check = why.Check,
        AboutId = why.About,
        Effect = why.Effect,
        State = HoldState.Open,
        PlacedAt = now,
        ExpiresAt = why.ExpiresAt,
    };

    /// <summary>The same, as it ended, on the order that was split off.</summary>
    internal OrderHold For(OrderId order) => new()
    {
        OrderId = order,
        Type = Type,
        Reason = Reason,
        Args = Args,
        Check = Check,
        AboutId = AboutId,
        Effect = Effect,
        State = State,
        PlacedAt = PlacedAt,
        ExpiresAt = ExpiresAt,
        EndedAt = EndedAt,
        EndedBy = EndedBy,
        Note = Note,
    };

    internal void ForgetExpiry() => ExpiresAt = null;

    internal void Reopen() => (State, EndedBy, Note, EndedAt) = (HoldState.Open, null, null, null);

    internal void End(HoldState state, StaffId? by, string? note, DateTime now) => (State, EndedBy, Note, EndedAt) = (state, by, note, now);
}
