using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Channels;
using OrderDesk.Core.Customers;
using OrderDesk.Core.Data;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Verification.Policies;

namespace OrderDesk.Core.Verification.Replay;

/// <summary>Some orders with what was known when they came in.</summary>
/// <param name="Orders">The orders to judge.</param>
/// <param name="Read">How many were read: those that were only recorded are passed over.</param>
/// <param name="Last">The place to go on behind; null where nothing was left.</param>
internal sealed record PastBatch(IReadOnlyList<PastFacts> Orders, int Read, (DateTime At, long Id)? Last);

/// <summary>
/// Reads past orders in the order in which they came in and puts together what <see cref="GatherFacts"/> would have found at that time, many at once. What
/// became of an order later is taken back where the timeline tells it: its payment, and what went wrong with the others. A corrected contact is not.
/// </summary>
internal sealed class PastReader(IDbContextFactory<OrderDeskDb> contexts, VerificationPolicy before, VerificationPolicy after, TimeZoneInfo zone, (DateTime From, DateTime To) period)
{
    /// <summary>Orders that are read at once unless asked otherwise.</summary>
    public const int Batch = 500;

    internal const string PaymentRecorded = "order.payment-recorded", ContactCorrected = "order.contact-corrected";

    private readonly PastTies _ties = new(Later(GatherFacts.Window(before), GatherFacts.Window(after)));
    private Dictionary<ChannelId, string>? _channels;

    /// <summary>Totals above which two people must say yes.</summary>
    public PassLimits Limits { get; init; } = new();

    /// <summary>Orders that are read at once.</summary>
    public int Size { get; init; } = Batch;

    /// <summary>One order of the batch while its facts are put together.</summary>
    private sealed record Begun(Order Order, PastFate Fate, IReadOnlyList<KnownOrder> Before, IReadOnlyList<KnownOrder> After, ChannelHabit? Habit);

    /// <summary>How many orders there are to read.</summary>
    public async Task<long> CountAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Orders.LongCountAsync(o => o.ReceivedAt >= period.From && o.ReceivedAt < period.To, ct);
    }

    /// <summary>The orders behind a place; none where the period is over.</summary>
    public async Task<PastBatch> NextAsync((DateTime At, long Id)? behind, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        _channels ??= await db.Channels.AsNoTracking().ToDictionaryAsync(c => c.Id, c => c.Code, ct);
        var batch = await Behind(db.Orders.AsNoTracking(), behind).Include(o => o.Lines.OrderBy(l => l.Number)).Take(Size).ToListAsync(ct);
        if (batch.Count == 0)
        {
            return new PastBatch([], 0, null);
        }

        var fates = await PastFate.ReadAsync(db, batch, ct);
        var customers = batch.Select(o => o.CustomerId).Distinct().OfType<CustomerId>().ToList();
        var blocked = await db.Customers.AsNoTracking().Where(c => customers.Contains(c.Id) && c.BlockedAt != null).ToDictionaryAsync(c => c.Id, ct);
        await _ties.ReadAsync(db, batch, ct);
        var begun = new List<Begun>(batch.Count);
        foreach (var order in batch)
        {
            begun.Add(Begin(order, fates[order.Id]));
        }

        var lines = await PastLines.ReadAsync(db, batch, begun.SelectMany(b => GatherFacts.Alike(b.Order, b.Before, before).Concat(GatherFacts.Alike(b.Order, b.After, after))), ct);
        return new PastBatch([.. begun.Where(b => b.Order.Origin is not OrderOrigin.History).Select(b => Facts(b, lines, blocked))], batch.Count, (batch[^1].ReceivedAt, batch[^1].Id.Value));
    }

    private IQueryable<Order> Behind(IQueryable<Order> orders, (DateTime At, long Id)? behind)
    {
        var (from, to) = (behind?.At ?? period.From, period.To);
        var open = orders.Where(o => o.ReceivedAt >= from && o.ReceivedAt < to);
        if (behind is { } place)
        {
            var (at, id) = (place.At, new OrderId(place.Id));
            open = open.Where(o => o.ReceivedAt > at || o.Id > id);
        }

        return open.OrderBy(o => o.ReceivedAt).ThenBy(o => o.Id);
    }

    private Begun Begin(Order order, PastFate fate)
    {
        var past = PastOrder.Of(order, fate.CancelledAt, fate.WrongAt, order.Payment);
        order.LookBack(fate.Payment);
        var others = _ties.Others(order, GatherFacts.Window(before));
        var far = GatherFacts.Window(after) == GatherFacts.Window(before) ? others : _ties.Others(order, GatherFacts.Window(after));
        var asked = GatherFacts.NeedsHabit(Stub(order, others), before) || GatherFacts.NeedsHabit(Stub(order, far), after);
        var begun = new Begun(order, fate, others, far, asked ? _ties.Habit(order) : null);
        _ties.Add(past);
        return begun;
    }

    private static OrderFacts Stub(Order order, IReadOnlyList<KnownOrder> others) => new() { Order = order, Now = order.ReceivedAt, Others = others };

    private PastFacts Facts(Begun begun, PastLines lines, Dictionary<CustomerId, Customer> blocked)
    {
        var order = begun.Order;
        var known = order.CustomerId is { } id && blocked.TryGetValue(id, out var customer) && customer.BlockedAt <= order.ReceivedAt ? customer : null;
        var one = Facts(begun, begun.Before, before, lines, known);
        var same = before.DuplicateHours == after.DuplicateHours && one.Habit is not null == GatherFacts.NeedsHabit(one, after) && GatherFacts.NeedsChannel(before) == GatherFacts.NeedsChannel(after)
            && GatherFacts.NeedsTotal(before) == GatherFacts.NeedsTotal(after);
        return new PastFacts(order, one, same ? one : Facts(begun, begun.After, after, lines, known))
        {
            Cancelled = order.Status is OrderStatus.Cancelled,
            Refunded = begun.Fate.Refunded,
            Corrected = begun.Fate.Corrected,
        };
    }

    private OrderFacts Facts(Begun begun, IReadOnlyList<KnownOrder> others, VerificationPolicy policy, PastLines lines, Customer? customer)
    {
        var facts = new OrderFacts
        {
            Order = begun.Order,
            Now = begun.Order.ReceivedAt,
            Customer = customer,
            Others = others,
            SameLines = lines.Same(begun.Order, GatherFacts.Alike(begun.Order, others, policy)),
            Zone = zone,
            NeedsTwo = GatherFacts.NeedsTotal(policy) && Limits.NeedsTwo(begun.Order.Currency, begun.Order.TotalMinor),
            Channel = GatherFacts.NeedsChannel(policy) ? _channels!.GetValueOrDefault(begun.Order.ChannelId) : null,
        };
        return GatherFacts.NeedsHabit(facts, policy) ? facts with { Habit = begun.Habit } : facts;
    }

    private static TimeSpan Later(TimeSpan one, TimeSpan other) => one > other ? one : other;
}

/// <summary>What the timeline and the books tell of an order after it came in.</summary>
internal sealed record PastFate
{
    /// <summary>The payment it was judged with: that of its arrival, or the first news where it had to wait for it.</summary>
    public PaymentStatus Payment { get; init; }

    /// <summary>When it was cancelled, where the timeline tells.</summary>
    public DateTime? CancelledAt { get; init; }

    /// <summary>When its payment went wrong, where that was recorded later.</summary>
    public DateTime? WrongAt { get; init; }

    /// <summary>Whether money was given back.</summary>
    public bool Refunded { get; init; }

    /// <summary>Whether its contact was corrected.</summary>
    public bool Corrected { get; init; }

    /// <summary>The fates of a batch, in two statements.</summary>
    public static async Task<Dictionary<OrderId, PastFate>> ReadAsync(OrderDeskDb db, IReadOnlyList<Order> batch, CancellationToken ct)
    {
        var ids = batch.Select(o => o.Id).ToList();
        var news = await db.OrderEvents.AsNoTracking()
            .Where(e => ids.Contains(e.OrderId) && (e.Code == PastReader.PaymentRecorded || e.Code == PastReader.ContactCorrected || e.ToStatus == OrderStatus.Cancelled))
            .OrderBy(e => e.OrderId).ThenBy(e => e.Number)
            .Select(e => new News(e.OrderId, e.Code, e.ToStatus, e.At, e.Code == PastReader.PaymentRecorded ? e.Data : null)).ToListAsync(ct);
        var some = ids.Select(id => (OrderId?)id).ToList();
        var refunded = (await db.Refunds.AsNoTracking().Where(r => some.Contains(r.OrderId)).Select(r => r.OrderId).Distinct().ToListAsync(ct)).ToHashSet();
        var told = news.ToLookup(n => n.Order);
        return batch.ToDictionary(o => o.Id, o => Of(o, [.. told[o.Id]], refunded.Contains(o.Id)));
    }

    private sealed record News(OrderId Order, string Code, OrderStatus? To, DateTime At, string? Data);

    private static PastFate Of(Order order, List<News> news, bool refunded)
    {
        var payments = news.Where(n => n.Code == PastReader.PaymentRecorded).ToList();
        var arrived = payments.Count == 0 ? order.Payment : Read(payments[0].Data, "before") ?? order.Payment;
        return new PastFate
        {
            Payment = arrived is PaymentStatus.Pending && payments.Count > 0 ? Read(payments[0].Data, "after") ?? order.Payment : arrived,
            CancelledAt = order.Status is OrderStatus.Cancelled ? news.LastOrDefault(n => n.To is OrderStatus.Cancelled)?.At : null,
            WrongAt = order.Payment is PaymentStatus.Refunded or PaymentStatus.Voided or PaymentStatus.Failed ? payments.LastOrDefault()?.At : null,
            Refunded = refunded || (order.Payment is PaymentStatus.Refunded or PaymentStatus.PartiallyRefunded && order.Payment != arrived),
            Corrected = news.Exists(n => n.Code == PastReader.ContactCorrected),
        };
    }

    private static PaymentStatus? Read(string? data, string name)
    {
        using var json = JsonDocument.Parse(data ?? "{}");
        return json.RootElement.TryGetProperty(name, out var value) && Enum.TryParse<PaymentStatus>(value.GetString(), out var status) ? status : null;
    }
}
