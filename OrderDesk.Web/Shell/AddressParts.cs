using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace OrderDesk.Web.Shell;

/// <summary>Something an address or a saved view names that is not there any more, or never was.</summary>
/// <param name="Kind">What it would be: channel, queue, person, warehouse, or value for a choice that means nothing here.</param>
/// <param name="Name">How it is named.</param>
public sealed record GoneName(string Kind, string Name)
{
    /// <summary>A choice that means nothing here.</summary>
    public const string Value = "value";
}

/// <summary>The parts of an address as a list reads them. What cannot be read counts as not asked for, and is remembered so that the page can say so.</summary>
/// <param name="url">The address.</param>
public sealed class AddressParts(string url)
{
    private const int MostShown = 60;

    private readonly Dictionary<string, StringValues> _query = QueryHelpers.ParseQuery(url.IndexOf('?', StringComparison.Ordinal) is >= 0 and var at ? url[at..].Split('#', 2)[0] : "");
    private readonly List<GoneName> _unread = [];

    /// <summary>What could not be read.</summary>
    public IReadOnlyList<GoneName> Unread => _unread;

    /// <summary>The chosen columns, or null for the usual ones.</summary>
    public IReadOnlyCollection<string>? Columns => _query.TryGetValue("cols", out var columns) ? columns.ToString().Split('.', StringSplitOptions.RemoveEmptyEntries) : null;

    /// <summary>A part as it stands there, or null.</summary>
    public string? One(string name) => _query.TryGetValue(name, out var values) && values.ToString() is { Length: > 0 } value ? value : null;

    /// <summary>A choice, or null.</summary>
    public T? Choice<T>(string name) where T : struct, Enum => Read(name, Slug.Parse<T>);

    /// <summary>A day, or null.</summary>
    public DateOnly? Day(string name) =>
        Read(name, text => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : (DateOnly?)null);

    /// <summary>A number, or null.</summary>
    public long? Number(string name) => Read(name, Links.NumberOf);

    private T? Read<T>(string name, Func<string?, T?> read) where T : struct
    {
        var text = One(name);
        if (text is not null && read(text) is null)
        {
            _unread.Add(new GoneName(GoneName.Value, text.Length > MostShown ? text[..MostShown] + "…" : text));
        }

        return text is null ? null : read(text);
    }
}
