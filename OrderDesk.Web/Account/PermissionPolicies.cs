using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;
using OrderDesk.Core.Access;

namespace OrderDesk.Web.Account;

/// <summary>A page names a permission as its policy; whoever holds it may enter.</summary>
internal sealed record MayDo(string Permission) : IAuthorizationRequirement;

/// <summary>Makes the policy of every permission there is.</summary>
internal sealed class PermissionPolicies(IOptions<AuthorizationOptions> options, RoleGrants grants) : DefaultAuthorizationPolicyProvider(options)
{
    private readonly HashSet<string> _permissions = [.. grants.All.Select(grant => grant.Permission)];

    public override async Task<AuthorizationPolicy?> GetPolicyAsync(string policyName) => _permissions.Contains(policyName)
        ? new AuthorizationPolicyBuilder(SessionClaims.Scheme).RequireAuthenticatedUser().AddRequirements(new MayDo(policyName)).Build()
        : await base.GetPolicyAsync(policyName);
}

/// <summary>Asks the directory, not the cookie, what a person may do now.</summary>
internal sealed class PermissionCheck(StaffDirectory directory) : AuthorizationHandler<MayDo>
{
    protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, MayDo requirement)
    {
        if (SessionClaims.KeyOf(context.User) is { } key
            && await directory.FindAsync(key, CancellationToken.None) is { } signedIn && signedIn.Actor.Can(requirement.Permission))
        {
            context.Succeed(requirement);
        }
    }
}
