using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Review.Learning;
using OrderDesk.Core.Shared;
using OrderDesk.Core.Verification;
using OrderDesk.Core.Verification.Checks;
using OrderDesk.Core.Verification.Policies;
using OrderDesk.Tests.Support;

namespace OrderDesk.Tests.Core.Review.Learning;

/// <summary>Orders drawn at random: which, how they are held, and what they tell of what checks miss.</summary>
public class AuditTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void The_draw_keeps_its_share_and_a_greater_share_draws_all_that_a_smaller_one_does()
    {
        var orders = Enumerable.Range(1_000_001, 100_000).Select(number => new OrderId(number)).ToList();

        var few = orders.Where(order => AuditDraw.Draws(order, 0.01m)).ToList();
        var many = orders.Where(order => AuditDraw.Draws(order, 0.05m)).ToHashSet();

        Assert.InRange(few.Count, 900, 1_100);
        Assert.InRange(many.Count, 4_800, 5_200);
        Assert.Superset(few.ToHashSet(), many);
        Assert.DoesNotContain(orders, order => AuditDraw.Draws(order, 0));
    }

    [Fact]
    public void More_than_a_twentieth_is_a_mistake()
    {
        Assert.Empty(PolicyMistakes.In(new VerificationPolicy { AuditShare = 0.05m }));
        Assert.Equal(nameof(VerificationPolicy.AuditShare), Assert.Single(PolicyMistakes.In(new VerificationPolicy { AuditShare = 0.06m })).Field);
    }

    [Theory, EveryDatabase]
    public async Task A_drawn_order_waits_with_its_units_and_goes_on_for_good_after_a_look(Database database)
    {
        await using var desk = await OpenAsync(database);
        var shop = await Shop.OpenAsync(desk);
        await shop.StockAsync("MUG", 9);
        var agent = desk.Agent();

        var drawn = await shop.TakenAsync(shop.Order());

        var order = await OrderAsync(desk, drawn);
        Assert.Equal((OrderStatus.OnHold, FulfilmentStatus.Reserved), (order.Status, order.Fulfilment));
        Assert.Equal((AllChecks.Audit, HoldType.Plausibility, "hold.audit"), order.Holds.Select(h => (h.Check, h.Type, h.Reason)).Single());
        await desk.ApproveAsync(agent, drawn, null);
        Assert.Equal(OrderStatus.ReadyToFulfil, (await OrderAsync(desk, drawn)).Status);
        Assert.True((await desk.UseAsync((RunVerification run) => run.RunAsync(agent, new RunVerification.Command(drawn), Ct))).IsOk);
        Assert.Equal(OrderStatus.ReadyToFulfil, (await OrderAsync(desk, drawn)).Status);
    }

    [Theory, EveryDatabase]
    public async Task An_order_that_a_check_doubts_or_that_is_ready_already_is_not_drawn(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var shop = await Shop.OpenAsync(desk);
        await shop.StockAsync("MUG", 9);
        var ready = await shop.TakenAsync(shop.Order());
        await using var later = desk.AnotherNode(Drawing);
        var doubted = await desk.HeldAsync(shop);

        await later.ApproveAsync(later.Agent(), doubted, null);
        Assert.True((await later.UseAsync((RunVerification run) => run.RunAsync(later.Agent(), new RunVerification.Command(ready), Ct))).IsOk);

        Assert.Equal(OrderStatus.ReadyToFulfil, (await OrderAsync(desk, doubted)).Status);
        Assert.Empty((await OrderAsync(desk, ready)).Holds);
    }

    [Theory, EveryDatabase]
    public async Task What_checks_miss_is_estimated_from_the_drawn_orders_as_by_hand(Database database)
    {
        await using var desk = await OpenAsync(database);
        var shop = await Shop.OpenAsync(desk);
        await shop.StockAsync("MUG", 20);
        var agent = desk.Agent() with { Id = new StaffId(1) };
        var day = DateOnly.FromDateTime(desk.Now);
        var clean = new List<OrderId>();
        for (var n = 0; n < 4; n++)
        {
            clean.Add(await shop.TakenAsync(shop.Order()));
        }

        await desk.ApproveAsync(agent, clean[0], TimeSpan.FromMinutes(2));
        await desk.ApproveAsync(agent, clean[1], null);
        await desk.RejectAsync(agent, clean[2], TimeSpan.FromMinutes(3));
        await desk.ApproveAsync(agent, await desk.HeldAsync(shop), null);
        await desk.RejectAsync(agent, await desk.HeldAsync(shop), null);

        var figures = await desk.FiguresAsync(day);
        var recall = figures.Recall;

        Assert.Equal((6, 4, 4, 1), (figures.Judged, recall.Drawn, recall.Clean, recall.Caught));
        Assert.Equal((1, 3), (recall.Missed.Hits, recall.Missed.Of));
        Assert.Equal(1 / (1 + (4.0 / 3)), recall.Value!.Value, 10);
        Assert.Equal(1 / (1 + (4 * recall.Missed.High)), recall.Low!.Value, 10);
        Assert.Equal(1 / (1 + (4 * recall.Missed.Low)), recall.High!.Value, 10);
        Assert.Equal(5, recall.Minutes);
        Assert.Equal(["remark"], figures.Rows.Select(row => row.Check));
        Assert.Equal(2, figures.Rows[0].Only);
    }

    [Fact]
    public void Without_a_decided_draw_nothing_is_claimed()
    {
        var recall = new Recall(3, CountedShare.Count(0, 0), 40, 7, 0);

        Assert.Equal((null, null, null), (recall.Value, recall.Low, recall.High));
        Assert.Equal(1, new Recall(3, CountedShare.Count(0, 3), 40, 7, 0).Value);
        Assert.Null(new Recall(3, CountedShare.Count(0, 3), 40, 0, 0).Value);
    }

    private static Task<TestDesk> OpenAsync(Database database) => TestDesk.OpenAsync(database, Drawing);

    /// <summary>Every order is drawn: more than a policy may ask for, and just what a small history needs.</summary>
    private static void Drawing(IServiceCollection services) => services.AddSingleton<IOptions<VerificationPolicy>>(Options.Create(new VerificationPolicy { AuditShare = 1 }));

    private static async Task<Order> OrderAsync(TestDesk desk, OrderId id)
    {
        await using var db = desk.Db();
        return await db.Orders.Include(o => o.Holds).SingleAsync(o => o.Id == id, Ct);
    }
}
