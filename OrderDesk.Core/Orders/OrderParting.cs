using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Orders;

/// <summary>One order reckoned as two.</summary>
/// <param name="First">What stays.</param>
/// <param name="Second">What goes to an order of its own, with line numbers from 1.</param>
/// <param name="FirstPaid">The share of the payment that stays, in minor units of its currency; null where no amount is known.</param>
/// <param name="SecondPaid">The share that goes with the second.</param>
public sealed record Parting(Reckoning First, Reckoning Second, long? FirstPaid, long? SecondPaid);

/// <summary>
/// How one order's money becomes two orders'. The first keeps shipping and adjustments; whatever is shared is rounded once for the first, and the second has the rest, so both add
/// up to what there was, to the minor unit. Where fractions of a unit price round differently for two lines than for one, the difference is an adjustment of the second.
/// </summary>
public static class OrderParting
{
    /// <summary>Parts an order.</summary>
    /// <param name="order">The order as it stands.</param>
    /// <param name="stays">Units that stay, by line; a line that is not named goes whole.</param>
    /// <param name="paid">What was paid, or null.</param>
    public static Parting Of(Reckoning order, IReadOnlyDictionary<int, int> stays, long? paid)
    {
        var (first, second) = (new List<PricedLine>(), new List<PricedLine>());
        foreach (var line in order.Lines)
        {
            var keeps = line.IsGoods ? stays.GetValueOrDefault(line.Number) : line.Quantity;
            var one = keeps == line.Quantity ? line : Part(line, keeps, order.Sums.Currency);
            if (keeps > 0)
            {
                first.Add(one);
            }

            if (keeps < line.Quantity)
            {
                second.Add(Rest(line, one, second.Count + 1, order.Sums.Currency));
            }
        }

        var sums = FirstSums(order, first);
        var others = SecondSums(order.Sums, sums, second);
        var share = paid is { } minor ? Repricing.Share(minor, sums.Total, order.Sums.Total) : (long?)null;
        return new Parting(new Reckoning(first, sums), new Reckoning(second, others), share, paid - share);
    }

    private static PricedLine Part(PricedLine line, int keeps, string currency)
    {
        var discount = Repricing.Share(line.DiscountMinor, keeps, line.Quantity);
        return line with { Quantity = keeps, DiscountMinor = discount, TaxMinor = Repricing.Share(line.TaxMinor, keeps, line.Quantity), NetMinor = Money.Extend(keeps, line.UnitPrice, currency) - discount };
    }

    private static PricedLine Rest(PricedLine line, PricedLine kept, int number, string currency)
    {
        var units = line.Quantity - kept.Quantity;
        var (discount, tax) = kept.Quantity == 0 ? (line.DiscountMinor, line.TaxMinor) : (line.DiscountMinor - kept.DiscountMinor, line.TaxMinor - kept.TaxMinor);
        return line with { Number = number, Quantity = units, DiscountMinor = discount, TaxMinor = tax, NetMinor = Money.Extend(units, line.UnitPrice, currency) - discount };
    }

    private static OrderSums FirstSums(Reckoning order, List<PricedLine> lines)
    {
        var (was, goods) = (order.Sums, Repricing.Goods(lines));
        var sums = was with { Lines = goods, Discount = Repricing.Share(was.Discount, goods, Repricing.Goods(order.Lines)) };
        var loose = Repricing.LooseTax(order);
        var rest = Repricing.LinesCarryTax(order) ? loose : Repricing.Share(loose, sums.Base, was.Base);
        return sums with { Tax = lines.Sum(l => l.TaxMinor) + rest };
    }

    private static OrderSums SecondSums(OrderSums was, OrderSums first, List<PricedLine> lines)
    {
        var sums = new OrderSums(was.Currency, Repricing.Goods(lines), 0, 0, was.Discount - first.Discount, was.Tax - first.Tax, 0);
        return sums with { Adjustment = was.Total - first.Total - sums.Total };
    }
}
