using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection.Extensions;
using MudBlazor;
using MudBlazor.Services;
using OrderDesk.Core.Intake;
using OrderDesk.Web.Account;
using OrderDesk.Web.Api;
using OrderDesk.Web.Exports;
using OrderDesk.Web.Features.Access;
using OrderDesk.Web.Features.Policies;
using OrderDesk.Web.Features.Review;
using OrderDesk.Web.Parts;

namespace OrderDesk.Web.Shell;

/// <summary>What the web side registers and the order in which a request passes it.</summary>
internal static class WebServices
{
    /// <summary>The most a person can paste in one go, the largest payload of the intake inbox as it travels; the default of 32 KB drops the connection and the text.</summary>
    private const int LargestMessage = 4 * InboxItem.PayloadMaxLength;

    public static IServiceCollection AddOrderDeskWeb(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.Configure<KestrelServerOptions>(options => options.AddServerHeader = false);
        services.AddLanguages(Languages.Closest(configuration["Company:Culture"] ?? "") ?? Languages.All[0]);
        services.AddProxies();
        services.AddAccounts();
        services.AddOrdersApi(configuration);
        services.AddHsts(options =>
        {
            options.MaxAge = TimeSpan.FromDays(365);
            options.IncludeSubDomains = true;
        });
        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = "od-form";
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
        services.AddMudServices(options =>
        {
            options.SnackbarConfiguration.PositionClass = Defaults.Classes.Position.BottomCenter;
            options.SnackbarConfiguration.SnackbarVariant = Variant.Filled;
            options.SnackbarConfiguration.MaximumOpacity = 100;
            options.SnackbarConfiguration.ShowTransitionDuration = 120;
            options.SnackbarConfiguration.HideTransitionDuration = 120;
        });
        services.AddTransient<MudLocalizer, ResxMudLocalizer>();
        services.AddScoped(provider => new DeskClock(provider.GetRequiredService<TimeProvider>(), CompanyZone(configuration), CompanyZone(configuration)));
        services.AddScoped<Say>();
        services.AddScoped<Waiting>();
        services.AddScoped<BellNews>();
        services.AddScoped<Finder>();
        services.AddScoped<BulkActs>();
        services.AddScoped<ListViews>();
        services.AddHostedService<Upkeep>();
        services.AddReviewPages();
        services.AddAccessPages();
        services.AddPolicyPages();
        services.AddSingleton<OpenDesks>();
        services.AddSingleton<ReadyLook>();
        services.Configure<CircuitOptions>(configuration.GetSection("Circuits"));
        services.AddRazorComponents()
            .AddInteractiveServerComponents(options => options.DetailedErrors = false)
            .AddHubOptions(options => options.MaximumReceiveMessageSize = LargestMessage);
        return services;
    }

    public static void UseOrderDesk(this WebApplication app)
    {
        app.UseProxies();
        app.UseHostCookies();
        if (!app.Environment.IsDevelopment())
        {
            app.UseExceptionHandler(Links.Fault, createScopeForErrors: true);
            app.UseHsts();
        }

        app.UseSecurityHeaders();
        app.UseApiFaults();
        app.UseCircuitGuard();
        app.UseWhen(IsPage, pages => pages.UseStatusCodePagesWithReExecute(Links.Missing));
        app.UseRouting();
        app.UseRequestLocalization();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAntiforgery();

        app.MapStaticAssets().AllowAnonymous();
        app.MapPreferences();
        app.MapAccounts();
        app.MapOrdersApi();
        app.MapImportRows();
        app.MapReplayOrders();
        app.MapBulkRows();
        app.MapNoteFiles();
        app.MapHealth();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null);
    }

    private static void AddLanguages(this IServiceCollection services, Language ours)
    {
        services.AddLocalization();
        services.Configure<RequestLocalizationOptions>(options =>
        {
            options.DefaultRequestCulture = new RequestCulture(ours.Format, ours.Tag);
            options.SupportedCultures = [.. Languages.All.Select(language => System.Globalization.CultureInfo.GetCultureInfo(language.Format))];
            options.SupportedUICultures = [.. Languages.All.Select(language => System.Globalization.CultureInfo.GetCultureInfo(language.Tag))];
            options.RequestCultureProviders = [new LanguageOfRequest(ours)];
        });
    }

    private static bool IsPage(HttpContext context) =>
        HttpMethods.IsGet(context.Request.Method) && context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal);

    private static TimeZoneInfo CompanyZone(IConfiguration configuration) =>
        configuration["Company:TimeZone"] is { Length: > 0 } id && TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) ? zone : TimeZoneInfo.Utc;
}
