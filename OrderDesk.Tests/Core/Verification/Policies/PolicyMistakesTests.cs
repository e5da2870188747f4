using OrderDesk.Core.Orders;
using OrderDesk.Core.Verification;
using OrderDesk.Core.Verification.Checks;
using OrderDesk.Core.Verification.Policies;
using static OrderDesk.Core.Verification.Policies.RuleOperator;

namespace OrderDesk.Tests.Core.Verification.Policies;

/// <summary>What is wrong with a policy is said at its field, all of it at once.</summary>
public class PolicyMistakesTests
{
    /// <summary>Questions that together can never be answered, and such that can.</summary>
    public static TheoryData<RuleGroup, bool> Reaches => new()
    {
        { RuleGroup.All(Leaf("order.total", AtLeast, "100", "GBP"), Leaf("order.total", AtMost, "99.99", "GBP")), false },
        { RuleGroup.All(Leaf("order.total", AtLeast, "100", "GBP"), Leaf("order.total", AtMost, "100", "GBP")), true },
        { RuleGroup.All(Leaf("order.total", AtLeast, "100", "GBP"), Leaf("order.total", AtMost, "500", "EUR")), false },
        { RuleGroup.All(Leaf("order.lines", Is, "2"), Leaf("order.lines", Is, "3")), false },
        { RuleGroup.All(Leaf("order.lines", Between, "2|2"), Leaf("order.lines", IsNot, "2")), false },
        { RuleGroup.All(Leaf("order.lines", Between, "2|3"), Leaf("order.lines", IsNot, "2")), true },
        { RuleGroup.All(Leaf("address.country", Is, "GB"), Leaf("address.country", Is, "United Kingdom")), true },
        { RuleGroup.All(Leaf("address.country", Is, "GB"), Leaf("address.country", Is, "FR")), false },
        { RuleGroup.All(Leaf("address.country", OneOf, "GB|FR"), Leaf("address.country", IsNot, "GB")), true },
        { RuleGroup.All(Leaf("address.country", Is, "GB"), Leaf("address.country", IsNot, "GB")), false },
        { RuleGroup.All(Leaf("payment.method", Empty), Leaf("payment.method", Contains, "card")), false },
        { RuleGroup.All(Leaf("payment.method", Empty), Leaf("payment.method", IsNot, "card")), true },
        { RuleGroup.All(Leaf("payment.method", Is, "card"), Leaf("payment.method", Contains, "cash")), false },
        { RuleGroup.All(Leaf("payment.method", StartsWith, "ca"), Leaf("payment.method", StartsWith, "card")), true },
        { RuleGroup.All(Leaf("payment.method", StartsWith, "ca"), Leaf("payment.method", StartsWith, "ba")), false },
        { RuleGroup.All(Leaf("customer.known", Is, "yes"), Leaf("customer.known", Is, "no")), false },
        { RuleGroup.All(Leaf("order.placed-hour", Between, "22|6"), Leaf("order.placed-hour", AtLeast, "7"), Leaf("order.placed-hour", AtMost, "21")), false },
        { RuleGroup.All(Leaf("order.placed-hour", Between, "22|6"), Leaf("order.placed-hour", AtMost, "5")), true },
        { RuleGroup.All(Leaf("line.sku", Is, "A"), Leaf("line.sku", Is, "B")), true },
        { RuleGroup.All(Leaf("line.sku", Is, "A"), Leaf("line.sku", IsNot, "a")), false },
        { RuleGroup.Any(Leaf("order.lines", Is, "2"), Leaf("order.lines", Is, "3")), true },
        { new RuleGroup(RuleJoin.All, [Leaf("order.lines", Is, "2")], [RuleGroup.All(Leaf("order.lines", AtLeast, "3"))]), false },
        { new RuleGroup(RuleJoin.Any, [], [RuleGroup.All(Leaf("order.lines", Is, "2"), Leaf("order.lines", Is, "3"))]), false },
        { new RuleGroup(RuleJoin.Any, [Leaf("order.lines", Is, "2")], [RuleGroup.All(Leaf("order.lines", Is, "2"), Leaf("order.lines", Is, "3"))]), true },
    };

    [Theory]
    [MemberData(nameof(Reaches))]
    public void A_rule_that_no_order_can_match_is_named(RuleGroup when, bool reachable) =>
        Assert.Equal(reachable ? [] : ["verification.rule-never"], In(Rule(when)).Select(mistake => mistake.Code));

    /// <summary>One mistake of a question each: where it is shown and what it is called.</summary>
    public static TheoryData<RuleLeaf, string, string> Leaves => new()
    {
        { Leaf("order.total", AtLeast, "100"), "Currency", "verification.rule-currency-missing" },
        { Leaf("order.total", AtLeast, "100", "QQQ"), "Currency", "verification.policy-currency" },
        { Leaf("order.total", AtLeast, "-1", "GBP"), "Values[0]", "verification.rule-minus" },
        { Leaf("order.total", AtLeast, "1.001", "GBP"), "Values[0]", "verification.rule-too-fine" },
        { Leaf("order.total", AtLeast, "1.5", "JPY"), "Values[0]", "verification.rule-too-fine" },
        { Leaf("order.total", Between, "9|2", "GBP"), "Values", "verification.rule-backwards" },
        { Leaf("order.total", Contains, "9", "GBP"), "Is", "verification.rule-operator" },
        { Leaf("order.discount-share", AtLeast, "25"), "Values[0]", "verification.rule-share" },
        { Leaf("order.units", AtLeast, "1.5"), "Values[0]", "verification.rule-not-whole" },
        { Leaf("order.units", AtLeast, "many"), "Values[0]", "verification.rule-not-number" },
        { Leaf("order.units", AtLeast, "-3"), "Values[0]", "verification.rule-minus" },
        { Leaf("order.units", AtLeast, ""), "Values[0]", "verification.rule-value-missing" },
        { Leaf("order.units", Between, "1"), "Values", "verification.rule-value-missing" },
        { Leaf("order.placed-hour", AtLeast, "24"), "Values[0]", "verification.policy-range" },
        { Leaf("customer.earlier-orders", AtLeast, "26"), "Values[0]", "verification.policy-range" },
        { Leaf("address.country", Is, "Freedonia"), "Values[0]", "verification.policy-country" },
        { Leaf("payment.status", Is, "Stolen"), "Values[0]", "verification.rule-choice" },
        { Leaf("customer.known", Is, "maybe"), "Values[0]", "verification.rule-choice" },
        { Leaf("request.remark", Contains, new string('x', 201)), "Values[0]", "verification.rule-value-long" },
        { Leaf("request.remark", Contains, "  "), "Values[0]", "verification.rule-value-missing" },
        { Leaf("order.smell", Is, "good"), "Field", "verification.rule-unknown-field" },
        { Leaf("order.lines", (RuleOperator)77, "2"), "Is", "verification.rule-unknown-operator" },
    };

    [Theory]
    [MemberData(nameof(Leaves))]
    public void A_wrong_question_is_named_at_its_field(RuleLeaf leaf, string field, string code)
    {
        var mistake = Assert.Single(In(Rule(RuleGroup.All(leaf))));

        Assert.Equal(($"Rules[0].When.Leaves[0].{field}", code), (mistake.Field, mistake.Code));
    }

    [Fact]
    public void Rules_that_repeat_or_contradict_each_other_are_named_with_the_other()
    {
        var (one, other) = (Leaf("order.lines", Is, "2"), Leaf("order.units", Is, "4"));
        var rule = Rule(RuleGroup.All(one, other)) with { Name = "First" };

        Assert.Equal([("Rules[1].When", "verification.rule-repeats")], Named(rule, rule with { Code = "b", When = RuleGroup.All(other, one) }));
        Assert.Equal([("Rules[1].Then", "verification.rule-contradicts")], Named(rule, rule with { Code = "b", Then = new RuleActions { Hold = HoldType.Request } }));
        Assert.Equal(
            [("Rules[1].Then", "verification.rule-contradicts")],
            Named(rule with { Then = new RuleActions { Queue = "Abroad" } }, rule with { Code = "b", Then = new RuleActions { Queue = "Night" } }));
        Assert.Empty(Named(rule, rule with { Code = "b", Then = new RuleActions { Tag = "look" } }));
        Assert.Empty(Named(rule, rule with { Code = "b", On = false }));
        Assert.Equal([("Rules[1].Code", "verification.rule-code-twice")], Named(rule, rule with { When = RuleGroup.All(one) }));
        Assert.Equal("First", PolicyMistakes.In(new VerificationPolicy { Rules = [rule, rule with { Code = "b" }] })[0].Args[0]);
    }

    [Fact]
    public void What_a_rule_is_and_does_is_looked_at_too()
    {
        var fine = RuleGroup.All(Leaf("order.lines", Is, "2"));

        Assert.Equal([("Rules[0].Name", "verification.rule-name-missing")], Named(Rule(fine) with { Name = " " }));
        Assert.Equal([("Rules[0].Name", "shared.too-long")], Named(Rule(fine) with { Name = new string('x', 81) }));
        Assert.Equal([("Rules[0].Code", "verification.rule-code")], Named(Rule(fine) with { Code = "Not a code" }));
        Assert.Equal([("Rules[0].When", "verification.rule-asks-nothing")], Named(Rule(RuleGroup.None)));
        Assert.Equal([("Rules[0].When", "verification.rule-too-deep")], Named(Rule(In(In(In(fine))))));
        Assert.Empty(Named(Rule(In(In(fine)))));
        Assert.Equal([("Rules[0].When", "verification.rule-too-long")], Named(Rule(RuleGroup.Any([.. Enumerable.Range(1, 21).Select(n => Leaf("order.lines", Is, $"{n}"))]))));
        Assert.Equal([("Rules[0].Then", "verification.rule-does-nothing")], Named(Rule(fine) with { Then = new RuleActions() }));
        Assert.Equal([("Rules[0].Then.Hold", "verification.rule-hold")], Named(Rule(fine) with { Then = new RuleActions { Hold = HoldType.Stock } }));
        Assert.Equal([("Rules[0].Then.Tag", "verification.rule-tag")], Named(Rule(fine) with { Then = new RuleActions { Tag = "a,b" } }));
        Assert.Equal([("Rules[0].Then.Queue", "verification.rule-queue")], Named(Rule(fine) with { Then = new RuleActions { Queue = new string('q', 61) } }));
        Assert.Contains(("Rules", "verification.rule-too-many"), Named([.. Enumerable.Range(0, 51).Select(n => Rule(RuleGroup.All(Leaf("order.units", Is, $"{n}"))) with { Code = $"r{n}" })]));

        static RuleGroup In(RuleGroup inner) => new(RuleJoin.All, [], [inner]);
    }

    [Fact]
    public void Thresholds_of_the_wrong_size_and_unit_are_named_all_at_once()
    {
        var policy = PolicyThresholds.List.Aggregate(new VerificationPolicy(), (changed, threshold) => threshold.Set(changed, threshold.Low - 1)) with
        {
            FirstOrderLimits = new Dictionary<string, decimal> { ["QQQ"] = 1, ["GBP"] = 1.001m, ["EUR"] = -1 },
            Checks = new Dictionary<string, CheckSetting> { ["telepathy"] = new(), ["phone"] = new() { Mode = (CheckMode)9, Points = 1_001 } },
            WatchedMail = ["fine@example.com", "spam"],
        };

        var named = PolicyMistakes.In(policy).Select(mistake => (mistake.Field, mistake.Code)).ToList();

        Assert.Equal(PolicyThresholds.List.Select(threshold => threshold.Key), named.Take(PolicyThresholds.List.Count).Select(mistake => mistake.Field));
        Assert.Equal(
            [
                ("Checks.telepathy", "verification.policy-unknown-check"), ("Checks.phone.Mode", "verification.policy-mode"), ("Checks.phone.Points", "verification.policy-range"),
                ("FirstOrderLimits.QQQ", "verification.policy-currency"), ("FirstOrderLimits.GBP", "verification.rule-too-fine"), ("FirstOrderLimits.EUR", "verification.policy-range"),
                ("WatchedMail[1]", "verification.policy-mail"),
            ],
            named.Skip(PolicyThresholds.List.Count));
    }

    [Fact]
    public void What_is_watched_warns_and_what_is_blocked_holds()
    {
        var facts = Sample.Facts();

        Assert.Equal((Outcome.Warn, 50), (Sample.Ask("watch-list", facts, Sample.Policy with { WatchedMail = ["@example.com"] }).Outcome, Sample.Ask("watch-list", facts, Sample.Policy with { WatchedPhones = ["+44 20 7946 0958"] }).Points));
        Assert.Equal(Outcome.Warn, Sample.Ask("watch-list", facts, Sample.Policy with { WatchedAddresses = ["12 Example Street, SW1A 1AA, GB"] }).Outcome);
        Assert.Equal(Outcome.Pass, Sample.Ask("watch-list", facts, Sample.Policy with { BlockedMail = ["ann@example.com"] }).Outcome);
        Assert.Equal(Outcome.Fail, Sample.Ask("block-list", facts, Sample.Policy with { BlockedMail = ["ann@example.com"] }).Outcome);
        Assert.Contains("watch-list", AllChecks.Codes);
    }

    private static RuleLeaf Leaf(string field, RuleOperator asked, string? values = null, string? currency = null) => new(field, asked, values?.Split('|') ?? [], currency);

    private static CustomRule Rule(RuleGroup when) => new() { Code = "a", Name = "A rule", When = when, Then = new RuleActions { Hold = HoldType.Customer } };

    private static IReadOnlyList<OrderDesk.Core.Shared.FieldError> In(CustomRule rule) => PolicyMistakes.In(new VerificationPolicy { Rules = [rule] });

    private static List<(string Field, string Code)> Named(params IReadOnlyList<CustomRule> rules) =>
        [.. PolicyMistakes.In(new VerificationPolicy { Rules = rules }).Select(mistake => (mistake.Field, mistake.Code))];
}
