using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Orders;

/// <summary>What rules put on an order beside holds.</summary>
/// <param name="Tags">Tags, none of them twice.</param>
/// <param name="Queue">The review queue it is routed to, or null.</param>
/// <param name="NeedsTwo">Whether two people must say yes.</param>
public sealed record OrderMarks(IReadOnlyList<string> Tags, string? Queue, bool NeedsTwo)
{
    /// <summary>The longest tag a rule puts on an order.</summary>
    public const int TagMaxLength = 40;

    /// <summary>The longest name of a review queue.</summary>
    public const int QueueMaxLength = 60;

    /// <summary>Why this is no tag, or null.</summary>
    public static Error? WhyNoTag(string? tag) =>
        string.IsNullOrWhiteSpace(tag) || tag.Length > TagMaxLength || tag.Contains(',', StringComparison.Ordinal) || tag.Any(char.IsControl) ? Error.Invalid("orders.bad-tag", TagMaxLength) : null;

    /// <summary>Nothing.</summary>
    public static OrderMarks None { get; } = new([], null, false);
}
