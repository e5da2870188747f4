using Microsoft.Extensions.DependencyInjection;
using OrderDesk.Core.Access.Upkeep;
using OrderDesk.Core.Data.Jobs;

namespace OrderDesk.Core.Access;

/// <summary>Registers accounts, roles and sessions; the caller binds <see cref="SecurityOptions"/> and gives a <see cref="SecretKeeper"/>.</summary>
public static class AccessFeature
{
    private const StaffRoles Everybody = StaffUser.AllRoles;

    /// <summary>Adds use cases, reactions and permissions.</summary>
    public static IServiceCollection AddAccess(this IServiceCollection services) => services
        .AddSingleton<RoleGrants>()
        .AddSingleton<Passwords>()
        .AddSingleton<SignInBrake>()
        .AddSingleton<StaffDirectory>()
        .AddSingleton<SessionsKept>()
        .AddSingleton<SecondFactors>()
        .AddScoped<OwnPassword>()
        .AddScoped<SignIn>()
        .AddScoped<SignInSecondFactor>()
        .AddScoped<KeepSession>()
        .AddScoped<EndSession>()
        .AddScoped<EndOtherSessions>()
        .AddScoped<OwnSessions>()
        .AddScoped<InviteStaff>()
        .AddScoped<ChangeRoles>()
        .AddScoped<DisableStaff>()
        .AddScoped<EnableStaff>()
        .AddScoped<EndStaffSessions>()
        .AddScoped<ResetPassword>()
        .AddScoped<ResetSecondFactor>()
        .AddScoped<IssueSetupLink>()
        .AddScoped<AcceptLink>()
        .AddScoped<ChangePassword>()
        .AddScoped<UpdateProfile>()
        .AddScoped<SaveView>()
        .AddScoped<RemoveView>()
        .AddScoped<ArrangeViews>()
        .AddScoped<SavedViews>()
        .AddScoped<StaffList>()
        .AddScoped<EnrolTotp>()
        .AddScoped<ConfirmTotp>()
        .AddScoped<DisableTotp>()
        .AddScoped<AuditLines>()
        .AddScoped<AuditPeople>()
        .AddScoped<CheckInvariants>()
        .AddScoped<JobList>()
        .AddScoped<OutboxList>()
        .AddScoped<RetryMessage>()
        .AddScoped<DiscardMessage>()
        .AddScoped<TakeBackup>()
        .AddScoped<RestoreBackup>()
        .AddJob<TrimSessions>("sessions", new TimeOnly(3, 45))
        .Grant(AccessPermissions.UseDesk, Everybody)
        .Grant(AccessPermissions.ShareViews, StaffRoles.Manager | StaffRoles.Administrator)
        .Grant(AccessPermissions.ManageUsers, StaffRoles.Administrator)
        .Grant(AccessPermissions.GrantAnyRole, StaffRoles.Administrator)
        .Grant(AccessPermissions.ReadAudit, StaffRoles.Manager | StaffRoles.Administrator)
        .Grant(AccessPermissions.SeeJobs, StaffRoles.Manager | StaffRoles.Administrator)
        .Grant(AccessPermissions.KeepBackups, StaffRoles.Administrator);
}
