namespace OrderDesk.Web.Shell;

/// <summary>The headers every answer carries, whatever it is.</summary>
internal static class SecurityHeaders
{
    // MudBlazor writes inline styles, scripts have no such need. base-uri is 'self' and not 'none' because Blazor needs its base.
    private const string Policy =
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; " +
        "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    /// <summary>The content policy of an answer; asking for https on a desk that has none would keep its scripts from loading.</summary>
    public static string PolicyFor(bool https) => https ? Policy + "; upgrade-insecure-requests" : Policy;

    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = PolicyFor(context.Request.IsHttps);
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), payment=(), usb=()";
        context.Response.OnStarting(KeepPagesOutOfCaches, context.Response);
        return next(context);
    });

    private static Task KeepPagesOutOfCaches(object state)
    {
        var response = (HttpResponse)state;
        var isOurs = response.ContentType is { } type && (type.StartsWith("text/html", StringComparison.Ordinal) || type.Contains("json", StringComparison.Ordinal));
        if (isOurs)
        {
            response.Headers.CacheControl = "no-store";
        }

        return Task.CompletedTask;
    }
}
