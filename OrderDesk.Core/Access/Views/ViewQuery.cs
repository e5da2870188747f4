using System.Text.RegularExpressions;

namespace OrderDesk.Core.Access;

/// <summary>The state of a list as an address writes it, made fit to be kept.</summary>
public static partial class ViewQuery
{
    /// <summary>The longest state that is kept.</summary>
    public const int MaxLength = 2000;

    /// <summary>The part that names a kept search, which holds personal data and opens for its owner only.</summary>
    public const string Search = "s";

    private static readonly string[] PlaceInList = ["after", "back", "order", "v"];

    /// <summary>Parts in one fixed order, without the place in the list and the case that is open beside it; null where it is no state of a list.</summary>
    /// <param name="query">With or without the question mark.</param>
    public static string? Normalise(string? query)
    {
        var text = (query ?? "").TrimStart('?');
        if (text.Length > MaxLength)
        {
            return null;
        }

        var parts = text.Split('&', StringSplitOptions.RemoveEmptyEntries);
        return !parts.All(part => Part().IsMatch(part)) || parts.Any(part => Uri.UnescapeDataString(part).Any(char.IsControl))
            ? null
            : string.Join('&', parts.Where(part => !PlaceInList.Contains(NameOf(part))).OrderBy(NameOf, StringComparer.Ordinal));
    }

    /// <summary>Whether the state holds a search that names a person.</summary>
    public static bool NamesPerson(string query) => query.Split('&').Any(part => NameOf(part) == Search);

    private static string NameOf(string part) => part.Split('=', 2)[0];

    [GeneratedRegex(@"^[a-z]{1,12}=[A-Za-z0-9%._~\-+,:*!'()@/$;]{0,1500}$")]
    private static partial Regex Part();
}
