using Microsoft.Extensions.DependencyInjection;

namespace OrderDesk.Core.Access;

/// <summary>Registers accounts, roles and sessions.</summary>
public static class AccessFeature
{
    /// <summary>Adds use cases, reactions and permissions.</summary>
    public static IServiceCollection AddAccess(this IServiceCollection services) => services
        .AddSingleton<RoleGrants>()
        .Grant(AccessPermissions.ManageUsers, StaffRoles.Administrator)
        .Grant(AccessPermissions.ReadAudit, StaffRoles.Manager | StaffRoles.Administrator)
        .Grant(AccessPermissions.SeeJobs, StaffRoles.Manager | StaffRoles.Administrator);
}
