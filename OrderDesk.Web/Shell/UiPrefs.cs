namespace OrderDesk.Web.Shell;

/// <summary>How a person likes the desk to look. It travels in cookies, so the very first byte of a page is already right.</summary>
/// <param name="Language">The tag of the language.</param>
/// <param name="Theme">system, light or dark.</param>
/// <param name="Density">compact or comfortable.</param>
/// <param name="Rail">open or closed.</param>
/// <param name="Keys">on or off: whether single letters are shortcuts (WCAG 2.1.4).</param>
public sealed record UiPrefs(string Language, string Theme, string Density, string Rail, string Keys)
{
    /// <summary>The cookie of the language.</summary>
    public const string LanguageCookie = "od-language";

    /// <summary>Every choice with its allowed values; the first is what a new browser gets.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Choices { get; } = new Dictionary<string, IReadOnlyList<string>>
    {
        ["language"] = [.. Languages.All.Select(language => language.Tag)],
        ["theme"] = ["system", "light", "dark"],
        ["density"] = ["compact", "comfortable"],
        ["rail"] = ["closed", "open"],
        ["keys"] = ["on", "off"],
    };

    /// <summary>The look of a browser that has chosen nothing.</summary>
    public static UiPrefs Default { get; } = new(Languages.All[0].Tag, "system", "compact", "closed", "on");

    /// <summary>The look this request asks for; anything unknown in a cookie counts as not chosen.</summary>
    public static UiPrefs Of(HttpRequest request) => new(
        Languages.Current.Tag, Chosen(request, "theme"), Chosen(request, "density"), Chosen(request, "rail"), Chosen(request, "keys"));

    /// <summary>The cookie that keeps a choice.</summary>
    public static string CookieOf(string choice) => "od-" + choice;

    private static string Chosen(HttpRequest request, string choice) =>
        request.Cookies[CookieOf(choice)] is { } value && Choices[choice].Contains(value) ? value : Choices[choice][0];
}
