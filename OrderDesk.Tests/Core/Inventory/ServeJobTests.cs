using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using OrderDesk.Core.Catalog;
using OrderDesk.Core.Data;
using OrderDesk.Core.Data.Jobs;
using OrderDesk.Core.Inventory;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Shared;
using OrderDesk.Tests.Support;

namespace OrderDesk.Tests.Core.Inventory;

/// <summary>A receipt that is booked is booked, and what its serving did not come to, the job does.</summary>
public class ServeJobTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task A_receipt_whose_serving_is_refused_is_booked_and_says_how_far_it_came(Database database)
    {
        var trouble = new Trouble();
        await using var desk = await TestDesk.OpenAsync(database, trouble.Join);
        var shop = await Shop.OpenAsync(desk);
        await WaitersAsync(desk, shop, 60);
        trouble.At(55, () => Error.Unavailable("shared.busy"));

        var answer = await ReceiveAsync(desk, 60, Ct);

        Assert.InRange(answer.OrdersServed, 1, 54);
        Assert.Equal((60, answer.OrdersServed), (answer.OnHand, answer.Reserved));
        await IsLeftToTheJobAsync(desk, 60);
    }

    [Theory, EveryDatabase]
    public async Task A_receipt_whose_serving_breaks_is_booked(Database database)
    {
        var trouble = new Trouble();
        await using var desk = await TestDesk.OpenAsync(database, trouble.Join);
        var shop = await Shop.OpenAsync(desk);
        await WaitersAsync(desk, shop, 3);
        trouble.At(1, () => throw new InvalidOperationException("out of paper"));

        var answer = await ReceiveAsync(desk, 3, Ct);

        Assert.Equal((3, 0, 0), (answer.OnHand, answer.Reserved, answer.OrdersServed));
        await IsLeftToTheJobAsync(desk, 3);
    }

    [Theory, EveryDatabase]
    public async Task What_a_crash_between_receipt_and_serving_left_behind_is_served_by_the_job(Database database)
    {
        var trouble = new Trouble();
        await using var desk = await TestDesk.OpenAsync(database, trouble.Join);
        var shop = await Shop.OpenAsync(desk);
        await WaitersAsync(desk, shop, 3);
        using var gone = new CancellationTokenSource();
        trouble.At(1, () =>
        {
            gone.Cancel();
            throw new OperationCanceledException(gone.Token);
        });

        var answer = await ReceiveAsync(desk, 3, gone.Token);

        Assert.Equal((3, 0), (answer.OnHand, answer.OrdersServed));
        await IsLeftToTheJobAsync(desk, 3);
    }

    /// <summary>SQLite lets only one write at a time: there the receipt comes before the order or after it.</summary>
    [Theory]
    [InlineData(Database.PostgreSql)]
    public async Task An_order_that_began_to_wait_while_the_receipt_was_booked_is_served_by_the_job(Database database)
    {
        var trouble = new Trouble();
        await using var desk = await TestDesk.OpenAsync(database, trouble.Join);
        await using var other = desk.AnotherNode();
        var shop = await Shop.OpenAsync(desk);
        await shop.StockAsync("MUG", 1);
        await shop.TakenAsync(shop.Order());
        trouble.WhenTaken(() => ReceiveAsync(other, 1, Ct));

        var late = await shop.TakenAsync(shop.Order());

        await using var db = desk.Db();
        Assert.Equal(OrderStatus.OnHold, (await db.Orders.SingleAsync(o => o.Id == late, Ct)).Status);
        Assert.NotNull(await desk.RoundAsync("serve"));
        Assert.Equal(OrderStatus.ReadyToFulfil, (await db.Orders.SingleAsync(o => o.Id == late, Ct)).Status);
        await desk.IsCleanAsync();
    }

    [Theory, EveryDatabase]
    public async Task The_job_lets_no_younger_order_pass_the_oldest(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var shop = await Shop.OpenAsync(desk);
        var old = await shop.TakenAsync(shop.Order(quantity: 3));
        desk.Clock.Advance(TimeSpan.FromMinutes(1));
        var young = await shop.TakenAsync(shop.Order());
        await shop.StockAsync("MUG", 2);

        Assert.Null(await desk.RoundAsync("serve"));

        await using var db = desk.Db();
        Assert.Equal([old, young], await db.StockWaits.OrderBy(w => w.PlacedAt).Select(w => w.OrderId).ToListAsync(Ct));
        Assert.Equal(0, await db.StockLevels.Select(l => l.Reserved).SingleAsync(Ct));
    }

    [Theory, EveryDatabase]
    public async Task An_article_that_cannot_be_served_does_not_keep_the_others_waiting(Database database)
    {
        var trouble = new Trouble();
        await using var desk = await TestDesk.OpenAsync(database, trouble.Join);
        var shop = await Shop.OpenAsync(desk);
        await WaitersAsync(desk, shop, 2);
        await KnowAsync(desk, "CUP");
        var cup = await shop.TakenAsync(shop.Order("CUP"));
        trouble.At(1, () => throw new InvalidOperationException("out of paper"));
        await ReceiveAsync(desk, 2, Ct);
        await ReceiveAsync(desk, 1, Ct, "CUP");
        trouble.Except(cup);

        var outcome = await desk.RoundAsync("serve");

        Assert.Equal(("jobs.serve.stuck", "1", "MUG"), (outcome?.Code, outcome?.Args[0], outcome?.Args[1]));
        await using var db = desk.Db();
        Assert.Equal(OrderStatus.ReadyToFulfil, (await db.Orders.SingleAsync(o => o.Id == cup, Ct)).Status);
        await IsLeftToTheJobAsync(desk, 2, "MUG");
    }

    [Theory, EveryDatabase]
    public async Task A_node_that_lost_the_job_serves_nobody(Database database)
    {
        var trouble = new Trouble();
        await using var desk = await TestDesk.OpenAsync(database, trouble.Join);
        await using var next = desk.AnotherNode();
        var shop = await Shop.OpenAsync(desk);
        await WaitersAsync(desk, shop, 1);
        trouble.At(1, () => Error.Unavailable("shared.busy"));
        await ReceiveAsync(desk, 1, Ct);
        trouble.IsOver();
        var stale = await desk.HoldJobAsync("serve");
        var leases = desk.Services.GetRequiredService<JobLeases>();
        await leases.EndAsync((await leases.TakeAsync("serve", Ct))!, Ct);
        await next.HoldJobAsync("serve");

        var outcome = await desk.UseAsync((ServeJob job) => job.WorkAsync(stale, Ct));

        Assert.Null(outcome);
        await using var db = desk.Db();
        Assert.Equal((1, 0), (await db.StockWaits.CountAsync(Ct), await db.StockLevels.Select(l => l.Reserved).SingleAsync(Ct)));
    }

    [Fact]
    public async Task Who_can_be_served_is_found_along_an_index()
    {
        var log = new SqlLog();
        var trouble = new Trouble();
        await using var desk = await TestDesk.OpenAsync(more: services => trouble.Join(services.AddSingleton<IInterceptor>(log)));
        var shop = await Shop.OpenAsync(desk);
        await WaitersAsync(desk, shop, 2);
        trouble.At(1, () => Error.Unavailable("shared.busy"));
        await ReceiveAsync(desk, 2, Ct);
        trouble.IsOver();
        var before = log.Statements.Count;

        Assert.NotNull(await desk.RoundAsync("serve"));

        var asked = log.Statements.Skip(before).Where(sql => sql.Contains("stock_waits", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(asked);
        var slow = await QueryPlan.SlowStepsAsync(desk.Storage, asked, Ct);
        Assert.True(slow.Count == 0, string.Join("\n\n", slow));
    }

    private static Task KnowAsync(TestDesk desk, string sku) => desk.WriteAsync(write => CatalogBook.Add(write, sku, null, null, "GBP"));

    private static async Task WaitersAsync(TestDesk desk, Shop shop, int count)
    {
        await KnowAsync(desk, "MUG");
        for (var n = 0; n < count; n++)
        {
            desk.Clock.Advance(TimeSpan.FromSeconds(1));
            await shop.TakenAsync(shop.Order());
        }
    }

    private static async Task<ReceiveStock.Answer> ReceiveAsync(TestDesk desk, int quantity, CancellationToken ct, string sku = "MUG")
    {
        var answer = await desk.UseAsync((ReceiveStock receive) => receive.RunAsync(desk.WarehouseLead(), new ReceiveStock.Command(sku, "MAIN", quantity), ct));
        Assert.True(answer.IsOk, answer.Error?.Code);
        return answer.Value;
    }

    /// <summary>The units are free, the orders still wait, and one round of the job brings them together.</summary>
    private static async Task IsLeftToTheJobAsync(TestDesk desk, int units, string sku = "MUG")
    {
        desk.Services.GetRequiredService<Trouble>().IsOver();
        await using var db = desk.Db();
        Assert.NotEmpty(await db.StockWaits.ToListAsync(Ct));

        Assert.Equal("jobs.serve.served", (await desk.RoundAsync("serve"))?.Code);

        Assert.Empty(await db.StockWaits.ToListAsync(Ct));
        Assert.Equal(units, await db.StockLevels.Join(db.Variants.Where(v => v.Sku == sku), l => l.VariantId, v => v.Id, (l, v) => l.Reserved).SingleAsync(Ct));
        await desk.IsCleanAsync();
    }

    /// <summary>What goes wrong while orders are served, when the test says so.</summary>
    private sealed class Trouble
    {
        private readonly HashSet<OrderId> _settled = [];
        private (int From, Func<Error?> What)? _plan;
        private OrderId? _except;
        private Func<Task>? _whenTaken;

        public void Join(IServiceCollection services) => services.AddSingleton(this).AddScoped<IReaction, OnSettled>().AddScoped<IReaction, OnTaken>();

        /// <summary>Goes wrong from this order on, counted in the order they are served.</summary>
        public void At(int order, Func<Error?> what) => (_plan, _except) = ((order, what), null);

        public void Except(OrderId order) => _except = order;

        public void IsOver() => _plan = null;

        public void WhenTaken(Func<Task> then) => _whenTaken = then;

        private sealed class OnSettled(Trouble trouble) : Reaction<StockSettled>
        {
            protected override Task<Result> ReactAsync(Write write, StockSettled happened, CancellationToken ct)
            {
                if (trouble._plan is not { } plan || happened.OrderId == trouble._except)
                {
                    return Task.FromResult(Result.Ok);
                }

                trouble._settled.Add(happened.OrderId);
                return Task.FromResult(trouble._settled.Count >= plan.From && plan.What() is { } error ? error : Result.Ok);
            }
        }

        private sealed class OnTaken(Trouble trouble) : Reaction<OrderTaken>
        {
            public override int Order => 900;

            protected override async Task<Result> ReactAsync(Write write, OrderTaken happened, CancellationToken ct)
            {
                var then = trouble._whenTaken;
                trouble._whenTaken = null;
                await (then?.Invoke() ?? Task.CompletedTask);
                return Result.Ok;
            }
        }
    }
}
