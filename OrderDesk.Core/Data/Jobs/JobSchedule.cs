namespace OrderDesk.Core.Data.Jobs;

/// <summary>When a job is due: some time after its last round, or once a day at a time of the company's clock.</summary>
public sealed record JobSchedule
{
    private JobSchedule() { }

    /// <summary>The time between two rounds; null for a daily job.</summary>
    public TimeSpan? Interval { get; private init; }

    /// <summary>The time of day in the company's time zone; null for a job that comes round.</summary>
    public TimeOnly? At { get; private init; }

    /// <summary>Due this long after the last round, and at once where there was none.</summary>
    public static JobSchedule Every(TimeSpan interval) => new() { Interval = interval };

    /// <summary>Due once a day.</summary>
    public static JobSchedule Daily(TimeOnly at) => new() { At = at };

    /// <summary>When it is due next (UTC).</summary>
    /// <param name="last">The last round (UTC), or null.</param>
    /// <param name="known">Since when the job is known (UTC): a daily job does not make up for days before.</param>
    /// <param name="zone">The company's time zone.</param>
    public DateTime Next(DateTime? last, DateTime known, TimeZoneInfo zone)
    {
        if (Interval is { } interval)
        {
            return last is { } ran ? ran + interval : known;
        }

        var since = last ?? known;
        var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(since, zone));
        for (var due = Instant(day); ; due = Instant(day = day.AddDays(1)))
        {
            if (due > since)
            {
                return due;
            }
        }

        DateTime Instant(DateOnly on)
        {
            var local = on.ToDateTime(At!.Value);
            // A clock that jumps forward skips this time once a year: the job then comes as soon as the clock goes on.
            return TimeZoneInfo.ConvertTimeToUtc(zone.IsInvalidTime(local) ? local.AddHours(1) : local, zone);
        }
    }
}
