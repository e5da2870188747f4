using System.Globalization;

namespace OrderDesk.Core.Intake.Files;

/// <summary>
/// Writes the rows that were not taken as CSV, one by one as they come: the line of the file, what became of the row, the reason and the
/// row itself. Nothing in it can act as a formula in a spreadsheet; plain numbers stay as they are.
/// </summary>
public sealed class RowReport : IDisposable
{
    private readonly NeutralCsv _csv;
    private readonly Func<RowReason, string> _words;

    /// <summary>Begins the report with its header; the stream stays open.</summary>
    /// <param name="target">Where the report goes, as UTF-8 with its mark so that spreadsheets read it rightly.</param>
    /// <param name="header">The header of the order file.</param>
    /// <param name="words">Tells a reason in the reader's language.</param>
    public RowReport(Stream target, IReadOnlyList<string> header, Func<RowReason, string> words)
    {
        _words = words;
        _csv = NeutralCsv.To(target);
        Write(["line", "outcome", "reason", "explanation", .. header]);
    }

    /// <summary>Rows written so far.</summary>
    public long Rows { get; private set; }

    /// <summary>Writes the skipped and rejected rows of a group in the order of the file.</summary>
    public void Add(ImportGroup group)
    {
        var rows = group.Skipped.Select(s => (s.Row, Outcome: "skipped", s.Reason)).Concat(group.Rejected.Select(r => (r.Row, Outcome: "rejected", r.Reason)));
        foreach (var (row, outcome, reason) in rows.OrderBy(r => r.Row.Ordinal))
        {
            Add(row, outcome, reason);
        }
    }

    /// <summary>Writes the rows of a group that were understood but changed nothing.</summary>
    public void AddUnchanged(ImportGroup group)
    {
        foreach (var row in group.Taken)
        {
            Add(row, "skipped", RowReason.Unchanged);
        }
    }

    /// <summary>Writes the rows of a group that were understood but refused where they were to be written.</summary>
    public void AddRefused(ImportGroup group, RowReason reason)
    {
        foreach (var row in group.Taken)
        {
            Add(row, "rejected", reason);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _csv.Dispose();

    /// <summary>Writes one row with what became of it and why.</summary>
    public void Add(FileRow row, string outcome, RowReason reason)
    {
        Write([row.Line.ToString(CultureInfo.InvariantCulture), outcome, reason.Code, _words(reason), .. row.Fields]);
        Rows++;
    }

    private void Write(IEnumerable<string> fields)
    {
        _csv.Write(fields);
    }
}
