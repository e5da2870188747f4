using OrderDesk.Core.Catalog;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Orders;

/// <summary>A line as it is reckoned with; amounts in minor units, the unit price in ten-thousandths.</summary>
public sealed record PricedLine(
    int Number, LineKind Kind, string Sku, VariantId? VariantId, string? Name, string? Specification, int Quantity, long UnitPrice, long DiscountMinor, long TaxMinor, long NetMinor)
{
    /// <summary>Whether it stands for goods, which can be changed; postage and corrections cannot.</summary>
    public bool IsGoods => Kind is LineKind.Product or LineKind.Free;
}

/// <summary>The sums of an order in minor units: lines + shipping + adjustment + tax − discount + unexplained = total.</summary>
public sealed record OrderSums(string Currency, long Lines, long Shipping, long Adjustment, long Discount, long Tax, long Unexplained)
{
    /// <summary>What the customer owes.</summary>
    public long Total => Lines + Shipping + Adjustment + Tax - Discount + Unexplained;

    /// <summary>What tax and an order's discount are taken on.</summary>
    public long Base => Lines + Shipping + Adjustment - Discount;
}

/// <summary>An article as it comes from the catalogue onto an order.</summary>
/// <param name="VariantId">The variant.</param>
/// <param name="Sku">Normalised.</param>
/// <param name="Name">The name staff read.</param>
/// <param name="Specification">Colour, size.</param>
/// <param name="UnitPrice">In ten-thousandths of the order's currency.</param>
public sealed record Article(VariantId VariantId, string Sku, string? Name, string? Specification, long UnitPrice);

/// <summary>What becomes of one line.</summary>
/// <param name="Number">The line.</param>
/// <param name="Quantity">Units from now on; 0 takes the line off the order.</param>
/// <param name="Instead">Another article in its place, or null.</param>
public sealed record LineChange(int Number, int Quantity, Article? Instead = null);

/// <summary>An article that is added.</summary>
public sealed record AddedLine(Article Article, int Quantity);

/// <summary>Lines with their sums.</summary>
public sealed record Reckoning(IReadOnlyList<PricedLine> Lines, OrderSums Sums);

/// <summary>
/// How an order's money follows its lines. Each line keeps its unit price; its discount follows its units, its tax follows its net. The discount on the whole order follows the
/// sum of the goods. Tax that stands on no line follows what it is taken on, unless lines carry tax: then it belongs to the shipping and stays. Shipping, adjustments and what
/// never added up stay. Every share is rounded half to even once, in minor units, and sums are added up from the rounded shares, so nothing is left over.
/// </summary>
public static class Repricing
{
    /// <summary>The order after a change of its lines.</summary>
    public static Reckoning Edit(Reckoning before, IReadOnlyList<LineChange> changes, IReadOnlyList<AddedLine> added)
    {
        var currency = before.Sums.Currency;
        var kept = before.Lines.Select(line => changes.FirstOrDefault(c => c.Number == line.Number) is { } change ? Changed(line, change, currency) : line).Where(line => line.Quantity > 0).ToList();
        var number = before.Lines.Select(l => l.Number).DefaultIfEmpty().Max();
        var fresh = added.Select((a, i) => Fresh(before, a, number + 1 + i)).ToList();
        return Sum(before, [.. kept, .. fresh]);
    }

    /// <summary>The part of an amount that goes with a part of a whole, rounded half to even; all of it where there is no whole.</summary>
    public static long Share(long amount, long part, long whole)
    {
        if (whole == 0 || part == whole)
        {
            return amount;
        }

        var (top, below) = ((Int128)amount * part, (Int128)whole);
        var (quotient, rest) = Int128.DivRem(top, below);
        var twice = Int128.Abs(rest) * 2;
        var size = Int128.Abs(below);
        var up = twice > size || (twice == size && !Int128.IsEvenInteger(quotient));
        return (long)(up ? quotient + ((top < 0) == (below < 0) ? 1 : -1) : quotient);
    }

    /// <summary>What the goods of these lines are worth.</summary>
    internal static long Goods(IEnumerable<PricedLine> lines) => lines.Where(l => l.IsGoods).Sum(l => l.NetMinor);

    /// <summary>Tax that stands on no line.</summary>
    internal static long LooseTax(Reckoning order) => order.Sums.Tax - order.Lines.Sum(l => l.TaxMinor);

    /// <summary>Whether the tax stands on the lines.</summary>
    internal static bool LinesCarryTax(Reckoning order) => order.Lines.Any(l => l.TaxMinor != 0);

    private static PricedLine Changed(PricedLine line, LineChange change, string currency)
    {
        var price = change.Instead?.UnitPrice ?? line.UnitPrice;
        if (change.Quantity == line.Quantity && change.Instead is null)
        {
            return line;
        }

        var discount = Share(line.DiscountMinor, change.Quantity, line.Quantity);
        var net = Money.Extend(change.Quantity, price, currency) - discount;
        var tax = line.NetMinor == 0 ? Share(line.TaxMinor, change.Quantity, line.Quantity) : Share(line.TaxMinor, net, line.NetMinor);
        var same = line with { Quantity = change.Quantity, UnitPrice = price, DiscountMinor = discount, NetMinor = net, TaxMinor = tax };
        return change.Instead is not { } other ? same : same with
        {
            Kind = price == 0 ? LineKind.Free : LineKind.Product,
            Sku = other.Sku,
            VariantId = other.VariantId,
            Name = other.Name,
            Specification = other.Specification,
        };
    }

    /// <summary>An added article is taxed as the goods of the order are.</summary>
    private static PricedLine Fresh(Reckoning before, AddedLine added, int number)
    {
        var article = added.Article;
        var net = Money.Extend(added.Quantity, article.UnitPrice, before.Sums.Currency);
        var (taxed, goods) = (before.Lines.Where(l => l.IsGoods).Sum(l => l.TaxMinor), Goods(before.Lines));
        var tax = goods == 0 ? 0 : Share(taxed, net, goods);
        return new PricedLine(number, article.UnitPrice == 0 ? LineKind.Free : LineKind.Product, article.Sku, article.VariantId, article.Name, article.Specification, added.Quantity, article.UnitPrice, 0, tax, net);
    }

    private static Reckoning Sum(Reckoning before, IReadOnlyList<PricedLine> lines)
    {
        var (was, goods) = (before.Sums, Goods(lines));
        var sums = was with { Lines = goods, Discount = Share(was.Discount, goods, Goods(before.Lines)) };
        var loose = LooseTax(before);
        var rest = LinesCarryTax(before) ? loose : Share(loose, sums.Base, was.Base);
        return new Reckoning(lines, sums with { Tax = lines.Sum(l => l.TaxMinor) + rest });
    }
}
