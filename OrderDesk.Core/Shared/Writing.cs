using System.Text;

namespace OrderDesk.Core.Shared;

/// <summary>Writing from outside, made so that every engine can keep it and nothing breaks on it.</summary>
public static class Writing
{
    /// <summary>The last two code points of every plane are no letters and never will be.</summary>
    private const int NoLetter = 0xFFFE;

    /// <summary>What a field of an order holds: without control letters (line ends and tabs stay) and what is no letter at all, trimmed.</summary>
    public static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsLetter(rune) && (!Rune.IsControl(rune) || rune.Value is '\n' or '\t'))
            {
                clean.Append(rune.ToString());
            }
        }

        return clean.ToString().Trim();
    }

    /// <summary>The same text, with a mark in place of what no engine keeps: NUL and halves of letters.</summary>
    public static string Keepable(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)).Replace('\0', '\uFFFD');

    /// <summary>The beginning of a text, never cut in the middle of a letter.</summary>
    public static string Start(string text, int length) =>
        text.Length <= length ? text : text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];

    /// <summary>Full-width and other forms of a letter as the plain one; may be longer than what was written.</summary>
    public static string Folded(string text)
    {
        try
        {
            return text.Normalize(NormalizationForm.FormKC);
        }
        catch (ArgumentException)
        {
            // Half of a letter, from a sender that cut the text in the middle of it, or what is no letter at all.
            return string.Concat(text.EnumerateRunes().Where(IsLetter)).Normalize(NormalizationForm.FormKC);
        }
    }

    private static bool IsLetter(Rune rune) => (rune.Value & NoLetter) != NoLetter;
}
