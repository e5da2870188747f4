using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Data;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Channels;

/// <summary>Where a key stands.</summary>
public enum ApiKeyState
{
    /// <summary>It opens the door.</summary>
    Working = 1,

    /// <summary>Its year is over.</summary>
    Expired = 2,

    /// <summary>Somebody switched it off.</summary>
    Revoked = 3,
}

/// <summary>Every channel with its keys; a key is known by its beginning, the rest is kept nowhere.</summary>
public sealed class ApiKeyList(IDbContextFactory<OrderDeskDb> contexts, TimeProvider clock)
{
    /// <summary>The most keys that are read; revoked ones of the past are left out first.</summary>
    public const int Most = 1_000;

    /// <summary>One key.</summary>
    public sealed record Key(ApiKeyId Id, string Prefix, DateTime CreatedAt, DateTime ExpiresAt, DateTime? RevokedAt, ApiKeyState State, int Version);

    /// <summary>One channel with its keys, the newest first.</summary>
    public sealed record Row(ChannelId Id, string Code, string Name, bool Active, IReadOnlyList<Key> Keys);

    /// <summary>Reads them all, by code; there are few.</summary>
    public async Task<Result<IReadOnlyList<Row>>> ReadAsync(Actor actor, CancellationToken ct)
    {
        if (!actor.Can(ChannelsPermissions.Manage))
        {
            return Error.Forbidden("channels.manage-forbidden");
        }

        var now = clock.GetUtcNow().UtcDateTime;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var channels = await db.Channels.OrderBy(c => c.Code).ToListAsync(ct);
        var keys = (await db.ApiKeys.OrderBy(k => k.RevokedAt != null).ThenByDescending(k => k.CreatedAt).Take(Most).ToListAsync(ct)).ToLookup(k => k.ChannelId, k => new Key(
            k.Id, k.Prefix, k.CreatedAt, k.ExpiresAt, k.RevokedAt, k.RevokedAt is not null ? ApiKeyState.Revoked : k.Works(now) ? ApiKeyState.Working : ApiKeyState.Expired, k.Version));
        return new Result<IReadOnlyList<Row>>([.. channels.Select(c => new Row(c.Id, c.Code, c.Name, c.Active, [.. keys[c.Id]]))], null);
    }
}
