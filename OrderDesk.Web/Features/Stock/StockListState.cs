using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using OrderDesk.Core.Inventory;
using OrderDesk.Core.Shared;
using OrderDesk.Web.Shell;

namespace OrderDesk.Web.Features.Stock;

/// <summary>Everything the list of levels shows, as it stands in the address.</summary>
public sealed record StockListState
{
    /// <summary>All, low or out.</summary>
    public StockView View { get; init; } = StockView.All;

    /// <summary>The code of a warehouse.</summary>
    public string? Warehouse { get; init; }

    /// <summary>What is searched for.</summary>
    public string? Words { get; init; }

    /// <summary>The cursor of the page.</summary>
    public string? After { get; init; }

    /// <summary>Whether the page lies before the cursor.</summary>
    public bool Back { get; init; }

    /// <summary>The chosen columns, or null for the usual ones.</summary>
    public IReadOnlyCollection<string>? Columns { get; init; }

    /// <summary>Whether anything but the view narrows the list.</summary>
    public bool IsNarrowed => Warehouse is not null || Words is not null;

    /// <summary>The same list from its first page.</summary>
    public StockListState FromStart => this with { After = null, Back = false };

    /// <summary>The page this address asks for.</summary>
    public Paging Paging(int size) => new(size, After, Back);

    /// <summary>What the list is asked for.</summary>
    public StockLevels.Filter Filter => new(View, Warehouse, Words);

    /// <summary>Reads an address; what cannot be read counts as not asked for.</summary>
    public static StockListState Parse(string url) => Read(new AddressParts(url));

    /// <summary>What an address asks for that means nothing here any more.</summary>
    public static IReadOnlyList<GoneName> UnreadOf(string url)
    {
        var parts = new AddressParts(url);
        Read(parts);
        return parts.Unread;
    }

    private static StockListState Read(AddressParts parts) => new()
    {
        View = parts.Choice<StockView>("view") ?? StockView.All,
        Warehouse = parts.One("warehouse"),
        Words = parts.One("q"),
        After = parts.One("after"),
        Back = parts.One("back") == "1",
        Columns = parts.Columns,
    };

    /// <summary>What it names that is not there any more.</summary>
    public IEnumerable<GoneName> Gone(IReadOnlyList<StockLevels.Place> warehouses) => Warehouse is { } code && !warehouses.Any(w => w.Code == code) ? [new GoneName("warehouse", code)] : [];

    /// <summary>The same list without what is not there.</summary>
    public StockListState WithoutGone(IReadOnlyList<StockLevels.Place> warehouses) =>
        this with { Warehouse = warehouses.Any(w => w.Code == Warehouse) ? Warehouse : null };

    /// <summary>The address of this list.</summary>
    public string ToUrl() => QueryHelpers.AddQueryString(Links.Stock, new Dictionary<string, string?>
    {
        ["view"] = View is StockView.All ? null : Slug.Of(View),
        ["warehouse"] = Warehouse,
        ["q"] = Words,
        ["after"] = After,
        ["back"] = Back && After is not null ? "1" : null,
        ["cols"] = Columns is null ? null : string.Join('.', Columns),
    }.Where(part => part.Value is not null).ToDictionary());
}

/// <summary>How figures of stock are written.</summary>
internal static class Units
{
    /// <summary>Units with groups of thousands.</summary>
    public static string Written(int units) => units.ToString("N0", CultureInfo.CurrentCulture);

    /// <summary>Units with their sign: +12 or −3.</summary>
    public static string Signed(int units) => units.ToString("+#,0;−#,0;0", CultureInfo.CurrentCulture);
}

/// <summary>Anchor for StockWords.resx: the words of stock.</summary>
public sealed class StockWords;
