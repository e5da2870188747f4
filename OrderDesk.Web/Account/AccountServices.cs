using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.Options;
using OrderDesk.Core.Access;
using OrderDesk.Core.Data;
using OrderDesk.Web.Shell;

namespace OrderDesk.Web.Account;

/// <summary>Who is signed in: cookie, session, policies, sign-out.</summary>
internal static class AccountServices
{
    /// <summary>The keys that close cookies and secrets; also needed where a command makes accounts.</summary>
    public static IServiceCollection AddKeyRing(this IServiceCollection services)
    {
        services.AddDataProtection().SetApplicationName("OrderDesk");
        services.AddOptions<KeyManagementOptions>().Configure<StoragePlace, IOptions<SecurityOptions>, ILoggerFactory>((keys, place, security, logs) =>
            keys.XmlRepository = new FileSystemXmlRepository(Directory.CreateDirectory(Path.Combine(place.DataDirectory, security.Value.KeyDirectory)), logs));
        return services.AddSingleton(provider =>
        {
            var protector = provider.GetRequiredService<IDataProtectionProvider>().CreateProtector("second-factor");
            return new SecretKeeper(protector.Protect, closed => Open(protector, closed));
        });
    }

    public static IServiceCollection AddAccounts(this IServiceCollection services)
    {
        services.AddAuthentication(SessionClaims.Scheme).AddCookie(SessionClaims.Scheme, options =>
        {
            options.Cookie.Name = "orderdesk";
            options.Cookie.SameSite = SameSiteMode.Lax;
            options.CookieManager = new StaffCookies();
            options.LoginPath = Links.Login;
            options.AccessDeniedPath = Links.Denied;
            options.ReturnUrlParameter = "ReturnUrl";
            options.ExpireTimeSpan = TimeSpan.FromHours(24);
            options.SlidingExpiration = false;
            options.Events.OnValidatePrincipal = StillSignedInAsync;
        });
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder(SessionClaims.Scheme).RequireAuthenticatedUser().Build());
        services.AddSingleton<IAuthorizationPolicyProvider, PermissionPolicies>();
        services.AddSingleton<IAuthorizationHandler, PermissionCheck>();
        services.AddCascadingAuthenticationState();
        services.AddScoped<CurrentStaff>();
        return services;
    }

    public static void MapAccounts(this IEndpointRouteBuilder app) => app.MapPost(Links.Logout, SignOutAsync).AllowAnonymous();

    private static async Task<IResult> SignOutAsync(HttpContext context, IAntiforgery forms, StaffDirectory directory, EndSession end)
    {
        if (!await forms.IsRequestValidAsync(context))
        {
            return Results.BadRequest();
        }

        if (SessionClaims.KeyOf(context.User) is { } key && await directory.FindAsync(key, context.RequestAborted) is { } signedIn)
        {
            await end.RunAsync(signedIn.Actor, new EndSession.Command(key.SessionId), CancellationToken.None);
        }

        await context.SignOutAsync(SessionClaims.Scheme);
        return Results.LocalRedirect(Links.Login);
    }

    /// <summary>A copied cookie is worth nothing once its session has ended.</summary>
    private static async Task StillSignedInAsync(CookieValidatePrincipalContext context)
    {
        var services = context.HttpContext.RequestServices;
        var directory = services.GetRequiredService<StaffDirectory>();
        if (SessionClaims.KeyOf(context.Principal) is { } key && await directory.FindAsync(key, context.HttpContext.RequestAborted) is { } signedIn)
        {
            await services.GetRequiredService<KeepSession>().RunAsync(signedIn.Actor, new KeepSession.Command(key.SessionId), CancellationToken.None);
            return;
        }

        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(SessionClaims.Scheme);
    }

    private static string? Open(IDataProtector protector, string closed)
    {
        try
        {
            return protector.Unprotect(closed);
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null;
        }
    }
}
