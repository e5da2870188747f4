using System.Text.Json;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Data;

/// <summary>The id of a message to the outside world; the receiver drops repeats by it.</summary>
public readonly record struct OutboxMessageId(long Value) : ITypedId
{
    /// <summary>Whether one message was numbered before another; breaks the tie of messages of the same instant.</summary>
    public static bool operator <(OutboxMessageId one, OutboxMessageId other) => one.Value < other.Value;

    /// <summary>Whether one message was numbered after another.</summary>
    public static bool operator >(OutboxMessageId one, OutboxMessageId other) => one.Value > other.Value;
}

/// <summary>Something the outside world must hear, written in the same commit as the fact itself.</summary>
public sealed class OutboxMessage
{
    private OutboxMessage() { }

    /// <summary>The id that the receiver sees.</summary>
    public OutboxMessageId Id { get; private init; }

    /// <summary>The name of the announcement.</summary>
    public string Type { get; private init; } = "";

    /// <summary>The announcement itself.</summary>
    public string Payload { get; private init; } = "";

    /// <summary>When it was committed (UTC).</summary>
    public DateTime CreatedAt { get; private init; }

    /// <summary>When it may be tried next (UTC); null once sent or set aside.</summary>
    public DateTime? NextTryAt { get; private set; }

    /// <summary>How often it was tried.</summary>
    public int Tries { get; private set; }

    /// <summary>Until when a node is sending it (UTC).</summary>
    public DateTime? LockedUntil { get; private set; }

    /// <summary>Rises with each try; only its holder may mark the message.</summary>
    public long Fence { get; private set; }

    /// <summary>When it was delivered (UTC).</summary>
    public DateTime? SentAt { get; private set; }

    /// <summary>When it was set aside as undeliverable or discarded (UTC).</summary>
    public DateTime? SetAsideAt { get; private set; }

    /// <summary>What the last failed try said.</summary>
    public string? Error { get; private set; }

    /// <summary>A person lets it be tried again from the start; its old tries count no more, but its age does.</summary>
    public Result Retry(DateTime now)
    {
        if (SetAsideAt is null)
        {
            return Shared.Error.Conflict("outbox.not-set-aside");
        }

        (SetAsideAt, NextTryAt, Tries, LockedUntil, Error) = (null, now, 0, null, null);
        Fence++;
        return Result.Ok;
    }

    /// <summary>A person gives it up for good; it stays readable and is never tried again.</summary>
    public Result Discard(Actor by, DateTime now)
    {
        if (SentAt is not null)
        {
            return Shared.Error.Conflict("outbox.already-sent", SentAt.Value);
        }

        if (SetAsideAt is not null && OutboxNote.Read(Error)?.Code is OutboxNote.DiscardedCode)
        {
            return Shared.Error.Conflict("outbox.already-discarded");
        }

        (SetAsideAt, NextTryAt, LockedUntil, Error) = (now, null, null, OutboxNote.Write(Shared.Error.Conflict(OutboxNote.DiscardedCode, by.Name)));
        Fence++;
        return Result.Ok;
    }

    /// <summary>A message for an announcement, due at once.</summary>
    public static OutboxMessage For(OutboxMessageId id, IAnnouncement happened, DateTime now) => new()
    {
        Id = id,
        Type = happened.GetType().Name,
        Payload = JsonSerializer.Serialize(happened, happened.GetType()),
        CreatedAt = now,
        NextTryAt = now,
    };
}
