using OrderDesk.Core.Intake.Files;
using OrderDesk.Tests.Support;

namespace OrderDesk.Tests.Core.Intake.Files;

/// <summary>The 323,734 real rows, against the figures that were counted independently (shared/data/README.md).</summary>
public class RealFileTests
{
    private static readonly (string Month, int Invoices, decimal Value, int Units)[] Months =
    [
        ("2009-12", 1_682, 825_685.76m, 426_981), ("2010-01", 1_105, 652_708.502m, 391_525), ("2010-02", 1_201, 553_339.736m, 382_781),
        ("2010-03", 1_681, 833_570.131m, 527_401), ("2010-04", 1_462, 681_528.992m, 368_198), ("2010-05", 1_500, 659_858.86m, 397_206),
        ("2010-06", 1_645, 752_270.14m, 408_636), ("2010-07", 1_529, 650_712.94m, 338_920), ("2010-08", 1_425, 697_274.91m, 473_420),
    ];

    [Fact]
    public void Every_real_row_is_in_its_place_and_every_figure_is_the_published_one()
    {
        using var file = OrderFile.Open(Needs.RealData("online-retail-2009-12_2010-08.csv.gz"), ImportLimits.CommandLine).Value!;
        var survey = file.Survey(Sent.Profile("online-retail"), Sent.Ct).Value!;
        var tally = new ImportTally();
        var months = new SortedDictionary<string, (int Invoices, long Value, int Units)>(StringComparer.Ordinal);
        var units = new Dictionary<string, int>(StringComparer.Ordinal);
        int withoutProduct = 0, guests = 0, britons = 0;

        foreach (var group in file.Groups(survey, 0, Sent.Ct))
        {
            tally = tally.Plus(group, GroupOutcome.Imported);
            if (group.Order is not { } order)
            {
                continue;
            }

            withoutProduct += order.Lines.Any(line => line.Kind is ImportedLineKind.Product) ? 0 : 1;
            guests += order.Customer is null ? 1 : 0;
            britons += order.ShippingAddress!.Country is "GB" ? 1 : 0;
            var month = order.PlacedAt.ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture);
            var (invoices, value, sold) = months.GetValueOrDefault(month);
            months[month] = (
                invoices + 1,
                value + order.Lines.Sum(line => line.Value) + group.Skipped.Sum(row => row.Value),
                sold + order.Lines.Where(line => line.UnitPrice > 0).Sum(line => line.Quantity) + group.Skipped.Sum(row => row.Quantity));
            foreach (var line in order.Lines.Where(line => line.UnitPrice > 0))
            {
                units[line.Sku] = units.GetValueOrDefault(line.Sku) + line.Quantity;
            }
        }

        Assert.Equal("a9c23e635c2012bbe26842035e39962b4c7114f579c084c9543ec974bfcc5fa6", survey.Sha256);
        Assert.Equal((323_734, 323_734, 18_719), (survey.Rows, tally.RowsRead, survey.Groups));
        Assert.Equal((321_164, 0, 2_570, 0), (tally.Imported, tally.Updated, tally.Skipped, tally.Rejected));
        Assert.True(tally.IsWhole);
        Assert.Equal((13_230, 3_033, 238, 1_202, 12_231), (tally.Orders, tally.Refunds, withoutProduct, guests, britons));
        Assert.Equal((106_829.29m, -368_801.06m), (tally.ShippingValue, tally.RefundsValue));
        Assert.Equal(6_209_323.821m, tally.LinesValue + tally.ShippingValue + tally.AdjustmentsValue + tally.SkippedValue);
        Assert.Equal((6_023_492.32m, 166_494.141m, -87_491.93m), (tally.LinesValue, tally.AdjustmentsValue, tally.SkippedValue));
        Assert.Equal(Months, months.Select(month => (month.Key, month.Value.Invoices, month.Value.Value / 10_000m, month.Value.Units)));

        // As published, but 85123A and 85099B with the units of their other spellings, 85123a and 85099b.
        Assert.Equal(
            [("21212", 41_466), ("85123A", 41_194), ("84077", 31_513), ("85099B", 30_700), ("84991", 27_278)],
            units.OrderByDescending(unit => unit.Value).Take(5).Select(unit => (unit.Key, unit.Value)));
    }
}
