using System.Globalization;
using CsvHelper;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OrderDesk.Core.Intake;
using OrderDesk.Core.Intake.Imports;
using OrderDesk.Core.Orders;
using OrderDesk.Tests.Support;

namespace OrderDesk.Tests.Core.Intake.Imports;

/// <summary>The 323,734 real rows on a real database, against the figures that were counted independently (shared/data/README.md).</summary>
public class RealImportTests
{
    private static readonly (string Month, int Invoices, int Units)[] Months =
    [
        ("2009-12", 1_682, 426_981), ("2010-01", 1_105, 391_525), ("2010-02", 1_201, 382_781), ("2010-03", 1_681, 527_401), ("2010-04", 1_462, 368_198),
        ("2010-05", 1_500, 397_206), ("2010-06", 1_645, 408_636), ("2010-07", 1_529, 338_920), ("2010-08", 1_425, 473_420),
    ];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task The_real_file_is_recorded_to_the_last_row_and_again_changes_nothing(Database database)
    {
        var file = Needs.RealData("online-retail-2009-12_2010-08.csv.gz");
        await using var desk = await TestDesk.OpenAsync(database, services => services.AddSingleton(TimeProvider.System));

        var asked = await desk.AskAsync(file, profile: "online-retail");
        var first = (await desk.RunAsync(asked)).Value!;
        TestContext.Current.TestOutputHelper?.WriteLine($"{database}: {first.Seconds:0.0} s, {first.Tally.RowsRead / first.Seconds:0} rows/s, {first.Batches} transactions, longest {first.LongestMs:0} ms");

        Assert.Equal((323_734, 321_164, 0, 2_570, 0), (first.Tally.RowsRead, first.Tally.Imported, first.Tally.Updated, first.Tally.Skipped, first.Tally.Rejected));
        Assert.Equal((13_230, 3_033, 3_321), (first.Tally.Orders, first.Tally.Refunds, first.Customers));
        Assert.Equal((106_829.29m, -368_801.06m), (first.Tally.ShippingValue, first.Tally.RefundsValue));
        Assert.Equal(6_209_323.821m, first.Tally.LinesValue + first.Tally.ShippingValue + first.Tally.AdjustmentsValue + first.Tally.SkippedValue);
        Assert.Equal(Months, await MonthsAsync(desk, asked.Id));
        await AssertBooksAsync(desk, first);

        var again = (await desk.RunAsync(await desk.AskAsync(file, profile: "online-retail"))).Value!;

        Assert.Equal((323_734, 0, 0, 323_734, 0), (again.Tally.RowsRead, again.Tally.Imported, again.Tally.Updated, again.Tally.Skipped, again.Tally.Rejected));
        Assert.Equal((5_840_522.761m, 0, 0), (again.Tally.SkippedValue, again.Customers, again.Products));
        await AssertBooksAsync(desk, first);
        await desk.IsCleanAsync();
    }

    /// <summary>Sales rows by month: the lines in the database, and the units of sales rows that the account of the import says were left out of an order.</summary>
    private static async Task<IEnumerable<(string Month, int Invoices, int Units)>> MonthsAsync(TestDesk desk, ImportRunId import)
    {
        await using var db = desk.Db();
        var sold = await db.Orders.Where(o => o.Origin == OrderOrigin.History).Select(o => new { o.ExternalId, Month = o.BusinessDay / 100 }).ToDictionaryAsync(o => o.ExternalId, o => o.Month, Ct);
        var units = await db.OrderLines.Where(l => l.UnitPrice > 0).Join(db.Orders, l => l.OrderId, o => o.Id, (l, o) => new { Month = o.BusinessDay / 100, l.Quantity })
            .GroupBy(l => l.Month).Select(g => new { g.Key, Units = g.Sum(l => l.Quantity) }).ToDictionaryAsync(g => g.Key, g => g.Units, Ct);

        using var rejects = new CsvReader(new StringReader(string.Join("\r\n", await desk.RejectsAsync(import))), CultureInfo.InvariantCulture);
        rejects.Read();
        rejects.ReadHeader();
        while (rejects.Read())
        {
            if (sold.TryGetValue(rejects.GetField("Invoice")!, out var month) && rejects.GetField<int>("Quantity") > 0 && rejects.GetField<decimal>("Price") > 0)
            {
                units[month] += rejects.GetField<int>("Quantity");
            }
        }

        return sold.Values.GroupBy(m => m).OrderBy(g => g.Key).Select(g => (string.Create(CultureInfo.InvariantCulture, $"{g.Key / 100}-{g.Key % 100:00}"), g.Count(), units[g.Key]));
    }

    private static async Task AssertBooksAsync(TestDesk desk, ImportAccount account)
    {
        await using var db = desk.Db();
        Assert.Equal(13_230, await db.Orders.CountAsync(Ct));
        Assert.Equal(13_230, await db.IntakeReceipts.CountAsync(Ct));
        Assert.Equal(13_230, await db.OrderEvents.CountAsync(e => e.Number == 1 && e.FromStatus == null && e.ToStatus == OrderStatus.Completed && e.Code == "order.recorded", Ct));
        Assert.Equal(13_230, await db.OrderEvents.CountAsync(Ct));
        Assert.Equal(13_230, await db.Counters.Where(c => c.Name == "orders.status.8").SumAsync(c => c.Value, Ct));
        Assert.Equal(3_033, await db.Refunds.CountAsync(Ct));
        Assert.Equal(6_830, await db.RefundLines.CountAsync(Ct));
        Assert.Equal(1_202, await db.Orders.CountAsync(o => o.CustomerId == null, Ct));
        Assert.Equal(13_230 - 1_202, await db.Customers.SumAsync(c => c.OrderCount, Ct));
        Assert.Equal(3_321, await db.Customers.CountAsync(c => c.OrderCount > 0, Ct));
        Assert.Equal(account.Products, await db.Variants.CountAsync(Ct));
        Assert.Equal(0, await db.Orders.CountAsync(o => o.TotalMinor != o.LinesMinor + o.ShippingMinor + o.AdjustmentMinor + o.TaxMinor - o.DiscountMinor + o.UnexplainedMinor, Ct));
        Assert.Equal(0, await db.StockWaits.CountAsync(Ct) + await db.InboxItems.CountAsync(Ct) + await db.Outbox.CountAsync(Ct));
        var order = await db.Orders.SingleAsync(o => o.ExternalId == "489434", Ct);
        Assert.Equal([order.Id.Value], await OrderSearch.FindAsync(db, OrderWords.Typed("489434 79323p"), long.MaxValue, 5, Ct));
    }
}
