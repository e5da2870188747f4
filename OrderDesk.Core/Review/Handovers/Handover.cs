using OrderDesk.Core.Orders;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Review;

/// <summary>The id of one handover.</summary>
public readonly record struct HandoverId(long Value) : ITypedId;

/// <summary>Where a handover stands.</summary>
public enum HandoverState
{
    /// <summary>The colleague has not answered.</summary>
    Offered = 1,

    /// <summary>The colleague took it.</summary>
    Accepted = 2,

    /// <summary>The colleague did not take it.</summary>
    Refused = 3,

    /// <summary>Who offered it took it back.</summary>
    Withdrawn = 4,
}

/// <summary>Cases were offered to a colleague at the end of a shift.</summary>
public sealed record HandoverOffered(StaffId To, int Cases) : IDomainEvent;

/// <summary>A colleague has answered an offer; how many cases moved.</summary>
public sealed record HandoverAnswered(StaffId From, bool Accepted, int Cases) : IDomainEvent;

/// <summary>Cases one person offers to a named colleague at the end of a shift; nothing moves before the colleague accepts, and the offer lapses.</summary>
public sealed class Handover : Entity
{
    /// <summary>The kind of row that open pages listen for.</summary>
    public const string KindName = "handover";

    /// <summary>The most cases of one handover.</summary>
    public const int MostCases = 200;

    /// <summary>How long an offer stands.</summary>
    public static readonly TimeSpan Stands = TimeSpan.FromHours(12);

    private readonly List<HandoverItem> _items = [];

    private Handover() { }

    /// <summary>The handover's id.</summary>
    public HandoverId Id { get; private init; }

    /// <summary>Who hands over.</summary>
    public StaffId FromId { get; private init; }

    /// <summary>The name at that time.</summary>
    public string FromName { get; private init; } = "";

    /// <summary>The colleague.</summary>
    public StaffId ToId { get; private init; }

    /// <summary>The name at that time.</summary>
    public string ToName { get; private init; } = "";

    /// <summary>What the colleague should know, or null.</summary>
    public string? Note { get; private init; }

    /// <summary>When it was offered (UTC).</summary>
    public DateTime OfferedAt { get; private init; }

    /// <summary>When the offer lapses (UTC).</summary>
    public DateTime LapsesAt { get; private init; }

    /// <summary>Where it stands.</summary>
    public HandoverState State { get; private set; }

    /// <summary>When it was answered (UTC), or null.</summary>
    public DateTime? AnsweredAt { get; private set; }

    /// <summary>The cases; loaded only where asked for.</summary>
    public IReadOnlyList<HandoverItem> Items => _items;

    /// <inheritdoc/>
    public override string Kind => KindName;

    /// <inheritdoc/>
    public override long Key => Id.Value;

    /// <summary>A new offer; the cases are the offerer's own.</summary>
    public static Handover Offer(HandoverId id, Actor from, StaffId to, string toName, string? note, IReadOnlyList<(OrderId Order, bool Held)> cases, DateTime now)
    {
        var handover = new Handover
        {
            Id = id,
            FromId = from.Id,
            FromName = from.Name,
            ToId = to,
            ToName = toName,
            Note = note,
            OfferedAt = now,
            LapsesAt = now + Stands,
            State = HandoverState.Offered,
        };
        handover._items.AddRange(cases.Select(one => new HandoverItem { HandoverId = id, OrderId = one.Order, Held = one.Held }));
        handover.Raise(new HandoverOffered(to, cases.Count));
        return handover;
    }

    /// <summary>Why it can no longer be answered, or null.</summary>
    public Error? WhyNot(DateTime now) =>
        State is not HandoverState.Offered ? Error.Conflict("review.handover-answered", State)
        : LapsesAt <= now ? Error.Conflict("review.handover-lapsed", LapsesAt)
        : null;

    /// <summary>Answers the offer; whoever hands over hears of it. The cases must have been loaded and, where it is taken, settled one by one.</summary>
    public Result Answer(bool accepted, DateTime now)
    {
        if (WhyNot(now) is { } refusal)
        {
            return refusal;
        }

        (State, AnsweredAt) = (accepted ? HandoverState.Accepted : HandoverState.Refused, now);
        Raise(new HandoverAnswered(FromId, accepted, accepted ? _items.Count(item => item.Outcome is HandoverOutcome.Moved) : _items.Count));
        return Result.Ok;
    }

    /// <summary>Takes the offer back.</summary>
    public Result Withdraw(DateTime now)
    {
        if (WhyNot(now) is { } refusal)
        {
            return refusal;
        }

        (State, AnsweredAt) = (HandoverState.Withdrawn, now);
        return Result.Ok;
    }
}

/// <summary>What became of one case when its handover was accepted.</summary>
public enum HandoverOutcome
{
    /// <summary>It is the colleague's now.</summary>
    Moved = 1,

    /// <summary>It was decided or went away meanwhile.</summary>
    Decided = 2,

    /// <summary>Somebody else works on it meanwhile.</summary>
    Taken = 3,
}

/// <summary>The id of one case of a handover.</summary>
public readonly record struct HandoverItemId(long Value) : ITypedId;

/// <summary>One case of a handover.</summary>
public sealed class HandoverItem
{
    /// <summary>The row's id.</summary>
    public HandoverItemId Id { get; init; }

    /// <summary>The handover.</summary>
    public HandoverId HandoverId { get; init; }

    /// <summary>The order of the case.</summary>
    public OrderId OrderId { get; init; }

    /// <summary>Whether who offered it was working on it; the claim moves with it then.</summary>
    public bool Held { get; init; }

    /// <summary>What became of it, or null before the answer.</summary>
    public HandoverOutcome? Outcome { get; set; }
}
