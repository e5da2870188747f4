using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Verification;

/// <summary>What a term is, so that every screen can write it in its own language and zone.</summary>
public enum TermKind
{
    /// <summary>Written as it is.</summary>
    Text = 1,

    /// <summary>A whole number.</summary>
    Number = 2,

    /// <summary>An amount with its currency.</summary>
    Sum = 3,

    /// <summary>An instant (UTC).</summary>
    Instant = 4,

    /// <summary>A code that is a translation key.</summary>
    Word = 5,

    /// <summary>Text about a person, shown only to those who may see it.</summary>
    Personal = 6,

    /// <summary>Several terms.</summary>
    Several = 7,
}

/// <summary>One value inside a reason or a fact, kept with its kind: numbers, amounts and instants are written when they are read.</summary>
[JsonConverter(typeof(TermJson))]
public sealed record Term
{
    /// <summary>The longest text that is kept of a value.</summary>
    public const int TextMaxLength = 300;

    private Term(TermKind kind) => Kind = kind;

    /// <summary>What it is.</summary>
    public TermKind Kind { get; }

    /// <summary>The text, code or currency.</summary>
    public string Text { get; private init; } = "";

    /// <summary>The number or minor units.</summary>
    public long Number { get; private init; }

    /// <summary>The instant (UTC).</summary>
    public DateTime At { get; private init; }

    /// <summary>The terms of <see cref="TermKind.Several"/>.</summary>
    public IReadOnlyList<Term> Items { get; private init; } = [];

    /// <summary>The amount of <see cref="TermKind.Sum"/>.</summary>
    public Money Sum => new(Number, Text);

    /// <summary>A code that is a translation key.</summary>
    public static Term Word(string code) => new(TermKind.Word) { Text = code };

    /// <summary>Text about a person.</summary>
    public static Term Personal(string? text) => new(TermKind.Personal) { Text = Cut(text) };

    /// <summary>Several terms.</summary>
    public static Term Several(IEnumerable<Term> items) => new(TermKind.Several) { Items = [.. items] };

    /// <summary>The same with everything personal left empty.</summary>
    public Term WithoutPersonal() => Kind switch
    {
        TermKind.Personal => this with { Text = "" },
        TermKind.Several => this with { Items = [.. Items.Select(item => item.WithoutPersonal())] },
        TermKind.Text or TermKind.Number or TermKind.Sum or TermKind.Instant or TermKind.Word => this,
    };

    /// <summary>Written as it is.</summary>
    public static implicit operator Term(string? text) => new(TermKind.Text) { Text = Cut(text) };

    /// <summary>A whole number.</summary>
    public static implicit operator Term(long number) => new(TermKind.Number) { Number = number };

    /// <summary>An amount.</summary>
    public static implicit operator Term(Money sum) => new(TermKind.Sum) { Number = sum.Minor, Text = sum.Currency };

    /// <summary>An instant (UTC).</summary>
    public static implicit operator Term(DateTime at) => new(TermKind.Instant) { At = at };

    private static string Cut(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        // Half of a character cannot be kept; its place shows that something was there.
        text = text.Any(char.IsSurrogate) ? Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) : text;
        if (text.Length <= TextMaxLength)
        {
            return text;
        }

        // Never in the middle of a character that needs two units.
        return text[..(char.IsHighSurrogate(text[TextMaxLength - 2]) ? TextMaxLength - 2 : TextMaxLength - 1)] + "…";
    }
}

/// <summary>Plain text and numbers stay what they are in JSON; everything else is an array that begins with its kind.</summary>
internal sealed class TermJson : JsonConverter<Term>
{
    public override Term Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => ReadTerm(ref reader);

    public override void Write(Utf8JsonWriter writer, Term value, JsonSerializerOptions options) => WriteTerm(writer, value);

    internal static Term ReadTerm(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return reader.GetString();
            case JsonTokenType.Number:
                return reader.TryGetInt64(out var number) ? number : (Term)reader.GetDouble().ToString(System.Globalization.CultureInfo.InvariantCulture);
            case JsonTokenType.StartArray:
                return ReadArray(ref reader);
            default:
                // What a later version may write is shown as nothing rather than breaking the page.
                reader.Skip();
                return "";
        }
    }

    internal static void WriteTerm(Utf8JsonWriter writer, Term term)
    {
        switch (term.Kind)
        {
            case TermKind.Text:
                writer.WriteStringValue(term.Text);
                return;
            case TermKind.Number:
                writer.WriteNumberValue(term.Number);
                return;
            case TermKind.Sum or TermKind.Instant or TermKind.Word or TermKind.Personal or TermKind.Several:
                break;
        }

        writer.WriteStartArray();
        switch (term.Kind)
        {
            case TermKind.Sum:
                writer.WriteStringValue("m");
                writer.WriteNumberValue(term.Number);
                writer.WriteStringValue(term.Text);
                break;
            case TermKind.Instant:
                writer.WriteStringValue("t");
                writer.WriteStringValue(term.At);
                break;
            case TermKind.Word:
                writer.WriteStringValue("w");
                writer.WriteStringValue(term.Text);
                break;
            case TermKind.Personal:
                writer.WriteStringValue("p");
                writer.WriteStringValue(term.Text);
                break;
            case TermKind.Several:
                writer.WriteStringValue("l");
                foreach (var item in term.Items)
                {
                    WriteTerm(writer, item);
                }

                break;
            case TermKind.Text or TermKind.Number:
                break;
        }

        writer.WriteEndArray();
    }

    private static Term ReadArray(ref Utf8JsonReader reader)
    {
        var parts = new List<Term>();
        string? kind = null;
        for (var first = true; reader.Read() && reader.TokenType is not JsonTokenType.EndArray; first = false)
        {
            if (first && reader.TokenType is JsonTokenType.String)
            {
                kind = reader.GetString();
            }
            else
            {
                parts.Add(ReadTerm(ref reader));
            }
        }

        return (kind, parts) switch
        {
            ("m", [{ Kind: TermKind.Number } minor, { Kind: TermKind.Text } currency]) => new Money(minor.Number, currency.Text),
            ("t", [{ Kind: TermKind.Text } at]) => DateTime.Parse(at.Text, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.RoundtripKind),
            ("w", [{ Kind: TermKind.Text } word]) => Term.Word(word.Text),
            ("p", [{ Kind: TermKind.Text } text]) => Term.Personal(text.Text),
            ("l", _) => Term.Several(parts),
            _ => Term.Several(kind is null ? parts : [kind, .. parts]),
        };
    }
}
