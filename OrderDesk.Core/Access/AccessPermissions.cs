namespace OrderDesk.Core.Access;

/// <summary>What may be done with accounts.</summary>
public static class AccessPermissions
{
    /// <summary>Sit at the desk: the own page, the own profile, the own sessions.</summary>
    public const string UseDesk = "access.use-desk";

    /// <summary>Share views of lists with roles.</summary>
    public const string ShareViews = "access.share-views";

    /// <summary>Give any role, also one that may do what the giver may not.</summary>
    public const string GrantAnyRole = "access.grant-any-role";

    /// <summary>Invite, change roles, disable, reset.</summary>
    public const string ManageUsers = "access.manage-users";

    /// <summary>Read the audit trail.</summary>
    public const string ReadAudit = "access.read-audit";

    /// <summary>See background jobs and the outbox, retry and discard.</summary>
    public const string SeeJobs = "access.see-jobs";

    /// <summary>Take backups and bring them back.</summary>
    public const string KeepBackups = "access.keep-backups";
}
