using System.Text.RegularExpressions;

namespace OrderDesk.Tests.House.Rules;

/// <summary>What a component writes on the screen: every text is a resource, every text field has a limit.</summary>
internal static partial class Markup
{
    /// <summary>Words that are the same in every language: our name, keys of the keyboard, names of languages.</summary>
    private static readonly HashSet<string> SameEverywhere = ["OrderDesk", "English", "Ctrl", "Shift", "Alt", "Esc", "Enter", "Tab", "SKU", "ISO", "CSV", "TOTP", "QR", "UTC"];

    /// <summary>Texts in the markup of a component that are written there instead of in a resource.</summary>
    public static IEnumerable<string> PlainTexts(string razor)
    {
        var markup = Code().Replace(Comment().Replace(razor, ""), "");
        var between = Between().Matches(markup).Select(match => match.Groups[1].Value.Trim());
        var attributes = Attribute().Matches(markup).Select(match => match.Groups[2].Value.Trim());
        return between.Concat(attributes).Where(IsText).Distinct();
    }

    /// <summary>Forms that post without the token against forgery, which the server refuses.</summary>
    public static IEnumerable<string> PostsWithoutToken(string razor) =>
        PostForm().Matches(Comment().Replace(razor, "")).Select(match => match.Value).Where(form => !form.Contains("<AntiforgeryToken", StringComparison.Ordinal)).Select(form => form[..form.IndexOf('>', StringComparison.Ordinal)]);

    private static bool IsText(string text) =>
        Word().IsMatch(text) && !text.Contains('@', StringComparison.Ordinal) && !text.Contains("=>", StringComparison.Ordinal)
        && !Word().Matches(text).All(word => SameEverywhere.Contains(word.Value));

    [GeneratedRegex(@"@\*.*?\*@|<!--.*?-->|<script.*?</script>|<style.*?</style>", RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"^@code\s*\{.*?^\}", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Code();

    [GeneratedRegex(@"<form\b[^>]*method=""post"".*?</form>", RegexOptions.Singleline)]
    private static partial Regex PostForm();

    /// <summary>Between the end of one tag and the beginning of the next on the same line.</summary>
    [GeneratedRegex(@"(?<=[\w""'/])>([^<>@{}\n]+)</?\w")]
    private static partial Regex Between();

    [GeneratedRegex(@"\b(Label|Placeholder|placeholder|HelperText|Title|title|aria-label|alt|Text|AriaLabel|Heading|Hint)=""([^""@(]+)""")]
    private static partial Regex Attribute();

    [GeneratedRegex(@"\p{L}{2,}")]
    private static partial Regex Word();
}
