using System.Text;

namespace OrderDesk.Core.Intake.Files;

/// <summary>How an order file is written, found out from its content.</summary>
/// <param name="Packed">Whether it is gz.</param>
/// <param name="Encoding">The encoding of its text.</param>
/// <param name="Marked">Whether a byte order mark named the encoding.</param>
/// <param name="Delimiter">What stands between two fields: comma, semicolon, tab or pipe.</param>
public sealed record OrderFileFormat(bool Packed, Encoding Encoding, bool Marked, char Delimiter)
{
    private const string Delimiters = ",;\t|";

    /// <summary>The delimiter the first line uses: the one it names by <c>sep=</c>, else the most frequent outside quotes, comma where there is none.</summary>
    internal static char DelimiterOf(ReadOnlySpan<char> text)
    {
        text = text.TrimStart("\r\n");
        if (IsSeparatorLine(text, out var named))
        {
            return named;
        }

        Span<int> counts = stackalloc int[Delimiters.Length];
        counts.Clear();
        var quoted = false;
        foreach (var sign in text)
        {
            if (!quoted && sign is '\r' or '\n')
            {
                break;
            }

            quoted ^= sign is '"';
            var index = quoted ? -1 : Delimiters.IndexOf(sign, StringComparison.Ordinal);
            if (index >= 0)
            {
                counts[index]++;
            }
        }

        var best = 0;
        for (var index = 1; index < counts.Length; index++)
        {
            best = counts[index] > counts[best] ? index : best;
        }

        return Delimiters[best];
    }

    /// <summary>Whether a file begins with the line by which spreadsheets name the delimiter, such as <c>sep=;</c>.</summary>
    internal static bool IsSeparatorLine(ReadOnlySpan<char> text, out char delimiter)
    {
        var found = text.Length >= 5 && text.StartsWith("sep=", StringComparison.OrdinalIgnoreCase)
            && Delimiters.Contains(text[4], StringComparison.Ordinal) && (text.Length == 5 || text[5] is '\r' or '\n');
        delimiter = found ? text[4] : default;
        return found;
    }
}
