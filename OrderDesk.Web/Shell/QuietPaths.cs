namespace OrderDesk.Web.Shell;

/// <summary>
/// A one-time link is a secret in an address, so nobody may write addresses to the log, whatever the log settings say: the framework's own lines below
/// a warning are left out, and so is the scope that would put the path beside every line of a request.
/// </summary>
internal static class QuietPaths
{
    private const string Scope = "Microsoft.AspNetCore.Hosting.Diagnostics";
    private const string Framework = "Microsoft.AspNetCore";

    public static IServiceCollection AddQuietPaths(this IServiceCollection services) => services.PostConfigure<LoggerFilterOptions>(options =>
    {
        options.Rules.Insert(0, new LoggerFilterRule(null, null, options.MinLevel, null));
        for (var i = 0; i < options.Rules.Count; i++)
        {
            var rule = options.Rules[i];
            options.Rules[i] = new LoggerFilterRule(rule.ProviderName, rule.CategoryName, rule.LogLevel, (provider, category, level) => MayWrite(category, level) && rule.Filter?.Invoke(provider, category, level) != false);
        }
    });

    /// <summary>Whether a line of this category and level can be written without telling an address.</summary>
    public static bool MayWrite(string? category, LogLevel level) =>
        category is null || !category.StartsWith(Framework, StringComparison.Ordinal) || (level >= LogLevel.Warning && category != Scope);
}
