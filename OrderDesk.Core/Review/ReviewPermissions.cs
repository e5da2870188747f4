namespace OrderDesk.Core.Review;

/// <summary>What may be done at the review desk.</summary>
public static class ReviewPermissions
{
    /// <summary>See what waits for a decision.</summary>
    public const string Read = "review.read";

    /// <summary>Claim, approve, reject, ask.</summary>
    public const string Decide = "review.decide";
}
