using Microsoft.Extensions.DependencyInjection;
using OrderDesk.Core.Access;

namespace OrderDesk.Core.Customers;

/// <summary>Registers customers.</summary>
public static class CustomersFeature
{
    /// <summary>Adds use cases, reactions and permissions.</summary>
    public static IServiceCollection AddCustomers(this IServiceCollection services) => services
        .Grant(CustomersPermissions.Read, StaffRoles.Agent | StaffRoles.Manager | StaffRoles.Administrator)
        .Grant(CustomersPermissions.Block, StaffRoles.Manager | StaffRoles.Administrator);
}
