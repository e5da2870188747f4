using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Review;
using OrderDesk.Core.Verification;
using OrderDesk.Core.Verification.Checks;
using OrderDesk.Core.Verification.Policies;
using OrderDesk.Tests.Core.Review.Learning;
using OrderDesk.Tests.Support;

namespace OrderDesk.Tests.Core.Verification.Policies;

/// <summary>Rules that let orders pass: one doubt, told and not held; never where two people must agree, never money, addresses or stock, and drawn at random like every other.</summary>
public class LetPassTests
{
    private static readonly OrderFacts Remarked = Sample.Facts(order => order with { Remark = "Please ring twice", Phone = "12" });

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static CustomRule Rule { get; } = new()
    {
        Code = "pass-remark",
        Name = "Remarks of small orders",
        When = RuleGroup.All(new RuleLeaf("order.total", RuleOperator.AtMost, ["50"], "GBP")),
        Then = new RuleActions { LetPass = "remark" },
    };

    [Fact]
    public void The_named_doubt_is_told_and_holds_nothing_and_every_other_holds_as_before()
    {
        var before = Sample.Ask(Remarked);
        var after = Sample.Ask(Remarked, new VerificationPolicy { Rules = [Rule] });
        var (remark, said) = (after.Single(finding => finding.Check == "remark"), after.Single(finding => finding.Check == Rule.Check));

        Assert.Equal((Outcome.Warn, 0, "hold.remark"), (remark.Outcome, remark.Points, remark.Reason!.Code));
        Assert.Equal("Remarks of small orders", remark.Facts.Single(fact => fact.Label == "fact.let-pass").Value.Text);
        Assert.Equal((Outcome.Warn, "hold.rule-passes"), (said.Outcome, said.Reason!.Code));
        Assert.Equal(["phone", "remark"], before.Where(finding => finding.Outcome is Outcome.Fail).Select(finding => finding.Check).Order());
        Assert.Equal(["phone"], after.Where(finding => finding.Outcome is Outcome.Fail).Select(finding => finding.Check));
    }

    [Fact]
    public void A_rule_without_anything_to_let_pass_says_nothing()
    {
        var said = Sample.Ask(Sample.Facts(), new VerificationPolicy { Rules = [Rule] }).Single(finding => finding.Check == Rule.Check);

        Assert.Equal((Outcome.Pass, null), (said.Outcome, said.Reason));
    }

    [Fact]
    public void Where_two_people_must_agree_nothing_passes()
    {
        var two = Rule with { Code = "two", Then = new RuleActions { TwoPeople = true }, When = RuleGroup.All(new RuleLeaf("order.lines", RuleOperator.AtLeast, ["1"])) };

        Assert.Equal(Outcome.Fail, Of(Remarked with { NeedsTwo = true }, Rule));
        Assert.Equal(Outcome.Fail, Of(Remarked, Rule, two));
        Assert.Equal(Outcome.Warn, Of(Remarked, Rule, two with { On = false }));

        static Outcome Of(OrderFacts facts, params CustomRule[] rules) => Sample.Ask(facts, new VerificationPolicy { Rules = rules }).Single(finding => finding.Check == "remark").Outcome;
    }

    [Fact]
    public void Money_addresses_stock_and_lists_cannot_be_let_pass()
    {
        var never = AllChecks.List.Where(check => check.Group is CheckGroup.Payment or CheckGroup.Stock).Select(check => check.Code)
            .Concat(["address", "billing", "country-risk", "block-list", "watch-list", "totals", "prices", "test-order", "identity", AllChecks.Sum, AllChecks.Audit]);

        Assert.Empty(LetPass.Checks.Intersect(never));
        Assert.Empty(LetPass.Checks.Except(AllChecks.Codes));
        Assert.Equal([("Rules[0].Then.LetPass", "verification.rule-pass-check")], Wrong(Rule with { Then = new RuleActions { LetPass = "payment-amount" } }));
        Assert.Equal(Outcome.Fail, Sample.Ask(
            Sample.Facts(order => order with { PaymentMinor = 900 }),
            new VerificationPolicy { Rules = [Rule with { Then = new RuleActions { LetPass = "payment-amount" } }] }).Single(finding => finding.Check == "payment-amount").Outcome);
    }

    [Fact]
    public void A_rule_that_lets_pass_and_stops_contradicts_itself_or_the_other()
    {
        var other = Rule with { Code = "b", Name = "Other", Then = new RuleActions { Hold = HoldType.Request } };

        Assert.Empty(Wrong(Rule));
        Assert.Equal([("Rules[0].Then.LetPass", "verification.rule-pass-and-hold")], Wrong(Rule with { Then = new RuleActions { LetPass = "remark", Hold = HoldType.Request } }));
        Assert.Equal([("Rules[0].Then.LetPass", "verification.rule-pass-and-hold")], Wrong(Rule with { Then = new RuleActions { LetPass = "remark", TwoPeople = true } }));
        Assert.Equal([("Rules[1].Then", "verification.rule-contradicts")], Wrong(Rule, other));
        Assert.Equal([("Rules[1].Then", "verification.rule-contradicts")], Wrong(other, Rule));
        Assert.Empty(Wrong(Rule, other with { Then = new RuleActions { Tag = "small" } }));
        Assert.Equal([("Rules[0].Then.LetPass", "verification.rule-pass-idle")], Wrong(Rule with { Then = new RuleActions { LetPass = "wishes" } }));
        Assert.Empty(Wrong(Rule with { On = false, Then = new RuleActions { LetPass = "wishes" } }));
    }

    [Fact]
    public void It_is_kept_and_a_change_of_it_is_told()
    {
        var (with, without) = (new VerificationPolicy { Rules = [Rule] }, new VerificationPolicy { Rules = [Rule with { Then = new RuleActions { Tag = "x" } }] });

        Assert.Equal("remark", PolicyText.Read(PolicyText.Write(with), 3).Rules[0].Then.LetPass);
        Assert.Equal("policy.diff.rule-changed", Assert.Single(PolicyChanges.Between(with, without)).Words.Code);
    }

    [Theory, EveryDatabase]
    public async Task A_passed_order_goes_its_way_and_a_large_one_waits_for_two(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database, services => services.Configure<ReviewOptions>(options => options.TwoPeopleAbove = new Dictionary<string, decimal> { ["GBP"] = 25 }));
        var shop = await Shop.OpenAsync(desk);
        await shop.StockAsync("MUG", 50);
        var before = await desk.HeldAsync(shop);
        await desk.InForceAsync(new VerificationPolicy { Rules = [Rule] });
        var small = await shop.TakenAsync(WithRemark(shop.Order()));
        var large = await shop.TakenAsync(WithRemark(shop.Order(quantity: 3)));
        await desk.RoundAsync("reverify");
        Assert.True((await desk.UseAsync((RunVerification run) => run.RunAsync(desk.Agent(), new RunVerification.Command(large), Ct))).IsOk);

        await using var db = desk.Db();
        var status = await db.Orders.ToDictionaryAsync(o => o.Id, o => o.Status, Ct);
        Assert.Equal((OrderStatus.ReadyToFulfil, OrderStatus.ReadyToFulfil, OrderStatus.OnHold), (status[before], status[small], status[large]));
    }

    [Fact]
    public async Task A_passed_order_is_drawn_at_random_like_every_other()
    {
        await using var desk = await TestDesk.OpenAsync(
            more: services => services.AddSingleton<IOptions<VerificationPolicy>>(Options.Create(new VerificationPolicy { AuditShare = 1, Rules = [Rule] })));
        var shop = await Shop.OpenAsync(desk);
        await shop.StockAsync("MUG", 9);

        var drawn = await shop.TakenAsync(WithRemark(shop.Order()));

        await using var db = desk.Db();
        Assert.Equal([AllChecks.Audit], await db.OrderHolds.Where(h => h.OrderId == drawn).Select(h => h.Check!).ToListAsync(Ct));
    }

    private static Dictionary<string, object?> WithRemark(Dictionary<string, object?> body)
    {
        body["requests"] = new { remark = "Please ring twice" };
        return body;
    }

    private static IEnumerable<(string, string)> Wrong(params CustomRule[] rules) => PolicyMistakes.In(new VerificationPolicy { Rules = rules }).Select(mistake => (mistake.Field, mistake.Code));
}
