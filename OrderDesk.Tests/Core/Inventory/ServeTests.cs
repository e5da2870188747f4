using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Inventory;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Review;
using OrderDesk.Tests.Support;

namespace OrderDesk.Tests.Core.Inventory;

/// <summary>Who waits for units gets them once, in the order of purchase, and nobody is forgotten.</summary>
public class ServeTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task An_order_that_waits_for_two_articles_is_served_once_when_both_come_free_together(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var shop = await Shop.OpenAsync(desk);
        await shop.StockAsync("APPLE", 5);
        await shop.StockAsync("PEAR", 5);
        var holder = await shop.TakenAsync(shop.Pair("APPLE", "PEAR", 5));
        await shop.HoldAsync(holder);
        var waiting = await shop.TakenAsync(shop.Pair("APPLE", "PEAR", 1));

        await RejectAsync(desk, holder);

        await using var db = desk.Db();
        Assert.Equal([1, 1], await db.StockLevels.Select(l => l.Reserved).ToListAsync(Ct));
        Assert.Equal(2, await db.Reservations.CountAsync(r => r.OrderId == waiting, Ct));
        Assert.Equal(OrderStatus.ReadyToFulfil, (await db.Orders.SingleAsync(o => o.Id == waiting, Ct)).Status);
        await desk.IsCleanAsync();
    }

    [Theory, EveryDatabase]
    public async Task The_book_promises_an_order_its_units_only_once(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var shop = await Shop.OpenAsync(desk);
        await shop.StockAsync("MUG", 5);
        var id = await shop.TakenAsync(shop.Order("MUG", 2));

        var shortages = await desk.WriteAsync(async write =>
        {
            var order = await write.Db.Orders.Include(o => o.Lines).Include(o => o.Holds).SingleAsync(o => o.Id == id, Ct);
            return await StockBook.TryReserveAsync(write, order, Ct);
        });

        Assert.Empty(shortages);
        await using var db = desk.Db();
        Assert.Equal(2, await db.StockLevels.Select(l => l.Reserved).SingleAsync(Ct));
        await desk.IsCleanAsync();
    }

    [Theory, EveryDatabase]
    public async Task All_who_wait_are_served_when_the_order_that_had_everything_is_rejected(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var shop = await Shop.OpenAsync(desk);
        await shop.StockAsync("MUG", 200);
        var holder = await shop.TakenAsync(shop.Order("MUG", 200));
        await shop.HoldAsync(holder);
        for (var n = 0; n < 200; n++)
        {
            await shop.TakenAsync(shop.Order());
        }

        await RejectAsync(desk, holder);

        await using var db = desk.Db();
        Assert.InRange(await db.StockLevels.Select(l => l.Reserved).SingleAsync(Ct), 1, 50);
        var outcome = await desk.RoundAsync("serve");
        Assert.Equal("jobs.serve.served", outcome?.Code);
        Assert.Equal(200, await db.StockLevels.Select(l => l.Reserved).SingleAsync(Ct));
        Assert.Equal(200, await db.Orders.CountAsync(o => o.Status == OrderStatus.ReadyToFulfil, Ct));
        Assert.Empty(await db.StockWaits.ToListAsync(Ct));
        Assert.Null(await desk.RoundAsync("serve"));
        await desk.IsCleanAsync();
    }

    [Theory, EveryDatabase]
    public async Task A_receipt_of_a_new_article_serves_all_who_wait_for_it(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var shop = await Shop.OpenAsync(desk);
        for (var n = 0; n < 230; n++)
        {
            await shop.TakenAsync(shop.Order());
        }

        var answer = await shop.StockAsync("MUG", 230);

        Assert.Equal((230, 230), (answer.OrdersServed, answer.Reserved));
        await using var db = desk.Db();
        Assert.Equal(230, await db.Orders.CountAsync(o => o.Status == OrderStatus.ReadyToFulfil, Ct));
        Assert.Empty(await db.StockWaits.ToListAsync(Ct));
        await desk.IsCleanAsync();
    }

    [Theory, EveryDatabase]
    public async Task Every_order_that_waits_for_an_article_learns_that_it_is_known_now(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var shop = await Shop.OpenAsync(desk);
        for (var n = 0; n < 230; n++)
        {
            await shop.TakenAsync(shop.Order(quantity: 2));
        }

        await shop.StockAsync("MUG", 1);
        var outcome = await desk.RoundAsync("serve");

        Assert.Equal("jobs.serve.served", outcome?.Code);
        await using var db = desk.Db();
        Assert.Equal(0, await db.OrderLines.CountAsync(l => l.VariantId == null, Ct));
        Assert.Equal((0, 230), (await db.StockWaits.CountAsync(w => !w.SkuKnown, Ct), await db.StockWaits.CountAsync(Ct)));
        var holds = await db.Orders.SelectMany(o => o.Holds).Where(h => h.State == HoldState.Open).GroupBy(h => h.Reason).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(Ct);
        Assert.Equal([new { Key = "hold.stock-short", Count = 230 }], holds);
        Assert.Null(await desk.RoundAsync("serve"));
        await desk.IsCleanAsync();
    }

    private static async Task RejectAsync(TestDesk desk, OrderId id)
    {
        int version;
        await using (var db = desk.Db())
        {
            version = await db.Orders.Where(o => o.Id == id).Select(o => o.Version).SingleAsync(Ct);
        }

        var rejected = await desk.UseAsync((RejectOrder reject) => reject.RunAsync(desk.Agent(), new RejectOrder.Command(id, version, "ordered twice", RefundInstruction.Full), Ct));
        Assert.True(rejected.IsOk, rejected.Error?.Code);
    }
}
