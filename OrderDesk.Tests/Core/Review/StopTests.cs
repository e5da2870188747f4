using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Access;
using OrderDesk.Core.Notifications;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Review;
using OrderDesk.Core.Shared;
using OrderDesk.Tests.Support;

namespace OrderDesk.Tests.Core.Review;

/// <summary>Somebody asks the warehouse to stop an order it picks: the warehouse is told, sees it first thing, and its answer comes back.</summary>
public class StopTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task The_lead_of_the_warehouse_is_told_and_the_answer_comes_back(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var room = new StaffRoom(desk);
        var (mei, wei, maya) = (await room.HireAsync(StaffRoles.Agent, "mei@example.com"), await room.HireAsync(StaffRoles.WarehouseLead, "wei@example.com"), await room.HireAsync(StaffRoles.Manager, "maya@example.com"));
        var shop = await Shop.OpenAsync(desk);
        var (first, second) = (await PickedAsync(desk, shop), await PickedAsync(desk, shop));

        Assert.False((await AskAsync(desk, mei, first, RefundInstruction.None)).Value);
        desk.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.False((await AskAsync(desk, mei, second, RefundInstruction.None)).Value);

        Assert.Equal([NotificationKind.StopAsked, NotificationKind.StopAsked], await ToldAsync(desk, wei));
        Assert.Empty(await ToldAsync(desk, maya));
        var waiting = await StopsAsync(desk, wei);
        Assert.Equal([(first, mei.Name), (second, mei.Name)], waiting.Select(stop => (stop.OrderId, stop.AskedBy!)));
        Assert.Empty(await StopsAsync(desk, mei));
        Assert.Equal("They rang", (await SheetAsync(desk, first)).AskToStop?.Reason);

        Assert.True((await AnswerAsync(desk, wei, first, stopped: false, "It is on the lorry")).IsOk);
        Assert.True((await AnswerAsync(desk, wei, second, stopped: true, null)).IsOk);

        Assert.Equal([NotificationKind.NotStopped, NotificationKind.Stopped], await ToldAsync(desk, mei));
        Assert.Empty(await StopsAsync(desk, wei));
        Assert.Null((await SheetAsync(desk, first)).AskToStop);
    }

    [Theory, EveryDatabase]
    public async Task The_money_goes_where_whoever_asked_said(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var id = await PickedAsync(desk, await Shop.OpenAsync(desk));
        Assert.False((await AskAsync(desk, desk.Agent(), id, RefundInstruction.None)).Value);

        Assert.True((await AnswerAsync(desk, desk.WarehouseLead(), id, stopped: true, null)).IsOk);

        await using var db = desk.Db();
        var ended = await db.OrderEvents.SingleAsync(e => e.OrderId == id && e.ToStatus == OrderStatus.Cancelled, Ct);
        Assert.Contains("\"refund\":\"None\"", ended.Data, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nobody_leads_the_warehouse_who_else_may_answer_is_told()
    {
        await using var desk = await TestDesk.OpenAsync();
        var maya = await new StaffRoom(desk).HireAsync(StaffRoles.Manager, "maya@example.com");

        Assert.False((await AskAsync(desk, desk.Agent(), await PickedAsync(desk, await Shop.OpenAsync(desk)), RefundInstruction.Full)).Value);

        Assert.Equal([NotificationKind.StopAsked], await ToldAsync(desk, maya));
    }

    private static async Task<OrderId> PickedAsync(TestDesk desk, Shop shop)
    {
        await shop.StockAsync("MUG", 1);
        var id = await shop.TakenAsync(shop.Order());
        await desk.WriteAsync(async write =>
        {
            (await write.Db.Orders.SingleAsync(o => o.Id == id, Ct)).Imagine(OrderStatus.Fulfilling, FulfilmentStatus.Picking, Actor.System("test"), desk.Now);
            return true;
        });
        return id;
    }

    private static async Task<Result<bool>> AskAsync(TestDesk desk, Actor by, OrderId id, RefundInstruction refund)
    {
        var seen = (await SheetAsync(desk, id)).Version;
        return await desk.UseAsync((CancelOrder cancel) => cancel.RunAsync(by, new CancelOrder.Command(id, seen, "They rang", refund), Ct));
    }

    private static async Task<Result> AnswerAsync(TestDesk desk, Actor by, OrderId id, bool stopped, string? note)
    {
        var seen = (await SheetAsync(desk, id)).Version;
        return await desk.UseAsync((AnswerCancel answer) => answer.RunAsync(by, new AnswerCancel.Command(id, seen, stopped, note), Ct));
    }

    private static async Task<OrderSheet.Sheet> SheetAsync(TestDesk desk, OrderId id) =>
        (await desk.UseAsync((OrderSheet sheet) => sheet.ReadAsync(desk.Agent(), id, Ct))).Value!;

    private static async Task<IReadOnlyList<MyDesk.Stop>> StopsAsync(TestDesk desk, Actor me) => (await desk.UseAsync((MyDesk mine) => mine.ReadAsync(me, Ct))).Value!.Stops;

    private static async Task<IReadOnlyList<NotificationKind>> ToldAsync(TestDesk desk, Actor who)
    {
        await using var db = desk.Db();
        return await db.Notifications.Where(n => n.StaffId == who.Id).OrderBy(n => n.Id).Select(n => n.Kind).ToListAsync(Ct);
    }
}
