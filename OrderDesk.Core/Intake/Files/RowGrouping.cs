using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Intake.Files;

/// <summary>
/// Brings the rows of an order together wherever they stand. The first pass notes the first and last row of every key; the second gives a
/// group out as soon as its last row is read, so only orders that are still open are held. A row without a key is a group of its own.
/// </summary>
internal static class RowGrouping
{
    private const int RowsPerCheck = 1024;
    private const int RowOverhead = 256;

    /// <summary>The first pass.</summary>
    public static Result<FileSurvey> Survey(Func<RowReader> open, ImportProfile profile, ColumnMap columns, ImportLimits limits, CancellationToken ct)
    {
        using var reader = open();
        var spans = new Dictionary<UInt128, RowSpan>();
        var position = columns.PositionOf(profile.KeyColumn);
        string? last = null;
        UInt128 key = 0;
        var alone = 0;
        while (reader.Read())
        {
            reader.RefuseOpenQuote();
            if (reader.Ordinal % RowsPerCheck == 0)
            {
                ct.ThrowIfCancellationRequested();
            }

            var text = reader.Field(position);
            if (text != last)
            {
                last = text;
                key = Compact(profile.KeyOf(text));
            }

            if (key == 0)
            {
                alone++;
            }
            else
            {
                ref var span = ref CollectionsMarshal.GetValueRefOrAddDefault(spans, key, out var known);
                span = new RowSpan(known ? span.First : reader.Ordinal, reader.Ordinal, span.Length + reader.Length + RowOverhead);
            }
        }

        return MostWaiting(spans.Values, reader.Ordinal) > limits.WaitingLength
            ? OrderFileErrors.Scattered()
            : new FileSurvey(profile, columns, reader.Ordinal, spans.Count + alone, reader.FinishHash(), spans);
    }

    /// <summary>The second pass.</summary>
    public static IEnumerable<ImportGroup> Groups(
        Func<RowReader> open, IReadOnlyList<string> header, FileSurvey survey, ImportLimits limits, int skip, CancellationToken ct)
    {
        using var reader = open();
        var waiting = new Dictionary<UInt128, List<FileRow>>();
        var position = survey.Columns.PositionOf(survey.Profile.KeyColumn);
        var number = 0;
        while (reader.Read())
        {
            ct.ThrowIfCancellationRequested();
            var name = survey.Profile.KeyOf(reader.Field(position));
            var key = Compact(name);
            var isLast = key == 0 || LastOf(survey, key) == reader.Ordinal;
            if (isLast && number < skip)
            {
                waiting.Remove(key);
                number++;
                continue;
            }

            var row = reader.Row(header);
            if (!isLast)
            {
                Wait(waiting, key, row);
                continue;
            }

            var rows = waiting.Remove(key, out var earlier) ? earlier : [];
            rows.Add(row);
            yield return new ImportGroup(number++, name, reader.Ordinal, Content(name, rows, survey, limits));
        }

        if (reader.Ordinal != survey.Rows)
        {
            throw Changed();
        }
    }

    private static int LastOf(FileSurvey survey, UInt128 key) => survey.Spans.TryGetValue(key, out var span) ? span.Last : throw Changed();

    private static InvalidOperationException Changed() => new("The file changed between the survey and the import.");

    private static void Wait(Dictionary<UInt128, List<FileRow>> waiting, UInt128 key, FileRow row)
    {
        ref var rows = ref CollectionsMarshal.GetValueRefOrAddDefault(waiting, key, out _);
        (rows ??= []).Add(row);
    }

    private static GroupContent Content(string name, List<FileRow> rows, FileSurvey survey, ImportLimits limits)
    {
        if (name.Length == 0 && rows[0].IsEmpty)
        {
            return new GroupContent(null, null, [], [new SkippedRow(rows[0], RowReason.EmptyRow, 0, 0)], []);
        }

        var reading = new GroupReading(name, rows, survey.Columns);
        if (name.Length == 0)
        {
            reading.Fail(rows[0], RowReason.Missing(survey.Profile.KeyColumn.Name));
        }

        if (rows.Count > limits.RowsPerOrder)
        {
            foreach (var row in rows)
            {
                reading.Fail(row, RowReason.OrderTooLong(limits.RowsPerOrder));
            }
        }

        return reading.HasFailed ? reading.Reject() : survey.Profile.Interpret(reading);
    }

    // An upper bound: an order counts with all its rows from its first to its last.
    private static long MostWaiting(IEnumerable<RowSpan> spans, int rows)
    {
        var change = new long[rows + 2];
        foreach (var span in spans)
        {
            change[span.First] += span.Length;
            change[span.Last + 1] -= span.Length;
        }

        long now = 0, most = 0;
        foreach (var step in change)
        {
            now += step;
            most = Math.Max(most, now);
        }

        return most;
    }

    // Sixteen bytes a key, whatever its length: short keys as they are, long ones by their SHA-256; 0 is no key.
    private static UInt128 Compact(string key)
    {
        if (key.Length == 0)
        {
            return 0;
        }

        Span<byte> packed = stackalloc byte[16];
        packed.Clear();
        if (key.Length <= 15 && Ascii.IsValid(key))
        {
            Encoding.ASCII.GetBytes(key, packed);
            packed[15] = (byte)key.Length;
        }
        else
        {
            SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, 15).CopyTo(packed);
            packed[15] = byte.MaxValue;
        }

        return MemoryMarshal.Read<UInt128>(packed);
    }
}
