namespace OrderDesk.Core.Verification;

/// <summary>What may be done with verification.</summary>
public static class VerificationPermissions
{
    /// <summary>Have the checks run again.</summary>
    public const string Run = "verification.run";

    /// <summary>See the policy and its versions.</summary>
    public const string ReadPolicy = "verification.read-policy";

    /// <summary>Write drafts of the policy.</summary>
    public const string EditPolicy = "verification.edit-policy";

    /// <summary>Put a policy in force.</summary>
    public const string PublishPolicy = "verification.publish-policy";
}
