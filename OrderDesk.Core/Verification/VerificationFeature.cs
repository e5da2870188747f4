using Microsoft.Extensions.DependencyInjection;
using OrderDesk.Core.Access;
using OrderDesk.Core.Data;

namespace OrderDesk.Core.Verification;

/// <summary>Registers verification; the caller binds <see cref="VerificationPolicy"/>.</summary>
public static class VerificationFeature
{
    /// <summary>Adds use cases, reactions and permissions.</summary>
    public static IServiceCollection AddVerification(this IServiceCollection services) => services
        .AddSingleton<ChannelHabits>()
        .AddSingleton<GatherFacts>()
        .AddSingleton<VerifyOrder>()
        .AddSingleton<IReaction, VerifyOrderOnChange>()
        .AddScoped<RunVerification>()
        .AddScoped<OrderFindings>()
        .Grant(VerificationPermissions.Run, StaffRoles.Agent | StaffRoles.Manager | StaffRoles.Administrator);
}
