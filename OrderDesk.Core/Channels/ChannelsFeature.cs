using Microsoft.Extensions.DependencyInjection;
using OrderDesk.Core.Access;

namespace OrderDesk.Core.Channels;

/// <summary>Registers sales channels.</summary>
public static class ChannelsFeature
{
    /// <summary>Adds use cases, reactions and permissions.</summary>
    public static IServiceCollection AddChannels(this IServiceCollection services) => services
        .AddSingleton<ApiKeyDirectory>()
        .AddScoped<IssueApiKey>()
        .AddScoped<RevokeApiKey>()
        .AddScoped<ApiKeyList>()
        .Grant(ChannelsPermissions.Read, StaffRoles.Agent | StaffRoles.WarehouseLead | StaffRoles.Manager | StaffRoles.Administrator)
        .Grant(ChannelsPermissions.Manage, StaffRoles.Administrator);
}
