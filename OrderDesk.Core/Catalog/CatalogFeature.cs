using Microsoft.Extensions.DependencyInjection;
using OrderDesk.Core.Access;

namespace OrderDesk.Core.Catalog;

/// <summary>Registers the catalogue.</summary>
public static class CatalogFeature
{
    /// <summary>Adds use cases, reactions and permissions.</summary>
    public static IServiceCollection AddCatalog(this IServiceCollection services) => services
        .AddScoped<ISubjectCurrencies, VariantCurrencies>()
        .Grant(CatalogPermissions.Read, StaffRoles.Agent | StaffRoles.WarehouseLead | StaffRoles.Manager | StaffRoles.Administrator)
        .Grant(CatalogPermissions.Edit, StaffRoles.WarehouseLead | StaffRoles.Manager | StaffRoles.Administrator);
}
