using CsCheck;
using OrderDesk.Core.Catalog;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Shared;

namespace OrderDesk.Tests.Core.Orders;

/// <summary>However an order is changed or parted, no unit and no penny is lost or made.</summary>
public class RepricingTests
{
    private static readonly Gen<PricedLine> Line =
        from quantity in Gen.Int[1, 500]
        from price in Gen.Long[0, 5_000_000]
        from discount in Gen.Int[0, 100]
        from tax in Gen.Int[0, 30]
        let gross = Money.Extend(quantity, price, "GBP")
        let off = gross * discount / 100
        select new PricedLine(0, price == 0 ? LineKind.Free : LineKind.Product, "SKU", new VariantId(1), null, null, quantity, price, off, (gross - off) * tax / 100, gross - off);

    private static readonly Gen<Reckoning> Orders =
        from lines in Line.List[1, 6]
        from carries in Gen.Bool
        from shipping in Gen.Long[0, 2_000]
        from adjustment in Gen.Long[-300, 300]
        from discount in Gen.Int[0, 100]
        from loose in Gen.Long[0, 3_000]
        from unexplained in Gen.Long[-50, 50]
        let numbered = lines.Select((l, i) => l with { Number = i + 1, TaxMinor = carries ? l.TaxMinor : 0 }).ToList()
        let goods = numbered.Sum(l => l.NetMinor)
        select new Reckoning(numbered, new OrderSums("GBP", goods, shipping, adjustment, goods * discount / 100, numbered.Sum(l => l.TaxMinor) + loose, unexplained));

    [Fact]
    public void Two_halves_are_the_whole_to_the_unit_and_the_penny() => Gen.Select(Orders, Gen.Int[0, 500].List[6, 6], Gen.Long[0, 5_000_000]).Sample(
        (order, shares, paid) =>
        {
            var stays = order.Lines.ToDictionary(l => l.Number, l => Math.Min(shares[l.Number - 1], l.Quantity));

            var parts = OrderParting.Of(order, stays, paid);

            var (first, second) = (parts.First, parts.Second);
            Assert.Equal(order.Lines.Sum(l => l.Quantity), first.Lines.Concat(second.Lines).Sum(l => l.Quantity));
            Assert.Equal(order.Sums.Total, first.Sums.Total + second.Sums.Total);
            Assert.Equal(paid, parts.FirstPaid + parts.SecondPaid);
            Assert.Equal(order.Sums.Discount, first.Sums.Discount + second.Sums.Discount);
            Assert.Equal(order.Sums.Tax, first.Sums.Tax + second.Sums.Tax);
            Assert.Equal(order.Sums.Shipping, first.Sums.Shipping);
            Assert.All(new[] { first, second }, AddsUp);
            Assert.True(Math.Abs(second.Sums.Adjustment) <= order.Lines.Count, "Only what is rounded twice is an adjustment.");
        },
        iter: 2_000, threads: 1);

    [Fact]
    public void An_order_that_was_paid_in_full_parts_into_two_that_are() => Orders.Sample(
        order =>
        {
            var stays = order.Lines.Take(1).ToDictionary(l => l.Number, l => l.Quantity);
            var parts = OrderParting.Of(order, stays, order.Sums.Total);

            Assert.Equal((parts.First.Sums.Total, parts.Second.Sums.Total), (parts.FirstPaid!.Value, parts.SecondPaid!.Value));
        },
        iter: 500, threads: 1);

    [Fact]
    public void An_edited_order_adds_up_and_is_as_before_where_nothing_changed() => Gen.Select(Orders, Gen.Int[0, 500].List[6, 6], Gen.Int[1, 9], Gen.Long[1, 900_000]).Sample(
        (order, units, more, price) =>
        {
            var changes = order.Lines.Select(l => new LineChange(l.Number, units[l.Number - 1])).ToList();

            var after = Repricing.Edit(order, changes, [new AddedLine(new Article(new VariantId(2), "NEW", null, null, price), more)]);
            var same = Repricing.Edit(order, [.. order.Lines.Select(l => new LineChange(l.Number, l.Quantity))], []);

            AddsUp(after);
            Assert.Equal(units.Take(order.Lines.Count).Sum() + more, after.Lines.Sum(l => l.Quantity));
            Assert.All(after.Lines.Where(l => l.Number <= order.Lines.Count), l => Assert.Equal(order.Lines[l.Number - 1].UnitPrice, l.UnitPrice));
            Assert.Equal((order.Sums.Shipping, order.Sums.Adjustment, order.Sums.Unexplained), (after.Sums.Shipping, after.Sums.Adjustment, after.Sums.Unexplained));
            Assert.Equal(order.Sums, same.Sums);
            Assert.Equal(order.Lines, same.Lines);
        },
        iter: 2_000, threads: 1);

    [Theory]
    [InlineData(100, 1, 3, 33)]
    [InlineData(5, 1, 2, 2)]
    [InlineData(15, 1, 2, 8)]
    [InlineData(-5, 1, 2, -2)]
    [InlineData(-100, 2, 3, -67)]
    [InlineData(7, 0, 0, 7)]
    [InlineData(7, 5, 5, 7)]
    [InlineData(7, 0, 5, 0)]
    [InlineData(90_000_000_000_000, 90_000_000_000_000, 90_000_000_000_001, 89_999_999_999_999)]
    public void A_share_is_rounded_once_half_to_even(long amount, long part, long whole, long share) => Assert.Equal(share, Repricing.Share(amount, part, whole));

    /// <summary>Every line is its units times its price less its discount, and the sums are those of the lines.</summary>
    private static void AddsUp(Reckoning order)
    {
        Assert.All(order.Lines, l => Assert.Equal(Money.Extend(l.Quantity, l.UnitPrice, "GBP") - l.DiscountMinor, l.NetMinor));
        Assert.Equal(order.Lines.Sum(l => l.NetMinor), order.Sums.Lines);
        Assert.Equal(order.Sums.Total, order.Sums.Lines + order.Sums.Shipping + order.Sums.Adjustment + order.Sums.Tax - order.Sums.Discount + order.Sums.Unexplained);
    }
}
