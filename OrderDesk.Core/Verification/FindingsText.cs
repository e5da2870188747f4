using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using OrderDesk.Core.Orders;

namespace OrderDesk.Core.Verification;

/// <summary>Findings as they are kept: compact JSON with one-letter names, for every order has thirty of them.</summary>
public static class FindingsText
{
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes findings.</summary>
    public static string Write(IReadOnlyList<Finding> findings)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var writer = new Utf8JsonWriter(buffer, Compact))
        {
            writer.WriteStartArray();
            foreach (var finding in findings)
            {
                Write(writer, finding);
            }

            writer.WriteEndArray();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Reads findings; what a newer version wrote and this one does not know is left out.</summary>
    public static IReadOnlyList<Finding> Read(string text)
    {
        using var json = JsonDocument.Parse(text);
        return json.RootElement.ValueKind is JsonValueKind.Array ? [.. json.RootElement.EnumerateArray().Select(Read)] : [];
    }

    /// <summary>The terms of a hold's stored arguments.</summary>
    public static IReadOnlyList<Term> ReadArgs(string args)
    {
        using var json = JsonDocument.Parse(args);
        return json.RootElement.ValueKind is JsonValueKind.Array ? Terms(json.RootElement) : [];
    }

    private static void Write(Utf8JsonWriter writer, Finding finding)
    {
        writer.WriteStartObject();
        writer.WriteString("c", finding.Check);
        if (finding.Name is { } name)
        {
            writer.WriteString("n", name);
        }

        writer.WriteNumber("g", (int)finding.Group);
        writer.WriteNumber("o", (int)finding.Outcome);
        WriteIfNot(writer, "h", (int)finding.Hold, 0);
        WriteIfNot(writer, "e", (int)finding.Effect, (int)StockEffect.Keeps);
        WriteIfNot(writer, "p", finding.Points, 0);
        if (finding.Reason is { } reason)
        {
            writer.WritePropertyName("r");
            Write(writer, reason);
        }

        if (finding.Facts.Count > 0)
        {
            writer.WriteStartArray("f");
            foreach (var fact in finding.Facts)
            {
                writer.WriteStartArray();
                writer.WriteStringValue(fact.Label);
                TermJson.WriteTerm(writer, fact.Value);
                writer.WriteStringValue(fact.Source);
                writer.WriteEndArray();
            }

            writer.WriteEndArray();
        }

        if (finding.Flips.Count > 0)
        {
            writer.WriteStartArray("w");
            foreach (var flip in finding.Flips)
            {
                Write(writer, flip);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, Phrase phrase)
    {
        writer.WriteStartArray();
        writer.WriteStringValue(phrase.Code);
        foreach (var arg in phrase.Args)
        {
            TermJson.WriteTerm(writer, arg);
        }

        writer.WriteEndArray();
    }

    private static void WriteIfNot(Utf8JsonWriter writer, string name, int value, int usual)
    {
        if (value != usual)
        {
            writer.WriteNumber(name, value);
        }
    }

    private static Finding Read(JsonElement json) => new()
    {
        Check = json.GetProperty("c").GetString() ?? "",
        Name = json.TryGetProperty("n", out var name) ? name.GetString() : null,
        Group = (CheckGroup)json.GetProperty("g").GetInt32(),
        Outcome = (Outcome)json.GetProperty("o").GetInt32(),
        Hold = (HoldType)Number(json, "h", 0),
        Effect = (StockEffect)Number(json, "e", (int)StockEffect.Keeps),
        Points = Number(json, "p", 0),
        Reason = json.TryGetProperty("r", out var reason) ? ReadPhrase(reason) : null,
        Facts = json.TryGetProperty("f", out var facts) ? [.. facts.EnumerateArray().Select(ReadFact)] : [],
        Flips = json.TryGetProperty("w", out var flips) ? [.. flips.EnumerateArray().Select(ReadPhrase)] : [],
    };

    private static Fact ReadFact(JsonElement json) => new(json[0].GetString() ?? "", ReadTerm(json[1]), json[2].GetString() ?? "");

    private static Phrase ReadPhrase(JsonElement json) => new(json[0].GetString() ?? "", [.. Terms(json).Skip(1)]);

    private static List<Term> Terms(JsonElement json) => [.. json.EnumerateArray().Select(ReadTerm)];

    private static Term ReadTerm(JsonElement json) => json.Deserialize<Term>() ?? "";

    private static int Number(JsonElement json, string name, int usual) => json.TryGetProperty(name, out var value) ? value.GetInt32() : usual;
}
