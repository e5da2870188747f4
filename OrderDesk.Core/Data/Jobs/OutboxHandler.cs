using System.Text.Json;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Data.Jobs;

/// <summary>Delivers one kind of announcement to the outside world.</summary>
public interface IOutboxHandler
{
    /// <summary>The name of the announcement, as the outbox keeps it.</summary>
    string Type { get; }

    /// <summary>
    /// Delivers; may happen twice, so the id goes along and the receiver drops repeats by it. A refusal of kind <see cref="ErrorKind.Invalid"/> sets the
    /// message aside at once, any other failure is tried again.
    /// </summary>
    Task<Result> DeliverAsync(OutboxMessageId id, string payload, CancellationToken ct);
}

/// <summary>Delivers one kind of announcement to the outside world.</summary>
public abstract class OutboxHandler<TAnnouncement> : IOutboxHandler where TAnnouncement : IAnnouncement
{
    /// <inheritdoc/>
    public string Type => typeof(TAnnouncement).Name;

    /// <inheritdoc/>
    public Task<Result> DeliverAsync(OutboxMessageId id, string payload, CancellationToken ct) =>
        DeliverAsync(id, JsonSerializer.Deserialize<TAnnouncement>(payload)!, ct);

    /// <summary>Delivers; may happen twice.</summary>
    protected abstract Task<Result> DeliverAsync(OutboxMessageId id, TAnnouncement announcement, CancellationToken ct);
}

/// <summary>How stubbornly messages are delivered.</summary>
public static class OutboxPatience
{
    /// <summary>The wait after the first failure; it doubles from try to try.</summary>
    public static readonly TimeSpan First = TimeSpan.FromSeconds(10);

    /// <summary>The longest wait between two tries.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <summary>A message older than this that fails is set aside.</summary>
    public static readonly TimeSpan GiveUpAfter = TimeSpan.FromHours(24);

    /// <summary>So is one that failed this often.</summary>
    public const int MostTries = 40;

    /// <summary>How long one delivery may take.</summary>
    public static readonly TimeSpan OneDelivery = TimeSpan.FromSeconds(30);

    /// <summary>The wait after a failed try, with up to a fifth more or less so that failed messages do not come back all at once.</summary>
    /// <param name="tries">Tries so far, at least 1.</param>
    /// <param name="chance">0 to 1.</param>
    public static TimeSpan Wait(int tries, double chance)
    {
        var plain = First * Math.Pow(2, Math.Min(tries, 20) - 1);
        return (plain < Longest ? plain : Longest) * (0.8 + (0.4 * chance));
    }
}
