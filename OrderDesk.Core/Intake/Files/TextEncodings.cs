using System.Buffers;
using System.Text;

namespace OrderDesk.Core.Intake.Files;

/// <summary>
/// Which encoding a file is written in. The rule, in this order: a byte order mark decides (UTF-8, UTF-16 LE, UTF-16 BE);
/// text that is valid UTF-8, or that is UTF-8 for the most part and broken in places, is UTF-8; text that reads as Chinese is GB18030
/// or Big5 (see <see cref="ChineseText"/>); everything else is Windows-1252. Bytes that are not valid in the chosen encoding refuse the
/// file, they are never replaced.
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
            if (System.Text.Unicode.Utf8.IsValid(sample[..^cut]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The encoding of text that is not valid UTF-8, judged by all its bytes.</summary>
    public static Encoding Judge(Stream text)
    {
        var simplified = ChineseText.InGb18030();
        var traditional = ChineseText.InBig5();
        var buffer = new byte[65_536];
        int carried = 0, read;
        long valid = 0, broken = 0;
        while ((read = text.Read(buffer, carried, buffer.Length - carried)) > 0)
        {
            var fresh = buffer.AsSpan(carried, read);
            simplified.Take(fresh);
            traditional.Take(fresh);
            carried = CountUtf8(buffer, carried + read, ref valid, ref broken);
        }

        return (simplified.Share, traditional.Share) switch
        {
            _ when valid >= broken + carried => Utf8,
            (0, 0) => Western,
            var (gb, big5) when gb >= big5 => Gb18030,
            _ => Big5,
        };
    }

    // Counts characters beyond ASCII that are valid UTF-8 and places that are not; moves a character cut in two to the front.
    private static int CountUtf8(byte[] buffer, int length, ref long valid, ref long broken)
    {
        var rest = buffer.AsSpan(0, length);
        while (true)
        {
            var beyond = rest.IndexOfAnyExceptInRange((byte)0, (byte)0x7F);
            if (beyond < 0)
            {
                return 0;
            }

            rest = rest[beyond..];
            var status = Rune.DecodeFromUtf8(rest, out _, out var consumed);
            if (status is OperationStatus.NeedMoreData)
            {
                rest.CopyTo(buffer);
                return rest.Length;
            }

            valid += status is OperationStatus.Done ? 1 : 0;
            broken += status is OperationStatus.Done ? 0 : 1;
            rest = rest[consumed..];
        }
    }

    private static Encoding Page(int number) =>
        CodePagesEncodingProvider.Instance.GetEncoding(number, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)
        ?? throw new InvalidOperationException($"Code page {number} is not there.");
}
