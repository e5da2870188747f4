using OrderDesk.Core.Data;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Channels;

/// <summary>The id of a sales channel.</summary>
public readonly record struct ChannelId(long Value) : ITypedId;

/// <summary>A place where customers buy: a shop, a marketplace, a telephone desk.</summary>
public sealed class Channel : Entity
{
    /// <summary>The longest code.</summary>
    public const int CodeMaxLength = 40;

    /// <summary>The longest name.</summary>
    public const int NameMaxLength = 100;

    private Channel() { }

    /// <summary>The channel's id.</summary>
    public ChannelId Id { get; private init; }

    /// <summary>Short, unique, lower case: letters, digits, dash.</summary>
    public string Code { get; private init; } = "";

    /// <summary>The name staff read.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Whether it takes new orders.</summary>
    public bool Active { get; private set; } = true;

    /// <inheritdoc/>
    public override string Kind => "channel";

    /// <inheritdoc/>
    public override long Key => Id.Value;

    /// <summary>How a code is written, or null where it cannot be one.</summary>
    public static string? Normalise(string? code) =>
        code?.Trim().ToLowerInvariant() is { Length: > 0 and <= CodeMaxLength } fits && fits.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_') ? fits : null;

    /// <summary>A new channel; the code must be normalised.</summary>
    public static Channel Open(ChannelId id, string code, string? name = null) => new() { Id = id, Code = code, Name = name ?? code };

    /// <summary>Gives it another name.</summary>
    public void Rename(string name) => Name = name;
}

/// <summary>The id of an API key.</summary>
public readonly record struct ApiKeyId(long Value) : ITypedId;

/// <summary>A key with which a channel's own systems send orders; shown once, kept only as a hash.</summary>
public sealed class ApiKey : Entity
{
    private ApiKey() { }

    /// <summary>The key's id.</summary>
    public ApiKeyId Id { get; private init; }

    /// <summary>The channel the key speaks for.</summary>
    public ChannelId ChannelId { get; private init; }

    /// <summary>The part of the key that may be shown, by which it is found; unique.</summary>
    public string Prefix { get; private init; } = "";

    /// <summary>SHA-256 in lower-case hex of the secret part.</summary>
    [NotAudited]
    public string SecretHash { get; private init; } = "";

    /// <summary>When it was made (UTC).</summary>
    public DateTime CreatedAt { get; private init; }

    /// <summary>When it lapses (UTC); at most a year after it was made.</summary>
    public DateTime ExpiresAt { get; private init; }

    /// <summary>When it was switched off (UTC).</summary>
    public DateTime? RevokedAt { get; private set; }

    /// <inheritdoc/>
    public override string Kind => "api-key";

    /// <inheritdoc/>
    public override long Key => Id.Value;

    /// <summary>A new key.</summary>
    public static ApiKey Issue(ApiKeyId id, ChannelId channel, string prefix, string secretHash, DateTime now) =>
        new() { Id = id, ChannelId = channel, Prefix = prefix, SecretHash = secretHash, CreatedAt = now, ExpiresAt = now.AddYears(1) };

    /// <summary>Whether it opens the door at this instant.</summary>
    public bool Works(DateTime now) => RevokedAt is null && now < ExpiresAt;

    /// <summary>Switches it off for good.</summary>
    public Result Revoke(DateTime now)
    {
        if (RevokedAt is not null)
        {
            return Error.Conflict("channels.key-already-revoked");
        }

        RevokedAt = now;
        return Result.Ok;
    }
}
