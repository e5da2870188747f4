using System.Collections.Concurrent;
using System.Collections.Frozen;
using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Data;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Channels;

/// <summary>Turns a key from a request into the channel that asks; remembers keys until the feed says that one changed.</summary>
public sealed class ApiKeyDirectory : IDisposable
{
    private const int MostRemembered = 10_000;
    private static readonly TimeSpan RememberFor = TimeSpan.FromSeconds(30);

    private readonly IDbContextFactory<OrderDeskDb> _contexts;
    private readonly TimeProvider _clock;
    private readonly IReadOnlySet<string> _permissions;
    private readonly ConcurrentDictionary<string, Known> _known = new(StringComparer.Ordinal);
    private readonly IDisposable _listening;

    /// <summary>Begins to listen for revoked keys.</summary>
    public ApiKeyDirectory(IDbContextFactory<OrderDeskDb> contexts, ChangeFeed feed, TimeProvider clock, IEnumerable<ChannelGrant> grants)
    {
        (_contexts, _clock) = (contexts, clock);
        _permissions = grants.Select(g => g.Permission).ToFrozenSet(StringComparer.Ordinal);
        _listening = feed.Listen(moved =>
        {
            if (moved.Any("api-key") || moved.Any("channel"))
            {
                _known.Clear();
            }

            return Task.CompletedTask;
        });
    }

    /// <summary>A channel that asks with a working key.</summary>
    public sealed record Caller(ApiKeyId KeyId, ChannelId ChannelId, string Channel, Actor Actor);

    /// <summary>The channel of a key, or null when the key does not open the door.</summary>
    public async Task<Caller?> FindAsync(string key, CancellationToken ct)
    {
        var cut = key.LastIndexOf('_');
        if (cut <= 0 || key.Length > 100 || !key.StartsWith(IssueApiKey.Start, StringComparison.Ordinal))
        {
            return null;
        }

        var now = _clock.GetUtcNow().UtcDateTime;
        var known = await ReadAsync(key[..cut], now, ct);
        return known.Key is { } found && Secret.Matches(key[(cut + 1)..], found.SecretHash) && found.Works(now) ? known.Caller : null;
    }

    /// <inheritdoc/>
    public void Dispose() => _listening.Dispose();

    private async ValueTask<Known> ReadAsync(string prefix, DateTime now, CancellationToken ct)
    {
        if (_known.TryGetValue(prefix, out var known) && known.Until > now)
        {
            return known;
        }

        await using var db = await _contexts.CreateDbContextAsync(ct);
        var row = await db.ApiKeys.Where(k => k.Prefix == prefix).Join(db.Channels, k => k.ChannelId, c => c.Id, (k, c) => new { Key = k, c.Code, c.Active }).SingleOrDefaultAsync(ct);
        var caller = row is { Active: true } ? new Caller(row.Key.Id, row.Key.ChannelId, row.Code, new Actor(default, row.Code, ActorKind.Channel, _permissions)) : null;
        known = new Known(caller is null ? null : row!.Key, caller, now + RememberFor);
        if (_known.Count >= MostRemembered)
        {
            _known.Clear();
        }

        _known[prefix] = known;
        return known;
    }

    private sealed record Known(ApiKey? Key, Caller? Caller, DateTime Until);
}

/// <summary>A permission that every channel holds for its own orders.</summary>
public sealed record ChannelGrant(string Permission);
