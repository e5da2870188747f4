using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OrderDesk.Core.Intake;
using OrderDesk.Core.Orders;
using OrderDesk.Tests.Support;

namespace OrderDesk.Tests.Core.Intake.Imports;

/// <summary>Mode live: a file of orders goes through the same pipeline as every other way in.</summary>
public class LiveImportTests
{
    private const string Header = "external_id,placed_at,currency,sku,quantity,unit_price,total,customer_name,customer_email,payment_status,shipping_line1,shipping_city,shipping_country\n";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task Five_hundred_orders_reserve_what_there_is_and_the_rest_waits(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database, services => services.AddSingleton(TimeProvider.System));
        var shop = await Shop.OpenAsync(desk, "retail");
        await shop.StockAsync("MUG", 400);
        var text = Header + string.Concat(Enumerable.Range(1, 500).Select(n => Row(n)));

        var account = await desk.ImportAsync(text, ImportMode.Live);

        Assert.Equal((500, 500, 500, 500), (account.Tally.RowsRead, account.Tally.Imported, account.Tally.Orders, account.Customers));
        await using var db = desk.Db();
        Assert.Equal(new { OnHand = 400, Reserved = 400 }, await db.StockLevels.Select(l => new { l.OnHand, l.Reserved }).SingleAsync(Ct));
        Assert.Equal((400, 100), (await db.Orders.CountAsync(o => o.Fulfilment == FulfilmentStatus.Reserved, Ct), await db.StockWaits.CountAsync(Ct)));
        Assert.Equal(0, await db.Orders.CountAsync(o => o.Origin != OrderOrigin.Live || o.UnexplainedMinor != 0, Ct));

        var again = await desk.ImportAsync(text, ImportMode.Live);

        Assert.Equal((500, 0, 500), (again.Tally.RowsRead, again.Tally.Imported, again.Tally.Skipped));
        Assert.Equal(400, await db.StockLevels.SumAsync(l => l.Reserved, Ct));
    }

    [Fact]
    public async Task An_order_with_other_content_is_refused_and_waits_in_the_inbox()
    {
        await using var desk = await TestDesk.OpenAsync();
        await desk.ImportAsync(Header + Row(1) + Row(2), ImportMode.Live);

        var account = await desk.ImportAsync(Header + Row(1) + Row(2, quantity: 7) + Row(3), ImportMode.Live);
        await desk.ImportAsync(Header + Row(1) + Row(2, quantity: 7) + Row(3), ImportMode.Live);

        Assert.Equal((3, 1, 1, 1), (account.Tally.RowsRead, account.Tally.Imported, account.Tally.Skipped, account.Tally.Rejected));
        await using var db = desk.Db();
        var item = await db.InboxItems.SingleAsync(Ct);
        Assert.Equal(("L-2", InboxSource.Import, null, 2), (item.ExternalId, item.Source, item.Profile, item.Times));
        Assert.Contains("intake.row.other-content", item.Problems, StringComparison.Ordinal);
        Assert.True(OrderReader.Read(System.Text.Encoding.UTF8.GetBytes(item.Payload)).IsOk);
        Assert.Equal(1, (await db.OrderLines.SingleAsync(l => l.OrderId == db.Orders.Single(o => o.ExternalId == "L-2").Id, Ct)).Quantity);
    }

    [Fact]
    public async Task An_order_with_a_wrong_row_is_rejected_whole_and_waits_in_the_inbox_as_it_stands_in_the_file()
    {
        await using var desk = await TestDesk.OpenAsync();

        var account = await desk.ImportAsync(Header + Row(1) + Row(2).Replace("10.00", "ten", StringComparison.Ordinal) + Row(2, sku: "CUP"), ImportMode.Live);

        Assert.Equal((3, 1, 2), (account.Tally.RowsRead, account.Tally.Imported, account.Tally.Rejected));
        await using var db = desk.Db();
        var item = await db.InboxItems.SingleAsync(Ct);
        Assert.Equal("generic", item.Profile);
        Assert.Equal(3, item.Payload.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains("\"3\"", item.Problems, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_order_by_file_and_by_interface_is_one_order()
    {
        await using var desk = await TestDesk.OpenAsync();
        var shop = await Shop.OpenAsync(desk, "retail");
        await shop.SendAsync(new
        {
            externalId = "L-1",
            placedAt = "2026-03-01T10:00:00Z",
            currency = "GBP",
            customer = new { name = "Sample Buyer1", email = "buyer1@example.com" },
            shippingAddress = new { line1 = "1 Example Street", city = "Sampleton", country = "GB" },
            lines = new[] { new { sku = "MUG", quantity = 1, unitPrice = 10.00m } },
            total = 10,
            payment = new { status = "paid", currency = "GBP" },
        });

        var account = await desk.ImportAsync(Header + Row(1), ImportMode.Live);

        Assert.Equal((1, 0), (account.Tally.Skipped, account.Tally.Rejected));
    }

    private static string Row(int n, int quantity = 1, string sku = "MUG") => string.Create(
        CultureInfo.InvariantCulture,
        $"L-{n},2026-03-01 10:00:00,GBP,{sku},{quantity},10.00,{quantity * 10}.00,Sample Buyer{n},buyer{n}@example.com,paid,{n} Example Street,Sampleton,GB\n");
}
