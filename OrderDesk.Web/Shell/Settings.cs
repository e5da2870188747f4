using OrderDesk.Core.Access;
using OrderDesk.Core.Data;
using OrderDesk.Core.Demo;
using OrderDesk.Core.Shared;
using OrderDesk.Core.Verification;

namespace OrderDesk.Web.Shell;

/// <summary>Reads the settings into options, and names every mistake with the key to set before anything starts.</summary>
internal static class Settings
{
    /// <summary>Every check there is; each names the mistakes of its own section.</summary>
    private static readonly IReadOnlyList<Func<IConfiguration, IEnumerable<string>>> Checks = [Storage, Company, Verification];

    /// <summary>Binds the sections of storage and company.</summary>
    public static IServiceCollection AddSettings(this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment) => services
        .Configure<DemoOptions>(options => options.Enabled = DemoWanted(configuration, environment))
        .Configure<StorageOptions>(options =>
        {
            configuration.GetSection("Storage").Bind(options);
            options.ConnectionString = configuration.GetConnectionString("OrderDesk");
        })
        .Configure<CompanyOptions>(configuration.GetSection("Company"))
        .Configure<SecurityOptions>(configuration.GetSection(SecurityOptions.Section))
        .Configure<VerificationPolicy>(configuration.GetSection(VerificationPolicy.Section));

    /// <summary>All mistakes in the settings, in words that name the key.</summary>
    public static IEnumerable<string> Mistakes(IConfiguration configuration, IHostEnvironment environment) =>
        Checks.SelectMany(check => check(configuration)).Concat(Demo(configuration, environment));

    /// <summary>On in development unless it is set.</summary>
    private static bool DemoWanted(IConfiguration configuration, IHostEnvironment environment) =>
        bool.TryParse(configuration["Demo:Enabled"], out var wanted) ? wanted : environment.IsDevelopment();

    private static IEnumerable<string> Demo(IConfiguration configuration, IHostEnvironment environment)
    {
        if (configuration["Demo:Enabled"] is { } text && !bool.TryParse(text, out _))
        {
            yield return $"Demo:Enabled is '{text}'; it is true or false.";
        }
        else if (environment.IsProduction() && DemoWanted(configuration, environment))
        {
            yield return "Demo:Enabled is on in production; the demo has accounts whose passwords everybody knows. Set it to false.";
        }
    }

    private static IEnumerable<string> Storage(IConfiguration configuration)
    {
        var provider = configuration["Storage:Provider"] ?? nameof(StorageProvider.Sqlite);
        if (!Enum.TryParse<StorageProvider>(provider, ignoreCase: true, out var engine) || !Enum.IsDefined(engine) || int.TryParse(provider, out _))
        {
            yield return $"Storage:Provider is '{provider}'; it can be {string.Join(", ", Enum.GetNames<StorageProvider>())}.";
        }
        else if (engine is not StorageProvider.Sqlite && string.IsNullOrWhiteSpace(configuration.GetConnectionString("OrderDesk")))
        {
            yield return $"ConnectionStrings:OrderDesk is empty; {engine} needs one.";
        }

        if (configuration["Storage:DataDirectory"] is { } folder && string.IsNullOrWhiteSpace(folder))
        {
            yield return "Storage:DataDirectory is empty; name a folder or leave the key away.";
        }

        if (configuration["Storage:BusyTimeout"] is { } wait && !(TimeSpan.TryParse(wait, System.Globalization.CultureInfo.InvariantCulture, out var time) && time > TimeSpan.Zero && time <= TimeSpan.FromMinutes(1)))
        {
            yield return $"Storage:BusyTimeout is '{wait}'; it is a time such as 00:00:04, at most a minute.";
        }
    }

    private static IEnumerable<string> Company(IConfiguration configuration)
    {
        if (configuration["Company:TimeZone"] is { } zone && !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _))
        {
            yield return $"Company:TimeZone is '{zone}'; it is an IANA time zone such as Europe/London.";
        }

        if (configuration["Company:Currency"] is { } currency && !Currencies.IsKnown(currency))
        {
            yield return $"Company:Currency is '{currency}'; it is an ISO 4217 code such as GBP.";
        }

        if (configuration["Company:Culture"] is { } culture && !IsCulture(culture))
        {
            yield return $"Company:Culture is '{culture}'; it is a culture such as en-GB.";
        }
    }

    private static IEnumerable<string> Verification(IConfiguration configuration)
    {
        var policy = new VerificationPolicy();
        try
        {
            configuration.GetSection(VerificationPolicy.Section).Bind(policy);
        }
        catch (InvalidOperationException mistake)
        {
            return [mistake.InnerException?.Message ?? mistake.Message];
        }

        return PolicyMistakes.Of(policy);
    }

    private static bool IsCulture(string name) =>
        name.Length > 0 && System.Globalization.CultureInfo.GetCultures(System.Globalization.CultureTypes.SpecificCultures)
            .Any(known => string.Equals(known.Name, name, StringComparison.OrdinalIgnoreCase));
}
