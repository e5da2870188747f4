using Microsoft.Extensions.Primitives;

namespace OrderDesk.Web.Shell;

/// <summary>Over https every cookie of ours is bound to this host by its name (<c>__Host-</c>), which no neighbour under the same domain can set; over http that name would be dropped.</summary>
internal static class HostCookies
{
    private const string Ours = "od-";
    private const string Bound = "__Host-";

    public static IApplicationBuilder UseHostCookies(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (context.Request.IsHttps)
        {
            context.Request.Headers.Cookie = Plain(context.Request.Headers.Cookie);
            context.Response.OnStarting(BindAsync, context.Response);
        }

        return next(context);
    });

    /// <summary>The cookies of a request under their plain names; one of ours that is not bound may be a neighbour's and counts as not sent.</summary>
    public static StringValues Plain(StringValues cookies)
    {
        var kept = cookies.SelectMany(line => (line ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            .Where(cookie => !cookie.StartsWith(Ours, StringComparison.Ordinal))
            .Select(cookie => cookie.StartsWith(Bound + Ours, StringComparison.Ordinal) ? cookie[Bound.Length..] : cookie)
            .ToList();
        return kept.Count == 0 ? StringValues.Empty : string.Join("; ", kept);
    }

    private static Task BindAsync(object state)
    {
        var headers = ((HttpResponse)state).Headers;
        headers.SetCookie = headers.SetCookie.Select(cookie => cookie?.StartsWith(Ours, StringComparison.Ordinal) == true
            ? Bound + cookie + (cookie.Contains("; secure", StringComparison.OrdinalIgnoreCase) ? "" : "; secure")
            : cookie).ToArray();
        return Task.CompletedTask;
    }
}
