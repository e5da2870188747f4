using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Inventory;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Review;
using OrderDesk.Core.Shared;
using OrderDesk.Tests.Support;

namespace OrderDesk.Tests.Core.Inventory;

/// <summary>Units are promised once, whole orders at a time, and go to whoever has waited longest.</summary>
public class StockTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task Units_that_arrive_go_to_the_order_that_was_placed_first(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var shop = await Shop.OpenAsync(desk);
        await shop.StockAsync("MUG", 1);
        var first = await TakenAsync(shop, shop.Order(quantity: 1));
        var young = await TakenAsync(shop, shop.Order(quantity: 2));
        var old = shop.Order(quantity: 2);
        old["placedAt"] = desk.Now.AddHours(-5).ToString("O");
        var oldest = await TakenAsync(shop, old);

        var answer = await shop.StockAsync("MUG", 3);

        Assert.Equal(1, answer.OrdersServed);
        await using var db = desk.Db();
        Assert.Equal(OrderStatus.ReadyToFulfil, await StatusAsync(db, first));
        Assert.Equal(OrderStatus.ReadyToFulfil, await StatusAsync(db, oldest));
        Assert.Equal(OrderStatus.OnHold, await StatusAsync(db, young));
        Assert.Equal(new { OnHand = 4, Reserved = 3 }, await db.StockLevels.Select(l => new { l.OnHand, l.Reserved }).SingleAsync(Ct));
        await desk.IsCleanAsync();
    }

    [Theory, EveryDatabase]
    public async Task Orders_for_two_articles_in_opposite_order_get_all_or_nothing(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var shop = await Shop.OpenAsync(desk);
        await shop.StockAsync("APPLE", 40);
        await shop.StockAsync("PEAR", 25);

        var answers = await Task.WhenAll(Enumerable.Range(0, 2).Select(way => Task.Run(async () =>
        {
            var mine = new List<string?>();
            for (var n = 0; n < 30; n++)
            {
                var order = shop.Order();
                string[] skus = way == 0 ? ["APPLE", "PEAR"] : ["PEAR", "APPLE"];
                order["lines"] = skus.Select(sku => new { sku, quantity = 1, unitPrice = 5m }).ToList();
                mine.Add((await shop.SendAsync(order)).Error?.Code);
            }

            return mine;
        }, Ct)));

        Assert.All(answers.SelectMany(codes => codes), Assert.Null);
        await using var db = desk.Db();
        Assert.Equal([25, 25], await db.StockLevels.Select(l => l.Reserved).ToListAsync(Ct));
        Assert.Equal(25, await db.Orders.CountAsync(o => o.Fulfilment == FulfilmentStatus.Reserved, Ct));
        Assert.Equal(35, await db.StockWaits.Select(w => w.OrderId).Distinct().CountAsync(Ct));
        await desk.IsCleanAsync();
    }

    [Theory, EveryDatabase]
    public async Task The_units_of_a_rejected_order_go_to_the_next_in_the_same_commit(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var shop = await Shop.OpenAsync(desk);
        await shop.StockAsync("MUG", 1);
        var held = await TakenAsync(shop, shop.Order());
        await shop.HoldAsync(held);
        var waiting = await TakenAsync(shop, shop.Order());
        int version;
        await using (var before = desk.Db())
        {
            version = await before.Orders.Where(o => o.Id == held).Select(o => o.Version).SingleAsync(Ct);
        }

        var rejected = await desk.UseAsync((RejectOrder reject) => reject.RunAsync(desk.Agent(), new RejectOrder.Command(held, version, "ordered twice", RefundInstruction.Full), Ct));

        Assert.True(rejected.IsOk, rejected.Error?.Code);
        await using var db = desk.Db();
        Assert.Equal((OrderStatus.Cancelled, OrderStatus.ReadyToFulfil), (await StatusAsync(db, held), await StatusAsync(db, waiting)));
        Assert.Equal(1, await db.StockLevels.Select(l => l.Reserved).SingleAsync(Ct));
        await desk.IsCleanAsync();
    }

    [Theory, EveryDatabase]
    public async Task The_same_delivery_note_counts_once(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var note = new ReceiveStock.Command("mug", "main", 7, Reference: "DN-1");

        await desk.UseAsync((ReceiveStock receive) => receive.RunAsync(desk.WarehouseLead(), note, Ct));
        await desk.UseAsync((ReceiveStock receive) => receive.RunAsync(desk.WarehouseLead(), note, Ct));

        await using var db = desk.Db();
        Assert.Equal(7, await db.StockLevels.Select(l => l.OnHand).SingleAsync(Ct));
        Assert.Equal(1, await db.StockMovements.CountAsync(Ct));
        await desk.IsCleanAsync();
    }

    [Fact]
    public async Task A_receipt_names_every_field_that_is_wrong()
    {
        await using var desk = await TestDesk.OpenAsync();

        var result = await desk.UseAsync((ReceiveStock receive) => receive.RunAsync(desk.WarehouseLead(), new ReceiveStock.Command(" ", new string('W', 50), 0, Price: -1, Currency: "POUND"), Ct));

        Assert.Equal(ErrorKind.Invalid, result.Error?.Kind);
        Assert.Superset(new HashSet<string> { "sku", "warehouse", "quantity" }, result.Error!.Fields.Select(field => field.Field).ToHashSet());
        await using var db = desk.Db();
        Assert.Empty(await db.Warehouses.ToListAsync(Ct));
    }

    private static async Task<OrderId> TakenAsync(Shop shop, object order)
    {
        var taken = await shop.SendAsync(order);
        Assert.True(taken.IsOk, taken.Error?.Code);
        return new OrderId(taken.Value.Answer.Id);
    }

    private static Task<OrderStatus> StatusAsync(OrderDesk.Core.Data.OrderDeskDb db, OrderId id) => db.Orders.Where(o => o.Id == id).Select(o => o.Status).SingleAsync(Ct);
}
