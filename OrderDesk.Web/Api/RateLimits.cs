using System.Collections.Concurrent;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace OrderDesk.Web.Api;

/// <summary>One bucket for each key, and one for each address that knocks without a working key.</summary>
internal sealed class RateLimits(IOptions<ApiOptions> options) : IDisposable
{
    private const int KnocksPerSecond = 20;
    private const int KnocksAtOnce = 100;
    private const int MostStrangers = 10_000;

    private static readonly TimeSpan Refill = TimeSpan.FromMilliseconds(100);

    private readonly ConcurrentDictionary<string, TokenBucketRateLimiter> _keys = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, TokenBucketRateLimiter> _strangers = new(StringComparer.Ordinal);

    /// <summary>Null when the key may go on, else the seconds to wait, at least 1.</summary>
    public int? WaitOf(string key) => Wait(_keys.GetOrAdd(key, _ => Bucket(options.Value.RateLimit.PerSecond, options.Value.RateLimit.Burst)));

    /// <summary>Null when an address without a working key may be answered, else the seconds to wait.</summary>
    public int? WaitOfStranger(string address)
    {
        if (_strangers.Count >= MostStrangers)
        {
            Clear(_strangers);
        }

        return Wait(_strangers.GetOrAdd(address, _ => Bucket(KnocksPerSecond, KnocksAtOnce)));
    }

    public void Dispose()
    {
        Clear(_keys);
        Clear(_strangers);
    }

    private static int? Wait(TokenBucketRateLimiter bucket)
    {
        using var lease = bucket.AttemptAcquire();
        return lease.IsAcquired ? null
            : lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)) : 1;
    }

    private static TokenBucketRateLimiter Bucket(int perSecond, int burst) => new(new TokenBucketRateLimiterOptions
    {
        TokenLimit = Math.Max(1, burst),
        TokensPerPeriod = Math.Max(1, (int)Math.Round(perSecond * Refill.TotalSeconds)),
        ReplenishmentPeriod = perSecond >= 10 ? Refill : TimeSpan.FromSeconds(1.0 / Math.Max(1, perSecond)),
        AutoReplenishment = true,
        QueueLimit = 0,
    });

    private static void Clear(ConcurrentDictionary<string, TokenBucketRateLimiter> buckets)
    {
        foreach (var key in buckets.Keys)
        {
            if (buckets.TryRemove(key, out var bucket))
            {
                bucket.Dispose();
            }
        }
    }
}
