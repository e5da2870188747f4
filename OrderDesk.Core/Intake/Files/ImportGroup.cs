namespace OrderDesk.Core.Intake.Files;

/// <summary>What the rows of one order make; every row of it is in exactly one of the lists.</summary>
/// <param name="Order">The order, or null.</param>
/// <param name="Refund">The refund, or null.</param>
/// <param name="Taken">Rows that are in the order or the refund.</param>
/// <param name="Skipped">Rows left out on purpose.</param>
/// <param name="Rejected">Rows that could not be taken.</param>
internal sealed record GroupContent(
    ImportedOrder? Order, ImportedRefund? Refund, IReadOnlyList<FileRow> Taken, IReadOnlyList<SkippedRow> Skipped, IReadOnlyList<RejectedRow> Rejected);

/// <summary>Everything a file says about one order or refund, given out once its last row is read.</summary>
public sealed class ImportGroup
{
    internal ImportGroup(int number, string key, int lastOrdinal, GroupContent content)
    {
        Number = number;
        Key = key;
        RowsRead = lastOrdinal;
        Order = content.Order;
        Refund = content.Refund;
        Taken = content.Taken;
        Skipped = content.Skipped;
        Rejected = content.Rejected;
        ContentHash = Order is not null ? Files.ContentHash.Of(Order) : Refund is not null ? Files.ContentHash.Of(Refund) : "";
    }

    /// <summary>Which group of the file this is, from 0; an interrupted import goes on with the number after the last one it did.</summary>
    public int Number { get; }

    /// <summary>The key its rows share; empty for a row that belongs to no order.</summary>
    public string Key { get; }

    /// <summary>How many rows of the file are read by now, for a progress bar.</summary>
    public int RowsRead { get; }

    /// <summary>The order, or null.</summary>
    public ImportedOrder? Order { get; }

    /// <summary>The refund, or null.</summary>
    public ImportedRefund? Refund { get; }

    /// <summary>Rows that are in the order or the refund.</summary>
    public IReadOnlyList<FileRow> Taken { get; }

    /// <summary>Rows left out on purpose, whatever happens to the order.</summary>
    public IReadOnlyList<SkippedRow> Skipped { get; }

    /// <summary>Rows that could not be taken; then there is neither order nor refund.</summary>
    public IReadOnlyList<RejectedRow> Rejected { get; }

    /// <summary>All rows of the group.</summary>
    public int Rows => Taken.Count + Skipped.Count + Rejected.Count;

    /// <summary>The SHA-256 (hex) of what the order or refund says, wherever it stands in the file; empty where there is none.</summary>
    public string ContentHash { get; }
}
