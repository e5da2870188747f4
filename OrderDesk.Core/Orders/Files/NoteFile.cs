using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Orders;

/// <summary>The id of a file beside a note.</summary>
public readonly record struct NoteFileId(long Value) : ITypedId;

/// <summary>A file that somebody put beside a note on an order, such as a photograph of a parcel; its bytes stand in parts of their own.</summary>
public sealed class NoteFile
{
    /// <summary>The longest name.</summary>
    public const int NameMaxLength = 120;

    /// <summary>The biggest file, in bytes.</summary>
    public const int MostBytes = 10 * 1024 * 1024;

    /// <summary>The biggest part, in bytes: one short write.</summary>
    public const int PartBytes = 256 * 1024;

    /// <summary>How many may stand beside one note.</summary>
    public const int MostPerNote = 5;

    /// <summary>How many one order may have.</summary>
    public const int MostPerOrder = 100;

    /// <summary>The id.</summary>
    public NoteFileId Id { get; init; }

    /// <summary>The order.</summary>
    public OrderId OrderId { get; init; }

    /// <summary>Who sent it.</summary>
    public StaffId StaffId { get; init; }

    /// <summary>Its name without a folder.</summary>
    public string Name { get; init; } = "";

    /// <summary>When it came (UTC).</summary>
    public DateTime At { get; init; }

    /// <summary>Its size in bytes; 0 while it arrives.</summary>
    public int Bytes { get; private set; }

    /// <summary>Its fingerprint, lower-case hex; null while it arrives.</summary>
    public string? Sha256 { get; private set; }

    /// <summary>The number of the note on the timeline; null while the note is not written, and nobody else sees it.</summary>
    public int? Entry { get; private set; }

    /// <summary>All of it is here.</summary>
    internal void Arrived(int bytes, string sha256) => (Bytes, Sha256) = (bytes, sha256);

    /// <summary>The note it belongs to is written.</summary>
    internal void Sent(int entry) => Entry = entry;
}

/// <summary>Some bytes of a file.</summary>
public sealed class NoteFilePart
{
    /// <summary>The file.</summary>
    public NoteFileId FileId { get; init; }

    /// <summary>1, 2, 3 …</summary>
    public int Number { get; init; }

    /// <summary>How many bytes these are.</summary>
    public int Bytes { get; init; }

    /// <summary>The bytes.</summary>
    public byte[] Content { get; init; } = [];
}
