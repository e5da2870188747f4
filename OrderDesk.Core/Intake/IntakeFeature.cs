using Microsoft.Extensions.DependencyInjection;
using OrderDesk.Core.Access;
using OrderDesk.Core.Channels;
using OrderDesk.Core.Data.Checks;
using OrderDesk.Core.Data.Jobs;
using OrderDesk.Core.Intake.Imports;
using OrderDesk.Core.Intake.Inbox;

namespace OrderDesk.Core.Intake;

/// <summary>Registers order intake.</summary>
public static class IntakeFeature
{
    /// <summary>Adds use cases, reactions and permissions.</summary>
    public static IServiceCollection AddIntake(this IServiceCollection services) => services
        .AddScoped<TakeOrder>()
        .AddScoped<OrderByExternalId>()
        .AddScoped<EnterOrder>()
        .AddScoped<KnownBuyers>()
        .AddSingleton<ImportStore>()
        .AddScoped<AskForImport>()
        .AddScoped<CancelImport>()
        .AddScoped<RunImport>()
        .AddScoped<ImportRejects>()
        .AddScoped<ImportList>()
        .AddScoped<ImportDetails>()
        .AddJob<ImportJob>("imports", TimeSpan.FromSeconds(2))
        .AddScoped<InboxList>()
        .AddScoped<InboxDetails>()
        .AddScoped<CorrectAndReplay>()
        .AddScoped<OwnInboxItem>()
        .AddScoped<DiscardInboxItem>()
        .AddSingleton(new ChannelGrant(IntakePermissions.Take))
        .AddInvariant<EveryOrderHasAReceipt>()
        .Grant(IntakePermissions.Take, StaffRoles.None)
        .Grant(IntakePermissions.Read, StaffRoles.Agent | StaffRoles.Manager | StaffRoles.Administrator)
        .Grant(IntakePermissions.Enter, StaffRoles.Agent | StaffRoles.Manager)
        .Grant(IntakePermissions.Import, StaffRoles.Manager | StaffRoles.Administrator)
        .Grant(IntakePermissions.Correct, StaffRoles.Agent | StaffRoles.Manager | StaffRoles.Administrator);
}
