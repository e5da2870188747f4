using System.Globalization;
using OrderDesk.Core.Intake;
using OrderDesk.Core.Inventory;
using OrderDesk.Core.Shared;

namespace OrderDesk.Web.Features.Review;

/// <summary>An order while somebody types it in.</summary>
/// <param name="currency">The company's.</param>
public sealed class NewOrderDraft(string currency)
{
    private readonly List<Line> _lines = [];

    // One number for one page, so that what is sent twice is entered once.
    private readonly string _number = "M-" + Secret.Make(10).ToUpperInvariant();

    /// <summary>One article.</summary>
    public sealed class Line(ArticleSearch.Row article, decimal? price)
    {
        /// <summary>The article.</summary>
        public ArticleSearch.Row Article => article;

        /// <summary>Units.</summary>
        public int Units { get; set; } = 1;

        /// <summary>Unit price in major units, or null while there is none.</summary>
        public decimal? Price { get; set; } = price;
    }

    /// <summary>The currency of the order.</summary>
    public string Currency => currency;

    /// <summary>Who buys and where it goes.</summary>
    public ContactDraft Contact { get; } = new();

    /// <summary>What they buy.</summary>
    public IReadOnlyList<Line> Lines => _lines;

    /// <summary>What they pay for shipping, in major units.</summary>
    public decimal Shipping { get; set; }

    /// <summary>Whether the money is there.</summary>
    public bool Paid { get; set; }

    /// <summary>How they pay.</summary>
    public string? Method { get; set; }

    /// <summary>What they want to be said.</summary>
    public string? Remark { get; set; }

    /// <summary>Whether the agent knows that the same was ordered a short while ago.</summary>
    public bool TwinSeen { get; set; }

    /// <summary>Whether something would be lost by leaving.</summary>
    public bool IsBegun => _lines.Count > 0 || Contact.Changed;

    /// <summary>What it comes to.</summary>
    public Money Total => new(_lines.Sum(line => NetOf(line).Minor) + Money.ToMinor(Math.Clamp(Shipping, 0, Money.MostAmount), currency), currency);

    /// <summary>What is entered.</summary>
    public EnterOrder.Command Command => new(
        _number, Contact["name"], Contact["email"], Contact["phone"], Contact.Address, [.. _lines.Select(line => new EnterOrder.Line(line.Article.Sku, line.Article.Name, line.Units, line.Price))],
        currency, Shipping, Paid, Method, Remark, TwinSeen);

    /// <summary>A number that was typed, or null.</summary>
    public static decimal? Amount(object? typed) => decimal.TryParse(typed as string, NumberStyles.Number, CultureInfo.InvariantCulture, out var amount) ? amount : null;

    /// <summary>A whole number that was typed, or null.</summary>
    public static int? Whole(object? typed) => int.TryParse(typed as string, NumberStyles.Integer, CultureInfo.InvariantCulture, out var whole) ? whole : null;

    /// <summary>The field of the form that a field of the interface stands for.</summary>
    public static string FieldOf(string field) => field.Replace("customer.", "", StringComparison.Ordinal).Replace("shippingAddress.", "shipping.", StringComparison.Ordinal);

    /// <summary>What a line comes to.</summary>
    public Money NetOf(Line line) => new(Money.Extend(Math.Clamp(line.Units, 0, Core.Orders.Order.MostUnits), Money.ToPrice(Math.Clamp(line.Price ?? 0, 0, 1_000_000_000)), currency), currency);

    /// <summary>Adds an article; the same again is one unit more.</summary>
    public void Add(ArticleSearch.Row article)
    {
        if (_lines.Find(line => line.Article.VariantId == article.VariantId) is { } known)
        {
            known.Units++;
            return;
        }

        _lines.Add(new Line(article, article.Currency == currency && article.Price is { } price ? Money.FromPrice(price) : null));
    }

    /// <summary>Takes an article away again.</summary>
    public void Remove(Line line) => _lines.Remove(line);

    /// <summary>A known customer buys, to the address of their last order.</summary>
    public void Take(KnownBuyers.Row buyer)
    {
        (Contact["name"], Contact["email"], Contact["phone"]) = (buyer.Name, buyer.Email, buyer.Phone);
        if (buyer.Address is { } address)
        {
            Contact.Put(address);
        }
    }
}
