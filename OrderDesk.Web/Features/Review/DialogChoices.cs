using System.Globalization;
using System.Text.Json;

namespace OrderDesk.Web.Features.Review;

/// <summary>What is chosen in a dialog beside the words: by name, as text, so that it outlives the server. What cannot be read counts as not chosen.</summary>
public sealed class DialogChoices
{
    private readonly Dictionary<string, string?> _values = new(StringComparer.Ordinal);

    /// <summary>A choice as it was written, or null.</summary>
    public string? this[string name]
    {
        get => _values.GetValueOrDefault(name);
        set => _values[name] = value;
    }

    /// <summary>All of them.</summary>
    public IEnumerable<KeyValuePair<string, string?>> All => _values;

    /// <summary>Reads what was kept.</summary>
    public static DialogChoices Read(string? text)
    {
        var choices = new DialogChoices();
        try
        {
            foreach (var (name, value) in string.IsNullOrEmpty(text) ? [] : JsonSerializer.Deserialize<Dictionary<string, string?>>(text) ?? [])
            {
                choices[name] = value;
            }
        }
        catch (JsonException)
        {
            // A draft of another shape is none.
        }

        return choices;
    }

    /// <summary>Chooses something.</summary>
    public DialogChoices With(string name, IFormattable? value)
    {
        this[name] = value?.ToString(null, CultureInfo.InvariantCulture);
        return this;
    }

    /// <summary>Chooses something that is text.</summary>
    public DialogChoices With(string name, string? value)
    {
        this[name] = value;
        return this;
    }

    /// <summary>A choice among some; the other one where nothing that is known was chosen.</summary>
    public T Of<T>(string name, T otherwise) where T : struct, Enum => Enum.TryParse<T>(this[name], out var value) && Enum.IsDefined(value) ? value : otherwise;

    /// <summary>A whole number among some; the other one where it is not among them.</summary>
    public int Among(string name, IEnumerable<int> known, int otherwise) => Whole(name) is { } value && known.Contains(value) ? value : otherwise;

    /// <summary>A whole number, or null.</summary>
    public int? Whole(string name) => int.TryParse(this[name], NumberStyles.Integer, CultureInfo.InvariantCulture, out var value) ? value : null;

    /// <summary>A number, or null.</summary>
    public decimal? Number(string name) => decimal.TryParse(this[name], NumberStyles.Number, CultureInfo.InvariantCulture, out var value) ? value : null;

    /// <summary>As it is kept.</summary>
    public override string ToString() => JsonSerializer.Serialize(_values);
}
