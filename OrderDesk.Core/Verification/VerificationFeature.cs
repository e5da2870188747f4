using Microsoft.Extensions.DependencyInjection;
using OrderDesk.Core.Access;
using OrderDesk.Core.Data;
using OrderDesk.Core.Data.Jobs;
using OrderDesk.Core.Verification.Policies;
using OrderDesk.Core.Verification.Replay;

namespace OrderDesk.Core.Verification;

/// <summary>Registers verification; the caller binds <see cref="VerificationPolicy"/>.</summary>
public static class VerificationFeature
{
    /// <summary>Adds use cases, reactions and permissions.</summary>
    public static IServiceCollection AddVerification(this IServiceCollection services) => services
        .AddSingleton<ChannelHabits>()
        .AddSingleton<ChannelCodes>()
        .AddSingleton<CurrentPolicy>()
        .AddSingleton<GatherFacts>()
        .AddSingleton<VerifyOrder>()
        .AddSingleton<IReaction, VerifyOrderOnChange>()
        .AddScoped<RunVerification>()
        .AddJob<PromiseJob>("promises", TimeSpan.FromMinutes(1))
        .AddJob<TwinJob>("twins", TimeSpan.FromSeconds(5))
        .AddScoped<OrderFindings>()
        .AddScoped<SaveDraft>()
        .AddScoped<DiscardDraft>()
        .AddScoped<PublishPolicy>()
        .AddScoped<RollBackPolicy>()
        .AddScoped<PolicyList>()
        .AddScoped<PolicySheet>()
        .AddScoped<PolicyDifference>()
        .AddScoped<AskForReplay>()
        .AddScoped<CancelReplay>()
        .AddScoped<RunReplay>()
        .AddScoped<ReplaySheet>()
        .AddScoped<ReplayChanges>()
        .AddScoped<ReplayRowsFile>()
        .AddJob<ReplayJob>("replays", TimeSpan.FromSeconds(2))
        .Grant(VerificationPermissions.ReadPolicy, StaffRoles.Agent | StaffRoles.Manager | StaffRoles.Administrator)
        .Grant(VerificationPermissions.EditPolicy, StaffRoles.Manager | StaffRoles.Administrator)
        .Grant(VerificationPermissions.PublishPolicy, StaffRoles.Manager | StaffRoles.Administrator)
        .Grant(VerificationPermissions.Run, StaffRoles.Agent | StaffRoles.Manager | StaffRoles.Administrator);
}
