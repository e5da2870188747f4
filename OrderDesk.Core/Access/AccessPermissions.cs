namespace OrderDesk.Core.Access;

/// <summary>What may be done with accounts.</summary>
public static class AccessPermissions
{
    /// <summary>Invite, change roles, disable, reset.</summary>
    public const string ManageUsers = "access.manage-users";

    /// <summary>Read the audit trail.</summary>
    public const string ReadAudit = "access.read-audit";

    /// <summary>See background jobs and the outbox, retry and discard.</summary>
    public const string SeeJobs = "access.see-jobs";
}
