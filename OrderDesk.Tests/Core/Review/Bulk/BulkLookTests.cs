using OrderDesk.Core.Orders;
using OrderDesk.Core.Review;
using OrderDesk.Core.Review.Bulk;
using OrderDesk.Tests.Support;

namespace OrderDesk.Tests.Core.Review.Bulk;

/// <summary>A bulk action is looked at first: it says what would happen, refuses what cannot be, and is begun once by whoever looked.</summary>
public class BulkLookTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task A_look_says_what_would_happen_and_changes_no_order(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var (me, held) = await desk.HeldCasesAsync(3);
        var other = desk.Agent("Bo");
        await desk.UseAsync((ClaimCase claim) => claim.RunAsync(other, new ClaimCase.Command(held[0]), Ct));
        var before = await desk.OrderVersionsAsync();

        var look = await desk.BulkLookAsync(me, BulkDesk.Approve, new BulkPick(Filter: new() { Status = OrderStatus.OnHold }, Asked: "/orders?status=on-hold"));

        Assert.Equal((3, 2, 0, 1), (look.Total, look.Would, look.Half, look.Refused));
        Assert.Equal(("review.claimed-by-other", held[0]), (look.Refusals.Single().Why.Code, look.Refusals.Single().First));
        Assert.Equal(before, await desk.OrderVersionsAsync());
        Assert.Null(await desk.RoundAsync("bulk"));
        Assert.Equal(before, await desk.OrderVersionsAsync());
    }

    [Theory]
    [InlineData(BulkKind.Reject, null, "orders.cancel-reason-required")]
    [InlineData(BulkKind.Reject, "no refund said", "review.unknown-refund")]
    [InlineData(BulkKind.Tag, "a,b", "orders.bad-tag")]
    [InlineData(BulkKind.Note, "  ", "orders.note-required")]
    [InlineData(BulkKind.Escalate, "", "review.reason-required")]
    [InlineData(BulkKind.Snooze, null, "review.bad-snooze")]
    [InlineData((BulkKind)99, null, "review.bulk-unknown")]
    public async Task What_cannot_be_done_to_any_order_is_refused_at_the_look(BulkKind kind, string? text, string code)
    {
        await using var desk = await TestDesk.OpenAsync();
        var look = await desk.UseAsync((LookAtBulk at) => at.RunAsync(desk.Agent(), new LookAtBulk.Command(new BulkAction(kind, text), new BulkPick([new OrderId(1)])), Ct));
        Assert.Equal(code, look.Error?.Code);
    }

    [Fact]
    public async Task Who_may_not_do_it_to_one_order_may_not_do_it_to_many()
    {
        await using var desk = await TestDesk.OpenAsync();
        var (me, held) = await desk.HeldCasesAsync(2);
        var pick = new BulkPick(held);

        Assert.Equal("review.decide-forbidden", (await desk.TryBulkLookAsync(desk.WarehouseLead(), BulkDesk.Approve, pick)).Error?.Code);
        Assert.Equal("review.bulk-forbidden", (await desk.TryBulkLookAsync(desk.Nobody(), BulkDesk.Approve, pick)).Error?.Code);
        Assert.True((await desk.TryBulkLookAsync(desk.WarehouseLead(), new BulkAction(BulkKind.Note, "seen"), pick)).IsOk);
        Assert.Equal("review.bulk-nothing", (await desk.TryBulkLookAsync(me, BulkDesk.Approve, new BulkPick([]))).Error?.Code);
        Assert.Equal("review.bulk-nothing", (await desk.TryBulkLookAsync(me, BulkDesk.Approve, new BulkPick(Filter: new() { Status = OrderStatus.Shipped }))).Error?.Code);
        Assert.Equal("review.bulk-too-many", (await desk.TryBulkLookAsync(me, BulkDesk.Approve, new BulkPick([.. Enumerable.Range(1, BulkRun.MostRows + 1).Select(n => new OrderId(n))]))).Error?.Code);
    }

    [Fact]
    public async Task A_look_can_be_dropped_grows_old_and_is_started_once_by_its_owner()
    {
        await using var desk = await TestDesk.OpenAsync();
        var (me, held) = await desk.HeldCasesAsync(2);
        var look = await desk.BulkLookAsync(me, BulkDesk.Approve, new BulkPick(View: ReviewView.All, But: [held[0]]));
        var dropped = await desk.BulkLookAsync(me, BulkDesk.Approve, new BulkPick(held));
        Assert.Equal(1, look.Total);

        Assert.Equal("review.bulk-not-yours", (await desk.TryBulkStartAsync(desk.Agent("Bo"), look.Id)).Error?.Code);
        Assert.Equal("review.bulk-not-over", (await desk.UseAsync((RetryBulk again) => again.RunAsync(me, new RetryBulk.Command(look.Id), Ct))).Error?.Code);
        Assert.True((await desk.BulkCancelAsync(me, dropped.Id)).IsOk);
        Assert.Equal("review.bulk-not-found", (await desk.TryBulkStartAsync(me, dropped.Id)).Error?.Code);
        desk.Clock.Advance(BulkRun.DraftsLast + TimeSpan.FromMinutes(1));
        Assert.Equal("review.bulk-look-too-old", (await desk.TryBulkStartAsync(me, look.Id)).Error?.Code);
        await desk.RoundAsync("bulk");
        Assert.Equal("review.bulk-not-found", (await desk.TryBulkStartAsync(me, look.Id)).Error?.Code);

        var anew = await desk.BulkLookAsync(me, BulkDesk.Approve, new BulkPick(held));
        await desk.BulkStartAsync(me, anew.Id);
        Assert.Equal("review.bulk-over", (await desk.TryBulkStartAsync(me, anew.Id)).Error?.Code);
    }
}
