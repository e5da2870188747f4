using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Review.Learning;
using OrderDesk.Core.Shared;
using OrderDesk.Core.Verification;
using OrderDesk.Core.Verification.Policies;
using OrderDesk.Tests.Core.Verification.Policies;
using OrderDesk.Tests.Support;

namespace OrderDesk.Tests.Core.Review.Learning;

/// <summary>What the decisions speak for: proposed from a threshold on, drafted by a person, dismissed until there is twice the evidence.</summary>
public class ProposalTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>No hit of 188 leaves an upper end of 2.002 %, none of 189 one of 1.992 %.</summary>
    [Theory]
    [InlineData(188, 0, 188, false)]
    [InlineData(189, 0, 189, true)]
    [InlineData(189, 1, 189, false)]
    [InlineData(280, 1, 280, true)]
    [InlineData(99, 0, 99, false)]
    [InlineData(5_000, 0, 0, false)]
    public void A_check_is_worthless_only_where_even_the_upper_end_is_too_low(int hits, int wrong, int decided, bool worthless) =>
        Assert.Equal(worthless, CheckProposals.IsWorthless(Row("phone", hits, wrong, decided)));

    [Fact]
    public void A_no_stands_until_the_evidence_has_doubled()
    {
        var no = new DismissedProposal { Evidence = 190 };

        Assert.True(no.Stands(379));
        Assert.False(no.Stands(380));
    }

    [Fact]
    public void A_policy_goes_without_a_check_or_a_rule_and_nothing_else_changes()
    {
        var policy = new VerificationPolicy { Rules = [PolicyDesk.Rule(new() { Hold = HoldType.Customer })] };

        var check = CheckProposals.Without(policy, "remark")!;
        var rule = CheckProposals.Without(policy, "rule:several")!;

        Assert.Equal("Checks.remark.Mode", Assert.Single(PolicyChanges.Between(policy, check)).Field);
        Assert.Equal(CheckMode.Off, check.Checks["remark"].Mode);
        Assert.Equal("Rules[0]", Assert.Single(PolicyChanges.Between(policy, rule)).Field);
        Assert.False(rule.Rules[0].On);
        Assert.Null(CheckProposals.Without(check, "remark"));
        Assert.Null(CheckProposals.Without(rule, "rule:several"));
        Assert.Null(CheckProposals.Without(policy, "failed:phone"));
        Assert.Null(CheckProposals.Without(policy, "audit"));
    }

    [Fact]
    public async Task A_proposal_is_drafted_and_changes_nothing_before_it_is_published_and_a_no_stays_with_who_and_why()
    {
        await using var desk = await TestDesk.OpenAsync();
        var shop = await Shop.OpenAsync(desk);
        await shop.StockAsync("MUG", 300);
        var manager = desk.Manager("Maya");
        for (var n = 0; n < 189; n++)
        {
            Assert.Empty(n == 188 ? (await ProposedAsync(desk)).Rows.OfType<RetireProposal>() : []);
            await desk.ApproveAsync(manager, await desk.HeldAsync(shop), null);
        }

        var row = Assert.IsType<RetireProposal>(Assert.Single((await ProposedAsync(desk)).Rows));
        Assert.Equal(("remark", 189, 189, 0), (row.Evidence.Check, row.Evidence.Hits, row.Evidence.Decided, row.Evidence.Rejected));

        var drafted = await desk.UseAsync((DraftProposal draft) => draft.RunAsync(manager, new DraftProposal.Command("remark", "held 189, all let go"), Ct));
        Assert.True(drafted.IsOk, drafted.Error?.Code);
        Assert.Empty((await desk.PolicyAsync()).Checks);
        await using (var db = desk.Db())
        {
            var made = await db.PolicyVersions.SingleAsync(v => v.Id == drafted.Value.Id, Ct);
            Assert.Equal((PolicyState.Draft, "held 189, all let go", CheckMode.Off), (made.State, made.Note, made.Policy().Checks["remark"].Mode));
        }

        Assert.Equal("verification.proposal-gone", (await DraftAsync(desk, manager, "phone")).Error?.Code);
        Assert.Equal("verification.edit-policy-forbidden", (await DraftAsync(desk, desk.Agent(), "remark")).Error?.Code);
        Assert.Equal("verification.edit-policy-forbidden", (await DismissAsync(desk, desk.Agent(), "no")).Error?.Code);
        Assert.Equal("verification.proposal-why", (await DismissAsync(desk, manager, " ")).Error?.Code);

        Assert.True((await DismissAsync(desk, manager, "The warehouse reads these remarks.")).IsOk);

        var dismissed = Assert.Single((await ProposedAsync(desk)).Rows).Dismissed!;
        Assert.Equal(("Maya", "The warehouse reads these remarks.", 189, desk.Now), (dismissed.ByName, dismissed.Why, dismissed.Evidence, dismissed.At));
        Assert.Equal("verification.proposal-gone", (await DraftAsync(desk, manager, "remark")).Error?.Code);
        Assert.Equal("verification.proposal-gone", (await DismissAsync(desk, manager, "again")).Error?.Code);
    }

    [Theory, EveryDatabase]
    public async Task Without_enough_decisions_nothing_is_proposed_and_nothing_can_be_done(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var shop = await Shop.OpenAsync(desk);
        await shop.StockAsync("MUG", 9);
        await desk.ApproveAsync(desk.Agent(), await desk.HeldAsync(shop), null);

        Assert.Empty((await ProposedAsync(desk)).Rows);
        Assert.Equal("verification.proposal-gone", (await DraftAsync(desk, desk.Manager(), "remark")).Error?.Code);
        Assert.Equal("verification.proposal-gone", (await DismissAsync(desk, desk.Manager(), "no")).Error?.Code);
        Assert.Equal("verification.read-policy-forbidden", (await desk.UseAsync((CheckProposals proposals) => proposals.ReadAsync(desk.WarehouseLead(), Ct))).Error?.Code);
        await using var db = desk.Db();
        Assert.False(await db.DismissedProposals.AnyAsync(Ct));
        Assert.False(await db.PolicyVersions.AnyAsync(v => v.State == PolicyState.Draft, Ct));
    }

    internal static CheckFigures.Row Row(string check, int hits, int wrong, int decided) =>
        new(check, null, hits, hits, hits, decided - wrong, 0, wrong, 0, 0, 0, 0, [], []);

    private static async Task<CheckProposals.Answer> ProposedAsync(TestDesk desk)
    {
        var answer = await desk.UseAsync((CheckProposals proposals) => proposals.ReadAsync(desk.Agent(), Ct));
        Assert.True(answer.IsOk, answer.Error?.Code);
        return answer.Value;
    }

    private static Task<Result<SaveDraft.Answer>> DraftAsync(TestDesk desk, Actor actor, string check) =>
        desk.UseAsync((DraftProposal draft) => draft.RunAsync(actor, new DraftProposal.Command(check, null), Ct));

    private static Task<Result> DismissAsync(TestDesk desk, Actor actor, string why) =>
        desk.UseAsync((DismissProposal dismiss) => dismiss.RunAsync(actor, new DismissProposal.Command("remark", why), Ct));
}
