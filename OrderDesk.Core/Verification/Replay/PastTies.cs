using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Channels;
using OrderDesk.Core.Customers;
using OrderDesk.Core.Data;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Verification.Checks;

namespace OrderDesk.Core.Verification.Replay;

/// <summary>
/// The orders that came in before those of a batch and share something with them: a few statements for many orders, each along an index. Customers and
/// channels are remembered from batch to batch; what is tied by contact, address or payment is read again, for it is only looked for around the order's own time.
/// </summary>
/// <param name="window">How far around an order others are looked for.</param>
/// <param name="few">Whether the batch is some orders out of many, of one batch only and for what rules ask of a person: then all that came in before its last order is read, and only what one order knew is told of it.</param>
internal sealed class PastTies(TimeSpan window, bool few = false)
{
    private const int Kept = 256, KeptOfChannel = 4_000, MostCustomers = 300_000;

    private static readonly CustomerId Nobody = new(0);

    private readonly PastShelf<CustomerId> _customers = new(Kept);
    private readonly PastShelf<ChannelId> _channels = new(KeptOfChannel);
    private readonly PastShelf<string> _mails = new(Kept);
    private readonly PastShelf<string> _phones = new(Kept);
    private readonly PastShelf<long> _addresses = new(Kept);
    private readonly PastShelf<string> _references = new(Kept);

    /// <summary>Reads what came in before the first order of the batch and is tied to any of it.</summary>
    public async Task ReadAsync(OrderDeskDb db, IReadOnlyList<Order> batch, CancellationToken ct)
    {
        var (first, from, to) = (few ? batch[^1] : batch[0], batch.Min(o => o.PlacedAt) - window, batch.Max(o => o.PlacedAt) + window);
        var around = Before(db, first).Where(o => o.PlacedAt >= from && o.PlacedAt <= to);
        if (_customers.Count > MostCustomers)
        {
            _customers.Clear();
        }

        var customers = Open(_customers, batch.Select(o => o.CustomerId ?? Nobody)).Select(id => (CustomerId?)id).ToList();
        await FillAsync(db, Before(db, first).Where(o => customers.Contains(o.CustomerId) && o.PlacedAt <= to), customers.Count, order => _customers.Add(order.Customer!.Value, order), ct);
        _mails.Clear();
        var mails = Open(_mails, batch.Select(o => o.Email ?? ""));
        await FillAsync(db, around.Where(o => mails.Contains(o.Email!)), mails.Count, order => _mails.Add(order.Email!, order), ct);
        _phones.Clear();
        var phones = Open(_phones, batch.Select(o => o.Phone ?? ""));
        await FillAsync(db, around.Where(o => phones.Contains(o.Phone!)), phones.Count, order => _phones.Add(order.Phone!, order), ct);
        if (few)
        {
            return;
        }

        _addresses.Clear();
        var addresses = Open(_addresses, batch.Select(o => o.ShipTo ?? 0)).Select(print => (long?)print).ToList();
        await FillAsync(db, around.Where(o => addresses.Contains(o.ShipTo)), addresses.Count, order => _addresses.Add(order.ShipTo!.Value, order), ct);
        _references.Clear();
        var references = Open(_references, batch.Select(Reference));
        await FillAsync(db, Before(db, first).Where(o => references.Contains(o.PaymentReference!)), references.Count, order => _references.Add(order.Reference!, order), ct);
        foreach (var channel in Open(_channels, batch.Select(o => o.ChannelId)))
        {
            var latest = first.ReceivedAt.AddDays(1);
            var recent = Before(db, first).Where(o => o.ChannelId == channel && o.PlacedAt <= latest).OrderByDescending(o => o.PlacedAt).ThenByDescending(o => o.Id).Take(OrderFacts.HabitSample * 2);
            await FillAsync(db, recent, 1, order => _channels.Add(channel, order), ct);
        }
    }

    /// <summary>The others as they are gathered for an order: per tie the newest few, one row per tie, all newest first.</summary>
    public List<KnownOrder> Others(Order order, TimeSpan within)
    {
        var (at, from, to) = (order.ReceivedAt, order.PlacedAt - within, order.PlacedAt + within);
        var others = new List<KnownOrder>();
        Add(Tie.Customer, _customers.Newest(order.CustomerId ?? Nobody, DateTime.MinValue, to));
        Add(Tie.Mail, _mails.Newest(order.Email ?? "", from, to));
        Add(Tie.Phone, _phones.Newest(order.Phone ?? "", from, to));
        Add(Tie.Address, _addresses.Newest(order.ShipTo ?? 0, from, to));
        Add(Tie.Payment, _references.Newest(Reference(order), DateTime.MinValue, DateTime.MaxValue).OrderByDescending(o => o.Id.Value).Take(5));
        return others.Count < 2 ? others : [.. others.OrderByDescending(o => o.PlacedAt).ThenByDescending(o => o.Id.Value)];

        void Add(Tie tie, IEnumerable<PastOrder> tied)
        {
            foreach (var other in tied.Where(other => !few || IsBefore(other, order)).Take(OrderFacts.MostRecent))
            {
                others.Add(other.As(tie, at));
            }
        }
    }

    /// <summary>What was ordinary on the channel when the order came in.</summary>
    public ChannelHabit Habit(Order order)
    {
        var own = _channels.Newest(order.ChannelId, DateTime.MinValue, order.PlacedAt).Take(OrderFacts.HabitSample)
            .Where(o => o.Currency == order.Currency && !o.WasCancelled(order.ReceivedAt)).Select(o => o.TotalMinor).ToList();
        return new ChannelHabit(own.Count, OrderFacts.Median(own));
    }

    /// <summary>The order has come in: those after it know of it.</summary>
    public void Add(PastOrder order)
    {
        _customers.Add(order.Customer ?? Nobody, order);
        _mails.Add(order.Email ?? "", order);
        _phones.Add(order.Phone ?? "", order);
        _addresses.Add(order.ShipTo ?? 0, order);
        _references.Add(order.Reference ?? "", order);
        _channels.Add(order.Channel, order);
    }

    private static bool IsBefore(PastOrder other, Order order) => other.ReceivedAt < order.ReceivedAt || (other.ReceivedAt == order.ReceivedAt && other.Id.Value < order.Id.Value);

    private static string Reference(Order order) => PaymentChecks.IsNumbered(order.PaymentReference) ? order.PaymentReference! : "";

    /// <summary>Orders before the first of the batch, in the order in which all are read.</summary>
    private static IQueryable<Order> Before(OrderDeskDb db, Order first)
    {
        var (at, id) = (first.ReceivedAt, first.Id);
        return db.Orders.AsNoTracking().Where(o => o.ReceivedAt <= at && (o.ReceivedAt < at || o.Id < id));
    }

    /// <summary>Keys that nobody asked for yet; what is not known is tied to nothing.</summary>
    private static List<TKey> Open<TKey>(PastShelf<TKey> shelf, IEnumerable<TKey> keys) where TKey : notnull
    {
        var open = keys.Where(key => !Equals(key, "") && !Equals(key, 0L) && !Equals(key, Nobody) && !shelf.Knows(key)).Distinct().ToList();
        open.ForEach(shelf.Open);
        return open;
    }

    private static async Task FillAsync(OrderDeskDb db, IQueryable<Order> orders, int keys, Action<PastOrder> add, CancellationToken ct)
    {
        if (keys == 0)
        {
            return;
        }

        var rows = orders.Select(o => new PastOrder
        {
            Id = o.Id,
            Channel = o.ChannelId,
            Customer = o.CustomerId,
            Email = o.Email,
            Phone = o.Phone,
            ShipTo = o.ShipTo,
            Reference = o.PaymentReference,
            PlacedAt = o.PlacedAt,
            ReceivedAt = o.ReceivedAt,
            Status = o.Status,
            Payment = o.Payment,
            Currency = o.Currency,
            LinesMinor = o.LinesMinor,
            TotalMinor = o.TotalMinor,
            CancelledAt = o.Status == OrderStatus.Cancelled ? db.OrderEvents.Where(e => e.OrderId == o.Id && e.ToStatus == OrderStatus.Cancelled).Max(e => (DateTime?)e.At) : null,
            WrongAt = o.Payment == PaymentStatus.Refunded || o.Payment == PaymentStatus.Voided || o.Payment == PaymentStatus.Failed
                ? db.OrderEvents.Where(e => e.OrderId == o.Id && e.Code == PastReader.PaymentRecorded).Max(e => (DateTime?)e.At)
                : null,
        });
        foreach (var row in (await rows.ToListAsync(ct)).OrderBy(row => row.PlacedAt).ThenBy(row => row.Id.Value))
        {
            add(row);
        }
    }
}
