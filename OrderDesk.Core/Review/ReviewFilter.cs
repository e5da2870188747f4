using OrderDesk.Core.Channels;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Review;

/// <summary>What narrows a view of the review desk.</summary>
public sealed record ReviewFilter
{
    /// <summary>Only cases that a rule of the policy routed to this queue.</summary>
    public string? Queue { get; init; }

    /// <summary>Only orders with an open hold of this type.</summary>
    public HoldType? Hold { get; init; }

    /// <summary>Only orders of this channel.</summary>
    public ChannelId? Channel { get; init; }

    /// <summary>Only cases this person works on.</summary>
    public StaffId? By { get; init; }

    /// <summary>Only cases past their last safe decision time.</summary>
    public bool Late { get; init; }

    /// <summary>Every case of the view.</summary>
    public static ReviewFilter None { get; } = new();

    internal IQueryable<OpenCase> Of(IQueryable<OpenCase> cases, DateTime now)
    {
        // Not as keys: the open cases are walked in the order of their clocks, of which an index of another column would know nothing.
        cases = Queue is { } queue ? cases.Where(x => x.Order.ReviewQueue == queue) : cases;
        cases = Hold is { } hold ? cases.Where(x => (x.Order.OpenHolds & hold) != HoldType.None) : cases;
        cases = Channel is { } channel ? cases.Where(x => (x.Order.ChannelId == channel ? 1 : 0) == 1) : cases;
        cases = By is { } by ? cases.Where(x => (x.Case.ClaimedBy == by ? 1 : 0) == 1 && x.Case.ClaimedUntil > now) : cases;
        return Late ? cases.Where(x => x.Case.MissedAt != null || x.Case.DecideBy < now) : cases;
    }
}

/// <summary>An open case with its order, as queries of the review desk join them.</summary>
internal sealed class OpenCase
{
    public required ReviewCase Case { get; init; }

    public required Order Order { get; init; }

    /// <summary>Who looks.</summary>
    public required StaffId Me { get; init; }

    /// <summary>When they look (UTC).</summary>
    public required DateTime Now { get; init; }

    /// <summary>Whether it is served to who looks; filled in by the database.</summary>
    public required bool Fits { get; init; }
}
