using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Intake.Files;

/// <summary>Tells from the first bytes, never from the name, what kind of file was sent.</summary>
internal static class FileSignature
{
    private static readonly byte[][] Archives =
    [
        [0x50, 0x4B, 0x03, 0x04], [0x50, 0x4B, 0x05, 0x06], [0x37, 0x7A, 0xBC, 0xAF], [0x52, 0x61, 0x72, 0x21],
        [0x28, 0xB5, 0x2F, 0xFD], [0xFD, 0x37, 0x7A, 0x58], [0x42, 0x5A, 0x68, 0x39],
    ];

    private static readonly byte[] OldWorkbook = [0xD0, 0xCF, 0x11, 0xE0];

    /// <summary>Whether these are the first bytes of gz data.</summary>
    public static bool IsGzip(ReadOnlySpan<byte> head) => head is [0x1F, 0x8B, ..];

    /// <summary>Why a file that begins so is refused, or null where it may be text.</summary>
    public static Error? Refuse(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith(OldWorkbook))
        {
            return OrderFileErrors.Workbook();
        }

        foreach (var archive in Archives)
        {
            if (head.StartsWith(archive))
            {
                var isWorkbook = head.IndexOf("[Content_Types].xml"u8) >= 0 || head.IndexOf("xl/"u8) >= 0;
                return isWorkbook ? OrderFileErrors.Workbook() : OrderFileErrors.Archive();
            }
        }

        return head.StartsWith("%PDF"u8) ? OrderFileErrors.NotText() : null;
    }
}
