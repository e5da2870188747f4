using System.Globalization;

namespace OrderDesk.Web.Features.Access;

/// <summary>A time zone to choose.</summary>
/// <param name="Id">Its IANA name.</param>
/// <param name="Name">The name with the present distance from UTC.</param>
internal sealed record ZoneChoice(string Id, string Name)
{
    private static readonly string[] Regions = ["Africa/", "America/", "Asia/", "Atlantic/", "Australia/", "Europe/", "Indian/", "Pacific/"];

    /// <summary>Every zone people live in, by name.</summary>
    public static IReadOnlyList<ZoneChoice> All(DateTime now) =>
    [
        .. TimeZoneInfo.GetSystemTimeZones()
            .Where(zone => zone.Id == "UTC" || Regions.Any(region => zone.Id.StartsWith(region, StringComparison.Ordinal)))
            .Select(zone => new ZoneChoice(zone.Id, $"{zone.Id.Replace('_', ' ')} ({Distance(zone.GetUtcOffset(now))})"))
            .DistinctBy(zone => zone.Id)
            .OrderBy(zone => zone.Id, StringComparer.Ordinal),
    ];

    private static string Distance(TimeSpan offset) => offset == TimeSpan.Zero ? "UTC" : string.Create(CultureInfo.InvariantCulture, $"UTC{(offset < TimeSpan.Zero ? '−' : '+')}{offset:hh\\:mm}");
}
