using System.Collections.Frozen;

namespace OrderDesk.Core.Orders;

/// <summary>What counts for each type of hold: the company's own terms where it has some, else what is built in.</summary>
public sealed class HoldBook(IEnumerable<HoldTerms> own)
{
    private readonly FrozenDictionary<HoldType, HoldTerms> _terms = HoldTerms.Types.Select(type => new HoldTerms(type)).Concat(own)
        .GroupBy(terms => terms.Type).ToFrozenDictionary(same => same.Key, same => same.Last());

    /// <summary>Nothing of the company's own.</summary>
    public static HoldBook BuiltIn { get; } = new([]);

    /// <summary>The terms of one type.</summary>
    public HoldTerms Of(HoldType type) => _terms[type];

    /// <summary>Reasons to hold, each by the terms of its type.</summary>
    public IReadOnlyList<HoldReason> On(IEnumerable<HoldReason> reasons, DateTime now) => [.. reasons.Select(reason => Of(reason.Type).On(reason, now))];
}
