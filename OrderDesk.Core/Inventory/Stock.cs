using OrderDesk.Core.Catalog;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Inventory;

/// <summary>The id of a warehouse.</summary>
public readonly record struct WarehouseId(long Value) : ITypedId
{
    /// <summary>Whether one came into the books before the other.</summary>
    public static bool operator <(WarehouseId one, WarehouseId other) => one.Value < other.Value;

    /// <summary>Whether one came into the books after the other.</summary>
    public static bool operator >(WarehouseId one, WarehouseId other) => one.Value > other.Value;
}

/// <summary>A building that holds stock.</summary>
public sealed class Warehouse : Entity
{
    /// <summary>The longest code.</summary>
    public const int CodeMaxLength = 20;

    private Warehouse() { }

    /// <summary>The warehouse's id.</summary>
    public WarehouseId Id { get; private init; }

    /// <summary>Short, unique, upper case.</summary>
    public string Code { get; private init; } = "";

    /// <summary>The name staff read.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Reservations try the lowest first.</summary>
    public int Priority { get; private set; }

    /// <inheritdoc/>
    public override string Kind => "warehouse";

    /// <inheritdoc/>
    public override long Key => Id.Value;

    /// <summary>How a code is written, or null where it cannot be one.</summary>
    public static string? Normalise(string? code) =>
        code?.Trim().ToUpperInvariant() is { Length: > 0 and <= CodeMaxLength } fits && fits.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_') ? fits : null;

    /// <summary>A new warehouse; the code must be normalised.</summary>
    public static Warehouse Open(WarehouseId id, string code, string? name, int priority) => new() { Id = id, Code = code, Name = name ?? code, Priority = priority };
}

/// <summary>The id of one level: one variant in one warehouse.</summary>
public readonly record struct StockLevelId(long Value) : ITypedId;

/// <summary>How many units of one variant one warehouse holds: the running sum of its movements; changed only by conditional updates.</summary>
public sealed class StockLevel
{
    /// <summary>The level's id; rows are always locked in its order.</summary>
    public StockLevelId Id { get; init; }

    /// <summary>The variant.</summary>
    public VariantId VariantId { get; init; }

    /// <summary>The warehouse.</summary>
    public WarehouseId WarehouseId { get; init; }

    /// <summary>Units in the building.</summary>
    public int OnHand { get; init; }

    /// <summary>Units promised to orders; never more than on hand.</summary>
    public int Reserved { get; init; }

    /// <summary>When it last changed (UTC).</summary>
    public DateTime UpdatedAt { get; init; }

    /// <summary>Units that may be promised.</summary>
    public int Available => OnHand - Reserved;
}

/// <summary>Why units moved.</summary>
public enum MovementKind
{
    /// <summary>Units came in.</summary>
    Receipt = 1,

    /// <summary>Units left to a customer.</summary>
    Shipment = 2,

    /// <summary>Units came back.</summary>
    Return = 3,

    /// <summary>A person corrected the figure.</summary>
    Correction = 4,
}

/// <summary>The id of one movement.</summary>
public readonly record struct StockMovementId(long Value) : ITypedId
{
    /// <summary>Whether one came into the books before the other.</summary>
    public static bool operator <(StockMovementId one, StockMovementId other) => one.Value < other.Value;

    /// <summary>Whether one came into the books after the other.</summary>
    public static bool operator >(StockMovementId one, StockMovementId other) => one.Value > other.Value;
}

/// <summary>One line of the stock ledger: the truth that levels add up to; never changed, never deleted.</summary>
public sealed class StockMovement
{
    /// <summary>The longest reason.</summary>
    public const int ReasonMaxLength = 300;

    /// <summary>The movement's id.</summary>
    public StockMovementId Id { get; init; }

    /// <summary>The variant.</summary>
    public VariantId VariantId { get; init; }

    /// <summary>The warehouse.</summary>
    public WarehouseId WarehouseId { get; init; }

    /// <summary>Units; negative when they left.</summary>
    public int Delta { get; init; }

    /// <summary>Why.</summary>
    public MovementKind Kind { get; init; }

    /// <summary>The paper it came from, such as a delivery note; the same paper and line count once.</summary>
    public string Reference { get; init; } = "";

    /// <summary>The line on that paper.</summary>
    public int Line { get; init; }

    /// <summary>What a person wrote.</summary>
    public string? Reason { get; init; }

    /// <summary>Who.</summary>
    public string ActorName { get; init; } = "";

    /// <summary>When (UTC).</summary>
    public DateTime At { get; init; }
}

/// <summary>Where a reservation stands.</summary>
public enum ReservationState
{
    /// <summary>The units are promised.</summary>
    Open = 1,

    /// <summary>They went back on sale.</summary>
    Released = 2,

    /// <summary>They left with the order.</summary>
    Consumed = 3,
}

/// <summary>The id of a reservation.</summary>
public readonly record struct ReservationId(long Value) : ITypedId;

/// <summary>Units of one level promised to one line of one order.</summary>
public sealed class Reservation
{
    /// <summary>The reservation's id.</summary>
    public ReservationId Id { get; init; }

    /// <summary>The order.</summary>
    public OrderId OrderId { get; init; }

    /// <summary>The line's number on the order.</summary>
    public int LineNumber { get; init; }

    /// <summary>The variant.</summary>
    public VariantId VariantId { get; init; }

    /// <summary>The warehouse.</summary>
    public WarehouseId WarehouseId { get; init; }

    /// <summary>Units, at least 1.</summary>
    public int Quantity { get; init; }

    /// <summary>Where it stands.</summary>
    public ReservationState State { get; set; }

    /// <summary>When the units were promised (UTC).</summary>
    public DateTime ReservedAt { get; init; }

    /// <summary>When it ended (UTC).</summary>
    public DateTime? EndedAt { get; set; }
}

/// <summary>The id of a waiting line.</summary>
public readonly record struct StockWaitId(long Value) : ITypedId;

/// <summary>A line that waits for units; the oldest order is served first when they arrive.</summary>
public sealed class StockWait
{
    /// <summary>The wait's id.</summary>
    public StockWaitId Id { get; init; }

    /// <summary>The order.</summary>
    public OrderId OrderId { get; init; }

    /// <summary>The line's number on the order.</summary>
    public int LineNumber { get; init; }

    /// <summary>The SKU it waits for; the catalogue may not know it yet.</summary>
    public string Sku { get; init; } = "";

    /// <summary>Units the line needs.</summary>
    public int Quantity { get; init; }

    /// <summary>Units that could be promised when it began to wait.</summary>
    public int Available { get; set; }

    /// <summary>Whether the catalogue knew the SKU.</summary>
    public bool SkuKnown { get; set; }

    /// <summary>When the customer bought (UTC).</summary>
    public DateTime PlacedAt { get; init; }
}
