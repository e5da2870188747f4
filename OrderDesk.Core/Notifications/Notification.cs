using OrderDesk.Core.Orders;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Notifications;

/// <summary>The id of one notification.</summary>
public readonly record struct NotificationId(long Value) : ITypedId
{
    /// <summary>Whether one was made before another; the list is paged by it.</summary>
    public static bool operator <(NotificationId one, NotificationId other) => one.Value < other.Value;

    /// <summary>Whether one was made after another.</summary>
    public static bool operator >(NotificationId one, NotificationId other) => one.Value > other.Value;
}

/// <summary>Why a person is told.</summary>
public enum NotificationKind
{
    /// <summary>A colleague named them in a note.</summary>
    Mentioned = 1,

    /// <summary>A colleague took over the case they worked on.</summary>
    TakenOver = 2,

    /// <summary>A case they passed on was decided.</summary>
    PassedOnDecided = 3,

    /// <summary>A colleague offers them cases at the end of a shift.</summary>
    HandoverOffered = 4,

    /// <summary>A colleague took the cases they offered.</summary>
    HandoverAccepted = 5,

    /// <summary>A colleague did not take the cases they offered.</summary>
    HandoverRefused = 6,

    /// <summary>A colleague asks the warehouse to stop an order.</summary>
    StopAsked = 7,

    /// <summary>The warehouse stopped the order they asked to stop.</summary>
    Stopped = 8,

    /// <summary>The warehouse could not stop it any more.</summary>
    NotStopped = 9,

    /// <summary>A colleague handed them cases.</summary>
    CasesHanded = 10,
}

/// <summary>One thing a member of staff is told of; it says who, what and where, and never what stands there.</summary>
public sealed class Notification
{
    /// <summary>The kind of row that open bells listen for, under the number of the person.</summary>
    public const string Change = "notification";

    /// <summary>The notification's id.</summary>
    public NotificationId Id { get; init; }

    /// <summary>Who is told.</summary>
    public StaffId StaffId { get; init; }

    /// <summary>Why.</summary>
    public NotificationKind Kind { get; init; }

    /// <summary>The order, or null where it is about several.</summary>
    public OrderId? OrderId { get; init; }

    /// <summary>The entry of the order's timeline it is about, or the number of cases where it is about several.</summary>
    public int Number { get; init; }

    /// <summary>The name of who did it, at that time.</summary>
    public string ByName { get; init; } = "";

    /// <summary>When (UTC).</summary>
    public DateTime At { get; init; }

    /// <summary>When it was read (UTC), or null.</summary>
    public DateTime? ReadAt { get; set; }
}
