using OrderDesk.Core.Data;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Review.Bulk;

/// <summary>The id of a bulk action.</summary>
public readonly record struct BulkRunId(long Value) : ITypedId
{
    /// <summary>Whether one was asked for before another; the list is paged by it.</summary>
    public static bool operator <(BulkRunId one, BulkRunId other) => one.Value < other.Value;

    /// <summary>Whether one was asked for after another.</summary>
    public static bool operator >(BulkRunId one, BulkRunId other) => one.Value > other.Value;
}

/// <summary>Where a bulk action stands.</summary>
public enum BulkState
{
    /// <summary>It was looked at and nothing has been done.</summary>
    Draft = 1,

    /// <summary>Its orders are worked through; after a crash it goes on where it was.</summary>
    Running = 2,

    /// <summary>Every order has its outcome.</summary>
    Done = 3,

    /// <summary>Stopped by a person; what was done stays.</summary>
    Cancelled = 4,
}

/// <summary>Cases were handed to a colleague, all of one bulk action; said once, when it is over.</summary>
public sealed record CasesHanded(StaffId To, string ByName, int Cases) : IDomainEvent;

/// <summary>One action over many orders: who asked for what over which list, how far it is, and what came of it.</summary>
public sealed class BulkRun : Entity
{
    /// <summary>The most orders of one action.</summary>
    public const int MostRows = 20_000;

    /// <summary>How many of one person's may run at once.</summary>
    public const int MostOpen = 5;

    /// <summary>The longest address of a list.</summary>
    public const int AskedMaxLength = 2000;

    /// <summary>How long a look that nobody acted on is kept.</summary>
    public static readonly TimeSpan DraftsLast = TimeSpan.FromHours(1);

    private BulkRun() { }

    /// <summary>The id, which is also the number people say.</summary>
    public BulkRunId Id { get; private init; }

    /// <summary>What is done.</summary>
    public BulkKind Action { get; private init; }

    /// <summary>The reason, note or tag that goes with it.</summary>
    public string? Text { get; private init; }

    /// <summary>What happens to the money of rejected orders.</summary>
    public RefundInstruction? Refund { get; private init; }

    /// <summary>Until when cases are put off (UTC).</summary>
    public DateTime? Until { get; private init; }

    /// <summary>The colleague cases are handed to, or null.</summary>
    public StaffId? ToId { get; private init; }

    /// <summary>Their name at that time.</summary>
    public string? ToName { get; private init; }

    /// <summary>The list it was asked over as an address writes it; null where orders were picked one by one.</summary>
    public string? Asked { get; private init; }

    /// <summary>The bulk action whose refused orders are tried again, or null.</summary>
    public BulkRunId? RetryOf { get; private init; }

    /// <summary>Where it stands.</summary>
    public BulkState State { get; private set; } = BulkState.Draft;

    /// <summary>How many orders it is about; null until all were looked at.</summary>
    [Momentary]
    public int? Total { get; private set; }

    /// <summary>Orders it was done to.</summary>
    [Momentary]
    public int Done { get; private set; }

    /// <summary>Orders that got the first of two yeses.</summary>
    [Momentary]
    public int Half { get; private set; }

    /// <summary>Orders it was refused for.</summary>
    [Momentary]
    public int Refused { get; private set; }

    /// <summary>Who asked for it, or 0 for the system.</summary>
    public StaffId StartedById { get; private init; }

    /// <summary>Their name at that time.</summary>
    public string StartedBy { get; private init; } = "";

    /// <summary>When it was looked at (UTC).</summary>
    public DateTime CreatedAt { get; private init; }

    /// <summary>When it began (UTC).</summary>
    public DateTime? StartedAt { get; private set; }

    /// <summary>When it ended (UTC).</summary>
    public DateTime? EndedAt { get; private set; }

    /// <inheritdoc/>
    public override string Kind => "bulk";

    /// <inheritdoc/>
    public override long Key => Id.Value;

    /// <inheritdoc/>
    public override bool Audited => false;

    /// <summary>What is done with what goes with it.</summary>
    public BulkAction What => new(Action, Text, Refund, Until, ToId);

    /// <summary>A look at what an action would do.</summary>
    public static BulkRun Look(BulkRunId id, BulkAction what, string? toName, string? asked, BulkRunId? retryOf, Actor by, DateTime now) => new()
    {
        Id = id,
        Action = what.Kind,
        Text = what.Words,
        Refund = what.Kind is BulkKind.Reject ? what.Refund : null,
        Until = what.Kind is BulkKind.Snooze ? what.Until : null,
        ToId = what.Kind is BulkKind.HandOver ? what.To : null,
        ToName = what.Kind is BulkKind.HandOver ? toName : null,
        Asked = asked,
        RetryOf = retryOf,
        StartedById = by.Id,
        StartedBy = by.Name,
        CreatedAt = now,
    };

    /// <summary>All its orders were looked at.</summary>
    public void Looked(int total) => Total = total;

    /// <summary>It is to be done, by who looked at it; refused where that was long ago.</summary>
    public Result Start(Actor by, DateTime now)
    {
        if (StartedById != by.Id)
        {
            return Error.Forbidden("review.bulk-not-yours", StartedBy);
        }

        if (State is not BulkState.Draft || Total is null)
        {
            return Error.Conflict("review.bulk-over", State);
        }

        if (now - CreatedAt > DraftsLast)
        {
            return Error.Conflict("review.bulk-look-too-old", DraftsLast.TotalMinutes);
        }

        (State, StartedAt) = (BulkState.Running, now);
        return Result.Ok;
    }

    /// <summary>It stops; what was done stays.</summary>
    public Result Cancel(Actor by, DateTime now)
    {
        if (StartedById != by.Id && !by.Can(ReviewPermissions.DecideEscalated))
        {
            return Error.Forbidden("review.bulk-not-yours", StartedBy);
        }

        if (State is not (BulkState.Draft or BulkState.Running))
        {
            return Error.Conflict("review.bulk-over", State);
        }

        End(BulkState.Cancelled, now);
        return Result.Ok;
    }

    /// <summary>Some of its orders have their outcome.</summary>
    public void Tell(IEnumerable<BulkRow> rows)
    {
        foreach (var row in rows)
        {
            Done += row.Outcome is BulkOutcome.Done ? 1 : 0;
            Half += row.Outcome is BulkOutcome.Half ? 1 : 0;
            Refused += row.Outcome is BulkOutcome.Refused ? 1 : 0;
        }
    }

    /// <summary>Every order has its outcome, or nobody is there any more in whose name it could go on.</summary>
    public void End(BulkState state, DateTime now)
    {
        (State, EndedAt) = (state, now);
        if (ToId is { } to && Done > 0)
        {
            Raise(new CasesHanded(to, StartedBy, Done));
        }
    }
}
