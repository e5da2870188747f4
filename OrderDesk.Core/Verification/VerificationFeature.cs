using Microsoft.Extensions.DependencyInjection;

namespace OrderDesk.Core.Verification;

/// <summary>Registers verification.</summary>
public static class VerificationFeature
{
    /// <summary>Adds use cases, reactions and permissions.</summary>
    public static IServiceCollection AddVerification(this IServiceCollection services) => services;
}
