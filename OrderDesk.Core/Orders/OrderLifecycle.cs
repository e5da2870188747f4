namespace OrderDesk.Core.Orders;

/// <summary>Where an order stands: one short list that queue, customer and books understand.</summary>
public enum OrderStatus
{
    /// <summary>The channel has not confirmed the payment yet.</summary>
    AwaitingPayment = 1,

    /// <summary>Checks are running; an order rests here only while they do.</summary>
    Verifying = 2,

    /// <summary>At least one hold is open.</summary>
    OnHold = 3,

    /// <summary>Clean and reserved: the warehouse may start.</summary>
    ReadyToFulfil = 4,

    /// <summary>Being picked and packed.</summary>
    Fulfilling = 5,

    /// <summary>Handed to the carrier.</summary>
    Shipped = 6,

    /// <summary>At the customer.</summary>
    Delivered = 7,

    /// <summary>Done; only after-sales may follow.</summary>
    Completed = 8,

    /// <summary>Will not be shipped.</summary>
    Cancelled = 9,
}

/// <summary>Where the money stands.</summary>
public enum PaymentStatus
{
    /// <summary>Not paid yet.</summary>
    Pending = 1,

    /// <summary>Promised by the payment provider.</summary>
    Authorized = 2,

    /// <summary>Received.</summary>
    Paid = 3,

    /// <summary>Part was given back.</summary>
    PartiallyRefunded = 4,

    /// <summary>All was given back.</summary>
    Refunded = 5,

    /// <summary>Withdrawn before it was received.</summary>
    Voided = 6,

    /// <summary>Refused by the payment provider.</summary>
    Failed = 7,

    /// <summary>The channel said nothing about payment.</summary>
    Unknown = 8,
}

/// <summary>Where the goods stand.</summary>
public enum FulfilmentStatus
{
    /// <summary>Nothing is set aside.</summary>
    Unfulfilled = 1,

    /// <summary>Every unit is promised to this order.</summary>
    Reserved = 2,

    /// <summary>Being picked.</summary>
    Picking = 3,

    /// <summary>Packed.</summary>
    Packed = 4,

    /// <summary>Part of it has left.</summary>
    PartiallyShipped = 5,

    /// <summary>All of it has left.</summary>
    Shipped = 6,

    /// <summary>All of it has arrived.</summary>
    Delivered = 7,
}

/// <summary>The whole state machine on one screen; nothing else in the solution decides what may follow what.</summary>
public static class OrderLifecycle
{
    /// <summary>What may follow a status.</summary>
    public static IReadOnlyList<OrderStatus> Next(OrderStatus from) => from switch
    {
        OrderStatus.AwaitingPayment => [OrderStatus.Verifying, OrderStatus.Cancelled],
        OrderStatus.Verifying => [OrderStatus.OnHold, OrderStatus.ReadyToFulfil, OrderStatus.AwaitingPayment, OrderStatus.Cancelled],
        OrderStatus.OnHold => [OrderStatus.Verifying, OrderStatus.Cancelled],
        OrderStatus.ReadyToFulfil => [OrderStatus.Fulfilling, OrderStatus.Verifying, OrderStatus.Cancelled],
        OrderStatus.Fulfilling => [OrderStatus.Shipped, OrderStatus.Cancelled],
        OrderStatus.Shipped => [OrderStatus.Delivered],
        OrderStatus.Delivered => [OrderStatus.Completed],
        OrderStatus.Completed => [],
        OrderStatus.Cancelled => [],
    };

    /// <summary>Whether one status may follow another.</summary>
    public static bool Allows(OrderStatus from, OrderStatus to) => Next(from).Contains(to);

    /// <summary>Whether this is the one step back there is: a rejection taken back within its seconds.</summary>
    public static bool TakesBack(OrderStatus from, OrderStatus to) => (from, to) is (OrderStatus.Cancelled, OrderStatus.Verifying);

    /// <summary>Whether the order is over: nothing more will be done with it.</summary>
    public static bool IsOver(OrderStatus status) => status is OrderStatus.Completed or OrderStatus.Cancelled;

    /// <summary>Whether nothing has left the building and nobody is picking yet.</summary>
    public static bool IsBeforePicking(OrderStatus status) =>
        status is OrderStatus.AwaitingPayment or OrderStatus.Verifying or OrderStatus.OnHold or OrderStatus.ReadyToFulfil;
}
