using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Review;
using OrderDesk.Core.Verification;
using OrderDesk.Core.Verification.Policies;
using OrderDesk.Tests.Support;

namespace OrderDesk.Tests.Core.Verification.Policies;

/// <summary>Open orders after a publication: judged again, without touching what people did.</summary>
public class ReverifyTests
{
    private static readonly VerificationPolicy Strict = new() { Rules = [PolicyDesk.Rule(new RuleActions { Hold = HoldType.Payment, Tag = "look" })] };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task Open_orders_are_judged_again_and_what_a_person_released_stays_released(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var shop = await Shop.OpenAsync(desk);
        await shop.StockAsync("MUG", 50);
        var body = shop.Order();
        body["requests"] = new { remark = "Please ring twice" };
        body["tags"] = new[] { "vip" };
        var released = await shop.TakenAsync(body);
        Assert.True((await PublishPolicyTests.ApproveAsync(desk, desk.Agent(), released)).IsOk);
        var clean = await shop.TakenAsync(shop.Order(quantity: 2));
        Assert.Null(await desk.RoundAsync("reverify"));
        await desk.InForceAsync(Strict);

        var told = await desk.RoundAsync("reverify");

        Assert.Equal(("jobs.reverify.done", "2", "2"), (told!.Code, told.Args[0], told.Args[1]));
        Assert.Null(await desk.RoundAsync("reverify"));
        await using var db = desk.Db();
        var orders = await db.Orders.Include(o => o.Holds).ToDictionaryAsync(o => o.Id, Ct);
        Assert.Equal((OrderStatus.ReadyToFulfil, 2, HoldState.Released, "vip"), (orders[released].Status, orders[released].PolicyVersion, Assert.Single(orders[released].Holds).State, orders[released].Tags));
        Assert.Equal((OrderStatus.OnHold, 2, "look"), (orders[clean].Status, orders[clean].PolicyVersion, orders[clean].AutoTags));

        await desk.InForceAsync(new VerificationPolicy { OrdersPerHour = 9 });
        await desk.RoundAsync("reverify");
        Assert.Equal((OrderStatus.ReadyToFulfil, (string?)null), await db.Orders.Where(o => o.Id == clean).Select(o => new ValueTuple<OrderStatus, string?>(o.Status, o.AutoTags)).SingleAsync(Ct));
        await desk.IsCleanAsync();
    }

    [Theory, EveryDatabase]
    public async Task A_hold_of_a_rule_that_a_person_released_is_not_placed_again_by_the_next_version(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var shop = await Shop.OpenAsync(desk);
        await shop.StockAsync("MUG", 50);
        await desk.InForceAsync(Strict);
        var id = await shop.TakenAsync(shop.Order(quantity: 2));
        Assert.True((await PublishPolicyTests.ApproveAsync(desk, desk.Agent(), id)).IsOk);

        await desk.InForceAsync(Strict with { OrdersPerHour = 9 });
        await desk.RoundAsync("reverify");

        await using var db = desk.Db();
        Assert.Equal((OrderStatus.ReadyToFulfil, 3), await db.Orders.Where(o => o.Id == id).Select(o => new ValueTuple<OrderStatus, int>(o.Status, o.PolicyVersion)).SingleAsync(Ct));
    }

    [Theory, EveryDatabase]
    public async Task An_order_that_somebody_has_claimed_waits_until_the_claim_ends(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var shop = await Shop.OpenAsync(desk);
        await shop.StockAsync("MUG", 50);
        var id = await shop.TakenAsync(shop.Order(quantity: 2));
        await shop.HoldAsync(id);
        Assert.True((await desk.UseAsync((ClaimCase claim) => claim.RunAsync(desk.Agent(), new ClaimCase.Command(id), Ct))).IsOk);
        await desk.InForceAsync(Strict);

        Assert.Null(await desk.RoundAsync("reverify"));
        desk.Clock.Advance(ReviewCase.ClaimIdle + TimeSpan.FromSeconds(1));
        Assert.Equal("jobs.reverify.done", (await desk.RoundAsync("reverify"))?.Code);

        await using var db = desk.Db();
        Assert.Equal(2, await db.Orders.Where(o => o.Id == id).Select(o => o.PolicyVersion).SingleAsync(Ct));
    }

    [Fact]
    public async Task Outdated_orders_are_found_along_an_index()
    {
        var log = new SqlLog();
        await using var desk = await TestDesk.OpenAsync(more: services => services.AddSingleton<IInterceptor>(log));
        var shop = await Shop.OpenAsync(desk);
        await shop.StockAsync("MUG", 50);
        await shop.TakenAsync(shop.Order());
        await desk.InForceAsync(Strict);
        var before = log.Statements.Count;

        await desk.RoundAsync("reverify");

        var asked = log.Statements.Skip(before).Where(s => s.Contains("\"policy_version\" <", StringComparison.Ordinal) || s.Contains("policy_version <", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(asked);
        Assert.Empty(await QueryPlan.SlowStepsAsync(desk.Storage, asked, Ct));
    }

    [Fact]
    public async Task Judging_asks_nothing_more_for_the_policy_in_force()
    {
        var log = new SqlLog();
        await using var desk = await TestDesk.OpenAsync(more: services => services.AddSingleton<IInterceptor>(log));
        var shop = await Shop.OpenAsync(desk);
        await shop.StockAsync("MUG", 50);
        await desk.InForceAsync(Strict);
        await shop.TakenAsync(shop.Order());
        var before = log.Statements.Count;

        for (var orders = 0; orders < 10; orders++)
        {
            await shop.TakenAsync(shop.Order(quantity: 2));
        }

        // News of the draft and of its publication may come late, each once.
        Assert.InRange(log.Statements.Skip(before).Count(statement => statement.Contains("policy_versions", StringComparison.Ordinal)), 0, 2);
    }
}
