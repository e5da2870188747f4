using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Review;
using OrderDesk.Core.Shared;
using OrderDesk.Tests.Support;

namespace OrderDesk.Tests.Core.Review;

/// <summary>The figures of the review desk equal what happened.</summary>
public class ReviewFiguresTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task Decisions_waits_work_and_misses_are_those_of_the_period(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var shop = await Shop.OpenAsync(desk);
        await shop.StockAsync("MUG", 20);
        var day = DateOnly.FromDateTime(desk.Now);
        var (rina, tomas) = (desk.Agent("Rina") with { Id = new StaffId(1) }, desk.Agent("Tomas") with { Id = new StaffId(2) });
        var held = new List<OrderId>();
        for (var n = 0; n < 4; n++)
        {
            held.Add(await HeldAsync(shop));
        }

        // Rina: 2 and 4 minutes of work after 10 minutes of waiting; the second is taken back. Tomas: without a claim, the next day, too late.
        desk.Clock.Advance(TimeSpan.FromMinutes(10));
        await DecideAsync(desk, rina, held[0], TimeSpan.FromMinutes(2));
        await DecideAsync(desk, rina, held[1], TimeSpan.FromMinutes(4));
        var undone = await desk.UseAsync((UndoDecision undo) => undo.RunAsync(rina, new UndoDecision.Command(held[1]), Ct));
        Assert.True(undone.IsOk, undone.Error?.Code);
        desk.Clock.Advance(TimeSpan.FromDays(1));
        await DecideAsync(desk, tomas, held[2], null);

        var figures = await ReadAsync(desk, day, day.AddDays(1));
        Assert.Equal((2, 2), (figures.Open, figures.Decisions));
        Assert.Equal(2, figures.WorkMinutes!.Value.P50, 3);
        Assert.Equal((1, 2), (figures.Missed.Hits, figures.Missed.Of));
        Assert.Equal(["Rina 2 1", "Tomas 1 0"], figures.Reviewers.Select(r => $"{r.Name} {r.Decisions} {r.TakenBack.Hits}"));
        Assert.Equal((3.0, 2), (figures.Reviewers[0].WorkMinutes, figures.Reviewers[0].Measured));
        Assert.Equal([(4, 1), (0, 1)], figures.ByDay.Select(d => (d.In, d.Out)));
        Assert.Equal((1, 12.0), ((await ReadAsync(desk, day, day)).Decisions, (await ReadAsync(desk, day, day)).WaitMinutes!.Value.P50));
    }

    [Theory, EveryDatabase]
    public async Task The_backlog_is_told_by_hold_and_age(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var shop = await Shop.OpenAsync(desk);
        await shop.StockAsync("MUG", 20);
        await HeldAsync(shop);
        desk.Clock.Advance(TimeSpan.FromHours(30));
        var both = await HeldAsync(shop);
        await shop.HoldAsync(both);
        desk.Clock.Advance(TimeSpan.FromHours(2));
        await HeldAsync(shop);

        var figures = await ReadAsync(desk, DateOnly.FromDateTime(desk.Now), DateOnly.FromDateTime(desk.Now));

        Assert.Equal(3, figures.Open);
        Assert.Equal([1, 1, 0, 1, 0], figures.ByHold.Single(b => b.Type is HoldType.Request).ByAge);
        Assert.Equal([0, 1, 0, 0, 0], figures.ByHold.Single(b => b.Type is HoldType.Manual).ByAge);
    }

    [Theory, EveryDatabase]
    public async Task A_wrong_period_and_the_wrong_role_are_refused(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var day = new DateOnly(2026, 3, 2);

        Assert.Equal("review.bad-period", (await RefusedAsync(desk, desk.Manager(), day, day.AddDays(-1)))?.Code);
        Assert.Equal("review.bad-period", (await RefusedAsync(desk, desk.Manager(), day, day.AddDays(ReviewFigures.MostDays)))?.Code);
        Assert.Equal("review.measure-forbidden", (await RefusedAsync(desk, desk.Agent(), day, day))?.Code);
        Assert.Null((await ReadAsync(desk, day, day)).WaitMinutes);
    }

    /// <summary>Values of the score interval as tables of it give them.</summary>
    [Theory]
    [InlineData(8, 10, 0.4902, 0.9433)]
    [InlineData(0, 10, 0, 0.2775)]
    [InlineData(10, 10, 0.7225, 1)]
    [InlineData(50, 100, 0.4038, 0.5962)]
    [InlineData(0, 0, 0, 1)]
    public void A_share_comes_with_the_interval_of_Wilson(int hits, int of, double low, double high)
    {
        var share = CountedShare.Count(hits, of);

        Assert.Equal(low, share.Low, 4);
        Assert.Equal(high, share.High, 4);
    }

    [Fact]
    public void Quantiles_lie_between_neighbours_in_proportion()
    {
        Assert.Equal(2.5, Quantiles.Of([1, 2, 3, 4], 0.5));
        Assert.Equal(3.7, Quantiles.Of([1, 2, 3, 4], 0.9)!.Value, 10);
        Assert.Equal(7, Quantiles.Of([7], 0.9));
        Assert.Null(Quantiles.Of([], 0.5));
    }

    private static async Task<OrderId> HeldAsync(Shop shop)
    {
        var order = shop.Order();
        order["requests"] = new { remark = "Please ring twice" };
        return await shop.TakenAsync(order);
    }

    private static async Task DecideAsync(TestDesk desk, Actor actor, OrderId id, TimeSpan? work)
    {
        if (work is { } minutes)
        {
            Assert.True((await desk.UseAsync((ClaimCase claim) => claim.RunAsync(actor, new ClaimCase.Command(id), Ct))).IsOk);
            desk.Clock.Advance(minutes);
        }

        await using var db = desk.Db();
        var version = await db.Orders.Where(o => o.Id == id).Select(o => o.Version).SingleAsync(Ct);
        var decided = await desk.UseAsync((ApproveOrder approve) => approve.RunAsync(actor, new ApproveOrder.Command(id, version, [], null), Ct));
        Assert.True(decided.IsOk, decided.Error?.Code);
    }

    private static async Task<ReviewFigures.Answer> ReadAsync(TestDesk desk, DateOnly from, DateOnly to)
    {
        var answer = await desk.UseAsync((ReviewFigures figures) => figures.ReadAsync(desk.Manager(), from, to, Ct));
        Assert.True(answer.IsOk, answer.Error?.Code);
        return answer.Value;
    }

    private static async Task<Error?> RefusedAsync(TestDesk desk, Actor actor, DateOnly from, DateOnly to) =>
        (await desk.UseAsync((ReviewFigures figures) => figures.ReadAsync(actor, from, to, Ct))).Error;
}
