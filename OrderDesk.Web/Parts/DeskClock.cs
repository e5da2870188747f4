using System.Globalization;

namespace OrderDesk.Web.Parts;

/// <summary>What time it is for the person in front of the desk: the clock, their zone and the company's. It ticks once a minute so that "2 min ago" stays true.</summary>
/// <param name="time">The clock.</param>
/// <param name="zone">The person's zone, until <see cref="MoveTo"/> tells another.</param>
/// <param name="companyZone">The company's zone, which due times and day figures follow.</param>
public sealed class DeskClock(TimeProvider time, TimeZoneInfo zone, TimeZoneInfo companyZone) : IDisposable
{
    private readonly Lock _door = new();
    private ITimer? _timer;

    /// <summary>The clock of a page that has not been told a zone.</summary>
    public static DeskClock Utc { get; } = new(TimeProvider.System, TimeZoneInfo.Utc, TimeZoneInfo.Utc);

    /// <summary>Raised every minute while anybody listens.</summary>
    public event Action? Ticked
    {
        add
        {
            lock (_door)
            {
                _ticked += value;
                _timer ??= time.CreateTimer(_ => _ticked?.Invoke(), null, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1));
            }
        }

        remove
        {
            lock (_door)
            {
                _ticked -= value;
                if (_ticked is null)
                {
                    _timer?.Dispose();
                    _timer = null;
                }
            }
        }
    }

    private event Action? _ticked;

    /// <summary>The instant, in UTC.</summary>
    public DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>The person's zone.</summary>
    public TimeZoneInfo Zone { get; private set; } = zone;

    /// <summary>Whether the company lives by other hours than the person.</summary>
    public bool HasOtherCompanyZone => !Zone.HasSameRules(companyZone);

    /// <summary>The person lives by another zone from now on: their own, or the company's where they chose none.</summary>
    /// <param name="id">The IANA name of the zone, or null.</param>
    public void MoveTo(string? id)
    {
        Zone = id is not null && TimeZoneInfo.TryFindSystemTimeZoneById(id, out var own) ? own : companyZone;
        _ticked?.Invoke();
    }

    /// <summary>An instant in the person's zone.</summary>
    public DateTime Here(DateTime utc) => TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc), Zone);

    /// <summary>Date and minute in the person's zone, the same in every language: 2026-03-05 16:20.</summary>
    public string Stamp(DateTime utc) => Here(utc).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>Date and second with the zone, and the company's hour where it differs.</summary>
    public string Exact(DateTime utc)
    {
        var here = $"{Here(utc).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)} {Offset(Zone, utc)}";
        return HasOtherCompanyZone
            ? $"{here} · {TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc), companyZone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} {Offset(companyZone, utc)}"
            : here;
    }

    /// <summary>Stops ticking.</summary>
    public void Dispose() => _timer?.Dispose();

    private static string Offset(TimeZoneInfo zone, DateTime utc)
    {
        var offset = zone.GetUtcOffset(DateTime.SpecifyKind(utc, DateTimeKind.Utc));
        return offset == TimeSpan.Zero ? "UTC" : $"UTC{(offset < TimeSpan.Zero ? '-' : '+')}{offset.Duration().ToString(@"hh\:mm", CultureInfo.InvariantCulture)}";
    }
}
