using System.Buffers;
using System.IO.Compression;
using System.Text;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Intake.Files;

/// <summary>
/// An opened order file. Opening tells its format and header; <see cref="Survey"/> reads it once to count and check it as a whole;
/// <see cref="Groups"/> reads it again and gives the orders. Nothing of a file that is refused has been given to anybody.
/// </summary>
public sealed class OrderFile : IDisposable
{
    private const int SampleLength = 1024 * 1024;

    private readonly Stream _source;
    private readonly bool _leaveOpen;

    private OrderFile(Stream source, bool leaveOpen, ImportLimits limits, OrderFileFormat format)
    {
        _source = source;
        _leaveOpen = leaveOpen;
        Limits = limits;
        Format = format;
    }

    /// <summary>How the file is written.</summary>
    public OrderFileFormat Format { get; private set; }

    /// <summary>The header as it stands in the file.</summary>
    public IReadOnlyList<string> Header { get; private set; } = [];

    /// <summary>How much of the file is taken.</summary>
    public ImportLimits Limits { get; }

    /// <summary>Opens a file by its path.</summary>
    public static Result<OrderFile> Open(string path, ImportLimits limits)
    {
        if (!File.Exists(path))
        {
            return OrderFileErrors.NotFound(path);
        }

        FileStream source;
        try
        {
            source = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 65_536, FileOptions.SequentialScan);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return OrderFileErrors.Unreadable(path);
        }

        var opened = Open(source, limits);
        if (!opened.IsOk)
        {
            source.Dispose();
        }

        return opened;
    }

    /// <summary>Opens a file that can be read more than once, such as an upload spooled to disk; it is disposed with the file unless left open.</summary>
    public static Result<OrderFile> Open(Stream source, ImportLimits limits, bool leaveOpen = false)
    {
        if (!source.CanSeek)
        {
            throw new ArgumentException("An order file is read twice: spool it to disk first.", nameof(source));
        }

        if (source.Length > limits.SentBytes)
        {
            return OrderFileErrors.SentTooMuch(limits.SentBytes);
        }

        var sample = ArrayPool<byte>.Shared.Rent(SampleLength);
        try
        {
            var format = FormatOf(source, sample, limits);
            var file = new OrderFile(source, leaveOpen, limits, format);
            file.ReadHeader();
            return file;
        }
        catch (Exception failure) when (OrderFileRefusal.Explain(failure, 1, "", limits) is not null)
        {
            return OrderFileRefusal.Explain(failure, 1, "", limits)!;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(sample);
        }
    }

    /// <summary>The first rows as they stand in the file, for a person to look at.</summary>
    public Result<FileRow[]> Preview(int rows)
    {
        try
        {
            using var reader = Reader();
            var found = new List<FileRow>(rows);
            while (found.Count < rows && reader.Read())
            {
                found.Add(reader.Row(Header));
            }

            return found.ToArray();
        }
        catch (OrderFileRefusal refusal)
        {
            return refusal.Error;
        }
    }

    /// <summary>Reads the whole file once: checks limits, encoding and columns, counts rows and orders and takes the file's SHA-256.</summary>
    public Result<FileSurvey> Survey(ImportProfile profile, CancellationToken ct)
    {
        try
        {
            return SurveyAs(profile, ct);
        }
        catch (OrderFileRefusal refusal) when (refusal.Error.Code == "intake.file.broken-encoding" && !Format.Marked && Format.Encoding == TextEncodings.Utf8)
        {
            // The sample was plain enough to pass for UTF-8; what follows it is not, so the whole text decides.
            return SurveyAgain(profile, ct);
        }
        catch (OrderFileRefusal refusal)
        {
            return refusal.Error;
        }
    }

    /// <summary>
    /// The orders, refunds and left-out rows of a surveyed file, each as soon as its last row is read and always in the same order,
    /// so that an interrupted import goes on by leaving out the groups it has done.
    /// </summary>
    public IEnumerable<ImportGroup> Groups(FileSurvey survey, int skip, CancellationToken ct) =>
        RowGrouping.Groups(Reader, Header, survey, Limits, skip, ct);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_leaveOpen)
        {
            _source.Dispose();
        }
    }

    private static OrderFileFormat FormatOf(Stream source, byte[] sample, ImportLimits limits)
    {
        var head = Sample(source, sample, packed: false);
        var packed = FileSignature.IsGzip(head);
        if (packed)
        {
            head = Sample(source, sample, packed: true);
            if (FileSignature.IsGzip(head))
            {
                throw new OrderFileRefusal(OrderFileErrors.PackedTwice());
            }
        }

        if (head.IsEmpty)
        {
            throw new OrderFileRefusal(OrderFileErrors.Empty());
        }

        if (FileSignature.Refuse(head) is { } refused)
        {
            throw new OrderFileRefusal(refused);
        }

        var marked = TextEncodings.ByMark(head);
        if (marked is null && head[..(head.IndexOfAny((byte)'\n', (byte)'\r') is >= 0 and var end ? end : head.Length)].Contains((byte)0))
        {
            throw new OrderFileRefusal(OrderFileErrors.NotText());
        }

        var encoding = marked ?? (TextEncodings.LooksLikeUtf8(head) ? TextEncodings.Utf8 : Judge(source, packed, limits));
        return new OrderFileFormat(packed, encoding, marked is not null, OrderFileFormat.DelimiterOf(Start(head, encoding)));
    }

    private static ReadOnlySpan<byte> Sample(Stream source, byte[] sample, bool packed)
    {
        source.Position = 0;
        using var unpacked = packed ? new GZipStream(source, CompressionMode.Decompress, leaveOpen: true) : null;
        var read = (unpacked ?? source).ReadAtLeast(sample.AsSpan(0, SampleLength), SampleLength, throwOnEndOfStream: false);
        return sample.AsSpan(0, read);
    }

    private static string Start(ReadOnlySpan<byte> head, Encoding encoding)
    {
        var lenient = (Encoding)encoding.Clone();
        lenient.DecoderFallback = DecoderFallback.ReplacementFallback;
        var characters = new char[65_536];
        lenient.GetDecoder().Convert(head, characters, flush: false, out _, out var count, out _);
        return new string(characters, 0, count).TrimStart('\uFEFF');
    }

    private static Encoding Judge(Stream source, bool packed, ImportLimits limits)
    {
        source.Position = 0;
        using var unpacked = packed ? new GZipStream(source, CompressionMode.Decompress, leaveOpen: true) : null;
        return TextEncodings.Judge(new MeteredStream(unpacked ?? source, limits.UnpackedBytes, OrderFileErrors.UnpacksTooFar));
    }

    private RowReader Reader()
    {
        var reader = new RowReader(_source, Format, Limits);
        reader.ReadHeader();
        return reader;
    }

    private void ReadHeader()
    {
        using var reader = new RowReader(_source, Format, Limits);
        Header = reader.ReadHeader() ?? throw new OrderFileRefusal(OrderFileErrors.Empty());
    }

    private Result<FileSurvey> SurveyAs(ImportProfile profile, CancellationToken ct)
    {
        var columns = ColumnMap.Match(profile, Header);
        return columns.IsOk ? RowGrouping.Survey(Reader, profile, columns.Value, Limits, ct) : columns.Error;
    }

    private Result<FileSurvey> SurveyAgain(ImportProfile profile, CancellationToken ct)
    {
        try
        {
            Format = Format with { Encoding = Judge(_source, Format.Packed, Limits) };
            ReadHeader();
            return SurveyAs(profile, ct);
        }
        catch (OrderFileRefusal refusal)
        {
            return refusal.Error;
        }
    }
}
