using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Review;
using OrderDesk.Core.Shared;
using OrderDesk.Tests.Support;

namespace OrderDesk.Tests.Core.Review;

/// <summary>Decisions on flagged orders: one wins, the others are told who was first.</summary>
public class DecisionTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task Of_fifty_decisions_at_once_one_counts_and_the_others_learn_who_was_first(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var shop = await Shop.OpenAsync(desk);
        await shop.StockAsync("MUG", 5);
        var id = await HeldAsync(desk, shop);
        var version = await VersionAsync(desk, id);

        var results = await Task.WhenAll(Enumerable.Range(0, 50).Select(n => Task.Run(async () => n % 2 == 0
            ? (await desk.UseAsync((ApproveOrder approve) => approve.RunAsync(desk.Agent($"Agent{n}"), new ApproveOrder.Command(id, version, [], null), Ct))).Plain
            : await desk.UseAsync((RejectOrder reject) => reject.RunAsync(desk.Agent($"Agent{n}"), new RejectOrder.Command(id, version, "duplicate", RefundInstruction.None), Ct)), Ct)));

        Assert.Single(results, result => result.IsOk);
        Assert.All(results.Where(result => !result.IsOk), refused =>
        {
            Assert.Equal(ErrorKind.Conflict, refused.Error!.Kind);
            Assert.StartsWith("Agent", (string)refused.Error.Args[0]!, StringComparison.Ordinal);
        });
        await using var db = desk.Db();
        var order = await db.Orders.SingleAsync(o => o.Id == id, Ct);
        Assert.Equal(order.Status is OrderStatus.ReadyToFulfil ? 1 : 0, await db.StockLevels.Select(l => l.Reserved).SingleAsync(Ct));
        Assert.Contains(order.Status, new[] { OrderStatus.ReadyToFulfil, OrderStatus.Cancelled });
        await desk.IsCleanAsync();
    }

    [Theory, EveryDatabase]
    public async Task A_single_hold_is_released_and_the_others_stay(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var shop = await Shop.OpenAsync(desk);
        await shop.StockAsync("MUG", 5);
        var body = shop.Order();
        body["requests"] = new { remark = "Please ring twice" };
        var id = new OrderId((await shop.SendAsync(body)).Value!.Answer.Id);
        await shop.HoldAsync(id);
        await using var before = desk.Db();
        var manual = await before.Orders.Where(o => o.Id == id).SelectMany(o => o.Holds).SingleAsync(h => h.Type == HoldType.Manual && h.State == HoldState.Open, Ct);

        var approved = await desk.UseAsync((ApproveOrder approve) => approve.RunAsync(desk.Agent(), new ApproveOrder.Command(id, before.Orders.Single(o => o.Id == id).Version, [manual.Id], "looked at"), Ct));

        Assert.True(approved.IsOk, approved.Error?.Code);
        Assert.Equal(OrderStatus.OnHold, approved.Value.Status);
        Assert.Equal(HoldType.Request, approved.Value.OpenHolds);
        await desk.IsCleanAsync();
    }

    [Theory, EveryDatabase]
    public async Task What_is_short_of_stock_waits_on_however_often_it_is_approved(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var shop = await Shop.OpenAsync(desk);
        var id = await HeldAsync(desk, shop);

        var version = await VersionAsync(desk, id);
        var approved = await desk.UseAsync((ApproveOrder approve) => approve.RunAsync(desk.Agent(), new ApproveOrder.Command(id, version, [], null), Ct));
        await shop.StockAsync("MUG", 1);

        Assert.Equal((OrderStatus.OnHold, HoldType.Stock), (approved.Value!.Status, approved.Value.OpenHolds));
        await using var db = desk.Db();
        Assert.Equal(OrderStatus.ReadyToFulfil, await db.Orders.Where(o => o.Id == id).Select(o => o.Status).SingleAsync(Ct));
        await desk.IsCleanAsync();
    }

    [Theory, EveryDatabase]
    public async Task A_question_is_on_the_timeline_and_the_case_waits_for_the_answer(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var shop = await Shop.OpenAsync(desk);
        var id = await HeldAsync(desk, shop);

        var version = await VersionAsync(desk, id);
        var asked = await desk.UseAsync((AskCustomer ask) => ask.RunAsync(desk.Agent("Mei"), new AskCustomer.Command(id, version, "Which street?", ContactWay.Phone, TimeSpan.FromDays(2)), Ct));

        Assert.True(asked.IsOk, asked.Error?.Code);
        await using var db = desk.Db();
        var last = await db.OrderEvents.Where(e => e.OrderId == id && e.Note == "Which street?").SingleAsync(Ct);
        Assert.Equal("Mei", last.ActorName);
        await desk.IsCleanAsync();
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData(null)]
    public async Task A_rejection_needs_its_reason(string? reason)
    {
        await using var desk = await TestDesk.OpenAsync();
        var shop = await Shop.OpenAsync(desk);
        var id = await HeldAsync(desk, shop);

        var version = await VersionAsync(desk, id);
        var rejected = await desk.UseAsync((RejectOrder reject) => reject.RunAsync(desk.Agent(), new RejectOrder.Command(id, version, reason, RefundInstruction.Full), Ct));

        Assert.Equal(ErrorKind.Invalid, rejected.Error?.Kind);
        await using var db = desk.Db();
        Assert.Equal(OrderStatus.OnHold, await db.Orders.Where(o => o.Id == id).Select(o => o.Status).SingleAsync(Ct));
    }

    private static async Task<OrderId> HeldAsync(TestDesk desk, Shop shop)
    {
        var sent = await shop.SendAsync(shop.Order());
        Assert.True(sent.IsOk, sent.Error?.Code);
        var id = new OrderId(sent.Value.Answer.Id);
        await shop.HoldAsync(id);
        return id;
    }

    private static async Task<int> VersionAsync(TestDesk desk, OrderId id)
    {
        await using var db = desk.Db();
        return await db.Orders.Where(o => o.Id == id).Select(o => o.Version).SingleAsync(Ct);
    }
}
