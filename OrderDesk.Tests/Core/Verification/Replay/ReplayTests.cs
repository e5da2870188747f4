using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Review;
using OrderDesk.Core.Verification;
using OrderDesk.Core.Verification.Policies;
using OrderDesk.Core.Verification.Replay;
using OrderDesk.Tests.Core.Verification.Policies;
using OrderDesk.Tests.Support;

namespace OrderDesk.Tests.Core.Verification.Replay;

/// <summary>A draft tried on past orders: what it would hold is what a count by hand finds and what it then does.</summary>
public class ReplayTests
{
    private static readonly VerificationPolicy Draft = new()
    {
        Checks = new Dictionary<string, CheckSetting> { ["remark"] = new() { Mode = CheckMode.Off } },
        Rules = [PolicyDesk.Rule(new RuleActions { Hold = HoldType.Plausibility, Tag = "several" })],
    };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task A_replay_equals_a_count_by_hand(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var shop = await Shop.OpenAsync(desk);
        await shop.StockAsync("MUG", 5);
        var clean = await shop.TakenAsync(shop.Order());
        var several = await shop.TakenAsync(shop.Order(quantity: 2));
        var bad = await shop.TakenAsync(shop.Order(quantity: 3, unitPrice: 20));
        var remark = await shop.TakenAsync(Remarked(shop.Order()));
        var both = await shop.TakenAsync(Remarked(shop.Order(quantity: 2)));
        var short_ = await shop.TakenAsync(shop.Order(sku: "LAMP"));
        await CancelAsync(desk, bad);
        var draft = await desk.DraftedAsync(Draft);

        var result = await desk.ReplayedAsync(draft.Id);

        var tally = result.Figures;
        Assert.Equal((ReplayState.Done, 6L, 6L, false, true), (result.State, result.Done, result.Total, result.Outdated, result.IsCurrent));
        Assert.Equal((6L, 1L, 2L, 1L, 1L), (tally.Orders, tally.Bad, tally.Newly, tally.NoLonger, tally.Otherwise));
        Assert.Equal((2L, 0L, 0L), (tally.Before.Flagged, tally.Before.Cancelled, tally.Before.Bad));
        Assert.Equal((3L, 1L, 0L, 1L), (tally.After.Flagged, tally.After.Cancelled, tally.After.Refunded, tally.After.Bad));
        Assert.Equal(30_00L, tally.Before.Delayed["GBP"]);
        Assert.Equal(100_00L, tally.After.Delayed["GBP"]);
        var rule = tally.Checks["rule:several"];
        Assert.Equal(("Several units", 0L, 3L, 3L, 1L), (rule.Name, rule.Before.Hits, rule.After.Hits, rule.After.Only, rule.After.Bad));
        Assert.Equal((2L, 2L, 0L), (tally.Checks["remark"].Before.Hits, tally.Checks["remark"].Before.Only, tally.Checks["remark"].After.Hits));
        var changed = await desk.ChangedAsync(result.Id);
        Assert.Equal([(1, several), (1, bad), (2, remark), (3, both)], changed.Select(c => ((int)c.Difference, c.OrderId)));
        Assert.True(changed[1].Cancelled);
        Assert.Equal("hold.remark", Assert.Single(changed[2].Before).Reason!.Code);
        Assert.DoesNotContain(changed, c => c.OrderId == clean || c.OrderId == short_);
    }

    [Theory, EveryDatabase]
    public async Task A_replay_equals_what_the_published_policy_then_does(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var shop = await Shop.OpenAsync(desk);
        await shop.StockAsync("MUG", 500);
        var random = new Random(7);
        var bodies = new List<Dictionary<string, object?>>();
        for (var n = 0; n < 40; n++)
        {
            desk.Clock.Advance(TimeSpan.FromMinutes(random.Next(1, 40)));
            var body = shop.Order(quantity: random.Next(1, 4), unitPrice: random.Next(1, 300));
            body["customer"] = new { name = "Some Buyer", email = $"buyer{random.Next(9)}@example.com", phone = random.Next(3) == 0 ? "12" : "+44 20 7946 0011" };
            bodies.Add(random.Next(4) == 0 ? Remarked(body) : body);
            await shop.TakenAsync(bodies[^1]);
        }

        var policy = Draft with { OrdersPerDay = 4, OrdersPerHour = 2, FirstOrderLimits = new Dictionary<string, decimal> { ["GBP"] = 120 }, HoldAtPoints = 40 };
        var was = await desk.HeldAsync();
        var draft = await desk.DraftedAsync(policy);
        var result = await desk.ReplayedAsync(draft.Id);
        var changed = await desk.ChangedAsync(result.Id);
        Assert.True((await desk.PublishAsync(draft)).IsOk);
        await desk.RoundAsync("reverify");
        var now = await desk.HeldAsync();

        Assert.NotEqual(was, now);
        Assert.Equal((was.Count, now.Count), ((int)result.Figures.Before.Flagged, (int)result.Figures.After.Flagged));
        Assert.Equal(now.Except(was), changed.Where(c => c.Difference is ReplayDifference.Newly).Select(c => c.OrderId.Value));
        Assert.Equal(was.Except(now), changed.Where(c => c.Difference is ReplayDifference.NoLonger).Select(c => c.OrderId.Value));
    }

    [Theory, EveryDatabase]
    public async Task What_cannot_be_replayed_is_refused_with_a_reason(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var shop = await Shop.OpenAsync(desk);
        await shop.StockAsync("MUG", 5);
        var draft = await desk.DraftedAsync(Draft);
        var (today, none) = (DateOnly.FromDateTime(desk.Now), await desk.AskReplayAsync(draft.Id));
        await shop.TakenAsync(shop.Order());
        var wrong = await desk.DraftedAsync(Draft with { OrdersPerHour = -1 });

        Assert.Equal(("verification.replay-empty", $"{today.AddDays(-89):yyyy-MM-dd}", $"{today:yyyy-MM-dd}"), (none.Error?.Code, none.Error?.Args[0], none.Error?.Args[1]));
        Assert.Equal("verification.replay-empty", (await desk.AskReplayAsync(draft.Id, today.AddDays(-9), today.AddDays(-3))).Error?.Code);
        Assert.Equal("verification.replay-empty", (await desk.AskReplayAsync(draft.Id, today.AddDays(2), today.AddDays(3))).Error?.Code);
        Assert.Equal("verification.replay-order", (await desk.AskReplayAsync(draft.Id, today, today.AddDays(-1))).Error?.Code);
        Assert.Equal("verification.replay-too-long", (await desk.AskReplayAsync(draft.Id, today.AddYears(-2).AddDays(-1), today)).Error?.Code);
        Assert.Equal("verification.replay-mistakes", (await desk.AskReplayAsync(wrong.Id)).Error?.Code);
        Assert.Equal("verification.policy-not-found", (await desk.AskReplayAsync(new PolicyVersionId(4_711_000))).Error?.Code);
        Assert.Equal("verification.edit-policy-forbidden", (await desk.AskReplayAsync(draft.Id, actor: desk.Agent())).Error?.Code);
        await using var db = desk.Db();
        Assert.Equal(0, await db.ReplayRuns.CountAsync(Ct));
        Assert.True((await desk.AskReplayAsync(draft.Id, today.AddYears(-2), today)).IsOk);
    }

    [Theory, EveryDatabase]
    public async Task A_result_is_outdated_once_the_draft_or_the_version_in_force_says_something_else(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var shop = await Shop.OpenAsync(desk);
        await shop.StockAsync("MUG", 5);
        await shop.TakenAsync(shop.Order(quantity: 2));
        var draft = await desk.DraftedAsync(Draft);
        Assert.False((await desk.ReplayedAsync(draft.Id)).Outdated);

        var noted = await desk.DraftAsync(Draft, before: draft, note: "only a note");
        Assert.False((await desk.ReplayAsync(draft.Id)).Outdated);
        var changed = await desk.DraftAsync(Draft with { OrdersPerDay = 9 }, before: noted.Value);
        Assert.True((await desk.ReplayAsync(draft.Id)).Outdated);
        Assert.False((await desk.ReplayedAsync(draft.Id)).Outdated);
        await desk.InForceAsync(new VerificationPolicy { OrdersPerHour = 8 });
        Assert.True((await desk.ReplayAsync(changed.Value!.Id)).Outdated);
    }

    [Theory, EveryDatabase]
    public async Task Money_given_back_later_is_counted_and_orders_that_were_only_recorded_are_not_judged(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var shop = await Shop.OpenAsync(desk);
        await shop.StockAsync("MUG", 50);
        var paid = await shop.TakenAsync(shop.Order(quantity: 2));
        var booked = await shop.TakenAsync(shop.Order(quantity: 2));
        await shop.TakenAsync(shop.Order(quantity: 2));
        desk.Clock.Advance(TimeSpan.FromHours(2));
        await desk.WriteAsync(async write =>
        {
            var order = await write.Db.Orders.Include(o => o.Lines).Include(o => o.Holds).SingleAsync(o => o.Id == paid, Ct);
            write.Db.Refunds.Add(new Refund { Id = write.NewId<RefundId>(), ChannelId = shop.Channel, ExternalId = "R-1", OrderId = booked, At = desk.Now, BusinessDay = 20260302, Currency = "GBP", AmountMinor = -500 });
            return order.RecordPayment(PaymentStatus.PartiallyRefunded, null, null, write.Actor, write.Now).IsOk;
        });
        var draft = await desk.DraftedAsync(Draft);

        var tally = (await desk.ReplayedAsync(draft.Id)).Figures;

        Assert.Equal((3L, 3L, 2L, 0L, 2L, 0L), (tally.Orders, tally.After.Flagged, tally.After.Refunded, tally.After.Cancelled, tally.After.Bad, tally.Before.Flagged));
    }

    private static Dictionary<string, object?> Remarked(Dictionary<string, object?> body)
    {
        body["requests"] = new { remark = "Please ring twice" };
        return body;
    }

    private static async Task CancelAsync(TestDesk desk, OrderId id)
    {
        await using var db = desk.Db();
        var version = await db.Orders.Where(o => o.Id == id).Select(o => o.Version).SingleAsync(Ct);
        var rejected = await desk.UseAsync((RejectOrder reject) => reject.RunAsync(desk.Agent(), new RejectOrder.Command(id, version, "not a customer", RefundInstruction.None), Ct));
        Assert.True(rejected.IsOk, rejected.Error?.Code);
    }
}
