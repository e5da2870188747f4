using Microsoft.AspNetCore.Antiforgery;
using OrderDesk.Core.Access;
using OrderDesk.Web.Account;

namespace OrderDesk.Web.Shell;

/// <summary>Keeps choices of look in the cookies of the browser and in the profile of who is signed in, and goes back to the page they were made on.</summary>
internal static class Preferences
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(400);

    public static void MapPreferences(this IEndpointRouteBuilder routes) =>
        routes.MapPost(Links.Preferences, (Delegate)Keep).WithMetadata(new RequireAntiforgeryTokenAttribute()).AllowAnonymous();

    /// <summary>Gives a browser the choices of the person who has just signed in; what they never chose stays as it is.</summary>
    public static void Bring(HttpContext context, StaffCard staff)
    {
        var (language, _, theme, density, shortcutsOff) = staff.Likes;
        foreach (var (choice, value) in new[] { ("language", language), ("theme", theme), ("density", density), ("keys", shortcutsOff ? "off" : null) })
        {
            if (value is not null && UiPrefs.Choices[choice].Contains(value))
            {
                context.Response.Cookies.Append(UiPrefs.CookieOf(choice), value, CookieFor(context.Request));
            }
        }
    }

    private static async Task<IResult> Keep(HttpContext context, StaffDirectory directory, UpdateProfile update)
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
        var chosen = UiPrefs.Choices
            .Where(choice => choice.Value.Contains(form[choice.Key].ToString()))
            .ToDictionary(choice => choice.Key, choice => form[choice.Key].ToString());
        foreach (var (choice, value) in chosen)
        {
            context.Response.Cookies.Append(UiPrefs.CookieOf(choice), value, CookieFor(context.Request));
        }

        if (SessionClaims.KeyOf(context.User) is { } key && await directory.FindAsync(key, context.RequestAborted) is { } signedIn)
        {
            await KeepInProfileAsync(update, signedIn, chosen);
        }

        return context.Request.Headers.XRequestedWith == "desk" ? Results.NoContent() : Results.LocalRedirect(Links.LocalOr(form["back"], Links.Home));
    }

    private static async Task KeepInProfileAsync(UpdateProfile update, SignedIn signedIn, Dictionary<string, string> chosen)
    {
        var likes = signedIn.Staff.Likes;
        var command = new UpdateProfile.Command(
            signedIn.Staff.Name,
            chosen.GetValueOrDefault("language", likes.Language!),
            likes.TimeZone,
            chosen.GetValueOrDefault("theme", likes.Theme!),
            chosen.GetValueOrDefault("density", likes.Density!),
            chosen.TryGetValue("keys", out var keys) ? keys == "off" : likes.ShortcutsOff);
        await update.RunAsync(signedIn.Actor, command, CancellationToken.None);
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
