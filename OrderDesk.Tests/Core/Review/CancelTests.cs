using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Review;
using OrderDesk.Core.Shared;
using OrderDesk.Tests.Support;

namespace OrderDesk.Tests.Core.Review;

/// <summary>What may be changed and cancelled at which stage, by staff and by customers.</summary>
public class CancelTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(OrderStatus.AwaitingPayment, ChangeWay.AtOnce, ChangeWay.AtOnce)]
    [InlineData(OrderStatus.OnHold, ChangeWay.AtOnce, ChangeWay.AtOnce)]
    [InlineData(OrderStatus.ReadyToFulfil, ChangeWay.AtOnce, ChangeWay.AtOnce)]
    [InlineData(OrderStatus.Fulfilling, ChangeWay.NotAnyMore, ChangeWay.ThroughWarehouse)]
    [InlineData(OrderStatus.Shipped, ChangeWay.AsReturn, ChangeWay.AsReturn)]
    [InlineData(OrderStatus.Completed, ChangeWay.AsReturn, ChangeWay.AsReturn)]
    [InlineData(OrderStatus.Cancelled, ChangeWay.NotAnyMore, ChangeWay.NotAnyMore)]
    public void A_stage_says_how(OrderStatus status, ChangeWay change, ChangeWay cancel) => Assert.Equal((change, cancel), (ChangeWindow.ToChange(status), ChangeWindow.ToCancel(status)));

    [Theory, EveryDatabase]
    public async Task Before_picking_it_ends_at_once_and_units_go_back(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var shop = await Shop.OpenAsync(desk);
        await shop.StockAsync("MUG", 2);
        var id = await shop.TakenAsync(shop.Order(quantity: 2));

        Assert.Equal("review.decide-forbidden", (await CancelAsync(desk, desk.WarehouseLead(), id)).Error?.Code);
        Assert.Equal("orders.cancel-reason-required", (await CancelAsync(desk, desk.Agent(), id, " ")).Error?.Code);
        Assert.Equal("review.order-changed", (await CancelAsync(desk, desk.Agent(), id, version: 9)).Error?.Code);
        Assert.True((await CancelAsync(desk, desk.Agent(), id)).Value);
        Assert.Equal("orders.is-over", (await CancelAsync(desk, desk.Agent(), id)).Error?.Code);

        await using var db = desk.Db();
        Assert.Equal(0, await db.StockLevels.SumAsync(l => l.Reserved, Ct));
        await desk.IsCleanAsync();
    }

    [Theory, EveryDatabase]
    public async Task While_it_is_picked_the_warehouse_answers(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var shop = await Shop.OpenAsync(desk);
        await shop.StockAsync("MUG", 2);
        var id = await shop.TakenAsync(shop.Order(quantity: 2));
        await PickAsync(desk, id, OrderStatus.Fulfilling);

        Assert.Equal("orders.cancel-not-asked", (await AnswerAsync(desk, desk.WarehouseLead(), id, true)).Error?.Code);
        Assert.False((await CancelAsync(desk, desk.Agent("Mei"), id)).Value);
        Assert.Equal("orders.cancel-asked-already", (await CancelAsync(desk, desk.Agent(), id)).Error?.Code);
        Assert.Equal("orders.answer-cancel-forbidden", (await AnswerAsync(desk, desk.Agent(), id, true)).Error?.Code);
        Assert.Equal("orders.cancel-answer-required", (await AnswerAsync(desk, desk.WarehouseLead(), id, false)).Error?.Code);
        Assert.True((await AnswerAsync(desk, desk.WarehouseLead(), id, false, "It is on the lorry")).IsOk);
        Assert.False((await CancelAsync(desk, desk.Agent("Mei"), id)).Value);
        Assert.True((await AnswerAsync(desk, desk.WarehouseLead(), id, true)).IsOk);

        await using var db = desk.Db();
        Assert.Equal(OrderStatus.Cancelled, (await db.Orders.SingleAsync(Ct)).Status);
        Assert.Equal(0, await db.StockLevels.SumAsync(l => l.Reserved, Ct));
        await desk.IsCleanAsync();
    }

    [Fact]
    public async Task What_has_left_comes_back_only_as_a_return()
    {
        await using var desk = await TestDesk.OpenAsync();
        var shop = await Shop.OpenAsync(desk);
        await shop.StockAsync("MUG", 2);
        var id = await shop.TakenAsync(shop.Order(quantity: 2));
        await PickAsync(desk, id, OrderStatus.Fulfilling, OrderStatus.Shipped);

        Assert.Equal("orders.only-as-return", (await CancelAsync(desk, desk.Agent(), id)).Error?.Code);
        Assert.Equal("orders.only-as-return", (await ChangeAsync(desk, desk.Agent(), id, 1)).Error?.Code);
    }

    [Theory, EveryDatabase]
    public async Task A_customer_may_change_their_order_inside_the_window(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database, more: services => services.Configure<OrdersOptions>(options => options.CustomerChangeWindow = TimeSpan.FromMinutes(20)));
        var shop = await Shop.OpenAsync(desk);
        await shop.StockAsync("MUG", 9);
        var id = await shop.TakenAsync(shop.Order(quantity: 3));
        var customer = new Actor(default, "Sample Buyer1", ActorKind.Customer, new HashSet<string> { OrdersPermissions.Amend });

        Assert.Equal("orders.amend-forbidden", (await ChangeAsync(desk, desk.WarehouseLead(), id, 2)).Error?.Code);
        Assert.Equal("shared.changed-meanwhile", (await ChangeAsync(desk, customer, id, 2, version: 7)).Error?.Code);
        Assert.Equal("orders.lines-empty", (await ChangeAsync(desk, customer, id, 0)).Error?.Code);
        Assert.True((await ChangeAsync(desk, customer, id, 2)).IsOk);
        desk.Clock.Advance(TimeSpan.FromMinutes(21));
        Assert.Equal("orders.window-over", (await ChangeAsync(desk, customer, id, 1)).Error?.Code);
        Assert.Equal("orders.window-over", (await ChangeAsync(desk, customer, id, 1, cancel: "I do not want it")).Error?.Code);
        Assert.True((await ChangeAsync(desk, desk.Agent(), id, 1, cancel: "They rang")).IsOk);

        await using var db = desk.Db();
        Assert.Equal(OrderStatus.Cancelled, (await db.Orders.SingleAsync(Ct)).Status);
        await desk.IsCleanAsync();
    }

    private static async Task<Result<bool>> CancelAsync(TestDesk desk, Actor by, OrderId id, string reason = "They changed their mind", int? version = null)
    {
        var seen = version ?? await VersionAsync(desk, id);
        return await desk.UseAsync((CancelOrder cancel) => cancel.RunAsync(by, new CancelOrder.Command(id, seen, reason, RefundInstruction.Full), Ct));
    }

    private static async Task<Result> AnswerAsync(TestDesk desk, Actor by, OrderId id, bool stopped, string? note = null)
    {
        var seen = await VersionAsync(desk, id);
        return await desk.UseAsync((AnswerCancel answer) => answer.RunAsync(by, new AnswerCancel.Command(id, seen, stopped, note), Ct));
    }

    private static async Task<Result> ChangeAsync(TestDesk desk, Actor by, OrderId id, int units, string? cancel = null, int? version = null)
    {
        var seen = version ?? await VersionAsync(desk, id);
        return await desk.UseAsync((ChangeByCustomer change) => change.RunAsync(by, new ChangeByCustomer.Command(id, seen, null, [new(1, units)], cancel), Ct));
    }

    private static async Task PickAsync(TestDesk desk, OrderId id, params OrderStatus[] steps) => await desk.WriteAsync(async write =>
    {
        var order = await write.Db.Orders.SingleAsync(o => o.Id == id, Ct);
        foreach (var step in steps)
        {
            order.Imagine(step, step is OrderStatus.Fulfilling ? FulfilmentStatus.Picking : FulfilmentStatus.Shipped, Actor.System("test"), desk.Now);
        }

        return true;
    });

    private static async Task<int> VersionAsync(TestDesk desk, OrderId id)
    {
        await using var db = desk.Db();
        return await db.Orders.Where(o => o.Id == id).Select(o => o.Version).SingleAsync(Ct);
    }
}
