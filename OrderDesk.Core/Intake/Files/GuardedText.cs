namespace OrderDesk.Core.Intake.Files;

/// <summary>Hands text to the parser and stops it while a single row grows without end.</summary>
internal sealed class GuardedText(TextReader inner, int rowLimit) : TextReader
{
    private long _given;

    /// <summary>How many characters the rows read so far took; set after each.</summary>
    public long Finished { get; set; }

    /// <summary>Whether the last character was handed out.</summary>
    public bool AtEnd { get; private set; }

    public override int Read(char[] buffer, int index, int count)
    {
        if (_given - Finished > rowLimit)
        {
            throw new RowTooLongException();
        }

        var read = inner.Read(buffer, index, count);
        AtEnd |= read == 0;
        _given += read;
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>One row is longer than a row may be.</summary>
    internal sealed class RowTooLongException : Exception;
}
