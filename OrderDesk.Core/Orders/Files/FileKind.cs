using System.Globalization;
using System.Text;

namespace OrderDesk.Core.Orders;

/// <summary>Which files may stand beside a note: papers and pictures, by their name and by how they begin; nothing that runs.</summary>
public static class FileKind
{
    private static readonly byte[] Zip = [0x50, 0x4B, 0x03, 0x04];

    private static readonly byte[] Jpeg = [0xFF, 0xD8, 0xFF];

    private static readonly byte[] Ole = [0xD0, 0xCF, 0x11, 0xE0];

    private static readonly Dictionary<string, byte[]> Beginnings = new(StringComparer.OrdinalIgnoreCase)
    {
        [".pdf"] = "%PDF"u8.ToArray(),
        [".png"] = [0x89, 0x50, 0x4E, 0x47],
        [".jpg"] = Jpeg,
        [".jpeg"] = Jpeg,
        [".gif"] = "GIF8"u8.ToArray(),
        [".webp"] = "RIFF"u8.ToArray(),
        [".docx"] = Zip,
        [".xlsx"] = Zip,
        [".msg"] = Ole,
        [".eml"] = [],
        [".txt"] = [],
        [".csv"] = [],
    };

    /// <summary>The endings that are taken, for a person to read and for a browser's file dialog.</summary>
    public static string Endings { get; } = string.Join(", ", Beginnings.Keys);

    /// <summary>The name as it is kept: without folders, control and direction signs, and short, with its ending; null where nothing is left.</summary>
    public static string? NameOf(string? sent)
    {
        var last = sent?.Split('/', '\\')[^1] ?? "";
        var name = new StringBuilder();
        foreach (var rune in last.EnumerateRunes().Where(rune => rune != Rune.ReplacementChar && Rune.GetUnicodeCategory(rune) is not (
            UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.OtherNotAssigned)))
        {
            name.Append(rune);
        }

        var clean = name.ToString().Trim(' ', '.');
        var ending = Path.GetExtension(clean);
        var stem = clean[..^ending.Length].Trim();
        var room = NoteFile.NameMaxLength - ending.Length;
        return stem.Length == 0 || room < 1 ? null : Shortened(stem, room) + ending;
    }

    /// <summary>Whether files of this name are taken.</summary>
    public static bool IsTaken(string name) => Beginnings.ContainsKey(Path.GetExtension(name));

    /// <summary>Whether a file begins as its name says; text has no zero bytes.</summary>
    public static bool Fits(string name, ReadOnlySpan<byte> first) => Beginnings[Path.GetExtension(name)] is { Length: > 0 } begins ? first.StartsWith(begins) : !first.Contains((byte)0);

    private static string Shortened(string stem, int room) => stem.Length <= room ? stem : stem[..(char.IsHighSurrogate(stem[room - 1]) ? room - 1 : room)];
}
