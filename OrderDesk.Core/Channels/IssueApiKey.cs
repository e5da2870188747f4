using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Data;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Channels;

/// <summary>Makes a key for a channel, and the channel where it is new; the key is shown once.</summary>
public sealed class IssueApiKey(Desk desk)
{
    /// <summary>How every key begins.</summary>
    public const string Start = "od_live_";

    /// <summary>Keys of one channel that may work at once; two allow a change without a gap.</summary>
    public const int MostWorking = 20;

    /// <param name="Channel">The channel's code, any case; opened when new.</param>
    /// <param name="Name">The name of a new channel; the code when null.</param>
    public sealed record Command(string? Channel, string? Name = null);

    /// <summary>The key, to be shown once, and its channel.</summary>
    public sealed record Answer(string Key, string Prefix, ChannelId ChannelId, string Channel, DateTime ExpiresAt);

    /// <summary>Issues the key.</summary>
    public async Task<Result<Answer>> RunAsync(Actor actor, Command command, CancellationToken ct)
    {
        if (!actor.Can(ChannelsPermissions.Manage))
        {
            return Error.Forbidden("channels.manage-forbidden");
        }

        if (Channel.Normalise(command.Channel) is not { } code)
        {
            return Error.Invalid("channels.bad-code", Channel.CodeMaxLength) with { Fields = [new FieldError("channel", "channels.bad-code", Channel.CodeMaxLength)] };
        }

        var (prefix, secret) = (Start + Secret.Make(8), Secret.Make(32));
        return await desk.WriteAsync<Answer>(actor, async write =>
        {
            var channel = await ChannelBook.OpenAsync(write, code, command.Name, ct);
            var working = await write.Db.ApiKeys.CountAsync(k => k.ChannelId == channel.Id && k.RevokedAt == null && k.ExpiresAt > write.Now, ct);
            if (working >= MostWorking)
            {
                return Error.Conflict("channels.too-many-keys", MostWorking);
            }

            var key = ApiKey.Issue(write.NewId<ApiKeyId>(), channel.Id, prefix, Secret.Hash(secret), write.Now);
            write.Db.ApiKeys.Add(key);
            return new Answer($"{prefix}_{secret}", prefix, channel.Id, code, key.ExpiresAt);
        }, ct);
    }
}

/// <summary>Switches a key off for good.</summary>
public sealed class RevokeApiKey(Desk desk)
{
    /// <param name="KeyId">The key.</param>
    /// <param name="SeenVersion">The version on the person's screen.</param>
    public sealed record Command(ApiKeyId KeyId, int SeenVersion);

    /// <summary>Revokes it; requests with it are refused within seconds.</summary>
    public async Task<Result> RunAsync(Actor actor, Command command, CancellationToken ct)
    {
        if (!actor.Can(ChannelsPermissions.Manage))
        {
            return Error.Forbidden("channels.manage-forbidden");
        }

        return await desk.WriteAsync(actor, async write =>
        {
            var key = await write.Db.ApiKeys.SingleOrDefaultAsync(k => k.Id == command.KeyId, ct);
            return key is null ? Error.NotFound("channels.key-not-found")
                : write.Stale(key, command.SeenVersion) is { } stale ? stale
                : key.Revoke(write.Now);
        }, ct);
    }
}
