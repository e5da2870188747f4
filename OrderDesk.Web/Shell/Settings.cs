using OrderDesk.Core.Access;
using OrderDesk.Core.Data;
using OrderDesk.Core.Demo;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Review;
using OrderDesk.Core.Shared;
using OrderDesk.Core.Verification;
using OrderDesk.Core.Verification.Policies;
using OrderDesk.Web.Account;
using OrderDesk.Web.Api;

namespace OrderDesk.Web.Shell;

/// <summary>Reads the settings into options, and names every mistake with the key to set before anything starts.</summary>
internal static class Settings
{
    /// <summary>Every check there is; each names the mistakes of its own section.</summary>
    private static readonly IReadOnlyList<Func<IConfiguration, IEnumerable<string>>> Checks = [Storage, Company, Orders, Verification, Review, Security, Api, Smtp];

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
        .PostConfigure<SecurityOptions>(options => options.AdmitDemoAccounts(DemoWanted(configuration, environment)))
        .Configure<OrdersOptions>(configuration.GetSection(OrdersOptions.Section))
        .Configure<ReviewOptions>(configuration.GetSection(ReviewOptions.Section))
        .Configure<SmtpOptions>(configuration.GetSection(SmtpOptions.Section))
        .Configure<VerificationPolicy>(configuration.GetSection(VerificationPolicy.Section));

    /// <summary>All mistakes in the settings, in words that name the key.</summary>
    /// <param name="configuration">The settings.</param>
    /// <param name="environment">Where it runs.</param>
    /// <param name="serves">Whether the desk is about to listen; a command does not.</param>
    public static IEnumerable<string> Mistakes(IConfiguration configuration, IHostEnvironment environment, bool serves) =>
        Checks.SelectMany(check => check(configuration)).Concat(Demo(configuration, environment)).Concat(serves ? Listening.Mistakes(configuration, environment) : []);

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

    private static IEnumerable<string> Orders(IConfiguration configuration) => OptionMistakes.Of<OrdersOptions>(configuration, OrdersOptions.Section);

    private static IEnumerable<string> Review(IConfiguration configuration) => OptionMistakes.Of<ReviewOptions>(configuration, ReviewOptions.Section);

    private static IEnumerable<string> Security(IConfiguration configuration) => OptionMistakes.Of<SecurityOptions>(configuration, SecurityOptions.Section);

    private static IEnumerable<string> Api(IConfiguration configuration) => OptionMistakes.Of<ApiOptions>(configuration, ApiOptions.Section);

    private static IEnumerable<string> Smtp(IConfiguration configuration) => OptionMistakes.Of<SmtpOptions>(configuration, SmtpOptions.Section);

    private static bool IsCulture(string name) =>
        name.Length > 0 && System.Globalization.CultureInfo.GetCultures(System.Globalization.CultureTypes.SpecificCultures)
            .Any(known => string.Equals(known.Name, name, StringComparison.OrdinalIgnoreCase));
}
