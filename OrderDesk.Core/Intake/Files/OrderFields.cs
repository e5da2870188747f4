namespace OrderDesk.Core.Intake.Files;

/// <summary>The fields that belong to a whole order: the first row that fills one in decides, a later row that says otherwise is wrong.</summary>
internal sealed class OrderFields
{
    private readonly GroupReading _reading;
    private readonly (string Text, FileRow Row)?[] _found;

    public OrderFields(GroupReading reading)
    {
        _reading = reading;
        _found = new (string, FileRow)?[GenericColumns.All.Count];
        foreach (var row in reading.Rows)
        {
            foreach (var column in GenericColumns.OfOrder)
            {
                Take(row, column);
            }
        }
    }

    /// <summary>The text, or null where no row fills it in.</summary>
    public string? Text(FileColumn column) => _found[column.Index]?.Text;

    /// <summary>The amount in minor units of a currency, or null.</summary>
    public long? Amount(FileColumn column, string currency) =>
        _found[column.Index] is { } field ? _reading.Amount(field.Row, column, field.Text, currency) : null;

    /// <summary>The instant in UTC, or null.</summary>
    public DateTime? Instant(FileColumn column) =>
        _found[column.Index] is { } field ? _reading.Instant(field.Row, column, field.Text) : null;

    /// <summary>Marks the first row as wrong where no row fills the column in.</summary>
    public void Require(FileColumn column)
    {
        if (_found[column.Index] is null)
        {
            _reading.Fail(_reading.Rows[0], RowReason.Missing(column.Name));
        }
    }

    /// <summary>Marks the row that decided as wrong.</summary>
    public void Fail(FileColumn column, RowReason reason)
    {
        if (_found[column.Index] is { } field)
        {
            _reading.Fail(field.Row, reason);
        }
    }

    private void Take(FileRow row, FileColumn column)
    {
        var text = _reading.Text(row, column);
        if (text.Length == 0)
        {
            return;
        }

        if (_found[column.Index] is not { } field)
        {
            _found[column.Index] = (text, row);
        }
        else if (!string.Equals(field.Text, text, StringComparison.Ordinal))
        {
            _reading.Fail(row, RowReason.Contradicts(column.Name, field.Row.Line));
        }
    }
}
