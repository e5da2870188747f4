using OrderDesk.Core.Access;

namespace OrderDesk.Web.Shell;

/// <summary>Stands before the live connection: refuses pages of other origins, and lets the process stop at once although tabs are open.</summary>
internal static class CircuitGuard
{
    private static readonly TimeSpan LastWords = TimeSpan.FromMilliseconds(2000);

    public static IApplicationBuilder UseCircuitGuard(this IApplicationBuilder app)
    {
        var lifetime = app.ApplicationServices.GetRequiredService<IHostApplicationLifetime>();
        var time = app.ApplicationServices.GetRequiredService<TimeProvider>();
        var security = app.ApplicationServices.GetRequiredService<Microsoft.Extensions.Options.IOptions<SecurityOptions>>().Value;
        var logger = app.ApplicationServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(CircuitGuard).FullName!);

        return app.UseWhen(context => context.Request.Path.StartsWithSegments("/_blazor", StringComparison.Ordinal), circuit => circuit.Use(async (context, next) =>
        {
            var origin = context.Request.Headers.Origin.ToString();
            if (origin.Length > 0 && !IsOurs(origin, context.Request.Host, security.PublicOrigins))
            {
                logger.ForeignOrigin(origin);
                context.Response.StatusCode = StatusCodes.Status403Forbidden;
                return;
            }

            if (lifetime.ApplicationStopping.IsCancellationRequested)
            {
                context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                return;
            }

            // Without this an open tab over HTTP/2 holds the process for the whole shutdown timeout.
            await using var cut = lifetime.ApplicationStopping.Register(() => _ = CutAsync(context, time));
            await next(context);
        }));
    }

    /// <summary>Whether an Origin names the host and port this request came to, or one of the public addresses.</summary>
    public static bool IsOurs(string origin, HostString host, IReadOnlyCollection<string> publicOrigins)
    {
        if (!Uri.TryCreate(origin, UriKind.Absolute, out var from) || from.Scheme is not ("http" or "https"))
        {
            return false;
        }

        // Without a port in Host the browser came by the usual port of its own scheme, whatever a proxy made of it.
        var usual = from.Scheme == "https" ? 443 : 80;
        return (host.HasValue && Same(from, host.Host, host.Port ?? usual))
            || publicOrigins.Any(known => Uri.TryCreate(known, UriKind.Absolute, out var ours) && Same(from, ours.IdnHost, ours.Port));
    }

    private static bool Same(Uri from, string host, int port) =>
        from.Port == port && string.Equals(from.IdnHost.Trim('[', ']'), host.Trim('[', ']'), StringComparison.OrdinalIgnoreCase);

    private static async Task CutAsync(HttpContext context, TimeProvider time)
    {
        await Task.Delay(LastWords, time);
        context.Abort();
    }
}
