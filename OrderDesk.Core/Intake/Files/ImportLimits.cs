namespace OrderDesk.Core.Intake.Files;

/// <summary>How much of an order file is taken; everything is counted while it streams, never trusted from a header.</summary>
public sealed record ImportLimits
{
    /// <summary>The limits of an upload through the browser: 64 MB as sent.</summary>
    public static ImportLimits Upload { get; } = new() { SentBytes = 64L * 1024 * 1024 };

    /// <summary>The limits of the command line: as for an upload, but a file of any size may be named.</summary>
    public static ImportLimits CommandLine { get; } = new();

    /// <summary>Bytes as sent, packed or not.</summary>
    public long SentBytes { get; init; } = long.MaxValue;

    /// <summary>Bytes after unpacking.</summary>
    public long UnpackedBytes { get; init; } = 1024L * 1024 * 1024;

    /// <summary>Rows below the header, blank lines not counted.</summary>
    public int Rows { get; init; } = 2_000_000;

    /// <summary>Characters in one field.</summary>
    public int FieldLength { get; init; } = 32_768;

    /// <summary>Characters in one row.</summary>
    public int RowLength { get; init; } = 1_048_576;

    /// <summary>Columns in the header.</summary>
    public int Columns { get; init; } = 200;

    /// <summary>Rows that may belong to one order.</summary>
    public int RowsPerOrder { get; init; } = 10_000;

    /// <summary>Characters of rows that may wait at once for the last row of their order; this bounds the memory of a scattered file.</summary>
    public long WaitingLength { get; init; } = 64L * 1024 * 1024;
}
