using System.Globalization;

namespace OrderDesk.Core.Orders;

/// <summary>The place of a row in the queue: what it is sorted by, then its id.</summary>
internal readonly record struct OrderCursor(OrderSort Sort, long Key, OrderId Id) : IComparable<OrderCursor>
{
    /// <summary>The instant the key stands for when sorted by purchase.</summary>
    public DateTime At => new(Key, DateTimeKind.Utc);

    public static OrderCursor Of(OrderQueue.Row row, OrderSort sort) => Of(new OrderKey(row.Id, row.PlacedAt, row.TotalMinor), sort);

    public static OrderCursor Of(OrderKey key, OrderSort sort) => new(sort, KeyOf(sort, key.PlacedAt, key.TotalMinor), key.Id);

    /// <summary>Reads what stood in an address; null when it is not of this sorting, so that the list starts anew.</summary>
    public static OrderCursor? Parse(string? text, OrderSort sort) =>
        text?.Split('.') is [{ Length: 1 } letter, var key, var id] && letter[0] == Letter(sort)
        && long.TryParse(key, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
        && (sort is not OrderSort.Placed || (number >= 0 && number <= DateTime.MaxValue.Ticks))
        && long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var order)
            ? new OrderCursor(sort, number, new OrderId(order)) : null;

    public int CompareTo(OrderCursor other) => (Key, Id.Value).CompareTo((other.Key, other.Id.Value));

    public override string ToString() => FormattableString.Invariant($"{Letter(Sort)}.{Key}.{Id.Value}");

    private static long KeyOf(OrderSort sort, DateTime placedAt, long total) => sort switch
    {
        OrderSort.Placed => placedAt.Ticks,
        OrderSort.Total => total,
    };

    private static char Letter(OrderSort sort) => sort switch
    {
        OrderSort.Placed => 'p',
        OrderSort.Total => 't',
    };
}

/// <summary>What an order is sorted by in every list.</summary>
internal sealed record OrderKey(OrderId Id, DateTime PlacedAt, long TotalMinor);

/// <summary>Days of the company as instants; open at either end.</summary>
internal sealed record DaySpan(DateOnly? From, DateOnly? To, TimeZoneInfo Zone)
{
    /// <summary>The first instant, or null.</summary>
    public DateTime? Start => From is { } day ? Midnight(day) : null;

    /// <summary>The first instant that is too late, or null.</summary>
    public DateTime? End => To is { } day && day < DateOnly.MaxValue ? Midnight(day.AddDays(1)) : null;

    /// <summary>The first day as yyyymmdd.</summary>
    public int? FirstDay => From is { } day ? Number(day) : null;

    /// <summary>The last day as yyyymmdd.</summary>
    public int? LastDay => To is { } day ? Number(day) : null;

    private static int Number(DateOnly day) => (day.Year * 10_000) + (day.Month * 100) + day.Day;

    private DateTime Midnight(DateOnly day)
    {
        var local = day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Unspecified);
        // A midnight that a summer-time change skips begins an hour later.
        return TimeZoneInfo.ConvertTimeToUtc(Zone.IsInvalidTime(local) ? local.AddHours(1) : local, Zone);
    }
}
