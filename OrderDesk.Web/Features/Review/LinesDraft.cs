using OrderDesk.Core.Inventory;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Review;
using OrderDesk.Core.Shared;

namespace OrderDesk.Web.Features.Review;

/// <summary>The lines of an order while somebody changes them, with what they come to.</summary>
public sealed class LinesDraft
{
    private const int MostAdded = 50;

    private readonly Dictionary<int, int> _units;
    private readonly List<Added> _added = [];

    /// <summary>What is there now.</summary>
    public LinesDraft(OrderSheet.Sheet sheet)
    {
        Lines = [.. sheet.Lines];
        Before = new Reckoning([.. Lines.Select(Priced)], SumsOf(sheet.Money));
        _units = Lines.ToDictionary(l => l.Number, l => l.Quantity);
    }

    /// <summary>An article that is added.</summary>
    public sealed class Added(ArticleSearch.Row article, decimal? price)
    {
        /// <summary>The article.</summary>
        public ArticleSearch.Row Article => article;

        /// <summary>Units.</summary>
        public int Units { get; set; } = 1;

        /// <summary>Unit price in major units of the order's currency, or null while there is none.</summary>
        public decimal? Price { get; set; } = price;
    }

    /// <summary>The lines as they stand.</summary>
    public IReadOnlyList<OrderSheet.Line> Lines { get; }

    /// <summary>The order as it stands.</summary>
    public Reckoning Before { get; }

    /// <summary>What is added.</summary>
    public IReadOnlyList<Added> More => _added;

    /// <summary>Why, or null.</summary>
    public string? Note { get; set; }

    /// <summary>The order as it would be.</summary>
    public Reckoning After => Repricing.Edit(
        Before,
        [.. _units.Select(u => new LineChange(u.Key, Math.Clamp(u.Value, 0, Order.MostUnits)))],
        [.. _added.Select(a => new AddedLine(new Article(a.Article.VariantId, a.Article.Sku, a.Article.Name, a.Article.Specification, Money.ToPrice(Math.Clamp(a.Price ?? 0, 0, Money.MostAmount))), Math.Clamp(a.Units, 0, Order.MostUnits)))]);

    /// <summary>Whether anything differs from what was there.</summary>
    public bool Changed => _added.Count > 0 || Lines.Any(l => _units[l.Number] != l.Quantity);

    /// <summary>Lines whose units change.</summary>
    public IReadOnlyList<EditLines.Units> Changes => [.. Lines.Where(l => _units[l.Number] != l.Quantity).Select(l => new EditLines.Units(l.Number, _units[l.Number]))];

    /// <summary>Articles that are added.</summary>
    public IReadOnlyList<EditLines.Addition> Additions => [.. _added.Select(a => new EditLines.Addition(a.Article.Sku, a.Units, a.Price))];

    /// <summary>Units of a line from now on.</summary>
    public int this[int line]
    {
        get => _units[line];
        set => _units[line] = value;
    }

    /// <summary>Whether a line's units can be changed: postage and corrections stay.</summary>
    public static bool CanChange(OrderSheet.Line line) => line.Kind is LineKind.Product or LineKind.Free;

    /// <summary>Adds an article; the same again is one unit more.</summary>
    public void Add(ArticleSearch.Row article)
    {
        if (_added.Find(a => a.Article.VariantId == article.VariantId) is { } known)
        {
            known.Units++;
            return;
        }

        _added.Add(new Added(article, article.Currency == Before.Sums.Currency && article.Price is { } price ? Money.FromPrice(price) : null));
    }

    /// <summary>What differs from what was there, to be kept.</summary>
    public void Keep(DialogChoices choices)
    {
        foreach (var line in Lines.Where(l => _units[l.Number] != l.Quantity))
        {
            choices.With(FormattableString.Invariant($"units.{line.Number}"), _units[line.Number]).With(FormattableString.Invariant($"before.{line.Number}"), line.Quantity);
        }

        foreach (var added in _added)
        {
            choices.With("added." + added.Article.Sku, added.Units).With("price." + added.Article.Sku, added.Price);
        }

        choices.With("note", Note);
    }

    /// <summary>Puts back what was kept: lines that are as they were then, and articles that are still sold.</summary>
    public async Task TakeAsync(DialogChoices kept, Func<string, Task<IReadOnlyList<ArticleSearch.Row>>> search)
    {
        Note = kept["note"];
        foreach (var line in Lines.Where(CanChange))
        {
            if (kept.Whole(FormattableString.Invariant($"units.{line.Number}")) is { } units && kept.Whole(FormattableString.Invariant($"before.{line.Number}")) == line.Quantity)
            {
                _units[line.Number] = Math.Clamp(units, 0, Order.MostUnits);
            }
        }

        foreach (var sku in kept.All.Where(one => one.Key.StartsWith("added.", StringComparison.Ordinal)).Select(one => one.Key["added.".Length..]).Take(MostAdded).ToList())
        {
            if ((await search(sku)).FirstOrDefault(row => row.Sku == sku) is { } article)
            {
                _added.Add(new Added(article, kept.Number("price." + sku)) { Units = Math.Clamp(kept.Whole("added." + sku) ?? 1, 1, Order.MostUnits) });
            }
        }
    }

    /// <summary>Takes an added article away again.</summary>
    public void Remove(Added added) => _added.Remove(added);

    /// <summary>The sums of an order on screen.</summary>
    public static OrderSums SumsOf(OrderSheet.Amounts money) => new(money.Currency, money.Lines, money.Shipping, money.Adjustment, money.Discount, money.Tax, money.Unexplained);

    private static PricedLine Priced(OrderSheet.Line l) => new(l.Number, l.Kind, l.Sku, l.VariantId, l.Name, l.Specification, l.Quantity, l.UnitPrice, l.DiscountMinor, l.TaxMinor, l.NetMinor);
}
