using OrderDesk.Core.Channels;
using OrderDesk.Core.Orders;

namespace OrderDesk.Core.Intake;

/// <summary>Proof that an order was taken: what was sent, as a hash, and what was answered; the same again gets the same answer.</summary>
public sealed class IntakeReceipt
{
    /// <summary>The longest idempotency key.</summary>
    public const int KeyMaxLength = 255;

    /// <summary>The order.</summary>
    public OrderId OrderId { get; init; }

    /// <summary>The channel it came from.</summary>
    public ChannelId ChannelId { get; init; }

    /// <summary>The channel's own number; unique per channel.</summary>
    public string ExternalId { get; init; } = "";

    /// <summary>SHA-256 in lower-case hex of the parsed content, so that spaces and the order of fields do not count.</summary>
    public string ContentHash { get; set; } = "";

    /// <summary>The sender's idempotency key; unique per channel.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>The first answer as JSON; null for orders that were not sent through the API.</summary>
    public string? Answer { get; set; }

    /// <summary>The import that brought it, if one did.</summary>
    public ImportRunId? ImportRunId { get; set; }

    /// <summary>When it was taken (UTC).</summary>
    public DateTime TakenAt { get; init; }
}
