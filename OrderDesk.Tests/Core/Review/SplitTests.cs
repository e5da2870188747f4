using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Review;
using OrderDesk.Core.Shared;
using OrderDesk.Tests.Support;

namespace OrderDesk.Tests.Core.Review;

/// <summary>What can go now goes; what waits gets a number of its own, or a promised date.</summary>
public class SplitTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task What_waits_goes_to_an_order_of_its_own_and_nothing_is_lost(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var shop = await Shop.OpenAsync(desk);
        await shop.StockAsync("MUG", 3);
        var id = await shop.TakenAsync(Order(shop));
        var plan = (await desk.UseAsync((SplitPlan look) => look.ReadAsync(desk.Agent(), id, Ct))).Value!;

        var split = await SplitAsync(desk, desk.Agent(), id, plan.Stays);

        Assert.True(split.IsOk, split.Error?.Code);
        await using var db = desk.Db();
        var first = await db.Orders.Include(o => o.Lines).SingleAsync(o => o.Id == id, Ct);
        var second = await db.Orders.Include(o => o.Lines).SingleAsync(o => o.Id == split.Value.Second, Ct);
        Assert.Equal((OrderStatus.ReadyToFulfil, OrderStatus.OnHold, HoldType.Stock), (first.Status, second.Status, second.OpenHolds));
        Assert.Equal((first.ExternalId + "/2", first.Id), (second.ExternalId, second.SplitFrom!.Value));
        Assert.Equal([("MUG", 3)], first.Lines.Select(l => (l.Sku, l.Quantity)));
        Assert.Equal([("MUG", 1), ("CUP", 2)], second.Lines.OrderBy(l => l.Number).Select(l => (l.Sku, l.Quantity)));
        Assert.Equal((6_495, 6_495), (first.TotalMinor + second.TotalMinor, first.PaymentMinor + second.PaymentMinor));
        Assert.Equal((495, 0), (first.ShippingMinor, second.ShippingMinor));
        Assert.Equal((plan.Parting.First.Sums.Total, plan.Parting.SecondPaid), (first.TotalMinor, second.PaymentMinor));
        Assert.Equal((first.CustomerId, first.Shipping, first.ChannelId), (second.CustomerId, second.Shipping, second.ChannelId));
        Assert.Equal(3, await db.StockLevels.Select(l => l.Reserved).SingleAsync(Ct));
        await desk.IsCleanAsync();

        await shop.StockAsync("MUG", 1);
        await shop.StockAsync("CUP", 2);
        Assert.Equal(OrderStatus.ReadyToFulfil, (await db.Orders.AsNoTracking().SingleAsync(o => o.Id == second.Id, Ct)).Status);
        await desk.IsCleanAsync();
    }

    [Theory, EveryDatabase]
    public async Task A_split_is_refused_where_there_is_nothing_to_split_or_stock_has_moved(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var shop = await Shop.OpenAsync(desk);
        var id = await shop.TakenAsync(Order(shop));
        var agent = desk.Agent();
        Assert.Equal("orders.nothing-can-go", (await SplitAsync(desk, agent, id, new Dictionary<int, int>())).Error?.Code);
        await shop.StockAsync("MUG", 3);

        Assert.Equal("orders.split-changed", (await SplitAsync(desk, agent, id, new Dictionary<int, int> { [1] = 2 })).Error?.Code);
        Assert.Equal("orders.amend-forbidden", (await SplitAsync(desk, desk.WarehouseLead(), id, new Dictionary<int, int> { [1] = 3 })).Error?.Code);
        Assert.Equal("review.order-changed", (await SplitAsync(desk, agent, id, new Dictionary<int, int> { [1] = 3 }, version: 77)).Error?.Code);
        var clean = await shop.TakenAsync(shop.Order("MUG"));
        Assert.Equal("orders.not-on-hold", (await SplitAsync(desk, agent, clean, new Dictionary<int, int> { [1] = 1 })).Error?.Code);
        await shop.HoldAsync(clean);
        Assert.Equal("orders.nothing-waits", (await SplitAsync(desk, agent, clean, new Dictionary<int, int> { [1] = 1 })).Error?.Code);

        await using var db = desk.Db();
        Assert.Equal(2, await db.Orders.CountAsync(Ct));
        Assert.Equal(2, await db.OrderLines.CountAsync(l => l.OrderId == id, Ct));
        await desk.IsCleanAsync();
    }

    [Fact]
    public async Task The_second_half_can_be_split_again()
    {
        await using var desk = await TestDesk.OpenAsync();
        var shop = await Shop.OpenAsync(desk);
        await shop.StockAsync("MUG", 2);
        var id = await shop.TakenAsync(Order(shop));
        var second = (await SplitAsync(desk, desk.Agent(), id, new Dictionary<int, int> { [1] = 2 })).Value!.Second;
        await shop.StockAsync("CUP", 2);

        var third = await SplitAsync(desk, desk.Agent(), second, new Dictionary<int, int> { [2] = 2 });

        Assert.True(third.IsOk, third.Error?.Code);
        await using var db = desk.Db();
        var family = await db.Orders.OrderBy(o => o.Id).ToListAsync(Ct);
        Assert.Equal(["", "/2", "/3"], family.Select(o => o.ExternalId[family[0].ExternalId.Length..]));
        Assert.All(family.Skip(1), o => Assert.Equal(id, o.SplitFrom));
        Assert.Equal((6_495, 6_495), (family.Sum(o => o.TotalMinor), family.Sum(o => o.PaymentMinor)));
        Assert.All(family, o => Assert.False(o.OpenHolds.HasFlag(HoldType.Plausibility) || o.OpenHolds.HasFlag(HoldType.Payment)));
        await desk.IsCleanAsync();
    }

    [Fact]
    public async Task Halves_of_a_purchase_need_two_people_where_the_whole_does()
    {
        await using var desk = await TestDesk.OpenAsync(more: services => services.Configure<ReviewOptions>(options => options.TwoPeopleAbove = new Dictionary<string, decimal> { ["GBP"] = 50 }));
        var shop = await Shop.OpenAsync(desk);
        await shop.StockAsync("MUG", 3);
        var id = await shop.TakenAsync(Order(shop));
        var second = (await SplitAsync(desk, desk.Agent(), id, new Dictionary<int, int> { [1] = 3 })).Value!.Second;

        foreach (var half in new[] { id, second })
        {
            await shop.HoldAsync(half);
            var seen = await VersionAsync(desk, half);
            var approved = await desk.UseAsync((ApproveOrder approve) => approve.RunAsync(desk.Agent("Mei"), new ApproveOrder.Command(half, seen, [], null), Ct));
            Assert.True(approved.Value!.NeedsSecond);
        }
    }

    [Theory, EveryDatabase]
    public async Task A_promised_date_that_passes_without_units_brings_the_order_back_by_itself(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var shop = await Shop.OpenAsync(desk);
        var id = await shop.TakenAsync(shop.Order("RARE", 2));
        await shop.StockAsync("RARE", 1);
        var (agent, until) = (desk.Agent(), desk.Now.AddDays(3));

        Assert.Equal("orders.told-required", (await PromiseAsync(desk, agent, id, until, " ")).Error?.Code);
        Assert.Equal("orders.promise-when", (await PromiseAsync(desk, agent, id, desk.Now, "Friday")).Error?.Code);
        Assert.Equal("orders.amend-forbidden", (await PromiseAsync(desk, desk.WarehouseLead(), id, until, "Friday")).Error?.Code);
        Assert.Null((await PromiseAsync(desk, agent, id, until, "It comes on Friday")).Error);
        Assert.Equal(0, await NextAsync(desk));
        Assert.Null(await desk.RoundAsync("promises"));

        desk.Clock.Advance(TimeSpan.FromDays(3));
        var outcome = await desk.RoundAsync("promises");

        Assert.Equal("jobs.promises.missed", outcome?.Code);
        Assert.Equal(1, await NextAsync(desk));
        Assert.Null(await desk.RoundAsync("promises"));
        await desk.IsCleanAsync();
        Assert.Null((await PromiseAsync(desk, agent, id, desk.Now.AddDays(2), "Monday then")).Error);
        Assert.Equal(0, await NextAsync(desk));
        await shop.StockAsync("RARE", 1);
        await using var db = desk.Db();
        Assert.Equal(OrderStatus.ReadyToFulfil, (await db.Orders.SingleAsync(o => o.Id == id, Ct)).Status);
        await desk.IsCleanAsync();
    }

    /// <summary>Four mugs at 10.00 and two cups at 10.00, 4.95 shipping, all paid.</summary>
    private static Dictionary<string, object?> Order(Shop shop)
    {
        var order = shop.Order("MUG", 6);
        order["lines"] = new[] { new { sku = "MUG", quantity = 4, unitPrice = 10m }, new { sku = "CUP", quantity = 2, unitPrice = 10m } };
        order["shippingCharge"] = 4.95m;
        order["total"] = 64.95m;
        order["payment"] = new { method = "card", status = "paid", amount = 64.95m, currency = "GBP", reference = "pay-4711" };
        return order;
    }

    private static async Task<Result<SplitOrder.Answer>> SplitAsync(TestDesk desk, Actor by, OrderId id, IReadOnlyDictionary<int, int> stays, int? version = null)
    {
        var seen = version ?? await VersionAsync(desk, id);
        return await desk.UseAsync((SplitOrder split) => split.RunAsync(by, new SplitOrder.Command(id, seen, stays), Ct));
    }

    private static async Task<Result> PromiseAsync(TestDesk desk, Actor by, OrderId id, DateTime until, string told)
    {
        var seen = await VersionAsync(desk, id);
        return await desk.UseAsync((BackorderOrder use) => use.RunAsync(by, new BackorderOrder.Command(id, seen, until, told, ContactWay.Phone), Ct));
    }

    private static async Task<int> NextAsync(TestDesk desk) =>
        (await desk.QueueAsync(desk.Agent(), ReviewView.Next, new Paging(), Ct)).Value!.Counts.Next;

    private static async Task<int> VersionAsync(TestDesk desk, OrderId id)
    {
        await using var db = desk.Db();
        return await db.Orders.Where(o => o.Id == id).Select(o => o.Version).SingleAsync(Ct);
    }
}
