using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Review;
using OrderDesk.Core.Shared;
using OrderDesk.Core.Verification;
using OrderDesk.Core.Verification.Policies;
using OrderDesk.Tests.Support;

namespace OrderDesk.Tests.Core.Verification.Policies;

/// <summary>From a draft to a policy in force and back, and what it does to orders.</summary>
public class PublishPolicyTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task A_published_policy_judges_the_next_order_and_the_order_remembers_it(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var shop = await Shop.OpenAsync(desk);
        await shop.StockAsync("MUG", 50);
        var before = await shop.TakenAsync(shop.Order(quantity: 2));

        var number = await desk.InForceAsync(new VerificationPolicy { Rules = [PolicyDesk.Rule(new RuleActions { Hold = HoldType.Payment, Tag = "look", Queue = "Large", TwoPeople = true })] });
        var after = await shop.TakenAsync(shop.Order(quantity: 2));
        var small = await shop.TakenAsync(shop.Order());

        Assert.Equal(2, number);
        await using var db = desk.Db();
        var orders = await db.Orders.Include(o => o.Holds).Include(o => o.Events).ToDictionaryAsync(o => o.Id, Ct);
        Assert.Equal((1, OrderStatus.ReadyToFulfil), (orders[before].PolicyVersion, orders[before].Status));
        Assert.Equal((2, OrderStatus.ReadyToFulfil, (string?)null, false), (orders[small].PolicyVersion, orders[small].Status, orders[small].AutoTags, orders[small].NeedsTwo));
        var held = orders[after];
        Assert.Equal((2, OrderStatus.OnHold, "look", "Large", true), (held.PolicyVersion, held.Status, held.AutoTags, held.ReviewQueue, held.NeedsTwo));
        var hold = Assert.Single(held.Holds);
        Assert.Equal((HoldType.Payment, "hold.rule", "rule:several", "[\"Several units\"]"), (hold.Type, hold.Reason, hold.Check, hold.Args));
        Assert.Equal(["order.tagged", "order.routed", "order.needs-two"], held.Events.Where(e => e.Code is "order.tagged" or "order.routed" or "order.needs-two").OrderBy(e => e.Number).Select(e => e.Code));
        Assert.Equal(2, (await db.Verifications.SingleAsync(v => v.OrderId == after, Ct)).PolicyVersion);
    }

    [Theory, EveryDatabase]
    public async Task A_rule_can_ask_for_two_people(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var shop = await Shop.OpenAsync(desk);
        await shop.StockAsync("MUG", 50);
        await desk.InForceAsync(new VerificationPolicy { Rules = [PolicyDesk.Rule(new RuleActions { Hold = HoldType.Customer, TwoPeople = true })] });
        var id = await shop.TakenAsync(shop.Order(quantity: 2));
        var first = desk.Agent("Rina");

        var one = await ApproveAsync(desk, first, id);
        var again = await ApproveAsync(desk, first, id);
        var two = await ApproveAsync(desk, desk.Agent("Mei"), id);

        Assert.True(one.Value!.NeedsSecond);
        Assert.Equal("review.second-must-be-another", again.Error?.Code);
        Assert.Equal(OrderStatus.ReadyToFulfil, two.Value!.Status);
    }

    [Theory, EveryDatabase]
    public async Task The_settings_are_version_one_and_rule_until_a_row_does(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        Assert.Equal((1, 3), Seen(await desk.PolicyAsync()));

        var draft = (await desk.DraftAsync(null, note: "more orders an hour")).Value!;
        await using var db = desk.Db();
        var rows = await db.PolicyVersions.OrderBy(v => v.State).ToListAsync(Ct);

        Assert.Equal([(null, PolicyState.Draft, 1), ((int?)1, PolicyState.Published, (int?)null)], rows.Select(row => (row.Number, row.State, row.BasedOn)));
        Assert.Equal(rows[1].Document, rows[0].Document);
        Assert.Equal((1, 3), Seen(await desk.PolicyAsync()));

        var changed = (await desk.DraftAsync(new VerificationPolicy { OrdersPerHour = 9 }, before: draft)).Value!;
        Assert.Equal((1, 3), Seen(await desk.PolicyAsync()));
        Assert.Equal(2, (await desk.PublishAsync(changed)).Value);
        Assert.Equal((2, 9), Seen(await desk.PolicyAsync()));

        static (int, int) Seen(VerificationPolicy policy) => (policy.Version, policy.OrdersPerHour);
    }

    [Theory, EveryDatabase]
    public async Task Another_process_hears_of_a_published_policy(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        await using var other = desk.AnotherNode();
        Assert.Equal(1, (await other.PolicyAsync()).Version);

        await desk.InForceAsync(new VerificationPolicy { OrdersPerHour = 9 });
        Assert.Equal(1, (await other.PolicyAsync()).Version);
        desk.Clock.Advance(CurrentPolicy.Freshness);

        Assert.Equal(2, (await other.PolicyAsync()).Version);
    }

    [Theory, EveryDatabase]
    public async Task Of_two_drafts_from_one_version_the_second_is_refused_until_it_was_compared(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var mine = (await desk.DraftAsync(new VerificationPolicy { OrdersPerHour = 5 })).Value!;
        var theirs = (await desk.DraftAsync(new VerificationPolicy { OrdersPerHour = 9 })).Value!;

        var results = await Task.WhenAll(new[] { mine, theirs }.Select(draft => Task.Run(() => desk.PublishAsync(draft, actor: desk.Manager("Maya")), Ct)));
        var refused = Assert.Single(results, result => !result.IsOk).Error!;
        var late = results[0].IsOk ? theirs : mine;

        Assert.Equal(("verification.policy-superseded", 2, "Maya"), (refused.Code, refused.Args[0], refused.Args[1]));
        Assert.Equal("verification.policy-superseded", (await desk.DraftAsync(null, before: late, basedOn: 1)).Error?.Code);
        var compared = await desk.DraftAsync(null, before: late, basedOn: 2);
        Assert.True(compared.IsOk, compared.Error?.Code);
        Assert.Equal(3, (await desk.PublishAsync(compared.Value)).Value);
        await using var db = desk.Db();
        Assert.Equal([1, 2], await db.PolicyVersions.Where(v => v.State == PolicyState.Replaced).OrderBy(v => v.Number).Select(v => v.Number!.Value).ToListAsync(Ct));
    }

    [Fact]
    public async Task A_stale_draft_names_who_changed_it()
    {
        await using var desk = await TestDesk.OpenAsync();
        var draft = (await desk.DraftAsync(null, desk.Manager("Maya"))).Value!;
        await desk.DraftAsync(new VerificationPolicy { OrdersPerHour = 9 }, desk.Administrator("Ade"), draft);

        var saved = await desk.DraftAsync(new VerificationPolicy { OrdersPerHour = 5 }, desk.Manager("Maya"), draft);
        var discarded = await desk.UseAsync((DiscardDraft discard) => discard.RunAsync(desk.Manager(), new DiscardDraft.Command(draft.Id, draft.Version), Ct));

        Assert.All([saved.Error, discarded.Error, (await desk.PublishAsync(draft)).Error], error => Assert.Equal(("verification.policy-changed", "Ade"), (error?.Code, error?.Args[0])));
    }

    [Fact]
    public async Task Mistakes_a_missing_note_and_no_change_are_refused_and_leave_nothing_behind()
    {
        await using var desk = await TestDesk.OpenAsync();
        var wrong = (await desk.DraftAsync(new VerificationPolicy { OrdersPerHour = 0, Rules = [PolicyDesk.Rule(new RuleActions())] })).Value!;
        var same = (await desk.DraftAsync(null)).Value!;

        var refused = (await desk.PublishAsync(wrong)).Error!;

        Assert.Equal(["OrdersPerHour", "Rules[0].Then"], wrong.Mistakes.Select(mistake => mistake.Field));
        Assert.Equal("verification.policy-mistakes", refused.Code);
        Assert.Equal(wrong.Mistakes.Select(mistake => mistake.Field), refused.Fields.Select(field => field.Field));
        Assert.Equal("verification.policy-no-change", (await desk.PublishAsync(same)).Error?.Code);
        Assert.Equal("verification.policy-note-required", (await desk.PublishAsync(same, "  ")).Error?.Code);
        Assert.Equal("shared.too-long", (await desk.PublishAsync(same, new string('x', 501))).Error?.Code);
        Assert.Equal(1, (await desk.PolicyAsync()).Version);
        await using var db = desk.Db();
        Assert.Equal(2, await db.PolicyVersions.CountAsync(v => v.State == PolicyState.Draft, Ct));
    }

    [Fact]
    public async Task A_draft_that_is_too_large_or_one_too_many_is_refused()
    {
        await using var desk = await TestDesk.OpenAsync();

        Assert.Equal("verification.policy-too-large", (await desk.DraftAsync(new VerificationPolicy { BlockedMail = [.. Enumerable.Range(0, 800).Select(n => $"{new string('x', 280)}{n}@example.com")] })).Error?.Code);
        for (var n = 0; n < PolicyVersion.MostDrafts; n++)
        {
            Assert.True((await desk.DraftAsync(null)).IsOk);
        }

        Assert.Equal("verification.policy-too-many-drafts", (await desk.DraftAsync(null)).Error?.Code);
    }

    [Theory, EveryDatabase]
    public async Task Rolling_back_puts_a_copy_of_an_older_version_in_force(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        await desk.InForceAsync(new VerificationPolicy { OrdersPerHour = 9 });
        await using var db = desk.Db();
        var first = await db.PolicyVersions.SingleAsync(v => v.Number == 1, Ct);
        var second = await db.PolicyVersions.SingleAsync(v => v.Number == 2, Ct);

        Assert.Equal("verification.policy-superseded", (await BackAsync(first.Id, 1)).Error?.Code);
        Assert.Equal("verification.policy-not-replaced", (await BackAsync(second.Id, 2)).Error?.Code);
        Assert.Equal("verification.policy-note-required", (await BackAsync(first.Id, 2, "")).Error?.Code);
        Assert.Equal(3, (await BackAsync(first.Id, 2)).Value);

        Assert.Equal((3, 3), ((await desk.PolicyAsync()).Version, (await desk.PolicyAsync()).OrdersPerHour));
        Assert.Equal((1, 2), (await db.PolicyVersions.Where(v => v.Number == 3).Select(v => new ValueTuple<int?, int?>(v.RolledBackTo, v.BasedOn)).SingleAsync(Ct)));
        Assert.Equal("verification.policy-superseded", (await BackAsync(second.Id, 2)).Error?.Code);

        Task<Result<int>> BackAsync(PolicyVersionId to, int seen, string note = "too strict") =>
            desk.UseAsync((RollBackPolicy back) => back.RunAsync(desk.Manager(), new RollBackPolicy.Command(to, seen, note), Ct));
    }

    [Fact]
    public async Task Versions_are_listed_with_the_one_in_force_apart_and_compared_with_each_other()
    {
        await using var desk = await TestDesk.OpenAsync();
        Assert.Null((await ListAsync(new Paging())).InForce);
        await desk.InForceAsync(new VerificationPolicy { OrdersPerHour = 9 });
        var draft = (await desk.DraftAsync(new VerificationPolicy { OrdersPerHour = 7 })).Value!;
        var gone = (await desk.DraftAsync(null)).Value!;
        await desk.UseAsync((DiscardDraft discard) => discard.RunAsync(desk.Manager(), new DiscardDraft.Command(gone.Id, gone.Version), Ct));

        var one = await ListAsync(new Paging(2));
        var two = await ListAsync(new Paging(2, one.Page.Next));
        var sheet = (await desk.UseAsync((PolicySheet read) => read.ReadAsync(desk.Agent(), draft.Id, Ct))).Value!;
        var changes = (await desk.UseAsync((PolicyDifference read) => read.ReadAsync(desk.Agent(), one.InForce!.Id, draft.Id, Ct))).Value!;

        Assert.Equal((2, PolicyState.Published), (one.InForce!.Number, one.InForce.State));
        Assert.Equal([PolicyState.Discarded, PolicyState.Replaced, PolicyState.Draft], one.Page.Rows.Concat(two.Page.Rows).OrderByDescending(row => row.State).Select(row => row.State));
        Assert.Equal((7, 9), (sheet.Policy.OrdersPerHour, sheet.InForce.OrdersPerHour));
        Assert.Equal("OrdersPerHour", Assert.Single(changes).Field);

        async Task<PolicyList.Answer> ListAsync(Paging paging) => (await desk.UseAsync((PolicyList list) => list.ReadAsync(desk.Agent(), paging, Ct))).Value!;
    }

    internal static async Task<Result<ApproveOrder.Answer>> ApproveAsync(TestDesk desk, Actor actor, OrderId id)
    {
        await using var db = desk.Db();
        var version = await db.Orders.Where(o => o.Id == id).Select(o => o.Version).SingleAsync(Ct);
        return await desk.UseAsync((ApproveOrder approve) => approve.RunAsync(actor, new ApproveOrder.Command(id, version, [], null), Ct));
    }
}
