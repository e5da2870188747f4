using Microsoft.AspNetCore.Authorization;

namespace OrderDesk.Web.Shell;

/// <summary>Stands where sign-in will stand: every policy admits everybody until accounts are there.</summary>
internal sealed class OpenDoor : IAuthorizationPolicyProvider
{
    private static readonly AuthorizationPolicy Everybody = new AuthorizationPolicyBuilder().RequireAssertion(_ => true).Build();

    public Task<AuthorizationPolicy?> GetPolicyAsync(string policyName) => Task.FromResult<AuthorizationPolicy?>(Everybody);

    public Task<AuthorizationPolicy> GetDefaultPolicyAsync() => Task.FromResult(Everybody);

    public Task<AuthorizationPolicy?> GetFallbackPolicyAsync() => Task.FromResult<AuthorizationPolicy?>(null);
}
