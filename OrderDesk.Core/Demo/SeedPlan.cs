namespace OrderDesk.Core.Demo;

/// <summary>Where a made-up order of a seed stands at midnight of today.</summary>
internal enum SeedStage
{
    Cancelled,
    Held,
    Short,
    Ready,
    Picking,
    Shipped,
    Delivered,
    Completed,
}

/// <summary>One made-up order of a seed.</summary>
internal sealed record SeedSale(
    int Number, SeedStage Stage, bool Lived, int Channel, int Buyer, int Warehouse, IReadOnlyList<(int Product, int Quantity)> Lines, int Flag, DateTime PlacedAt);

/// <summary>Numbers that look thrown and are the same on every machine: SplitMix64.</summary>
internal struct SeedDice(long seed)
{
    private ulong _state = (ulong)seed * 0x9E3779B97F4A7C15;

    public double Throw()
    {
        _state += 0x9E3779B97F4A7C15;
        var z = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return ((z ^ (z >> 31)) >> 11) * (1.0 / (1UL << 53));
    }

    public int Throw(int below) => (int)(Throw() * below);
}

/// <summary>
/// A shop of any size whose orders are the same for everybody who asks for as many on the same day: more on weekdays and lately, few customers who buy often,
/// about 2 % on hold, all of them among the newest tenth.
/// </summary>
internal sealed class SeedPlan
{
    /// <summary>Products that nobody has any of: who ordered them waits.</summary>
    public const int SoldOut = 10;

    private static readonly string[] Sizes = ["small", "medium", "large", "extra large", "set of four"];
    private static readonly string[] Areas = ["2079460", "1134960", "1144960", "1154960", "1164960", "1174960", "1184960", "1214960", "1314960", "1414960", "1514960", "1614960", "1914980", "2896496", "2920180", "1632960", "7700900", "3069990"];

    private readonly long[] _placed;
    private readonly int[] _buyers;

    public SeedPlan(int count, int days, DateTime now)
    {
        (Count, Days, Today) = (count, days, DateTime.SpecifyKind(now.Date, DateTimeKind.Utc));
        Products = [.. Catalogue(count >= 100_000 ? Sizes.Length : 1)];
        Customers = Math.Max(1, count * 2 / 5);
        _placed = Times();
        _buyers = new int[count];
        var dice = new SeedDice(7);
        for (var n = 0; n < count; n++)
        {
            // Few buy often: the lower the number the more orders.
            _buyers[n] = (int)(Customers * Math.Pow(dice.Throw(), 1.6));
        }
    }

    public int Count { get; }

    public int Days { get; }

    /// <summary>Midnight (UTC) of the day on which the seed is sown; nothing in it happens later.</summary>
    public DateTime Today { get; }

    public int Customers { get; }

    public IReadOnlyList<DemoProduct> Products { get; }

    /// <summary>A buyer, whose phone is one of those kept for fiction.</summary>
    public static DemoBuyer Buyer(int n)
    {
        var buyer = DemoStory.Buyer(n);
        var phone = FormattableString.Invariant($"+44{Areas[n / 1_000 % Areas.Length]}{n % 1_000:000}");
        return buyer with { Phone = phone, Address = buyer.Address with { Phone = phone } };
    }

    public DateTime PlacedAt(int n) => new(_placed[n], DateTimeKind.Utc);

    public int BuyerOf(int n) => _buyers[n];

    /// <summary>The order of a number, from 0; always the same.</summary>
    public SeedSale Sale(int n)
    {
        var dice = new SeedDice(n + 1_000);
        var placed = PlacedAt(n);
        var newest = n >= Count - ((Count + 9) / 10);
        var held = newest && dice.Throw() < 0.2;
        var stage = held ? (dice.Throw(12) == 0 ? SeedStage.Short : SeedStage.Held) : dice.Throw(100) < 4 ? SeedStage.Cancelled : StageAt((Today - placed).TotalHours);
        var goods = Products.Count - SoldOut;
        var lines = new List<(int Product, int Quantity)>(4);
        for (var line = 1 + (int)(4 * Math.Pow(dice.Throw(), 2)); line > 0; line--)
        {
            var product = stage is SeedStage.Short && lines.Count == 0 ? goods + dice.Throw(SoldOut) : (int)(goods * Math.Pow(dice.Throw(), 1.3));
            if (!lines.Exists(l => l.Product == product))
            {
                lines.Add((product, 1 + (int)(3 * Math.Pow(dice.Throw(), 3))));
            }
        }

        var channel = dice.Throw(100) switch { < 55 => 0, < 75 => 1, < 94 => 2, _ => 3 };
        return new SeedSale(n, stage, newest || stage is SeedStage.Ready or SeedStage.Picking, channel, _buyers[n], _buyers[n] % DemoShop.Warehouses.Length, lines, dice.Throw(4), placed);
    }

    private static SeedStage StageAt(double hours) => hours switch
    {
        < 14 => SeedStage.Ready,
        < 26 => SeedStage.Picking,
        < 96 => SeedStage.Shipped,
        < 200 => SeedStage.Delivered,
        _ => SeedStage.Completed,
    };

    private static IEnumerable<DemoProduct> Catalogue(int sizes) =>
        from thing in DemoShop.Things
        from style in DemoShop.Styles
        from size in Enumerable.Range(0, sizes)
        select sizes == 1
            ? new DemoProduct($"{thing.Code}-{style.Code}", $"{thing.Name}, {style.Name}", style.Name, thing.Pence, thing.Grams, thing.Traits)
            : new DemoProduct($"{thing.Code}-{style.Code}-{size + 1}", $"{thing.Name}, {style.Name}, {Sizes[size]}", $"{style.Name}, {Sizes[size]}", thing.Pence + (size * 250), thing.Grams + (size * 90), thing.Traits);

    /// <summary>When each order was placed, oldest first, between seven in the morning and eleven at night.</summary>
    private long[] Times()
    {
        var weights = Enumerable.Range(1, Days).Reverse().Select(Weight).ToArray();
        var (times, all, sown, sum) = (new long[Count], weights.Sum(), 0, 0.0);
        var dice = new SeedDice(3);
        for (var day = 0; day < Days; day++)
        {
            sum += weights[day];
            var until = day == Days - 1 ? Count : (int)Math.Round(Count * sum / all);
            var (many, start) = (until - sown, Today.AddDays(day - Days).AddHours(7));
            for (var i = 0; i < many; i++)
            {
                times[sown++] = start.AddMilliseconds(Math.Floor((i + dice.Throw()) * TimeSpan.FromHours(16).TotalMilliseconds / many)).Ticks;
            }
        }

        return times;

        double Weight(int daysAgo) => (Today.AddDays(-daysAgo).DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? 0.7 : 1.0) * (1.15 - (0.3 * daysAgo / Days));
    }
}
