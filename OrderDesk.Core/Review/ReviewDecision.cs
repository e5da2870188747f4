using System.Text.Json;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Review;

/// <summary>The id of a decision.</summary>
public readonly record struct ReviewDecisionId(long Value) : ITypedId;

/// <summary>What kind of decision it was.</summary>
public enum DecisionKind
{
    /// <summary>Everything a person can release was released.</summary>
    Approved = 1,

    /// <summary>The order was cancelled.</summary>
    Rejected = 2,

    /// <summary>Some holds were released, others stay.</summary>
    Released = 3,
}

/// <summary>One decision as it was made: by whom, on what, how long it took, and whether it was taken back. What reviewers and checks are measured by.</summary>
public sealed class ReviewDecision
{
    /// <summary>How long a decision can be taken back.</summary>
    public static readonly TimeSpan UndoWithin = TimeSpan.FromSeconds(30);

    private ReviewDecision() { }

    /// <summary>The decision's id.</summary>
    public ReviewDecisionId Id { get; private init; }

    /// <summary>The order.</summary>
    public OrderId OrderId { get; private init; }

    /// <summary>What was decided.</summary>
    public DecisionKind Kind { get; private init; }

    /// <summary>Who decided.</summary>
    public StaffId ById { get; private init; }

    /// <summary>The name at that time.</summary>
    public string ByName { get; private init; } = "";

    /// <summary>When (UTC).</summary>
    public DateTime At { get; private init; }

    /// <summary>When the case had come to the desk (UTC).</summary>
    public DateTime OpenedAt { get; private init; }

    /// <summary>When whoever decided had claimed the case (UTC); null where they decided without a claim.</summary>
    public DateTime? BegunAt { get; private init; }

    /// <summary>The last safe decision time it had (UTC).</summary>
    public DateTime DecideBy { get; private init; }

    /// <summary>The first last safe decision time that had gone by (UTC), or null where it was decided in time.</summary>
    public DateTime? MissedAt { get; private init; }

    /// <summary>The policy that had judged the order.</summary>
    public int PolicyVersion { get; private init; }

    /// <summary>The number of the timeline entry after which anything by somebody else is in the way of taking it back.</summary>
    public int EventNumber { get; private init; }

    /// <summary>The released holds, as a JSON array of numbers.</summary>
    public string Holds { get; private init; } = "[]";

    /// <summary>The checks whose holds these were, as a JSON array of codes.</summary>
    public string Checks { get; private init; } = "[]";

    /// <summary>When it was taken back (UTC), or null.</summary>
    public DateTime? UndoneAt { get; private set; }

    /// <summary>The released holds.</summary>
    public IReadOnlyList<OrderHoldId> HoldIds => [.. JsonSerializer.Deserialize<long[]>(Holds)!.Select(id => new OrderHoldId(id))];

    /// <summary>A decision that was just made on an order that is loaded with its holds.</summary>
    public static ReviewDecision Of(ReviewDecisionId id, DecisionKind kind, Order order, ReviewCase review, IReadOnlyCollection<OrderHold> holds, Actor by, DateTime now) => new()
    {
        Id = id,
        OrderId = order.Id,
        Kind = kind,
        ById = by.Id,
        ByName = by.Name,
        At = now,
        OpenedAt = review.OpenedAt,
        BegunAt = review.Claimant(now) == by.Id ? review.ClaimedAt : null,
        DecideBy = review.DecideBy,
        MissedAt = review.MissedAt ?? (review.DecideBy < now ? review.DecideBy : null),
        PolicyVersion = order.PolicyVersion,
        EventNumber = order.EventCount,
        Holds = JsonSerializer.Serialize(holds.Select(h => h.Id.Value)),
        Checks = JsonSerializer.Serialize(holds.Where(h => h.Check is not null).Select(h => h.Check).Distinct().Order(StringComparer.Ordinal)),
    };

    /// <summary>Takes the decision back; refused when it is too late or was done already.</summary>
    public Result TakeBack(DateTime now)
    {
        if (UndoneAt is not null)
        {
            return Error.Conflict("review.undone-already");
        }

        if (now - At > UndoWithin)
        {
            return Error.Conflict("review.undo-too-late", UndoWithin.TotalSeconds);
        }

        UndoneAt = now;
        return Result.Ok;
    }
}
