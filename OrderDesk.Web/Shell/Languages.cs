using System.Globalization;
using Microsoft.AspNetCore.Localization;

namespace OrderDesk.Web.Shell;

/// <summary>A language of the desk: its words, and the specific culture that writes its numbers and dates.</summary>
/// <param name="Tag">The language of the words, as in <c>lang</c>.</param>
/// <param name="Format">The specific culture for numbers and dates; a neutral one prints no currency (¤).</param>
/// <param name="OwnName">What the language calls itself.</param>
public sealed record Language(string Tag, string Format, string OwnName);

/// <summary>The languages of the desk and how a request chooses one.</summary>
public static class Languages
{
    /// <summary>Every language, the first one for whoever asks for none of them.</summary>
    public static IReadOnlyList<Language> All { get; } =
    [
        new("en", "en-GB", "English"),
        new("zh-Hans", "zh-CN", "简体中文"),
        new("zh-Hant", "zh-TW", "繁體中文"),
    ];

    /// <summary>The language with this tag, or null.</summary>
    public static Language? Find(string? tag) => All.FirstOrDefault(language => language.Tag == tag);

    /// <summary>The language of this culture, such as zh-Hant for zh-HK.</summary>
    public static Language? Closest(string culture)
    {
        var name = culture.Trim();
        if (name.StartsWith("zh", StringComparison.OrdinalIgnoreCase))
        {
            string[] traditional = ["hant", "tw", "hk", "mo"];
            return Find(name.Split('-').Skip(1).Any(part => traditional.Contains(part, StringComparer.OrdinalIgnoreCase)) ? "zh-Hant" : "zh-Hans");
        }

        return name.StartsWith("en", StringComparison.OrdinalIgnoreCase) ? All[0] : null;
    }

    /// <summary>The language this circuit or request speaks.</summary>
    public static Language Current => Find(CultureInfo.CurrentUICulture.Name) ?? All[0];
}

/// <summary>The chosen language of the cookie, else the first one of ours that the browser asks for, else the company's.</summary>
internal sealed class LanguageOfRequest(Language otherwise) : RequestCultureProvider
{
    public override Task<ProviderCultureResult?> DetermineProviderCultureResult(HttpContext httpContext)
    {
        var language = Languages.Find(httpContext.Request.Cookies[UiPrefs.LanguageCookie])
            ?? httpContext.Request.GetTypedHeaders().AcceptLanguage
                .OrderByDescending(asked => asked.Quality ?? 1)
                .Select(asked => Languages.Closest(asked.Value.ToString()))
                .FirstOrDefault(found => found is not null)
            ?? otherwise;
        return Task.FromResult<ProviderCultureResult?>(new(language.Format, language.Tag));
    }
}
