using Microsoft.Extensions.Localization;
using OrderDesk.Core.Inventory;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Shared;
using OrderDesk.Web.Parts;

namespace OrderDesk.Web.Shell;

/// <summary>What kind of thing was found.</summary>
public enum FoundKind
{
    /// <summary>An order.</summary>
    Order,

    /// <summary>Somebody who buys.</summary>
    Customer,

    /// <summary>Something that is sold.</summary>
    Product,
}

/// <summary>One thing to jump to.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Detail">What tells it from others.</param>
/// <param name="Href">Where it is.</param>
public sealed record Found(FoundKind Kind, string Title, string Detail, string Href);

/// <summary>Finds orders, customers and products for the command palette, each as far as the person may see them.</summary>
internal sealed class Finder(OrderQueue orders, StockLevels stock, CurrentStaff staff, IStringLocalizer<StateWords> states)
{
    /// <summary>The shortest text that is looked for.</summary>
    public const int Shortest = 2;

    /// <summary>The longest text that is looked for.</summary>
    public const int Longest = 200;

    private const int MostOrders = 8, MostCustomers = 4, MostProducts = 5;

    /// <summary>Finds, the likeliest first; empty for a text that is too short or too long.</summary>
    public async Task<IReadOnlyList<Found>> FindAsync(string text, CancellationToken ct)
    {
        if (text.Length is < Shortest or > Longest)
        {
            return [];
        }

        var actor = await staff.GetAsync();
        var rows = (await orders.ReadAsync(actor, new OrderQueue.Filter { Search = text }, new Paging(MostOrders), ct)).Value?.Page.Rows ?? [];
        var levels = (await stock.ReadAsync(actor, new StockLevels.Filter(Search: text), new Paging(MostProducts * 4), ct)).Value?.Page.Rows ?? [];
        return
        [
            .. rows.Select(row => new Found(FoundKind.Order, row.Id.Number, Listed([row.Customer, row.ExternalId, states.Word(row.Status)]), Links.Order(row.Id.Number))),
            .. Customers(text, rows),
            .. levels.DistinctBy(level => level.Sku).Take(MostProducts).Select(level => new Found(FoundKind.Product, level.Sku, level.Name, Links.StockOf(level.Sku))),
        ];
    }

    /// <summary>Buyers whose name was typed; who was found by phone or e-mail is among the orders, for no address may hold either.</summary>
    private static IEnumerable<Found> Customers(string text, IReadOnlyList<OrderQueue.Row> rows) => rows
        .Where(row => row.Customer is { } name && text.Split(' ', StringSplitOptions.RemoveEmptyEntries).All(word => name.Contains(word, StringComparison.CurrentCultureIgnoreCase)))
        .DistinctBy(row => row.Customer).Take(MostCustomers)
        .Select(row => new Found(FoundKind.Customer, row.Customer!, row.City ?? "", Links.OrdersOf(row.Customer!)));

    private static string Listed(IEnumerable<string?> parts) => string.Join(" · ", parts.Where(part => !string.IsNullOrEmpty(part)));
}
