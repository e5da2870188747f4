using OrderDesk.Core.Customers;
using OrderDesk.Core.Inventory;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Verification;

/// <summary>How another order is tied to the one that is judged.</summary>
public enum Tie
{
    /// <summary>The same customer.</summary>
    Customer = 1,

    /// <summary>The same e-mail address.</summary>
    Mail = 2,

    /// <summary>The same phone number.</summary>
    Phone = 3,

    /// <summary>The same delivery address.</summary>
    Address = 4,

    /// <summary>The same payment reference.</summary>
    Payment = 5,
}

/// <summary>What checks need to know of another order.</summary>
public sealed record KnownOrder
{
    /// <summary>What ties it to the judged one.</summary>
    public Tie Tie { get; init; }

    /// <summary>Its id and number.</summary>
    public OrderId Id { get; init; }

    /// <summary>When it was placed (UTC).</summary>
    public DateTime PlacedAt { get; init; }

    /// <summary>When it came in (UTC).</summary>
    public DateTime ReceivedAt { get; init; }

    /// <summary>Where it stands.</summary>
    public OrderStatus Status { get; init; }

    /// <summary>Where its money stands.</summary>
    public PaymentStatus Payment { get; init; }

    /// <summary>Its currency.</summary>
    public string Currency { get; init; } = "";

    /// <summary>What its lines cost, in minor units.</summary>
    public long LinesMinor { get; init; }

    /// <summary>What it cost, in minor units.</summary>
    public long TotalMinor { get; init; }

    /// <summary>The order it was split from, or null.</summary>
    public OrderId? SplitFrom { get; init; }
}

/// <summary>What is ordinary on a channel.</summary>
/// <param name="Orders">How many recent orders the figure is made of.</param>
/// <param name="MedianMinor">The median of their totals, in minor units.</param>
public sealed record ChannelHabit(int Orders, long MedianMinor);

/// <summary>A block-listed delivery address as a policy writes it: street, postal code, country.</summary>
public static class BlockedAddress
{
    /// <summary>The fingerprint of the address, or null where the text is none.</summary>
    public static long? Read(string text)
    {
        var parts = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return parts.Length < 3 ? null : new PostalAddress { Line1 = string.Join(' ', parts[..^2]), PostalCode = parts[^2], Country = parts[^1].ToUpperInvariant() }.Fingerprint();
    }
}

/// <summary>Everything the checks may use of one order and its surroundings; gathered once, in the write that judges.</summary>
public sealed record OrderFacts
{
    /// <summary>Other orders that are read per tie at most.</summary>
    public const int MostRecent = 25;

    /// <summary>Recent orders of a channel that its median is made of.</summary>
    public const int HabitSample = 200;

    /// <summary>Orders a channel needs before its median says anything.</summary>
    public const int HabitNeeds = 30;

    /// <summary>The order with its lines.</summary>
    public required Order Order { get; init; }

    /// <summary>The instant of the judgement (UTC).</summary>
    public required DateTime Now { get; init; }

    /// <summary>Who buys, or null for a guest.</summary>
    public Customer? Customer { get; init; }

    /// <summary>Other orders received before this one that share customer, contact, address or payment reference; newest first, one row per tie.</summary>
    public IReadOnlyList<KnownOrder> Others { get; init; } = [];

    /// <summary>Those of <see cref="Others"/> that hold exactly the same lines.</summary>
    public IReadOnlySet<OrderId> SameLines { get; init; } = new HashSet<OrderId>();

    /// <summary>What is ordinary on the channel in this currency, where a check needs it.</summary>
    public ChannelHabit? Habit { get; init; }

    /// <summary>The code of the channel, where a rule needs it.</summary>
    public string? Channel { get; init; }

    /// <summary>The company's time zone, for the hour of the day.</summary>
    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Utc;

    /// <summary>Whether the purchase is so large that two people must say yes, where a rule would let it pass.</summary>
    public bool NeedsTwo { get; init; }

    /// <summary>Lines that wait for units.</summary>
    public IReadOnlyList<StockWait> Waits { get; init; } = [];

    /// <summary>Warehouses that units of this order are promised from.</summary>
    public IReadOnlyList<WarehouseId> Warehouses { get; init; } = [];

    /// <summary>Where the buyer can be called: the first number of buyer, recipient and payer that can be dialled, else the first one written.</summary>
    public PhoneReading? Phone => _phone ??= ReadPhone();

    private PhoneReading? _phone;

    /// <summary>The country of the goods, else of the invoice.</summary>
    public string? CountryHint => Country.Find(Order.Shipping.Country)?.Code ?? Country.Find(Order.Billing.Country)?.Code;

    /// <summary>Earlier orders of the same person: by customer, e-mail or phone, each once.</summary>
    public IEnumerable<KnownOrder> SamePerson => Others.Where(o => o.Tie is Tie.Customer or Tie.Mail or Tie.Phone).DistinctBy(o => o.Id);

    /// <summary>Orders of this tie placed within a time around this one, which is counted too.</summary>
    public static int Within(IEnumerable<KnownOrder> orders, Order order, TimeSpan time) =>
        1 + orders.Count(o => (o.PlacedAt - order.PlacedAt).Duration() <= time);

    /// <summary>The median of amounts, in minor units; the lower of the two middle ones.</summary>
    public static long Median(IEnumerable<long> amounts)
    {
        var sorted = amounts.Order().ToList();
        return sorted.Count == 0 ? 0 : sorted[(sorted.Count - 1) / 2];
    }

    /// <summary>An amount in the order's currency.</summary>
    public Money Sum(long minor) => new(minor, Order.Currency);

    private PhoneReading? ReadPhone()
    {
        PhoneReading? first = null;
        foreach (var written in (IEnumerable<string?>)[Order.Phone, Order.Shipping.Phone, Order.Billing.Phone])
        {
            var reading = PhoneReading.Of(written, CountryHint);
            if (reading is { CanBeDialled: true })
            {
                return reading;
            }

            first ??= reading;
        }

        return first;
    }
}
