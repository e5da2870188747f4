using System.Globalization;
using System.Text.Json;
using OrderDesk.Core.Verification;

namespace OrderDesk.Web.Shell;

/// <summary>The words of reasons, facts and what turns them green, from their codes and kept values.</summary>
public static class HoldWords
{
    /// <summary>More arguments than any reason has: a reason whose arguments were too long to keep still finds something for each hole.</summary>
    private const int MostArgs = 4;

    /// <summary>The words of a hold's reason.</summary>
    /// <param name="code">The translation key.</param>
    /// <param name="argsJson">What the words need, as a JSON array.</param>
    /// <param name="words">Finds words by key.</param>
    /// <param name="zone">The zone instants are written in; UTC unless given.</param>
    public static string Of(string code, string argsJson, Func<string, object[], string> words, TimeZoneInfo? zone = null) =>
        Of(new Phrase(code, Args(argsJson)), words, zone);

    /// <summary>The words of a reason or of what would turn a finding green.</summary>
    public static string Of(Phrase phrase, Func<string, object[], string> words, TimeZoneInfo? zone = null) =>
        words(phrase.Code, [.. phrase.Args.Select(arg => Of(arg, words, zone)), .. Enumerable.Repeat("…", Math.Max(0, MostArgs - phrase.Args.Count))]);

    /// <summary>One value, written: amounts with their currency, instants to the minute, codes in words.</summary>
    public static string Of(Term term, Func<string, object[], string> words, TimeZoneInfo? zone = null) => term.Kind switch
    {
        TermKind.Text => term.Text,
        TermKind.Number => term.Number.ToString(CultureInfo.InvariantCulture),
        TermKind.Sum => term.Sum.ToString(),
        TermKind.Instant => zone is null
            ? term.At.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture)
            : TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(term.At, DateTimeKind.Utc), zone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
        TermKind.Word => words(term.Text, []),
        TermKind.Personal => term.Text.Length == 0 ? words("term.hidden", []) : term.Text,
        // An article with its number of units is one thing said, not a list of two.
        TermKind.Several when term.Items is [{ Kind: TermKind.Text } sku, { Kind: TermKind.Number } units] => words("term.units-of", [Of(sku, words, zone), Of(units, words, zone)]),
        TermKind.Several => string.Join(words("term.separator", []), term.Items.Select(item => Of(item, words, zone))),
    };

    private static IReadOnlyList<Term> Args(string json)
    {
        try
        {
            return FindingsText.ReadArgs(json);
        }
        catch (JsonException)
        {
            return [];
        }
    }
}
