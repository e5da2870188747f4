using OrderDesk.Core.Channels;
using OrderDesk.Core.Customers;
using OrderDesk.Core.Orders;

namespace OrderDesk.Core.Verification.Replay;

/// <summary>An order as later ones are compared with it.</summary>
internal sealed class PastOrder
{
    public OrderId Id { get; init; }

    public ChannelId Channel { get; init; }

    public CustomerId? Customer { get; init; }

    public string? Email { get; init; }

    public string? Phone { get; init; }

    public long? ShipTo { get; init; }

    public string? Reference { get; init; }

    public DateTime PlacedAt { get; init; }

    public DateTime ReceivedAt { get; init; }

    public OrderStatus Status { get; init; }

    public PaymentStatus Payment { get; init; }

    public string Currency { get; init; } = "";

    public long LinesMinor { get; init; }

    public long TotalMinor { get; init; }

    /// <summary>When it was cancelled, where it is.</summary>
    public DateTime? CancelledAt { get; init; }

    /// <summary>When its payment went wrong, where it did after it came in.</summary>
    public DateTime? WrongAt { get; init; }

    /// <summary>Whether it was cancelled at this instant.</summary>
    public bool WasCancelled(DateTime at) => Status is OrderStatus.Cancelled && !(CancelledAt > at);

    /// <summary>As it stood at an instant: what went wrong with it later was not known yet.</summary>
    public KnownOrder As(Tie tie, DateTime at) => new()
    {
        Tie = tie,
        Id = Id,
        PlacedAt = PlacedAt,
        ReceivedAt = ReceivedAt,
        Status = Status is OrderStatus.Cancelled && CancelledAt > at ? OrderStatus.Verifying : Status,
        Payment = WrongAt > at ? PaymentStatus.Paid : Payment,
        Currency = Currency,
        LinesMinor = LinesMinor,
        TotalMinor = TotalMinor,
    };

    public static PastOrder Of(Order order, DateTime? cancelledAt, DateTime? wrongAt, PaymentStatus payment) => new()
    {
        Id = order.Id,
        Channel = order.ChannelId,
        Customer = order.CustomerId,
        Email = order.Email,
        Phone = order.Phone,
        ShipTo = order.ShipTo,
        Reference = order.PaymentReference,
        PlacedAt = order.PlacedAt,
        ReceivedAt = order.ReceivedAt,
        Status = order.Status,
        Payment = payment,
        Currency = order.Currency,
        LinesMinor = order.LinesMinor,
        TotalMinor = order.TotalMinor,
        CancelledAt = cancelledAt,
        WrongAt = wrongAt,
    };
}

/// <summary>Orders under the keys that tie them together, each list by when they were placed; filled in the order in which they came in.</summary>
/// <param name="kept">What is kept of one key at least: enough for the most recent ones, wherever a late order looks.</param>
internal sealed class PastShelf<TKey>(int kept) where TKey : notnull
{
    private readonly Dictionary<TKey, List<PastOrder>> _orders = [];

    public int Count => _orders.Count;

    public bool Knows(TKey key) => _orders.ContainsKey(key);

    public void Open(TKey key) => _orders.TryAdd(key, []);

    public void Clear() => _orders.Clear();

    /// <summary>Puts an order where it belongs; nothing happens under a key that nobody opened.</summary>
    public void Add(TKey key, PastOrder order)
    {
        if (!_orders.TryGetValue(key, out var list))
        {
            return;
        }

        var at = list.Count;
        while (at > 0 && IsAfter(list[at - 1], order))
        {
            at--;
        }

        list.Insert(at, order);
        if (list.Count > kept * 2)
        {
            list.RemoveRange(0, kept);
        }
    }

    /// <summary>Those placed within a time, the newest first.</summary>
    public IEnumerable<PastOrder> Newest(TKey key, DateTime from, DateTime to)
    {
        if (!_orders.TryGetValue(key, out var list))
        {
            yield break;
        }

        for (var at = list.Count - 1; at >= 0 && list[at].PlacedAt >= from; at--)
        {
            if (list[at].PlacedAt <= to)
            {
                yield return list[at];
            }
        }
    }

    private static bool IsAfter(PastOrder one, PastOrder other) => one.PlacedAt > other.PlacedAt || (one.PlacedAt == other.PlacedAt && one.Id > other.Id);
}
