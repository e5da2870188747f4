using Microsoft.Extensions.Options;
using OrderDesk.Core.Verification.Policies;

namespace OrderDesk.Core.Review;

/// <summary>Tells verification above which totals two people must say yes: no rule says it for them.</summary>
internal sealed class PassNoneThatNeedsTwo(IOptions<ReviewOptions> review) : IConfigureOptions<PassLimits>
{
    /// <inheritdoc/>
    public void Configure(PassLimits options) => options.Above = review.Value.TwoPeopleAbove;
}
