namespace OrderDesk.Core.Shared;

/// <summary>The company that runs this desk (<c>Company:*</c>).</summary>
public sealed class CompanyOptions
{
    /// <summary>The name on screens and letters.</summary>
    public string Name { get; set; } = "OrderDesk";

    /// <summary>The IANA time zone that days are counted in.</summary>
    public string TimeZone { get; set; } = "UTC";

    /// <summary>The ISO 4217 currency of figures without one.</summary>
    public string Currency { get; set; } = "GBP";

    /// <summary>The culture of dates and numbers where a person chose none.</summary>
    public string Culture { get; set; } = "en-GB";

    /// <summary>The business day of an instant in the company's time zone, as yyyymmdd.</summary>
    public int BusinessDay(DateTime utc)
    {
        var local = TimeZoneInfo.ConvertTimeFromUtc(utc, TimeZoneInfo.FindSystemTimeZoneById(TimeZone));
        return (local.Year * 10_000) + (local.Month * 100) + local.Day;
    }
}
