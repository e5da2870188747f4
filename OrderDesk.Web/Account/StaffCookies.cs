using Microsoft.AspNetCore.Authentication.Cookies;

namespace OrderDesk.Web.Account;

/// <summary>Over https a cookie is bound to this host by its name; over http that name would be dropped, so it goes without.</summary>
internal sealed class StaffCookies : ICookieManager
{
    private readonly ChunkingCookieManager _cookies = new();

    public string? GetRequestCookie(HttpContext context, string key) => _cookies.GetRequestCookie(context, NameOf(context, key));

    public void AppendResponseCookie(HttpContext context, string key, string? value, CookieOptions options) =>
        _cookies.AppendResponseCookie(context, NameOf(context, key), value, Bound(context, options));

    public void DeleteCookie(HttpContext context, string key, CookieOptions options) =>
        _cookies.DeleteCookie(context, NameOf(context, key), Bound(context, options));

    private static string NameOf(HttpContext context, string key) => context.Request.IsHttps ? "__Host-" + key : key;

    private static CookieOptions Bound(HttpContext context, CookieOptions options)
    {
        (options.Secure, options.Path, options.Domain, options.HttpOnly) = (context.Request.IsHttps, "/", null, true);
        return options;
    }
}
