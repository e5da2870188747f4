using Microsoft.AspNetCore.Antiforgery;

namespace OrderDesk.Web.Shell;

/// <summary>Keeps the choices of a browser in cookies and goes back to the page they were made on.</summary>
internal static class Preferences
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(400);

    public static void MapPreferences(this IEndpointRouteBuilder routes) =>
        routes.MapPost(Links.Preferences, (Delegate)Keep).WithMetadata(new RequireAntiforgeryTokenAttribute()).AllowAnonymous();

    private static async Task<IResult> Keep(HttpContext context)
    {
        if (context.Features.Get<IAntiforgeryValidationFeature>() is { IsValid: false })
        {
            return Results.BadRequest();
        }

        if (!context.Request.HasFormContentType)
        {
            return Results.StatusCode(StatusCodes.Status415UnsupportedMediaType);
        }

        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        foreach (var (choice, allowed) in UiPrefs.Choices)
        {
            if (form[choice].ToString() is { Length: > 0 } value && allowed.Contains(value))
            {
                context.Response.Cookies.Append(UiPrefs.CookieOf(choice), value, CookieFor(context.Request));
            }
        }

        return context.Request.Headers.XRequestedWith == "desk" ? Results.NoContent() : Results.LocalRedirect(Links.LocalOr(form["back"], Links.Home));
    }

    private static CookieOptions CookieFor(HttpRequest request) => new()
    {
        HttpOnly = true,
        IsEssential = true,
        MaxAge = Kept,
        Path = "/",
        SameSite = SameSiteMode.Lax,
        Secure = request.IsHttps,
    };
}
