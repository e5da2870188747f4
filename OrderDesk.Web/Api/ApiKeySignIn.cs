using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using OrderDesk.Core.Channels;

namespace OrderDesk.Web.Api;

/// <summary>Reads <c>Authorization: Bearer &lt;key&gt;</c>; a key in an address is never read.</summary>
internal sealed class ApiKeySignIn(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logs, UrlEncoder encoder, ApiKeyDirectory keys)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logs, encoder)
{
    /// <summary>The name of the scheme.</summary>
    public const string SchemeName = "ApiKey";

    private const string Bearer = "Bearer ";

    /// <summary>The channel that asks; set once the key was found to work.</summary>
    public static ApiKeyDirectory.Caller CallerOf(HttpContext context) => (ApiKeyDirectory.Caller)context.Items[typeof(ApiKeyDirectory.Caller)]!;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
        {
            return AuthenticateResult.NoResult();
        }

        if (await keys.FindAsync(header[Bearer.Length..].Trim(), Context.RequestAborted) is not { } caller)
        {
            return AuthenticateResult.Fail("The key does not work.");
        }

        Context.Items[typeof(ApiKeyDirectory.Caller)] = caller;
        var identity = new ClaimsIdentity([new Claim("channel", caller.Channel)], SchemeName);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), SchemeName));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var limits = Context.RequestServices.GetRequiredService<RateLimits>();
        if (limits.WaitOfStranger(Context.Connection.RemoteIpAddress?.ToString() ?? "") is { } wait)
        {
            return ApiAnswers.TooMany(wait).ExecuteAsync(Context);
        }

        Response.Headers.WWWAuthenticate = "Bearer";
        return ApiAnswers.Problem(StatusCodes.Status401Unauthorized, "api.key-needed").ExecuteAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        ApiAnswers.Problem(StatusCodes.Status403Forbidden, "intake.take-forbidden").ExecuteAsync(Context);
}
