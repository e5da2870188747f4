namespace OrderDesk.Core.Review;

/// <summary>What may be done at the review desk.</summary>
public static class ReviewPermissions
{
    /// <summary>See what waits for a decision.</summary>
    public const string Read = "review.read";

    /// <summary>Claim, approve, reject, ask.</summary>
    public const string Decide = "review.decide";

    /// <summary>Word the messages to customers.</summary>
    public const string SetTemplates = "review.set-templates";

    /// <summary>See the figures of the desk and of those who decide.</summary>
    public const string Measure = "review.measure";

    /// <summary>Act on many orders at once, as far as one may act on each.</summary>
    public const string Bulk = "review.bulk-run";

    /// <summary>Decide what others passed on.</summary>
    public const string DecideEscalated = "review.decide-escalated";

    /// <summary>Hand any case to a colleague, also one that somebody else works on.</summary>
    public const string HandAny = "review.hand-any";

    /// <summary>Give macros to everybody who decides.</summary>
    public const string ShareMacros = "review.macros-share";

    /// <summary>Say which cases people are served.</summary>
    public const string SetSkills = "review.skills-set";

    /// <summary>Say what counts for each type of hold.</summary>
    public const string SetHolds = "review.set-holds";
}
