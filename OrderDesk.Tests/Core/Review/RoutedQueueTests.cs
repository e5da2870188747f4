using OrderDesk.Core.Orders;
using OrderDesk.Core.Review;
using OrderDesk.Core.Review.Bulk;
using OrderDesk.Core.Shared;
using OrderDesk.Core.Verification;
using OrderDesk.Core.Verification.Policies;
using OrderDesk.Tests.Core.Verification.Policies;
using OrderDesk.Tests.Support;

namespace OrderDesk.Tests.Core.Review;

/// <summary>Cases that a rule of the policy routes to a queue are counted, listed and served by themselves.</summary>
public sealed class RoutedQueueTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task A_queue_is_counted_listed_and_served_by_itself(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var shop = await Shop.OpenAsync(desk);
        await shop.StockAsync("MUG", 50);
        await desk.InForceAsync(new VerificationPolicy { Rules = [PolicyDesk.Rule(new RuleActions { Hold = HoldType.Payment, Queue = "Large" })] });
        var plain = await shop.TakenAsync(shop.Order());
        await shop.HoldAsync(plain);
        var large = await shop.TakenAsync(shop.Order(quantity: 2));
        var larger = await shop.TakenAsync(shop.Order(quantity: 3));
        var rina = desk.Agent();

        var all = await ReadAsync(desk, rina, null);
        var queue = await ReadAsync(desk, rina, "Large");

        Assert.Equal([("Large", 2)], all.Queues.Select(one => (one.Name, one.Counts.Next)));
        Assert.Equal((3, 3, 2), (all.Counts.Next, queue.All.Next, queue.Counts.Next));
        Assert.Equal([larger, large], queue.Page.Rows.Select(row => row.OrderId));
        Assert.Empty((await ReadAsync(desk, rina, "Nowhere")).Page.Rows);
        Assert.Equal(larger, await ServedAsync(desk, rina, "Large"));
        Assert.Equal(large, await ServedAsync(desk, desk.Agent("Mei"), "Large"));
        Assert.Null(await ServedAsync(desk, desk.Agent("Bo"), "Large"));
        Assert.Equal(plain, await ServedAsync(desk, desk.Agent("Bo"), null));
        var look = await desk.UseAsync((LookAtBulk use) => use.RunAsync(rina, new LookAtBulk.Command(new BulkAction(BulkKind.Tag, "big"), new BulkPick(View: ReviewView.All, Cases: new ReviewFilter { Queue = "Large" })), Ct));
        Assert.Equal(2, look.Value?.Total);
    }

    private static async Task<ReviewQueueReads.Answer> ReadAsync(TestDesk desk, Actor actor, string? queue) =>
        (await desk.QueueAsync(actor, ReviewView.Next, new Paging(), Ct, new ReviewFilter { Queue = queue })).Value!;

    private static async Task<OrderId?> ServedAsync(TestDesk desk, Actor actor, string? queue)
    {
        var served = await desk.UseAsync((ServeNext serve) => serve.RunAsync(actor, new ServeNext.Command(Queue: queue), Ct));
        Assert.True(served.IsOk || served.Value is null, served.Error?.Code);
        return served.Value?.OrderId;
    }
}
