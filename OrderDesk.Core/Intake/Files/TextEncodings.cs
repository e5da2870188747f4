using System.Text;

namespace OrderDesk.Core.Intake.Files;

/// <summary>
/// Which encoding a file is written in. The rule, in this order: a byte order mark decides (UTF-8, UTF-16 LE, UTF-16 BE);
/// text that is valid UTF-8 is UTF-8; text that reads as Chinese is GB18030 or Big5 (see <see cref="ChineseText"/>);
/// everything else is Windows-1252. Bytes that are not valid in the chosen encoding refuse the file, they are never replaced.
/// </summary>
internal static class TextEncodings
{
    public static readonly Encoding Utf8 = new UTF8Encoding(true, true);
    public static readonly Encoding Utf16 = new UnicodeEncoding(false, true, true);
    public static readonly Encoding Utf16BigEndian = new UnicodeEncoding(true, true, true);
    public static readonly Encoding Western = Page(1252);
    public static readonly Encoding Gb18030 = Page(54936);
    public static readonly Encoding Big5 = Page(950);

    /// <summary>The encoding the byte order mark names, or null without one.</summary>
    public static Encoding? ByMark(ReadOnlySpan<byte> head) => head switch
    {
        [0xEF, 0xBB, 0xBF, ..] => Utf8,
        [0xFF, 0xFE, ..] => Utf16,
        [0xFE, 0xFF, ..] => Utf16BigEndian,
        _ => null,
    };

    /// <summary>Whether a sample cut anywhere is valid UTF-8 as far as it goes.</summary>
    public static bool LooksLikeUtf8(ReadOnlySpan<byte> sample)
    {
        for (var cut = 0; cut <= 3 && cut <= sample.Length; cut++)
        {
            if (Utf8Valid(sample[..^cut]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The encoding of text that is not UTF-8, judged by all its bytes.</summary>
    public static Encoding Judge(Stream text)
    {
        var simplified = ChineseText.InGb18030();
        var traditional = ChineseText.InBig5();
        var buffer = new byte[65_536];
        int read;
        while ((read = text.Read(buffer)) > 0)
        {
            simplified.Take(buffer.AsSpan(0, read));
            traditional.Take(buffer.AsSpan(0, read));
        }

        return (simplified.Share, traditional.Share) switch
        {
            (0, 0) => Western,
            var (gb, big5) when gb >= big5 => Gb18030,
            _ => Big5,
        };
    }

    private static bool Utf8Valid(ReadOnlySpan<byte> bytes) => System.Text.Unicode.Utf8.IsValid(bytes);

    private static Encoding Page(int number) =>
        CodePagesEncodingProvider.Instance.GetEncoding(number, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)
        ?? throw new InvalidOperationException($"Code page {number} is not there.");
}
