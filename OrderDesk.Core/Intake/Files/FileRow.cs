namespace OrderDesk.Core.Intake.Files;

/// <summary>One row of an order file as it stands there.</summary>
/// <param name="Line">The physical line of the file it begins on, counted from 1; the header is line 1 of a plain file.</param>
/// <param name="Ordinal">Which row below the header it is, counted from 1.</param>
/// <param name="Fields">The fields as text, quotes removed, nothing trimmed.</param>
/// <param name="Flaw">What is wrong with its shape, or null.</param>
public sealed record FileRow(int Line, int Ordinal, IReadOnlyList<string> Fields, RowReason? Flaw)
{
    /// <summary>Whether every field is empty or blank.</summary>
    public bool IsEmpty => Fields.All(string.IsNullOrWhiteSpace);
}

/// <summary>A row that was understood and left out on purpose.</summary>
/// <param name="Row">The row.</param>
/// <param name="Reason">Why it was left out.</param>
/// <param name="Quantity">Its signed quantity.</param>
/// <param name="Value">Quantity × unit price in ten-thousandths of the currency, signed as in the file.</param>
public sealed record SkippedRow(FileRow Row, RowReason Reason, int Quantity, long Value)
{
    /// <summary>The physical line of the file.</summary>
    public int Line => Row.Line;
}

/// <summary>A row that could not be taken, because of itself or of another row of its order.</summary>
/// <param name="Row">The row.</param>
/// <param name="Reason">What is wrong.</param>
public sealed record RejectedRow(FileRow Row, RowReason Reason)
{
    /// <summary>The physical line of the file.</summary>
    public int Line => Row.Line;
}
