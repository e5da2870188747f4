using System.ComponentModel.DataAnnotations;

namespace OrderDesk.Web.Api;

/// <summary>The interface for channels (<c>Api:*</c>).</summary>
public sealed class ApiOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Api";

    /// <summary>How much one key may send.</summary>
    public RateLimitOptions RateLimit { get; set; } = new();
}

/// <summary>A token bucket for each key (<c>Api:RateLimit:*</c>).</summary>
public sealed class RateLimitOptions
{
    /// <summary>Requests a second in the long run, at least 1.</summary>
    [Range(1, 100_000)]
    public int PerSecond { get; set; } = 100;

    /// <summary>Requests at once after a pause, at least 1.</summary>
    [Range(1, 1_000_000)]
    public int Burst { get; set; } = 1_000;
}
