using OrderDesk.Core.Channels;
using OrderDesk.Core.Data;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Customers;

/// <summary>The id of a customer.</summary>
public readonly record struct CustomerId(long Value) : ITypedId;

/// <summary>A person or firm that buys, found again by the channel's own id, by e-mail or by phone.</summary>
public sealed class Customer : Entity
{
    /// <summary>The longest name.</summary>
    public const int NameMaxLength = 200;

    /// <summary>The longest e-mail address (RFC 5321).</summary>
    public const int EmailMaxLength = 254;

    /// <summary>The longest phone number as written.</summary>
    public const int PhoneMaxLength = 40;

    /// <summary>The longest id of another system.</summary>
    public const int ExternalIdMaxLength = 100;

    private Customer() { }

    /// <summary>The customer's id.</summary>
    public CustomerId Id { get; private init; }

    /// <summary>The channel that named the external id.</summary>
    public ChannelId? ChannelId { get; private set; }

    /// <summary>The channel's own id of this customer; unique per channel.</summary>
    public string? ExternalId { get; private set; }

    /// <summary>The name as last written.</summary>
    [NotAudited]
    public string? Name { get; private set; }

    /// <summary>The e-mail address, trimmed and lower case.</summary>
    [NotAudited]
    public string? Email { get; private set; }

    /// <summary>The phone number in E.164 where it could be read.</summary>
    [NotAudited]
    public string? Phone { get; private set; }

    /// <summary>Orders of this customer; counted in the database, never read and written back.</summary>
    public int OrderCount { get; private init; }

    /// <summary>When the first order was placed (UTC).</summary>
    public DateTime? FirstOrderAt { get; private init; }

    /// <summary>When the latest order was placed (UTC).</summary>
    public DateTime? LastOrderAt { get; private init; }

    /// <summary>When orders of this customer were blocked (UTC), or null.</summary>
    public DateTime? BlockedAt { get; private set; }

    /// <summary>Why orders are blocked.</summary>
    public string? BlockedReason { get; private set; }

    /// <summary>When it was first seen (UTC).</summary>
    public DateTime CreatedAt { get; private init; }

    /// <inheritdoc/>
    public override string Kind => "customer";

    /// <inheritdoc/>
    public override long Key => Id.Value;

    /// <inheritdoc/>
    public override bool Audited => false;

    /// <summary>A customer seen for the first time, with the first order.</summary>
    public static Customer Meet(CustomerId id, ChannelId? channel, string? externalId, string? name, string? email, string? phone, DateTime placedAt, DateTime now) => new()
    {
        Id = id,
        ChannelId = externalId is null ? null : channel,
        ExternalId = externalId,
        Name = name,
        Email = email,
        Phone = phone,
        OrderCount = 1,
        FirstOrderAt = placedAt,
        LastOrderAt = placedAt,
        CreatedAt = now,
    };

    /// <summary>A customer found in records; orders are counted once they are written.</summary>
    public static Customer Enter(CustomerId id, ChannelId channel, string? externalId, string? name, string? email, string? phone, DateTime now) => new()
    {
        Id = id,
        ChannelId = externalId is null ? null : channel,
        ExternalId = externalId,
        Name = name,
        Email = email,
        Phone = phone,
        CreatedAt = now,
    };

    /// <summary>Fills in what was not known before; the latest name counts.</summary>
    public void Learn(ChannelId channel, string? externalId, string? name, string? email, string? phone)
    {
        if (ExternalId is null && externalId is not null)
        {
            (ChannelId, ExternalId) = (channel, externalId);
        }

        Name = name ?? Name;
        Email ??= email;
        Phone ??= phone;
    }

    /// <summary>Puts the customer on the block list.</summary>
    public void Block(string reason, DateTime now) => (BlockedAt, BlockedReason) = (now, reason);

    /// <summary>Takes the customer off the block list.</summary>
    public void Unblock() => (BlockedAt, BlockedReason) = (null, null);

    /// <summary>A made-up customer whose orders are written with them.</summary>
    internal static Customer Imagine(CustomerId id, string name, string email, string phone, int orders, DateTime? first, DateTime? last, DateTime createdAt) => new()
    {
        Id = id,
        Name = name,
        Email = email,
        Phone = phone,
        OrderCount = orders,
        FirstOrderAt = first,
        LastOrderAt = last,
        CreatedAt = createdAt,
    };
}
