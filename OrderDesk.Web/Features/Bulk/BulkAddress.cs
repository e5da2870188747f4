using Microsoft.AspNetCore.WebUtilities;
using OrderDesk.Core.Review.Bulk;
using OrderDesk.Core.Shared;
using OrderDesk.Web.Shell;

namespace OrderDesk.Web.Features.Bulk;

/// <summary>What a list of bulk actions or of their orders shows, as it stands in the address.</summary>
/// <param name="Outcome">Only orders with this outcome; null for all.</param>
/// <param name="After">The cursor of the page.</param>
/// <param name="Back">Whether the page lies before the cursor.</param>
internal sealed record BulkAddress(BulkOutcome? Outcome, string? After, bool Back)
{
    /// <summary>Reads an address; what cannot be read counts as not asked for.</summary>
    public static BulkAddress Parse(string url)
    {
        var query = QueryHelpers.ParseQuery(new Uri(url).Query);
        return new BulkAddress(Slug.Parse<BulkOutcome>(One("outcome")), One("after"), One("back") == "1");

        string? One(string name) => query.TryGetValue(name, out var values) && values.ToString() is { Length: > 0 } value ? value : null;
    }

    /// <summary>The page this address asks for.</summary>
    public Paging Paging(int size) => new(size, After, Back);

    /// <summary>The address of this list.</summary>
    public string ToUrl(string page) => QueryHelpers.AddQueryString(page, new Dictionary<string, string?>
    {
        ["outcome"] = Outcome is { } outcome ? Slug.Of(outcome) : null,
        ["after"] = After,
        ["back"] = Back && After is not null ? "1" : null,
    }.Where(part => part.Value is not null).ToDictionary());
}
