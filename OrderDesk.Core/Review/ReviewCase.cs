using OrderDesk.Core.Data;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Review;

/// <summary>The id of a review case.</summary>
public readonly record struct ReviewCaseId(long Value) : ITypedId;

/// <summary>Where a case stands.</summary>
public enum ReviewState
{
    /// <summary>Waiting for a person.</summary>
    Open = 1,

    /// <summary>A person decided.</summary>
    Decided = 2,

    /// <summary>Its causes went away by themselves.</summary>
    Resolved = 3,
}

/// <summary>What a person decided.</summary>
public enum ReviewVerdict
{
    /// <summary>Every hold that a person can release was released.</summary>
    Approved = 1,

    /// <summary>The order was cancelled with a reason.</summary>
    Rejected = 2,
}

/// <summary>A case was taken over from somebody who worked on it.</summary>
public sealed record CaseTakenOver(OrderId OrderId, StaffId From) : IDomainEvent;

/// <summary>A case that somebody passed on was decided.</summary>
public sealed record PassedOnDecided(OrderId OrderId, StaffId PassedOnBy) : IDomainEvent;

/// <summary>One order that waits for one person to say yes or no; claimed by compare-and-set in the database.</summary>
public sealed partial class ReviewCase : Entity
{
    /// <summary>How long a claim lasts without activity.</summary>
    public static readonly TimeSpan ClaimIdle = TimeSpan.FromMinutes(10);

    private ReviewCase() { }

    /// <summary>The case's id.</summary>
    public ReviewCaseId Id { get; private init; }

    /// <summary>The order; one case each, opened again when it is held again.</summary>
    public OrderId OrderId { get; private init; }

    /// <summary>Where it stands.</summary>
    public ReviewState State { get; private set; }

    /// <summary>When it was opened last (UTC).</summary>
    public DateTime OpenedAt { get; private set; }

    /// <summary>The last safe decision time (UTC): carrier cut-off − picking − packing; the queue is served in its order.</summary>
    public DateTime DecideBy { get; private set; }

    /// <summary>The first last safe decision time that went by without a decision (UTC), or null.</summary>
    public DateTime? MissedAt { get; private set; }

    /// <summary>What the order is worth, in minor units of the company's currency; of cases with the same clock the dearest is served first.</summary>
    public long WorthMinor { get; private set; }

    /// <summary>Who works on it, or null.</summary>
    [Momentary]
    public StaffId? ClaimedBy { get; private set; }

    /// <summary>The claimant's name at that time.</summary>
    [Momentary]
    public string? ClaimedByName { get; private set; }

    /// <summary>When the person began to work on it (UTC).</summary>
    [Momentary]
    public DateTime? ClaimedAt { get; private set; }

    /// <summary>When the claim lapses unless renewed (UTC).</summary>
    [Momentary]
    public DateTime? ClaimedUntil { get; private set; }

    /// <summary>Until when it waits for whom it was handed to (UTC), also while they look at something else; null where nobody handed it.</summary>
    [Momentary]
    public DateTime? HandedUntil { get; private set; }

    /// <summary>Rises with each claim; a decision carries the one it was made under.</summary>
    [Momentary]
    public long Fence { get; private set; }

    /// <summary>What was decided.</summary>
    public ReviewVerdict? Verdict { get; private set; }

    /// <summary>Who decided.</summary>
    public StaffId? DecidedBy { get; private set; }

    /// <summary>The decider's name at that time.</summary>
    public string? DecidedByName { get; private set; }

    /// <summary>When it was decided or resolved (UTC).</summary>
    public DateTime? ClosedAt { get; private set; }

    /// <summary>Until when it rests because a person put it off (UTC).</summary>
    public DateTime? SnoozedUntil { get; private set; }

    /// <summary>Who put it off.</summary>
    public StaffId? SnoozedBy { get; private set; }

    /// <summary>Whether it rests until the order is paid, or at the longest until then.</summary>
    public bool AwaitsPayment { get; private set; }

    /// <summary>When it was passed on to those who may decide more (UTC).</summary>
    public DateTime? EscalatedAt { get; private set; }

    /// <summary>Who passed it on.</summary>
    public StaffId? EscalatedBy { get; private set; }

    /// <summary>Who passed it on, by the name of that time.</summary>
    public string? EscalatedByName { get; private set; }

    /// <summary>The first of two who must say yes, or null.</summary>
    public StaffId? FirstYesBy { get; private set; }

    /// <summary>The first one's name at that time.</summary>
    public string? FirstYesByName { get; private set; }

    /// <inheritdoc/>
    public override string Kind => "case";

    /// <inheritdoc/>
    public override long Key => OrderId.Value;

    /// <inheritdoc/>
    public override bool Audited => false;

    /// <summary>A case for an order that was just held.</summary>
    public static ReviewCase Open(ReviewCaseId id, OrderId order, DateTime decideBy, long worthMinor, DateTime now) =>
        new() { Id = id, OrderId = order, State = ReviewState.Open, OpenedAt = now, DecideBy = decideBy, WorthMinor = worthMinor };

    /// <summary>A person decides; refused when somebody else decided or works on it, naming who and when.</summary>
    public Result Decide(ReviewVerdict verdict, Actor by, DateTime now)
    {
        if (WhyNot(by, now) is { } refusal)
        {
            return refusal;
        }

        if (EscalatedBy is { } from)
        {
            Raise(new PassedOnDecided(OrderId, from));
        }

        (FirstYesBy, FirstYesByName) = (null, null);
        Close(ReviewState.Decided, now);
        (Verdict, DecidedBy, DecidedByName) = (verdict, by.Id, by.Name);
        return Result.Ok;
    }

    /// <summary>Its causes went away without a person.</summary>
    public void Resolve(DateTime now)
    {
        if (State is ReviewState.Open)
        {
            Close(ReviewState.Resolved, now);
        }
    }

    /// <summary>The order was held again.</summary>
    public void Reopen(DateTime decideBy, long worthMinor, DateTime now)
    {
        WorthMinor = worthMinor;
        if (State is not ReviewState.Open)
        {
            MissedAt = null;
            (State, OpenedAt, DecideBy, ClosedAt, Verdict, DecidedBy, DecidedByName) = (ReviewState.Open, now, decideBy, null, null, null, null);
        }
    }

    /// <summary>The collection has gone without the parcel: the clock runs for the next one.</summary>
    /// <param name="next">The next last safe decision time (UTC).</param>
    /// <param name="missed">Whether the desk was late; not while it waited for somebody else.</param>
    public void GoOn(DateTime next, bool missed) => (MissedAt, DecideBy) = (MissedAt ?? (missed ? DecideBy : null), next);

    /// <summary>The decision is taken back: the case is open as it was, in the hands of who decided.</summary>
    public void TakeBack(Actor by, DateTime now)
    {
        (State, ClosedAt, Verdict, DecidedBy, DecidedByName) = (ReviewState.Open, null, null, null, null);
        Hand(by, now);
    }

    private Error AlreadyClosed() => Verdict is { } verdict
        ? Error.Conflict("review.already-decided", DecidedByName ?? "", verdict, ClosedAt!.Value)
        : Error.Conflict("review.no-longer-open");

    private void Close(ReviewState state, DateTime now) =>
        (State, ClosedAt, ClaimedBy, ClaimedByName, ClaimedUntil, HandedUntil, SnoozedUntil, SnoozedBy, AwaitsPayment, EscalatedAt, EscalatedBy, EscalatedByName) =
            (state, now, null, null, null, null, null, null, false, null, null, null);
}
