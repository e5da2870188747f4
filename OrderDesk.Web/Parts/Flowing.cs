using System.Globalization;
using System.Text;

namespace OrderDesk.Web.Parts;

/// <summary>Pieces of text set one after the other as each script sets them: words of letters with a space between, Chinese without.</summary>
public static class Flowing
{
    /// <summary>The pieces as one text; empty ones are left out.</summary>
    public static string Joined(params IEnumerable<string?> pieces)
    {
        var text = new StringBuilder();
        foreach (var piece in pieces.OfType<string>().Where(piece => piece.Length > 0))
        {
            if (text.Length > 0 && !Touch(text[^1], piece[0]))
            {
                text.Append(' ');
            }

            text.Append(piece);
        }

        return text.ToString();
    }

    /// <summary>Full-width marks carry their own space, and two Chinese characters want none between them.</summary>
    private static bool Touch(char before, char after) => char.IsWhiteSpace(before) || char.IsWhiteSpace(after) || IsMark(before) || IsMark(after) || (IsHan(before) && IsHan(after));

    private static bool IsMark(char one) => one is >= '\u3000' and <= '\u303F' or >= '\uFF01' and <= '\uFF0F' or '：' or '；' or '？' || (one is '“' or '”' && IsChinese);

    private static bool IsChinese => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "zh";

    private static bool IsHan(char one) => one is >= '\u3400' and <= '\u9FFF';
}
