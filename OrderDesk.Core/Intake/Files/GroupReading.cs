using System.Globalization;
using OrderDesk.Core.Customers;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Intake.Files;

/// <summary>Reads the fields of one order's rows and remembers the first thing wrong with each row, so that nothing of a wrong order is taken.</summary>
internal sealed class GroupReading
{
    private const long MostLineValue = 100_000_000_000_000;

    private static readonly string[] Instants =
    [
        "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ss zzz",
        "yyyy-MM-dd HH:mmK", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd",
    ];

    private readonly ColumnMap _columns;
    private Dictionary<FileRow, RowReason>? _wrong;
    private string _lastInstantText = "";
    private DateTime _lastInstant;

    public GroupReading(string key, IReadOnlyList<FileRow> rows, ColumnMap columns)
    {
        Key = key;
        Rows = rows;
        _columns = columns;
        foreach (var row in rows)
        {
            if (row.Flaw is not null)
            {
                Fail(row, row.Flaw);
            }
        }
    }

    /// <summary>The key the rows share.</summary>
    public string Key { get; }

    /// <summary>The rows in the order of the file.</summary>
    public IReadOnlyList<FileRow> Rows { get; }

    /// <summary>Whether any row is wrong.</summary>
    public bool HasFailed => _wrong is not null;

    /// <summary>Marks a row as wrong; the first reason stays.</summary>
    public void Fail(FileRow row, RowReason reason) =>
        (_wrong ??= new Dictionary<FileRow, RowReason>(ReferenceEqualityComparer.Instance)).TryAdd(row, reason);

    /// <summary>Whether nothing was found wrong with this row.</summary>
    public bool IsFine(FileRow row) => _wrong is null || !_wrong.ContainsKey(row);

    /// <summary>All rows rejected: the wrong ones for what is wrong with them, the others because of the first wrong one.</summary>
    public GroupContent Reject()
    {
        var firstWrong = Rows.First(row => !IsFine(row)).Line;
        var others = RowReason.WithOthers(firstWrong);
        return new GroupContent(null, null, [], [], [.. Rows.Select(row => new RejectedRow(row, _wrong!.GetValueOrDefault(row, others)))]);
    }

    /// <summary>A text, trimmed, empty where there is none.</summary>
    public string Text(FileRow row, FileColumn column)
    {
        var text = _columns.Text(row, column);
        if (text.Length > column.MaxLength || (column.IsContact && ContactText.Folded(text)?.Length > column.MaxLength))
        {
            Fail(row, RowReason.TooLong(column.Name, column.MaxLength));
        }

        return text;
    }

    /// <summary>A text that has to be there.</summary>
    public string Needed(FileRow row, FileColumn column)
    {
        var text = Text(row, column);
        if (text.Length == 0)
        {
            Fail(row, RowReason.Missing(column.Name));
        }

        return text;
    }

    /// <summary>A number of ten-thousandths; null where the field is empty or wrong.</summary>
    public long? Number(FileRow row, FileColumn column, string text)
    {
        if (text.Length == 0)
        {
            return null;
        }

        var outcome = FileNumber.TryRead(text, out var number);
        var wrong = outcome switch
        {
            NumberOutcome.Read => null,
            NumberOutcome.NotANumber => RowReason.NotANumber(column.Name, text),
            NumberOutcome.Ambiguous => RowReason.AmbiguousNumber(column.Name, text),
            NumberOutcome.TooPrecise => RowReason.TooPrecise(column.Name, text),
            NumberOutcome.TooLarge => RowReason.OutOfRange(column.Name, text),
        };
        if (wrong is null)
        {
            return number;
        }

        Fail(row, wrong);
        return null;
    }

    /// <summary>A whole number of units that has to be there.</summary>
    public int Quantity(FileRow row, FileColumn column)
    {
        var text = Needed(row, column);
        var number = Number(row, column, text) ?? 0;
        if (number % Money.PriceScale != 0)
        {
            Fail(row, RowReason.TooPrecise(column.Name, text));
        }

        var units = number / Money.PriceScale;
        if (units is >= int.MinValue and <= int.MaxValue)
        {
            return (int)units;
        }

        Fail(row, RowReason.OutOfRange(column.Name, text));
        return 0;
    }

    /// <summary>A unit price in ten-thousandths that has to be there, within what a line may be worth.</summary>
    public long Price(FileRow row, FileColumn column, int quantity)
    {
        var text = Needed(row, column);
        var price = Number(row, column, text) ?? 0;
        if (Int128.Abs((Int128)price * quantity) <= MostLineValue)
        {
            return price;
        }

        Fail(row, RowReason.OutOfRange(column.Name, text));
        return 0;
    }

    /// <summary>Marks the row on which the lines, read in the order of the rows, come to more than an amount may be.</summary>
    public void AddUp(IReadOnlyList<ImportedLine> lines, string currency)
    {
        var (value, discount, tax) = (0m, 0m, 0m);
        for (var index = 0; index < lines.Count; index++)
        {
            var line = lines[index];
            value += Money.FromPrice(Math.Abs(line.Value));
            discount += Money.ToMajor(line.Discount, currency);
            tax += Money.ToMajor(line.Tax, currency);
            if (Math.Max(value, Math.Max(discount, tax)) > Money.MostAmount)
            {
                Fail(Rows[index], RowReason.OrderTooLarge((long)Money.MostAmount));
                return;
            }
        }
    }

    /// <summary>An amount of the currency in minor units, not negative; null where the field is empty or wrong.</summary>
    public long? Amount(FileRow row, FileColumn column, string text, string currency)
    {
        if (Number(row, column, text) is not { } number)
        {
            return null;
        }

        if (number is < 0 or > MostLineValue)
        {
            Fail(row, RowReason.OutOfRange(column.Name, text));
            return null;
        }

        var minor = Money.ToMinor(Money.FromPrice(number), currency);
        if (Money.ToPrice(Money.ToMajor(minor, currency)) != number)
        {
            Fail(row, RowReason.TooPrecise(column.Name, text));
        }

        return minor;
    }

    /// <summary>An instant in ISO form, UTC where it names no offset; null where the field is empty or wrong.</summary>
    public DateTime? Instant(FileRow row, FileColumn column, string text)
    {
        if (text.Length == 0)
        {
            return null;
        }

        if (text == _lastInstantText)
        {
            return _lastInstant;
        }

        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        if (!DateTime.TryParseExact(text, Instants, CultureInfo.InvariantCulture, Utc, out var instant))
        {
            Fail(row, RowReason.NotADate(column.Name, text));
            return null;
        }

        if (!Order.CanBeOf(instant))
        {
            Fail(row, RowReason.WrongYear(column.Name, Order.FirstYear, Order.LastYear, text));
            return null;
        }

        _lastInstantText = text;
        _lastInstant = instant;
        return instant;
    }
}
