using System.Globalization;
using Microsoft.Extensions.Localization;

namespace OrderDesk.Web.Parts;

/// <summary>Words beside a number: the words for exactly one stand under the same key with <c>.one</c> behind it.</summary>
public static class Plural
{
    /// <summary>The words for so many; the number fills the first hole, written as the person writes numbers.</summary>
    /// <param name="words">The words.</param>
    /// <param name="key">The key of the words for many.</param>
    /// <param name="count">How many.</param>
    /// <param name="rest">What the other holes need.</param>
    public static string Counted(this IStringLocalizer words, string key, long count, params object[] rest) =>
        words[count == 1 ? $"{key}.one" : key, [count.ToString("N0", CultureInfo.CurrentCulture), .. rest]].Value;
}
