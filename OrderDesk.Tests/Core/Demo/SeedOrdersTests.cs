using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Access.Upkeep;
using OrderDesk.Core.Demo;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Review;
using OrderDesk.Core.Shared;
using OrderDesk.Tests.Support;

namespace OrderDesk.Tests.Core.Demo;

/// <summary>Made-up orders of any size: the books hold, and everybody gets the same.</summary>
public sealed class SeedOrdersTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task A_seed_keeps_every_invariant_and_is_marked_for_good(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);

        var sown = await SowAsync(desk, 3_000, 30);

        Assert.True(sown.IsOk, sown.Error?.Code);
        Assert.InRange(sown.Value.Held, 30, 90);
        await using var db = desk.Db();
        Assert.Equal(3_000, await db.Orders.CountAsync(o => o.Origin == OrderOrigin.Seeded, Ct));
        Assert.False(await db.Users.AnyAsync(Ct));
        Assert.True(await db.ReviewCases.CountAsync(c => c.State == ReviewState.Open, Ct) > 20);
        Assert.True(await db.StockWaits.AnyAsync(Ct));
        Assert.Null(await desk.RoundAsync("serve"));
        var lines = await desk.UseAsync((CheckInvariants check) => check.RunAsync(Actor.System("test"), new CheckInvariants.Command(), Ct));
        Assert.Empty(lines.Value!.Where(line => !line.Found.Ok).Select(line => $"{line.Name}: {string.Join("; ", line.Found.Examples)}"));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 400)]
    [InlineData(40, 1)]
    public async Task The_smallest_seeds_hold_too(int count, int days)
    {
        await using var desk = await TestDesk.OpenAsync();

        Assert.True((await SowAsync(desk, count, days)).IsOk);

        var lines = await desk.UseAsync((CheckInvariants check) => check.RunAsync(Actor.System("test"), new CheckInvariants.Command(), Ct));
        Assert.Empty(lines.Value!.Where(line => !line.Found.Ok).Select(line => $"{line.Name}: {string.Join("; ", line.Found.Examples)}"));
    }

    [Fact]
    public async Task The_same_seed_is_the_same_everywhere()
    {
        await using var one = await TestDesk.OpenAsync();
        await using var other = await TestDesk.OpenAsync();

        await SowAsync(one, 300, 10);
        await SowAsync(other, 300, 10);

        Assert.Equal(await OrdersAsync(one), await OrdersAsync(other));
    }

    [Fact]
    public async Task A_seeded_order_that_is_held_can_be_found_and_approved()
    {
        await using var desk = await TestDesk.OpenAsync();
        await SowAsync(desk, 600, 10);
        await using var db = desk.Db();
        var held = await db.Orders.Where(o => o.Status == OrderStatus.OnHold && o.OpenHolds == HoldType.Request).OrderBy(o => o.Id).FirstAsync(Ct);

        var found = await desk.UseAsync((OrderQueue queue) => queue.ReadAsync(desk.Agent(), new OrderQueue.Filter { Search = held.Email }, new Paging(), Ct));
        Assert.Contains(held.Id, found.Value!.Page.Rows.Select(row => row.Id));
        var approved = await desk.UseAsync((ApproveOrder approve) => approve.RunAsync(desk.Agent(), new ApproveOrder.Command(held.Id, held.Version, [], null), Ct));

        Assert.True(approved.IsOk, approved.Error?.Code);
    }

    [Fact]
    public async Task A_database_that_holds_anything_is_not_sown_into()
    {
        await using var desk = await TestDesk.OpenAsync();
        await Shop.OpenAsync(desk);

        Assert.Equal("demo.seed-not-empty", (await SowAsync(desk, 10, 10)).Error?.Code);
        Assert.Equal("demo.seed-wrong", (await SowAsync(desk, 0, 10)).Error?.Code);
        Assert.Equal("demo.load-forbidden", (await desk.UseAsync((SeedOrders seed) => seed.RunAsync(desk.Manager(), new SeedOrders.Command(1, 1), Ct))).Error?.Code);
    }

    private static Task<Result<SeedOrders.Answer>> SowAsync(TestDesk desk, int count, int days) =>
        desk.UseAsync((SeedOrders seed) => seed.RunAsync(Actor.System("test"), new SeedOrders.Command(count, days), Ct));

    private static async Task<List<string>> OrdersAsync(TestDesk desk)
    {
        await using var db = desk.Db();
        return await db.Orders.OrderBy(o => o.Id).Select(o => o.Id.Value + " " + o.ExternalId + " " + o.PlacedAt + " " + o.TotalMinor + " " + o.Email + " " + o.Status + " " + o.OpenHolds).ToListAsync(Ct);
    }
}
