using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Review.Learning;
using OrderDesk.Core.Shared;
using OrderDesk.Core.Verification;
using OrderDesk.Core.Verification.Policies;
using OrderDesk.Core.Verification.Replay;
using OrderDesk.Tests.Core.Verification;
using OrderDesk.Tests.Core.Verification.Policies;
using OrderDesk.Tests.Core.Verification.Replay;
using OrderDesk.Tests.Support;

namespace OrderDesk.Tests.Core.Review.Learning;

/// <summary>Kinds of orders that people always let go: proposed with what a count by hand gives, drafted by a person, and in force only once published.</summary>
public class PassProposalTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void The_kind_that_saves_the_most_looks_without_a_miss_is_taken()
    {
        var held = Held(60, "webshop", right: 0).Concat(Held(20, "market", right: 8)).ToList();

        var (when, orders) = PassBuckets.Best(held)!.Value;

        Assert.Equal(new RuleLeaf("order.channel", RuleOperator.Is, ["webshop"]).Values, Assert.Single(when).Values);
        Assert.Equal((60, 0), (orders.Count, orders.Count(hit => hit.Right)));
    }

    [Theory]
    [InlineData(49, 0, false)]
    [InlineData(50, 0, true)]
    [InlineData(50, 1, false)]
    [InlineData(70, 1, true)]
    [InlineData(20, 0, false)]
    public void Fifty_decided_orders_and_an_interval_above_nine_tenths_are_needed(int orders, int right, bool proposed) =>
        Assert.Equal(proposed, PassBuckets.Best([.. Held(orders, "webshop", right)]) is not null);

    [Fact]
    public void One_that_went_wrong_after_it_was_let_go_speaks_against_its_kind()
    {
        var held = Held(60, "webshop", right: 0).Select((one, at) => at == 7 ? (one.Hit with { Later = true }, one.Facts) : one).ToList();

        Assert.Null(PassBuckets.Best(held));
    }

    [Theory, EveryDatabase]
    public async Task What_people_always_let_go_is_proposed_drafted_tried_and_then_passes(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var (shop, market, manager) = (await Shop.OpenAsync(desk), await Shop.OpenAsync(desk, "market"), desk.Manager("Maya") with { Id = new StaffId(1) });
        await HistoryAsync(desk, shop, market, manager);

        var answer = await ProposedAsync(desk);
        var pass = Assert.IsType<PassProposal>(Assert.Single(answer.Rows));
        Assert.Equal(("pass:remark", "webshop", true), (pass.Key, pass.When.Single().Values.Single(), pass.Draws));
        Assert.Equal((50, 50, 0, 50, 2.0, 1), (pass.Freed.Decided, pass.Freed.Good, pass.Freed.Later, pass.Freed.Saved, pass.Freed.Minutes, pass.Freed.Timed));
        Assert.Equal([new Money(50_000, "GBP")], pass.Freed.Waited);
        Assert.Equal((50, 56), (pass.All.Hits, pass.All.Of));

        var drafted = await desk.UseAsync((DraftProposal draft) => draft.RunAsync(manager, new DraftProposal.Command(pass.Key, "50 of 50", "Remarks of the web shop"), Ct));
        Assert.True(drafted.IsOk, drafted.Error?.Code);
        Assert.Empty(drafted.Value.Mistakes);
        Assert.Empty((await desk.PolicyAsync()).Rules);
        var (open, closed) = (await desk.HeldAsync(shop), await desk.HeldAsync(market));
        var replay = await desk.ReplayedAsync(drafted.Value.Id);
        var (was, changed) = (await desk.HeldAsync(), await desk.ChangedAsync(replay.Id, ReplayDifference.NoLonger));
        Assert.True((await desk.PublishAsync(drafted.Value, actor: manager)).IsOk);
        await desk.RoundAsync("reverify");
        var now = await desk.HeldAsync();

        Assert.Equal([open.Value], was.Except(now));
        Assert.Equal([closed.Value], now);
        Assert.Equal(51, changed.Count);
        Assert.Contains(changed, row => row.OrderId == open);
        Assert.DoesNotContain(changed, row => row.OrderId == closed);
        Assert.Equal(0.01m, (await desk.PolicyAsync()).AuditShare);
        Assert.Empty((await ProposedAsync(desk)).Rows);
    }

    [Theory, EveryDatabase]
    public async Task A_no_stands_and_what_goes_wrong_later_takes_the_proposal_away(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var (shop, market, manager) = (await Shop.OpenAsync(desk), await Shop.OpenAsync(desk, "market"), desk.Manager("Maya") with { Id = new StaffId(1) });
        var first = await HistoryAsync(desk, shop, market, manager);

        Assert.Equal("verification.edit-policy-forbidden", (await DismissAsync(desk, desk.Agent())).Error?.Code);
        Assert.True((await DismissAsync(desk, manager)).IsOk);
        var no = Assert.Single((await ProposedAsync(desk)).Rows).Dismissed!;
        Assert.Equal(("pass:remark", 50, "Maya"), (no.Check, no.Evidence, no.ByName));
        Assert.Equal("verification.proposal-gone", (await desk.UseAsync((DraftProposal draft) => draft.RunAsync(manager, new DraftProposal.Command("pass:remark", null), Ct))).Error?.Code);
        await desk.WriteAsync(write =>
        {
            write.Db.Refunds.Add(new Refund { Id = write.NewId<RefundId>(), ChannelId = shop.Channel, ExternalId = "R-1", OrderId = first, At = write.Now, Currency = "GBP", AmountMinor = -500 });
            return Task.FromResult(true);
        });

        Assert.Empty((await ProposedAsync(desk)).Rows);
    }

    [Fact]
    public async Task Single_orders_are_read_along_indexes()
    {
        var log = new SqlLog();
        await using var desk = await TestDesk.OpenAsync(more: services => services.AddSingleton<IInterceptor>(log));
        var shop = await Shop.OpenAsync(desk);
        await shop.StockAsync("MUG", 9);
        var id = await desk.HeldAsync(shop);
        await desk.ApproveAsync(desk.Agent() with { Id = new StaffId(1) }, id, TimeSpan.FromMinutes(1));
        await using var db = desk.Db();
        var before = log.Statements.Count;

        var (hits, _) = await DecidedHits.ReadAsync(db, HitOutcomes.Judged(db, desk.Now.AddDays(-1), desk.Now.AddDays(1), null), ["remark", "velocity"], Ct);
        await PastFew.ReadAsync(db, hits.Select(hit => hit.OrderId), new VerificationPolicy(), new PassLimits(), TimeZoneInfo.Utc, Ct);

        Assert.Equal(id, Assert.Single(hits).OrderId);
        var asked = log.Statements.Skip(before).Where(sql => !sql.Contains("\"channels\"", StringComparison.Ordinal)).ToList();
        Assert.InRange(asked.Count, 6, 10);
        // Some hundred orders may be sorted; none may be found by reading a table from end to end.
        Assert.All(await QueryPlan.SlowStepsAsync(desk.Storage, asked, Ct), step => Assert.StartsWith("USE TEMP B-TREE FOR ORDER BY", step, StringComparison.Ordinal));
    }

    /// <summary>Fifty orders of the web shop with a remark that were let go, six of the market that were rejected; answers the first.</summary>
    private static async Task<OrderId> HistoryAsync(TestDesk desk, Shop shop, Shop market, Actor manager)
    {
        await shop.StockAsync("MUG", 200);
        var first = await desk.HeldAsync(shop);
        await desk.ApproveAsync(manager, first, TimeSpan.FromMinutes(2));
        for (var n = 1; n < 50; n++)
        {
            await desk.ApproveAsync(manager, await desk.HeldAsync(shop), null);
        }

        for (var n = 0; n < 6; n++)
        {
            await desk.RejectAsync(manager, await desk.HeldAsync(market), null);
        }

        return first;
    }

    private static IEnumerable<(DecidedHit Hit, OrderFacts Facts)> Held(int orders, string channel, int right) => Enumerable.Range(1, orders).Select(n => (
        new DecidedHit { Check = "remark", OrderId = new OrderId(n), Total = new Money(1_000, "GBP"), Right = n <= right, Later = false, Only = true },
        Sample.Facts(around: facts => facts with { Channel = channel })));

    private static async Task<CheckProposals.Answer> ProposedAsync(TestDesk desk)
    {
        var answer = await desk.UseAsync((CheckProposals proposals) => proposals.ReadAsync(desk.Agent(), Ct));
        Assert.True(answer.IsOk, answer.Error?.Code);
        return answer.Value;
    }

    private static Task<Result> DismissAsync(TestDesk desk, Actor actor) =>
        desk.UseAsync((DismissProposal dismiss) => dismiss.RunAsync(actor, new DismissProposal.Command("pass:remark", "We read them all."), Ct));
}
