namespace OrderDesk.Core.Verification;

/// <summary>What may be done with verification.</summary>
public static class VerificationPermissions
{
    /// <summary>Have the checks run again.</summary>
    public const string Run = "verification.run";
}
