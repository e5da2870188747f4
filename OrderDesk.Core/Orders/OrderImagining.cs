using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Orders;

public sealed partial class Order
{
    /// <summary>
    /// A made-up order as it was taken at an instant of the past. Its life goes on through the verbs of every order and its imagined next steps; whoever writes
    /// it counts and indexes it, for what it raises is dropped.
    /// </summary>
    internal static Order Imagine(OrderId id, NewOrder from, Actor actor, DateTime at)
    {
        var order = Make(id, from, OrderOrigin.Seeded, at);
        order.Status = from.Payment is PaymentStatus.Pending ? OrderStatus.AwaitingPayment : OrderStatus.Verifying;
        order.Append("order.taken", actor, at, to: order.Status);
        return order;
    }

    /// <summary>What a made-up order did next, by the rules of every order.</summary>
    internal void Imagine(OrderStatus next, FulfilmentStatus goods, Actor actor, DateTime at)
    {
        Fulfilment = goods;
        if (MoveTo(next, actor, at) is { IsOk: false, Error: { } refused })
        {
            throw new InvalidOperationException($"A made-up order cannot go from {refused.Args[0]} to {next}.");
        }
    }
}
