using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Review;
using OrderDesk.Core.Review.Learning;
using OrderDesk.Core.Shared;
using OrderDesk.Tests.Core.Verification;
using OrderDesk.Tests.Core.Verification.Policies;
using OrderDesk.Tests.Support;

namespace OrderDesk.Tests.Core.Review.Learning;

/// <summary>What checks were worth equals what a person counts by hand on the same small history.</summary>
public class CheckFiguresTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task The_figures_of_a_check_are_those_of_a_count_by_hand(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var shop = await Shop.OpenAsync(desk);
        var day = DateOnly.FromDateTime(desk.Now);
        await SmallHistoryAsync(desk, shop);

        var figures = await desk.FiguresAsync(day);
        var remark = figures.Rows.Single(row => row.Check == "remark");
        var phone = figures.Rows.Single(row => row.Check == "phone");

        Assert.Equal(8, figures.Judged);
        Assert.Equal((8, 7, 6), (remark.Judged, remark.Hits, remark.Only));
        Assert.Equal((2, 1, 1), (remark.Approved, remark.Changed, remark.Rejected));
        Assert.Equal((1, 1), (remark.Cancelled, remark.Refunded));
        Assert.Equal((2, 4), (remark.Precision.Hits, remark.Precision.Of));
        Assert.Equal(0.15, remark.Precision.Low, 2);
        Assert.Equal([new Money(7000, "GBP")], remark.Held);
        Assert.Equal([new Money(1000, "GBP")], remark.Lost);
        Assert.Equal((1, 0, 0, 1, 0), (phone.Hits, phone.Only, phone.Approved, phone.Changed, phone.Rejected));
        // Two minutes for the approved one, four for the rejected one, six for the one that was taken back.
        Assert.Equal((12.0, 3), (remark.Minutes, remark.Timed));
        Assert.Equal((0.0, 0), (phone.Minutes, phone.Timed));
    }

    [Theory, EveryDatabase]
    public async Task A_period_and_a_channel_tell_of_their_own_orders_only(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var (shop, other) = (await Shop.OpenAsync(desk), await Shop.OpenAsync(desk, "market"));
        await shop.StockAsync("MUG", 20);
        var day = DateOnly.FromDateTime(desk.Now);
        await desk.HeldAsync(shop);
        await desk.HeldAsync(other);
        desk.Clock.Advance(TimeSpan.FromDays(1));
        await desk.HeldAsync(shop);

        Assert.Equal(3, await HitsAsync(desk, new(day, day.AddDays(1))));
        Assert.Equal(2, await HitsAsync(desk, new(day, day)));
        Assert.Equal(1, await HitsAsync(desk, new(day, day, other.Channel)));
        Assert.Empty((await desk.FiguresAsync(day.AddDays(-3), day.AddDays(-1))).Rows);
    }

    [Theory, EveryDatabase]
    public async Task A_rule_is_told_by_its_name_and_asked_of_orders_of_its_own_version_only(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var shop = await Shop.OpenAsync(desk);
        await shop.StockAsync("MUG", 20);
        var day = DateOnly.FromDateTime(desk.Now);
        await shop.TakenAsync(shop.Order());
        var policy = await desk.PolicyAsync();
        await desk.InForceAsync(policy with { Rules = [PolicyDesk.Rule(new() { Hold = HoldType.Customer })] });
        await shop.TakenAsync(shop.Order());
        await shop.TakenAsync(shop.Order(quantity: 2));

        var rule = Assert.Single((await desk.FiguresAsync(day)).Rows);

        Assert.Equal(("rule:several", "Several units", 2, 1, 1), (rule.Check, rule.Name, rule.Judged, rule.Hits, rule.Only));
        Assert.Equal((0, 0.0, 1.0), (rule.Precision.Of, rule.Precision.Low, rule.Precision.High));
    }

    [Theory, EveryDatabase]
    public async Task A_rule_that_was_dropped_since_keeps_its_name(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var shop = await Shop.OpenAsync(desk);
        await shop.StockAsync("MUG", 20);
        var day = DateOnly.FromDateTime(desk.Now);
        var policy = await desk.PolicyAsync();
        await desk.InForceAsync(policy with { Rules = [PolicyDesk.Rule(new() { Hold = HoldType.Customer })] });
        var id = await shop.TakenAsync(shop.Order(quantity: 2));
        await desk.InForceAsync(policy);
        Assert.True((await desk.VerifyAsync(desk.Manager(), id.Value)).IsOk);

        var rule = Assert.Single((await desk.FiguresAsync(day)).Rows);

        Assert.Equal(("rule:several", "Several units", 0, 1), (rule.Check, rule.Name, rule.Judged, rule.Hits));
    }

    [Fact]
    public async Task The_figures_read_no_table_from_end_to_end()
    {
        var log = new SqlLog();
        await using var desk = await TestDesk.OpenAsync(more: services => services.AddSingleton<IInterceptor>(log));
        var shop = await Shop.OpenAsync(desk);
        var before = log.Statements.Count;

        await desk.UseAsync((CheckFigures figures) => figures.ReadAsync(desk.Manager(), new(new(2026, 1, 1), new(2026, 3, 2)), Ct));
        await desk.UseAsync((CheckFigures figures) => figures.ReadAsync(desk.Manager(), new(new(2026, 1, 1), new(2026, 3, 2), shop.Channel), Ct));

        var asked = log.Statements.Skip(before).Where(sql => !sql.Contains("\"policy_versions\"", StringComparison.Ordinal)).ToList();
        Assert.Equal(8, asked.Count);
        Assert.Empty(await QueryPlan.SlowStepsAsync(desk.Storage, asked, Ct));
    }

    [Theory, EveryDatabase]
    public async Task A_wrong_period_and_the_wrong_role_are_refused(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var day = new DateOnly(2026, 3, 2);

        Assert.Equal("review.bad-period", await RefusedAsync(desk, desk.Manager(), new(day, day.AddDays(-1))));
        Assert.Equal("review.bad-period", await RefusedAsync(desk, desk.Manager(), new(day, day.AddDays(CheckFigures.MostDays))));
        Assert.Equal("verification.read-policy-forbidden", await RefusedAsync(desk, desk.WarehouseLead(), new(day, day)));
        Assert.Equal(0, (await desk.FiguresAsync(day)).Judged);
    }

    /// <summary>One clean order, seven with a remark: approved and refunded, approved and cancelled, with a phone to correct, rejected, waiting, taken back, gone by itself.</summary>
    private static async Task SmallHistoryAsync(TestDesk desk, Shop shop)
    {
        await shop.StockAsync("MUG", 50);
        var rina = desk.Agent("Rina") with { Id = new StaffId(1) };
        await shop.TakenAsync(shop.Order());
        var refunded = await desk.HeldAsync(shop);
        await desk.ApproveAsync(rina, refunded, TimeSpan.FromMinutes(2));
        var cancelled = await desk.HeldAsync(shop);
        await desk.ApproveAsync(rina, cancelled, null);
        var corrected = await desk.HeldAsync(shop, badPhone: true);
        await CorrectAsync(desk, rina, corrected);
        await desk.ApproveAsync(rina, corrected, null);
        await desk.RejectAsync(rina, await desk.HeldAsync(shop), TimeSpan.FromMinutes(4));
        await desk.HeldAsync(shop);
        var undone = await desk.HeldAsync(shop);
        await desk.ApproveAsync(rina, undone, TimeSpan.FromMinutes(6));
        Assert.True((await desk.UseAsync((UndoDecision undo) => undo.RunAsync(rina, new UndoDecision.Command(undone), Ct))).IsOk);
        var gone = await desk.HeldAsync(shop);
        await desk.WriteAsync(async write =>
        {
            write.Db.Refunds.Add(new Refund { Id = write.NewId<RefundId>(), ChannelId = shop.Channel, ExternalId = "R-1", OrderId = refunded, At = write.Now, Currency = "GBP", AmountMinor = -500 });
            return Cancelled(await write.Db.Orders.Include(o => o.Lines).Include(o => o.Holds).SingleAsync(o => o.Id == cancelled, Ct))
                && Cancelled(await write.Db.Orders.Include(o => o.Lines).Include(o => o.Holds).SingleAsync(o => o.Id == gone, Ct));

            bool Cancelled(Order order) => order.Cancel("not wanted any more", null, Actor.System("channel"), write.Now).IsOk;
        });
    }

    private static async Task CorrectAsync(TestDesk desk, Actor actor, OrderId id)
    {
        desk.Clock.Advance(TimeSpan.FromMinutes(1));
        var corrected = await desk.UseAsync(async (CorrectContact correct) => await correct.RunAsync(
            actor, new CorrectContact.Command(id, await desk.VersionAsync(id), "Sample Buyer", "buyer77@example.com", "+442079460977", Sample.Address), Ct));
        Assert.True(corrected.IsOk, corrected.Error?.Code);
    }

    private static async Task<int> HitsAsync(TestDesk desk, CheckFigures.Filter filter) =>
        (await desk.UseAsync((CheckFigures figures) => figures.ReadAsync(desk.Manager(), filter, Ct))).Value!.Rows.Single(row => row.Check == "remark").Hits;

    private static async Task<string?> RefusedAsync(TestDesk desk, Actor actor, CheckFigures.Filter filter) =>
        (await desk.UseAsync((CheckFigures figures) => figures.ReadAsync(actor, filter, Ct))).Error?.Code;
}
