namespace OrderDesk.Web.Features.Policies;

/// <summary>What the pages about the policy need beside the use cases.</summary>
public static class PolicyPages
{
    /// <summary>Adds their acts and their words.</summary>
    public static IServiceCollection AddPolicyPages(this IServiceCollection services) => services.AddScoped<PolicyActs>().AddScoped<RuleSpeech>().AddScoped<ProposalSpeech>().AddScoped<ReplayActs>();
}
