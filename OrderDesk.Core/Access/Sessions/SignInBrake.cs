using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;

namespace OrderDesk.Core.Access;

/// <summary>Slows down guessing: a growing wait per account and network, a limit per network, an alarm over all. In memory; the account's own pause is in the database.</summary>
public sealed class SignInBrake(TimeProvider clock, ILogger<SignInBrake> log)
{
    /// <summary>How long a wrong try is remembered.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromMinutes(15);

    /// <summary>Wrong tries from one network, over all accounts, before it has to wait.</summary>
    public const int PerNetwork = 100;

    /// <summary>Refused sign-ins a minute that raise the alarm.</summary>
    public const int Alarm = 100;

    private const int Free = 2;
    private const int Most = 20_000;

    private readonly ConcurrentDictionary<(string Account, string Network), Tries> _tries = new();
    private long _minute;
    private int _inMinute;

    /// <summary>How long this account must wait for its next try from this network; zero when it need not.</summary>
    public TimeSpan Wait(string account, IPAddress? from)
    {
        var now = clock.GetUtcNow();
        var own = Left(_tries.GetValueOrDefault((account, NetworkOf(from))), now);
        var all = _tries.GetValueOrDefault(("", NetworkOf(from)));
        var network = all is { Count: >= PerNetwork } ? all.Last + Memory - now : TimeSpan.Zero;
        return own > network ? own : network;
    }

    /// <summary>Notes a wrong try.</summary>
    public void Failed(string account, IPAddress? from)
    {
        var now = clock.GetUtcNow();
        Note((account, NetworkOf(from)), now);
        Note(("", NetworkOf(from)), now);
        if (_tries.Count > Most)
        {
            foreach (var (key, _) in _tries.Where(entry => now - entry.Value.Last > Memory || _tries.Count > Most * 2))
            {
                _tries.TryRemove(key, out _);
            }
        }

        var minute = now.ToUnixTimeSeconds() / 60;
        if (Interlocked.Exchange(ref _minute, minute) != minute)
        {
            Interlocked.Exchange(ref _inMinute, 0);
        }

        if (Interlocked.Increment(ref _inMinute) == Alarm)
        {
            log.ManyRefused(Alarm);
        }
    }

    /// <summary>A right try wipes the slate of this account and network.</summary>
    public void Succeeded(string account, IPAddress? from) => _tries.TryRemove((account, NetworkOf(from)), out _);

    /// <summary>The network of an address: /24, or /64 for IPv6; guessing machines come in neighbourhoods.</summary>
    public static string NetworkOf(IPAddress? address)
    {
        if (address is null)
        {
            return "unknown";
        }

        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        var bytes = plain.GetAddressBytes();
        var kept = plain.AddressFamily is AddressFamily.InterNetwork ? 3 : 8;
        bytes.AsSpan(kept).Clear();
        return $"{new IPAddress(bytes)}/{kept * 8}";
    }

    private void Note((string, string) key, DateTimeOffset now) =>
        _tries.AddOrUpdate(key, _ => new Tries(1, now), (_, was) => now - was.Last > Memory ? new Tries(1, now) : new Tries(was.Count + 1, now));

    /// <summary>Nothing for the first tries, then 1, 2, 4 … seconds, five minutes at most.</summary>
    private static TimeSpan Left(Tries? tries, DateTimeOffset now)
    {
        if (tries is null || tries.Count <= Free || now - tries.Last > Memory)
        {
            return TimeSpan.Zero;
        }

        var wait = TimeSpan.FromSeconds(Math.Min(300, Math.Pow(2, tries.Count - Free - 1)));
        var left = tries.Last + wait - now;
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    private sealed record Tries(int Count, DateTimeOffset Last);
}
