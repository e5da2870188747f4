using System.Text;
using System.Text.Json;
using OrderDesk.Core.Intake.Files;

namespace OrderDesk.Core.Intake.Imports;

/// <summary>
/// The account of every row that was skipped or rejected, kept without words so that everybody reads it in their own language: one JSON array per line,
/// the header of the file first. It is written before the commit of the rows it tells of, and cut back to the last commit where an import goes on.
/// </summary>
internal sealed class ImportReport(FileStream file) : IDisposable
{
    private static readonly byte[] LineEnd = "\n"u8.ToArray();

    private readonly Utf8JsonWriter _json = new(file);

    /// <summary>Begins the account, or cuts it back; answers its length.</summary>
    public long Begin(IReadOnlyList<string> header, long length)
    {
        if (length > 0 && file.Length >= length)
        {
            return length;
        }

        file.SetLength(0);
        Line(writer =>
        {
            foreach (var name in header)
            {
                writer.WriteStringValue(name);
            }
        });
        file.Flush(flushToDisk: true);
        return file.Length;
    }

    /// <summary>Writes the rows of a batch behind the last commit, whatever stood there; answers the new length.</summary>
    public long Add(IReadOnlyList<GroupDone> groups, long after)
    {
        file.SetLength(after);
        file.Position = after;
        foreach (var (group, outcome, refusal) in groups)
        {
            foreach (var row in group.Skipped)
            {
                Row(row.Row, "skipped", row.Reason);
            }

            foreach (var row in group.Rejected)
            {
                Row(row.Row, "rejected", row.Reason);
            }

            if (outcome is GroupOutcome.Unchanged or GroupOutcome.Refused)
            {
                foreach (var row in group.Taken)
                {
                    Row(row, outcome is GroupOutcome.Refused ? "rejected" : "skipped", refusal ?? RowReason.Unchanged);
                }
            }
        }

        if (file.Position > after)
        {
            file.Flush(flushToDisk: true);
        }

        return file.Position;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _json.Dispose();
        file.Dispose();
    }

    /// <summary>Writes as much of the account as is committed as CSV that no spreadsheet takes for a formula; answers the number of rows.</summary>
    public static long Tell(Stream account, long length, Stream csv, Func<RowReason, string> words)
    {
        using var lines = new StreamReader(account, Encoding.UTF8);
        var first = lines.ReadLine() ?? "[]";
        using var header = JsonDocument.Parse(first);
        using var report = new RowReport(csv, Texts(header.RootElement), words);
        // The account is plain ASCII, so characters are bytes; what stands behind its length was never committed.
        for (long read = first.Length + 1; read < length && lines.ReadLine() is { } line; read += line.Length + 1)
        {
            using var json = JsonDocument.Parse(line);
            var row = json.RootElement;
            var reason = new RowReason(row[2].GetString()!, [.. row[3].EnumerateArray().Select(arg => arg.ValueKind is JsonValueKind.Number ? (object)arg.GetInt64() : arg.GetString()!)]);
            report.Add(new FileRow(row[0].GetInt32(), 0, Texts(row[4]), null), row[1].GetString()!, reason);
        }

        return report.Rows;
    }

    private static List<string> Texts(JsonElement array) => [.. array.EnumerateArray().Select(text => text.GetString()!)];

    private void Row(FileRow row, string outcome, RowReason reason) => Line(writer =>
    {
        writer.WriteNumberValue(row.Line);
        writer.WriteStringValue(outcome);
        writer.WriteStringValue(reason.Code);
        JsonSerializer.Serialize(writer, reason.Args);
        writer.WriteStartArray();
        foreach (var field in row.Fields)
        {
            writer.WriteStringValue(field);
        }

        writer.WriteEndArray();
    });

    private void Line(Action<Utf8JsonWriter> fields)
    {
        _json.Reset();
        _json.WriteStartArray();
        fields(_json);
        _json.WriteEndArray();
        _json.Flush();
        file.Write(LineEnd);
    }
}
