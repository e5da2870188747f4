using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Orders;

/// <summary>How something can still be changed.</summary>
public enum ChangeWay
{
    /// <summary>At once.</summary>
    AtOnce = 1,

    /// <summary>Only if the warehouse can still stop it.</summary>
    ThroughWarehouse = 2,

    /// <summary>Only by sending it back.</summary>
    AsReturn = 3,

    /// <summary>It is over.</summary>
    NotAnyMore = 4,
}

/// <summary>What may be changed and cancelled at which stage, and for how long a customer may do it without asking; the only place that knows.</summary>
public static class ChangeWindow
{
    /// <summary>How lines, contact and address can be changed.</summary>
    public static ChangeWay ToChange(OrderStatus status) => ToCancel(status) is var way && way is ChangeWay.ThroughWarehouse ? ChangeWay.NotAnyMore : way;

    /// <summary>How the order can be cancelled.</summary>
    public static ChangeWay ToCancel(OrderStatus status) => status switch
    {
        OrderStatus.AwaitingPayment or OrderStatus.Verifying or OrderStatus.OnHold or OrderStatus.ReadyToFulfil => ChangeWay.AtOnce,
        OrderStatus.Fulfilling => ChangeWay.ThroughWarehouse,
        OrderStatus.Shipped or OrderStatus.Delivered or OrderStatus.Completed => ChangeWay.AsReturn,
        OrderStatus.Cancelled => ChangeWay.NotAnyMore,
    };

    /// <summary>Why this actor may not change this order any more by the clock, or null; staff are not bound by it.</summary>
    public static Error? WhyNot(Order order, Actor actor, OrdersOptions options, DateTime now) =>
        actor.Kind is ActorKind.Customer && now > order.ReceivedAt + options.CustomerChangeWindow
            ? Error.Conflict("orders.window-over", options.CustomerChangeWindow.TotalMinutes)
            : null;
}

/// <summary>Orders (<c>Orders:*</c>).</summary>
public sealed class OrdersOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Orders";

    /// <summary>For how long after it came in a customer may change or cancel an order without asking.</summary>
    public TimeSpan CustomerChangeWindow { get; set; } = TimeSpan.FromMinutes(30);
}
