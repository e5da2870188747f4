using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Review;
using OrderDesk.Core.Shared;
using OrderDesk.Tests.Support;

namespace OrderDesk.Tests.Core.Review;

/// <summary>A decision can be taken back for some seconds, as long as nobody else has touched the order.</summary>
public class UndoTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task An_approval_taken_back_leaves_the_case_as_it_was(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var (id, fence, me) = await ClaimedAsync(desk);
        var approved = await desk.UseAsync((ApproveOrder approve) => approve.RunAsync(me, new ApproveOrder.Command(id, 0, [], null, fence), Ct));
        Assert.Equal(OrderStatus.ReadyToFulfil, approved.Value?.Status);

        desk.Clock.Advance(TimeSpan.FromSeconds(20));
        Assert.Null(await UndoAsync(desk, id, me));

        await using var db = desk.Db();
        var order = await db.Orders.Include(o => o.Holds).SingleAsync(Ct);
        var review = await db.ReviewCases.SingleAsync(Ct);
        Assert.Equal((OrderStatus.OnHold, HoldType.Request, HoldState.Open), (order.Status, order.OpenHolds, order.Holds.Single().State));
        Assert.Equal((ReviewState.Open, me.Id, null), (review.State, review.ClaimedBy!.Value, review.Verdict));
        Assert.NotNull((await db.ReviewDecisions.SingleAsync(Ct)).UndoneAt);
        Assert.Equal("review.undone-already", await UndoAsync(desk, id, me));
        await desk.IsCleanAsync();
    }

    [Theory, EveryDatabase]
    public async Task A_rejection_taken_back_asks_for_its_units_again(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var (id, fence, me) = await ClaimedAsync(desk);
        await RejectAsync(desk, id, fence, me);
        Assert.Equal(0, await ReservedAsync(desk));

        Assert.Null(await UndoAsync(desk, id, me));

        Assert.Equal(1, await ReservedAsync(desk));
        await using var db = desk.Db();
        var order = await db.Orders.SingleAsync(Ct);
        Assert.Equal((OrderStatus.OnHold, HoldType.Request, FulfilmentStatus.Reserved), (order.Status, order.OpenHolds, order.Fulfilment));
        await desk.IsCleanAsync();
    }

    [Theory, EveryDatabase]
    public async Task A_rejection_whose_units_are_gone_waits_for_others(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var (id, fence, me) = await ClaimedAsync(desk, units: 1);
        await RejectAsync(desk, id, fence, me);
        var shop = await Shop.OpenAsync(desk);
        _ = shop.Order();
        Assert.Equal(OrderStatus.ReadyToFulfil, (await shop.SendAsync(shop.Order())).Value!.Answer.Status);

        Assert.Null(await UndoAsync(desk, id, me));

        await using var db = desk.Db();
        Assert.Equal(HoldType.Request | HoldType.Stock, (await db.Orders.SingleAsync(o => o.Id == id, Ct)).OpenHolds);
        await desk.IsCleanAsync();
    }

    [Fact]
    public async Task It_is_refused_too_late_for_others_and_after_others()
    {
        await using var desk = await TestDesk.OpenAsync();
        var (id, fence, me) = await ClaimedAsync(desk);
        Assert.Equal("review.nothing-to-undo", await UndoAsync(desk, id, me));
        await RejectAsync(desk, id, fence, me);

        Assert.Equal("review.nothing-to-undo", await UndoAsync(desk, id, desk.Agent("Bo")));
        await desk.UseAsync((AddNote note) => note.RunAsync(desk.Agent("Bo"), new AddNote.Command(id, "I have told them"), Ct));
        Assert.Equal("review.order-changed", await UndoAsync(desk, id, me));
        desk.Clock.Advance(ReviewDecision.UndoWithin + TimeSpan.FromSeconds(1));
        Assert.Equal("review.undo-too-late", await UndoAsync(desk, id, me));
        await using var db = desk.Db();
        Assert.Equal(OrderStatus.Cancelled, (await db.Orders.SingleAsync(Ct)).Status);
    }

    [Theory, EveryDatabase]
    public async Task Above_the_set_value_two_people_must_say_yes(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database, more: services => services.Configure<ReviewOptions>(options => options.TwoPeopleAbove = new Dictionary<string, decimal> { ["GBP"] = 5 }));
        var (id, fence, me) = await ClaimedAsync(desk);

        var first = await desk.UseAsync((ApproveOrder approve) => approve.RunAsync(me, new ApproveOrder.Command(id, 0, [], "Looks right", fence), Ct));
        var version = await VersionAsync(desk);
        Assert.Equal((0, 1), (await NextAsync(desk, me), await NextAsync(desk, desk.Agent("Bo"))));
        var again = await desk.UseAsync((ApproveOrder approve) => approve.RunAsync(me, new ApproveOrder.Command(id, version, [], null), Ct));
        var second = await desk.UseAsync((ApproveOrder approve) => approve.RunAsync(desk.Agent("Bo"), new ApproveOrder.Command(id, version, [], null), Ct));

        Assert.Equal((true, OrderStatus.OnHold), (first.Value!.NeedsSecond, first.Value.Status));
        Assert.Equal("review.second-must-be-another", again.Error?.Code);
        Assert.Equal((false, OrderStatus.ReadyToFulfil), (second.Value!.NeedsSecond, second.Value.Status));
        await using var db = desk.Db();
        Assert.Equal("Bo", (await db.ReviewDecisions.SingleAsync(Ct)).ByName);
        await desk.IsCleanAsync();
    }

    [Fact]
    public async Task A_snoozed_case_leaves_the_list_and_comes_back_by_itself()
    {
        await using var desk = await TestDesk.OpenAsync();
        var (id, fence, me) = await ClaimedAsync(desk);

        var tooLong = await desk.UseAsync((SnoozeCase snooze) => snooze.RunAsync(me, new SnoozeCase.Command(id, 0, desk.Now.AddDays(15), null, fence), Ct));
        var snoozed = await desk.UseAsync((SnoozeCase snooze) => snooze.RunAsync(me, new SnoozeCase.Command(id, 0, desk.Now.AddHours(1), "They call back", fence), Ct));

        Assert.Equal("review.bad-snooze", tooLong.Error?.Code);
        Assert.True(snoozed.IsOk, snoozed.Error?.Code);
        Assert.Equal((0, 1), await CountsAsync(desk));
        desk.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal((1, 0), await CountsAsync(desk));
    }

    private static async Task<int> NextAsync(TestDesk desk, Actor actor)
    {
        var next = (await desk.QueueAsync(actor, ReviewView.Next, new Paging(), Ct)).Value!;
        Assert.Equal(next.Page.Rows.Count, next.Counts.Next);
        return next.Counts.Next;
    }

    private static async Task<(int Next, int Waiting)> CountsAsync(TestDesk desk)
    {
        var next = await desk.QueueAsync(desk.Agent(), ReviewView.Next, new Paging(), Ct);
        var waiting = await desk.QueueAsync(desk.Agent(), ReviewView.Waiting, new Paging(), Ct);
        Assert.Equal((next.Value!.Page.Rows.Count, waiting.Value!.Page.Rows.Count), (next.Value.Counts.Next, next.Value.Counts.Waiting));
        return (next.Value.Counts.Next, next.Value.Counts.Waiting);
    }

    private static async Task<(OrderId Id, long Fence, Actor Me)> ClaimedAsync(TestDesk desk, int units = 5)
    {
        var me = desk.Agent();
        var shop = await Shop.OpenAsync(desk);
        await shop.StockAsync("MUG", units);
        var order = shop.Order();
        order["requests"] = new { remark = "Please ring twice" };
        var id = new OrderId((await shop.SendAsync(order)).Value!.Answer.Id);
        return (id, (await desk.UseAsync((ClaimCase claim) => claim.RunAsync(me, new ClaimCase.Command(id), Ct))).Value!.Fence, me);
    }

    private static async Task RejectAsync(TestDesk desk, OrderId id, long fence, Actor me)
    {
        var rejected = await desk.UseAsync((RejectOrder reject) => reject.RunAsync(me, new RejectOrder.Command(id, 0, "A test", RefundInstruction.Full, fence), Ct));
        Assert.True(rejected.IsOk, rejected.Error?.Code);
    }

    private static async Task<string?> UndoAsync(TestDesk desk, OrderId id, Actor by) =>
        (await desk.UseAsync((UndoDecision undo) => undo.RunAsync(by, new UndoDecision.Command(id), Ct))).Error?.Code;

    private static async Task<int> ReservedAsync(TestDesk desk)
    {
        await using var db = desk.Db();
        return await db.StockLevels.SumAsync(level => level.Reserved, Ct);
    }

    private static async Task<int> VersionAsync(TestDesk desk)
    {
        await using var db = desk.Db();
        return await db.Orders.Select(o => o.Version).SingleAsync(Ct);
    }
}
