using System.Buffers;
using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using CsvHelper;
using CsvHelper.Configuration;

namespace OrderDesk.Core.Intake.Files;

/// <summary>One pass over an order file: unpacks, decodes and parses it row by row, with the line each row begins on.</summary>
internal sealed class RowReader : IDisposable
{
    private const int BufferLength = 65_536;

    // Tab, line feed and carriage return are the only control characters that text needs.
    private static readonly SearchValues<char> ControlCharacters =
        SearchValues.Create([.. Enumerable.Range(0, 32).Where(c => c is not (9 or 10 or 13)).Select(c => (char)c), '\x7F', '\uFFFE', '\uFFFF']);

    private readonly ImportLimits _limits;
    private readonly OrderFileFormat _format;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly MeteredStream _sent;
    private readonly GZipStream? _unpacking;
    private readonly GuardedText _text;
    private readonly CsvParser _parser;
    private string? _badField;
    private int _breaksInRows;
    private long _charsBefore;

    public RowReader(Stream source, OrderFileFormat format, ImportLimits limits)
    {
        source.Position = 0;
        _limits = limits;
        _format = format;
        _sent = new MeteredStream(source, limits.SentBytes, OrderFileErrors.SentTooMuch, _hash);
        _unpacking = format.Packed ? new GZipStream(_sent, CompressionMode.Decompress, leaveOpen: true) : null;
        var unpacked = new MeteredStream(_unpacking ?? (Stream)_sent, limits.UnpackedBytes, OrderFileErrors.UnpacksTooFar);
        _text = new GuardedText(new StreamReader(unpacked, format.Encoding, false, BufferLength), limits.RowLength);
        _parser = new CsvParser(_text, new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = format.Delimiter.ToString(),
            BufferSize = BufferLength,
            MaxFieldSize = limits.FieldLength,
            BadDataFound = found => _badField = found.Field,
        });
    }

    /// <summary>The physical line the current row begins on, from 1.</summary>
    public int Line { get; private set; }

    /// <summary>Which row below the header this is, from 1.</summary>
    public int Ordinal { get; private set; }

    /// <summary>Characters of the current row with its line end and the blank lines before it.</summary>
    public long Length { get; private set; }

    /// <summary>The header, or null where the file holds only blank lines.</summary>
    public string[]? ReadHeader()
    {
        if (!Move())
        {
            return null;
        }

        var first = _parser.RawRecord.AsSpan();
        if (OrderFileFormat.IsSeparatorLine(first, out _) && !Move())
        {
            return null;
        }

        return _parser.Count > _limits.Columns ? throw new OrderFileRefusal(OrderFileErrors.TooManyColumns(_limits.Columns)) : _parser.Record;
    }

    /// <summary>Goes to the next row that is not blank; false at the end.</summary>
    public bool Read()
    {
        if (!Move())
        {
            return false;
        }

        Ordinal++;
        if (Ordinal > _limits.Rows)
        {
            throw new OrderFileRefusal(OrderFileErrors.TooManyRows(_limits.Rows));
        }

        return true;
    }

    /// <summary>One field of the current row, empty where the row is too short.</summary>
    public string Field(int position) => position < _parser.Count ? _parser[position] : "";

    /// <summary>Refuses the file if its last row still waits for a closing quote.</summary>
    public void RefuseOpenQuote()
    {
        if (!_text.AtEnd)
        {
            return;
        }

        _badField = null;
        _ = _parser[_parser.Count - 1];
        if (_badField is ['"', ..] && _badField.AsSpan().Count('"') % 2 == 1)
        {
            throw new OrderFileRefusal(OrderFileErrors.OpenQuote(Line));
        }
    }

    /// <summary>The current row whole, judged by its shape.</summary>
    public FileRow Row(IReadOnlyList<string> header)
    {
        _badField = null;
        var fields = new string[Math.Min(_parser.Count, _limits.Columns)];
        var control = -1;
        for (var index = 0; index < fields.Length; index++)
        {
            fields[index] = _parser[index];
            control = control < 0 && fields[index].AsSpan().ContainsAny(ControlCharacters) ? index : control;
        }

        return new FileRow(Line, Ordinal, fields, Flaw(header, control));
    }

    /// <summary>The SHA-256 of the file as sent; reads what is left of it.</summary>
    public string FinishHash()
    {
        _sent.CopyTo(Stream.Null);
        return Convert.ToHexStringLower(_hash.GetHashAndReset());
    }

    public void Dispose()
    {
        // The source is not ours: only what was put on top of it goes.
        _parser.Dispose();
        _text.Dispose();
        _unpacking?.Dispose();
        _sent.Dispose();
        _hash.Dispose();
    }

    private RowReason? Flaw(IReadOnlyList<string> header, int control)
    {
        if (_badField is not null)
        {
            return RowReason.Quotes;
        }

        if (_parser.Count != header.Count)
        {
            return RowReason.Columns(header.Count, _parser.Count);
        }

        return control < 0 ? null : RowReason.ControlCharacter(header[control]);
    }

    private bool Move()
    {
        try
        {
            if (!_parser.Read())
            {
                return false;
            }
        }
        catch (Exception failure) when (Explain(failure) is not null)
        {
            throw new OrderFileRefusal(Explain(failure)!);
        }

        // Row counts records and blank lines, RawRow physical lines: what they drift apart by are line breaks inside quotes.
        var breaks = _parser.RawRow - _parser.Row;
        Line = _parser.RawRow - (breaks - _breaksInRows);
        _breaksInRows = breaks;
        Length = _parser.CharCount - _charsBefore;
        _charsBefore = _parser.CharCount;
        _text.Finished = _charsBefore;
        return Length <= _limits.RowLength ? true : throw new OrderFileRefusal(OrderFileErrors.RowTooLong(Line, _limits.RowLength));
    }

    private Shared.Error? Explain(Exception failure) =>
        failure is GuardedText.RowTooLongException or CsvHelperException { InnerException: GuardedText.RowTooLongException }
            ? OrderFileErrors.RowTooLong(_parser.RawRow, _limits.RowLength)
            : OrderFileRefusal.Explain(failure, Math.Max(1, _parser.RawRow), _format.Encoding.WebName, _limits);
}
