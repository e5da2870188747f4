using OrderDesk.Core.Catalog;
using OrderDesk.Core.Orders;

namespace OrderDesk.Core.Demo;

/// <summary>A made-up thing of the catalogue.</summary>
internal sealed record DemoProduct(string Sku, string Name, string Style, int Pence, int Grams, ProductTraits Traits);

/// <summary>A made-up buyer.</summary>
internal sealed record DemoBuyer(string Name, string Email, string Phone, PostalAddress Address);

/// <summary>How a past order went.</summary>
internal enum DemoEnd
{
    /// <summary>Sold, sent, kept.</summary>
    Kept,

    /// <summary>Called off before it was picked.</summary>
    CalledOff,

    /// <summary>Rejected by the person who looked at it.</summary>
    Rejected,
}

/// <summary>A sale of the past: who bought what where, when each thing happened, and how it went.</summary>
internal sealed record DemoSale
{
    public required int Number { get; init; }
    public required int Channel { get; init; }
    public required int Buyer { get; init; }
    public required int Warehouse { get; init; }
    public required IReadOnlyList<(int Product, int Quantity)> Lines { get; init; }
    public required DateTime PlacedAt { get; init; }

    /// <summary>Why it was held, or null for a sale that went through by itself.</summary>
    public HoldReason? Flag { get; init; }

    /// <summary>When a person released it, or the same instant it was taken.</summary>
    public required DateTime ReadyAt { get; init; }

    public required DateTime PickedAt { get; init; }
    public required DateTime ShippedAt { get; init; }
    public required DateTime DeliveredAt { get; init; }
    public required DateTime CompletedAt { get; init; }
    public required DemoEnd End { get; init; }

    /// <summary>Which of the staff looked at it.</summary>
    public required int Person { get; init; }

    public DateTime TakenAt => PlacedAt.AddMinutes(1);

    /// <summary>When it was called off, or rejected.</summary>
    public DateTime EndedAt => End is DemoEnd.Rejected ? ReadyAt : ReadyAt.AddMinutes(20);
}

/// <summary>A story of 120 days that is the same for everybody on the same day; nothing in it happens after midnight of today.</summary>
internal sealed class DemoStory
{
    public const int Days = 120;
    public const int SoldOut = 390;
    private const int Buyers = 1_400;
    private const int Seed = 20_260_301;

    /// <summary>A customer of small orders, one whose orders mostly went wrong, and one who is blocked.</summary>
    public const int Regular = 3, Unlucky = 4, Blocked = 5;

    private readonly Random _dice = new(Seed);

    public DemoStory(DateTime now)
    {
        Today = DateTime.SpecifyKind(now.Date, DateTimeKind.Utc);
        Products = [.. DemoShop.Things.SelectMany(_ => DemoShop.Styles, (thing, style) => new DemoProduct(
            $"{thing.Code}-{style.Code}", $"{thing.Name}, {style.Name}", style.Name, thing.Pence, thing.Grams, thing.Traits))];
        People = [.. Enumerable.Range(0, Buyers).Select(Buyer)];
        Sales = [.. Enumerable.Range(1, Days).Reverse().SelectMany(SalesOf).OrderBy(s => s.PlacedAt).Select((s, i) => s with { Number = i + 1 })];
    }

    /// <summary>Midnight (UTC) of the day on which the story is told.</summary>
    public DateTime Today { get; }

    public IReadOnlyList<DemoProduct> Products { get; }

    public IReadOnlyList<DemoBuyer> People { get; }

    public IReadOnlyList<DemoSale> Sales { get; }

    public static DemoBuyer Buyer(int n)
    {
        var name = $"{DemoShop.FirstNames[n % DemoShop.FirstNames.Length]} {DemoShop.LastNames[n / DemoShop.FirstNames.Length % DemoShop.LastNames.Length]}";
        var phone = n < 1_000 ? FormattableString.Invariant($"+442079460{n:000}") : FormattableString.Invariant($"+447700900{n % 1_000:000}");
        var (town, code) = DemoShop.Towns[n % DemoShop.Towns.Length];
        return new DemoBuyer(name, FormattableString.Invariant($"{name.Replace(' ', '.').ToLowerInvariant()}{n}@example.com"), phone, new PostalAddress
        {
            Name = name,
            Line1 = FormattableString.Invariant($"{1 + (n / DemoShop.Streets.Length)} {DemoShop.Streets[n % DemoShop.Streets.Length]}"),
            City = town,
            PostalCode = code,
            Country = "GB",
            Phone = phone,
        });
    }

    private IEnumerable<DemoSale> SalesOf(int daysAgo)
    {
        var day = Today.AddDays(-daysAgo);
        var weekend = day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
        var count = (int)((weekend ? 39 : 56) * (1.15 - (0.003 * daysAgo))) + _dice.Next(-6, 7);
        for (var i = 0; i < count; i++)
        {
            yield return Sale(day.AddMinutes((7 * 60) + _dice.Next(15 * 60)), daysAgo);
        }

        // Every month the unlucky customer buys twice and calls it off.
        if (daysAgo % 30 == 5)
        {
            yield return Sale(day.AddHours(9), daysAgo, Unlucky, DemoEnd.CalledOff);
            yield return Sale(day.AddHours(15), daysAgo, Regular, DemoEnd.Kept);
        }
    }

    private DemoSale Sale(DateTime placed, int daysAgo, int? who = null, DemoEnd? end = null)
    {
        // Few buy often: the lower the number the more orders.
        var buyer = who ?? 6 + (int)((Buyers - 6) * Math.Pow(_dice.NextDouble(), 1.6));
        var lines = Enumerable.Range(0, 1 + (int)(3 * Math.Pow(_dice.NextDouble(), 2)))
            .Select(_ => (Product: (int)(SoldOut * Math.Pow(_dice.NextDouble(), 1.3)), Quantity: 1 + (int)(3 * Math.Pow(_dice.NextDouble(), 3))))
            .DistinctBy(l => l.Product).ToList();
        var flagged = who is null && daysAgo > 2 && _dice.Next(100) < 8;
        var ready = placed.AddMinutes(flagged ? 15 + _dice.Next(180) : 1);
        var picked = ready.AddMinutes(60 + _dice.Next(18 * 60));
        var shipped = picked.AddMinutes(30 + _dice.Next(300));
        var delivered = shipped.AddHours(20 + _dice.Next(70));
        var sale = new DemoSale
        {
            Number = 0,
            Channel = _dice.Next(100) switch { < 55 => 0, < 75 => 1, < 94 => 2, _ => 3 },
            Buyer = buyer,
            Warehouse = buyer % DemoShop.Warehouses.Length,
            Lines = lines,
            PlacedAt = placed,
            Flag = flagged ? Flags[_dice.Next(Flags.Length)] : null,
            ReadyAt = ready,
            PickedAt = picked,
            ShippedAt = shipped,
            DeliveredAt = delivered,
            CompletedAt = delivered.AddDays(3),
            End = end ?? (_dice.Next(100) < 4 ? DemoEnd.CalledOff : DemoEnd.Kept),
            Person = _dice.Next(6),
        };
        return sale with { End = Ended(sale) };
    }

    /// <summary>What a person made of a sale they looked at: nobody calls off what was talked over; who buys eight times in an hour is no customer, and half of what buyers of the marketplace write in cannot be done.</summary>
    private static DemoEnd Ended(DemoSale sale) => sale.Flag switch
    {
        { Check: "velocity", Args: [int orders, ..] } => orders > 5 ? DemoEnd.Rejected : DemoEnd.Kept,
        { Check: "remark" } => sale.Channel > 1 && sale.PlacedAt.Minute % 2 == 0 ? DemoEnd.Rejected : DemoEnd.Kept,
        _ => sale.End,
    };

    private static readonly HoldReason Remark = new(HoldType.Request, "hold.remark", [], "remark");

    private static readonly HoldReason[] Flags =
    [
        Remark, Remark, Remark, Remark, new(HoldType.Information, "hold.phone-missing", [], "phone"), new(HoldType.Information, "hold.email-missing", [], "email"),
        new(HoldType.Payment, "hold.payment-unknown", [], "payment-state"), Velocity(4), Velocity(4), Velocity(5), Velocity(8),
    ];

    private static HoldReason Velocity(int orders) => new(HoldType.Customer, "hold.velocity", [orders, 1], "velocity");
}
