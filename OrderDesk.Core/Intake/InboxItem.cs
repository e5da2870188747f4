using OrderDesk.Core.Channels;
using OrderDesk.Core.Data;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Intake;

/// <summary>The id of something that could not be taken.</summary>
public readonly record struct InboxItemId(long Value) : ITypedId
{
    /// <summary>Whether one item was numbered before another; breaks the tie of items of the same instant.</summary>
    public static bool operator <(InboxItemId one, InboxItemId other) => one.Value < other.Value;

    /// <summary>Whether one item was numbered after another.</summary>
    public static bool operator >(InboxItemId one, InboxItemId other) => one.Value > other.Value;
}

/// <summary>Which way it came in.</summary>
public enum InboxSource
{
    /// <summary>The REST API.</summary>
    Api = 1,

    /// <summary>A file.</summary>
    Import = 2,
}

/// <summary>Where it stands.</summary>
public enum InboxState
{
    /// <summary>Somebody must look at it.</summary>
    Open = 1,

    /// <summary>It was corrected and taken.</summary>
    Replayed = 2,

    /// <summary>It was put away with a reason.</summary>
    Discarded = 3,
}

/// <summary>What could not be taken: the raw payload, the reason, an owner; to be corrected and replayed or discarded.</summary>
public sealed class InboxItem : Entity
{
    /// <summary>The longest payload kept: all that the interface lets in.</summary>
    public const int PayloadMaxLength = OrderReader.MaxBytes;

    /// <summary>The longest reason of a discard.</summary>
    public const int ReasonMaxLength = 500;

    private InboxItem() { }

    /// <summary>The item's id.</summary>
    public InboxItemId Id { get; private init; }

    /// <summary>The channel it came from.</summary>
    public ChannelId ChannelId { get; private init; }

    /// <summary>Which way it came in.</summary>
    public InboxSource Source { get; private init; }

    /// <summary>The channel's own number, where it could be read.</summary>
    public string? ExternalId { get; private init; }

    /// <summary>The layout of rows of a file; null where the payload is JSON as of the API.</summary>
    public string? Profile { get; private init; }

    /// <summary>What was sent, as text: JSON, or the header and the rows of one order of a file.</summary>
    [NotAudited]
    public string Payload { get; private set; } = "";

    /// <summary>SHA-256 in lower-case hex of the payload as first sent; the same again is the same item.</summary>
    public string PayloadHash { get; private init; } = "";

    /// <summary>The wrong fields as JSON: [{field, code, args}].</summary>
    public string Problems { get; private set; } = "[]";

    /// <summary>When it first came (UTC).</summary>
    public DateTime ReceivedAt { get; private init; }

    /// <summary>How often the same was sent.</summary>
    public int Times { get; private set; } = 1;

    /// <summary>Where it stands.</summary>
    public InboxState State { get; private set; } = InboxState.Open;

    /// <summary>Who looks after it, or null.</summary>
    public StaffId? OwnerId { get; private set; }

    /// <summary>The owner's name at that time.</summary>
    public string? OwnerName { get; private set; }

    /// <summary>The order it became.</summary>
    public OrderId? OrderId { get; private set; }

    /// <summary>Why it was put away.</summary>
    public string? DiscardReason { get; private set; }

    /// <summary>When it was replayed or discarded (UTC).</summary>
    public DateTime? ClosedAt { get; private set; }

    /// <inheritdoc/>
    public override string Kind => "inbox";

    /// <inheritdoc/>
    public override long Key => Id.Value;

    /// <inheritdoc/>
    public override bool Audited => false;

    /// <summary>Something that could not be taken.</summary>
    public static InboxItem Keep(InboxItemId id, ChannelId channel, InboxSource source, string? externalId, string payload, string hash, string problems, DateTime now, string? profile = null) => new()
    {
        Id = id,
        ChannelId = channel,
        Source = source,
        Profile = profile,
        ExternalId = Writing.Clean(externalId ?? "") is { Length: > 0 } number ? number : null,
        Payload = Kept(payload),
        PayloadHash = hash,
        Problems = problems,
        ReceivedAt = now,
    };

    /// <summary>The same was sent once more.</summary>
    public void Again() => Times++;

    /// <summary>Somebody looks after it.</summary>
    public Result Own(StaffId staff, string name)
    {
        if (State is not InboxState.Open)
        {
            return Error.Conflict("intake.already-closed", State);
        }

        (OwnerId, OwnerName) = (staff, name);
        return Result.Ok;
    }

    /// <summary>Keeps a corrected payload with what is still wrong with it.</summary>
    public Result Correct(string payload, string problems)
    {
        if (State is not InboxState.Open)
        {
            return Error.Conflict("intake.already-closed", State);
        }

        (Payload, Problems) = (Kept(payload), problems);
        return Result.Ok;
    }

    /// <summary>It was taken after all.</summary>
    public Result Replayed(OrderId order, DateTime now)
    {
        if (State is not InboxState.Open)
        {
            return Error.Conflict("intake.already-closed", State);
        }

        (State, OrderId, ClosedAt) = (InboxState.Replayed, order, now);
        return Result.Ok;
    }

    /// <summary>Puts it away with a reason.</summary>
    public Result Discard(string? reason, DateTime now)
    {
        if (State is not InboxState.Open)
        {
            return Error.Conflict("intake.already-closed", State);
        }

        if (string.IsNullOrWhiteSpace(reason))
        {
            return Error.Invalid("intake.discard-reason-required");
        }

        if (reason.Trim().Length > ReasonMaxLength)
        {
            return Error.Invalid("intake.discard-reason-too-long", ReasonMaxLength);
        }

        (State, DiscardReason, ClosedAt) = (InboxState.Discarded, reason.Trim(), now);
        return Result.Ok;
    }

    /// <summary>What is no order may hold anything at all; every engine can keep what this makes of it.</summary>
    private static string Kept(string payload) => Writing.Start(Writing.Keepable(payload), PayloadMaxLength);
}
