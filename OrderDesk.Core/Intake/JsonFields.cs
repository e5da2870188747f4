using System.Globalization;
using System.Text.Json;
using OrderDesk.Core.Customers;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Intake;

/// <summary>Reads the fields of one JSON object leniently and notes every wrong one by its path.</summary>
internal sealed class JsonFields(JsonElement json, string path, List<FieldError> wrong)
{
    public string Path(string name) => path.Length == 0 ? name : $"{path}.{name}";

    public string? Text(string name, int max, bool required = false)
    {
        if (Get(name) is not { } value)
        {
            Missing(name, required);
            return null;
        }

        if (value.ValueKind is not JsonValueKind.String)
        {
            return Wrong<string>(name, "intake.not-text");
        }

        var text = Writing.Clean(value.GetString()!);
        if (text.Length == 0)
        {
            Missing(name, required);
            return null;
        }

        return text.Length > max ? Wrong<string>(name, "intake.too-long", max) : text;
    }

    /// <summary>An e-mail address or a phone number; what counts is how long it is where it is folded, for that is what is kept.</summary>
    public string? Contact(string name, int max) =>
        Text(name, max) is not { } text ? null : ContactText.Folded(text)?.Length > max ? Wrong<string>(name, "intake.too-long", max) : text;

    public decimal? Amount(string name, bool required = false, bool negative = false)
    {
        if (Get(name) is not { } value)
        {
            Missing(name, required);
            return null;
        }

        var read = 0m;
        var ok = value.ValueKind switch
        {
            JsonValueKind.Number => value.TryGetDecimal(out read),
            JsonValueKind.String => decimal.TryParse(value.GetString(), NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out read),
            _ => false,
        };
        return !ok ? Wrong(name, "intake.not-amount")
            : read < 0 && !negative ? Wrong(name, "intake.negative")
            : Math.Abs(read) > Money.MostAmount ? Wrong(name, "intake.too-large", Money.MostAmount)
            : read;
    }

    public int? Whole(string name, int min, int max, bool required = false)
    {
        if (Get(name) is not { } value)
        {
            Missing(name, required);
            return null;
        }

        var read = 0m;
        var ok = value.ValueKind switch
        {
            JsonValueKind.Number => value.TryGetDecimal(out read),
            JsonValueKind.String => decimal.TryParse(value.GetString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out read),
            _ => false,
        };
        if (!ok || read != decimal.Truncate(read))
        {
            wrong.Add(new FieldError(Path(name), "intake.not-whole"));
            return null;
        }

        if (read < min || read > max)
        {
            wrong.Add(new FieldError(Path(name), "shared.out-of-range", min, max));
            return null;
        }

        return (int)read;
    }

    public DateTime? Instant(string name, bool required = false)
    {
        if (Get(name) is not { } value)
        {
            Missing(name, required);
            return null;
        }

        const DateTimeStyles Styles = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        if (value.ValueKind is not JsonValueKind.String || value.GetString() is not { Length: >= 10 and <= 40 } text || !char.IsAsciiDigit(text[0]) || text[4] != '-'
            || !DateTime.TryParse(text, CultureInfo.InvariantCulture, Styles, out var read) || !Order.CanBeOf(read))
        {
            wrong.Add(new FieldError(Path(name), "intake.not-instant"));
            return null;
        }

        return new DateTime(read.Ticks - (read.Ticks % TimeSpan.TicksPerMillisecond), DateTimeKind.Utc);
    }

    public bool Flag(string name)
    {
        switch (Get(name)?.ValueKind)
        {
            case null or JsonValueKind.False:
                return false;
            case JsonValueKind.True:
                return true;
            default:
                wrong.Add(new FieldError(Path(name), "intake.not-flag"));
                return false;
        }
    }

    public string? Currency(string name, bool required = false)
    {
        var text = Text(name, 3, required)?.ToUpperInvariant();
        return text is null || Currencies.IsKnown(text) ? text : Wrong<string>(name, "shared.unknown-currency", text);
    }

    public JsonFields? Inner(string name)
    {
        if (Get(name) is not { } value)
        {
            return null;
        }

        if (value.ValueKind is JsonValueKind.Object)
        {
            return new JsonFields(value, Path(name), wrong);
        }

        wrong.Add(new FieldError(Path(name), "intake.not-object"));
        return null;
    }

    public JsonElement? Get(string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined) ? value : null;

    public void Note(string name, string code, params object[] args) => wrong.Add(new FieldError(Path(name), code, args));

    private void Missing(string name, bool required)
    {
        if (required)
        {
            wrong.Add(new FieldError(Path(name), "shared.required"));
        }
    }

    private decimal? Wrong(string name, string code, params object[] args)
    {
        wrong.Add(new FieldError(Path(name), code, args));
        return null;
    }

    private T? Wrong<T>(string name, string code, params object[] args) where T : class
    {
        wrong.Add(new FieldError(Path(name), code, args));
        return null;
    }
}
