using Microsoft.Extensions.DependencyInjection;
using OrderDesk.Core.Access;

namespace OrderDesk.Core.Demo;

/// <summary>Registers the demo.</summary>
public static class DemoFeature
{
    /// <summary>Adds use cases and permissions.</summary>
    public static IServiceCollection AddDemo(this IServiceCollection services) => services
        .AddScoped<LoadDemo>()
        .AddScoped<SeedOrders>()
        .Grant(DemoPermissions.Load, StaffRoles.Administrator);
}
