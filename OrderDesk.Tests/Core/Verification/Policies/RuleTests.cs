using Microsoft.Extensions.Logging.Abstractions;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Shared;
using OrderDesk.Core.Verification;
using OrderDesk.Core.Verification.Policies;
using static OrderDesk.Core.Verification.Policies.RuleOperator;

namespace OrderDesk.Tests.Core.Verification.Policies;

/// <summary>What rules ask of an order: every field, every operator, and the edges of both.</summary>
public class RuleTests
{
    /// <summary>An order of 250.00 GBP with two lines, at 23:30 in London, from a guest with a mail address and a remark.</summary>
    private static readonly OrderFacts Facts = Sample.Facts(
        order => order with
        {
            CustomerId = null,
            PlacedAt = new DateTime(2026, 7, 1, 22, 30, 0, DateTimeKind.Utc),
            Lines = [Sample.Line("mug-blue", 3, 50m), Sample.Line("LAMP", 1, 125m)],
            TotalMinor = 25_000,
            DiscountMinor = 2_750,
            Tags = ["VIP", "Gift  order"],
            Remark = "  Please ring ＴＷＩＣＥ ",
            Billing = Sample.Address with { Region = "Kent", Country = "United Kingdom" },
            Shipping = Sample.Address with { Region = "Kent", Country = "United Kingdom" },
        },
        facts => facts with { Channel = "webshop", Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/London"), Others = [Sample.Other(1, Tie.Mail), Sample.Other(2, Tie.Mail), Sample.Other(2, Tie.Phone)] });

    /// <summary>Every operator on every kind of value, at its edge and one step beside it.</summary>
    public static TheoryData<string, RuleOperator, string, string?, bool> Questions => new()
    {
        { "order.total", AtLeast, "250", "GBP", true }, { "order.total", AtLeast, "250.01", "GBP", false }, { "order.total", AtMost, "250.00", "GBP", true },
        { "order.total", AtMost, "249.99", "GBP", false }, { "order.total", Between, "250|300", "GBP", true }, { "order.total", Between, "100|249.99", "GBP", false },
        { "order.total", AtLeast, "1", "EUR", false }, { "order.total", AtMost, "9999", "EUR", false },
        { "order.lines", Is, "2", null, true }, { "order.lines", IsNot, "2", null, false }, { "order.lines", AtLeast, "3", null, false }, { "order.lines", AtMost, "2", null, true },
        { "order.units", Between, "4|4", null, true }, { "order.units", Is, "5", null, false },
        { "order.discount-share", AtLeast, "0.1", null, true }, { "order.discount-share", AtLeast, "0.11", null, false }, { "order.discount-share", Between, "0|0.1", null, true }, { "order.discount-share", AtMost, "0.0999", null, false },
        { "order.tags", Is, "vip", null, true }, { "order.tags", IsNot, "vip", null, false }, { "order.tags", OneOf, "x|gift order", null, true }, { "order.tags", Contains, "ift", null, true }, { "order.tags", StartsWith, "order", null, false }, { "order.tags", Empty, "", null, false }, { "order.tags", Given, "", null, true },
        { "order.placed-hour", Is, "23", null, true }, { "order.placed-hour", IsNot, "22", null, true }, { "order.placed-hour", AtLeast, "23", null, true }, { "order.placed-hour", AtMost, "22", null, false }, { "order.placed-hour", Between, "22|6", null, true }, { "order.placed-hour", Between, "6|22", null, false }, { "order.placed-hour", Between, "0|6", null, false },
        { "order.channel", Is, "webshop", null, true }, { "order.channel", OneOf, "phone|webshop", null, true }, { "order.channel", IsNot, "webshop", null, false }, { "order.channel", Is, "phone", null, false },
        { "customer.known", Is, "no", null, true }, { "customer.known", Is, "yes", null, false }, { "customer.earlier-orders", Is, "2", null, true }, { "customer.earlier-orders", AtLeast, "3", null, false },
        { "customer.bad-share", Empty, "", null, true }, { "customer.bad-share", AtMost, "1", null, false }, { "customer.bad-share", Given, "", null, false },
        { "customer.mail-domain", Is, "EXAMPLE.com", null, true }, { "customer.email", StartsWith, "ann@", null, true }, { "customer.email", Contains, "bob", null, false },
        { "customer.phone-country", Is, "GB", null, true }, { "customer.phone-country", OneOf, "DE|FR", null, false }, { "customer.phone-country", Empty, "", null, false },
        { "address.country", Is, "gb", null, true }, { "address.country", IsNot, "GB", null, false }, { "address.country", IsNot, "FR", null, true }, { "address.region", Is, "KENT", null, true }, { "address.city", Contains, "sample", null, true }, { "address.postal-code", StartsWith, "sw1a", null, true },
        { "address.billing-differs", Is, "no", null, true },
        { "line.sku", Is, "MUG-BLUE", null, true }, { "line.sku", IsNot, "LAMP", null, false }, { "line.sku", IsNot, "TABLE", null, true }, { "line.sku", StartsWith, "lam", null, true }, { "line.name", Contains, "thing", null, true },
        { "line.quantity", AtLeast, "3", null, true }, { "line.quantity", AtLeast, "4", null, false }, { "line.quantity", IsNot, "1", null, false }, { "line.unit-price", AtLeast, "125", "GBP", true }, { "line.unit-price", Between, "51|124.9999", "GBP", false }, { "line.unit-price", AtLeast, "1", "USD", false },
        { "payment.status", Is, "Paid", null, true }, { "payment.status", OneOf, "Pending|Failed", null, false }, { "payment.method", Is, "CARD", null, true }, { "payment.method", Empty, "", null, false }, { "payment.paid", AtMost, "10", "GBP", true }, { "payment.paid", AtLeast, "10.01", "GBP", false }, { "payment.paid", Given, "", null, true },
        { "request.remark-length", Is, "17", null, true }, { "request.remark", Contains, "twice", null, true }, { "request.remark", Is, "please ring", null, false }, { "request.packaging", Empty, "", null, true }, { "request.packaging", Given, "", null, false }, { "request.packaging", IsNot, "box", null, true }, { "request.gift-message", Contains, "a", null, false }, { "request.window", Is, "no", null, true },
    };

    [Theory]
    [MemberData(nameof(Questions))]
    public void A_question_is_answered_as_a_person_would(string field, RuleOperator asked, string values, string? currency, bool expected)
    {
        var leaf = new RuleLeaf(field, asked, values.Length == 0 ? [] : values.Split('|'), currency);

        Assert.Equal(expected, Ask(Rule(RuleGroup.All(leaf))).Outcome is Outcome.Fail);
        Assert.Empty(PolicyMistakes.In(new VerificationPolicy { Rules = [Rule(RuleGroup.All(leaf))] }));
    }

    [Fact]
    public void Every_field_is_tried_with_something() =>
        Assert.Empty(RuleFields.List.Select(field => field.Code).Except(Questions.Select(row => row.Data.Item1)));

    [Fact]
    public void Every_operator_of_every_kind_of_value_is_tried()
    {
        var tried = Questions.Select(row => (RuleFields.Find(row.Data.Item1)!.Type, row.Data.Item2)).ToHashSet();

        Assert.Empty(RuleFields.List.SelectMany(field => field.Operators, (field, asked) => (field.Type, asked)).Distinct().Except(tried).Except(
            [(RuleType.Country, Given), (RuleType.Money, Empty), (RuleType.Text, Given)]));
    }

    [Fact]
    public void Groups_are_joined_by_all_and_any_inside_each_other()
    {
        var (yes, no) = (new RuleLeaf("order.lines", Is, ["2"]), new RuleLeaf("order.lines", Is, ["9"]));

        Assert.True(Matches(RuleGroup.Any(no, yes)));
        Assert.False(Matches(RuleGroup.All(no, yes)));
        Assert.True(Matches(new RuleGroup(RuleJoin.All, [yes], [RuleGroup.Any(no, yes)])));
        Assert.False(Matches(new RuleGroup(RuleJoin.All, [yes], [RuleGroup.All(no, yes)])));
        Assert.True(Matches(new RuleGroup(RuleJoin.Any, [no], [new RuleGroup(RuleJoin.All, [yes], [RuleGroup.Any(yes)])])));
        Assert.False(Matches(RuleGroup.None));
    }

    [Fact]
    public void A_finding_names_the_rule_what_it_used_and_what_would_turn_it()
    {
        var finding = Ask(Rule(RuleGroup.All(new RuleLeaf("order.total", AtLeast, ["200"], "GBP"), new RuleLeaf("customer.email", Contains, ["ann"]), new RuleLeaf("line.sku", Is, ["LAMP"]))));

        Assert.Equal(("rule:large", "Large orders", HoldType.Payment, Outcome.Fail), (finding.Check, finding.Name, finding.Hold, finding.Outcome));
        Assert.Equal(("hold.rule", "Large orders"), (finding.Reason!.Code, finding.Reason.Args[0].Text));
        Assert.Equal(["rule.field.order.total", "rule.field.customer.email", "rule.field.line.sku"], finding.Facts.Select(fact => fact.Label));
        Assert.Equal(new Money(25_000, "GBP"), finding.Facts[0].Value.Sum);
        Assert.Equal(TermKind.Personal, finding.Facts[1].Value.Kind);
        Assert.Equal(2, finding.Facts[2].Value.Items.Count);
        Assert.NotEmpty(finding.Flips);
        Assert.Equal("Large orders", Assert.Single(FindingsText.Read(FindingsText.Write([finding]))).Name);
    }

    [Fact]
    public void Rules_without_a_hold_only_mark_the_order_and_the_first_queue_counts()
    {
        var always = RuleGroup.All(new RuleLeaf("order.lines", AtLeast, ["1"]));
        var policy = new VerificationPolicy
        {
            Rules =
            [
                Rule(always) with { Code = "a", Then = new RuleActions { Tag = "look", Queue = "Abroad" } },
                Rule(always) with { Code = "b", Then = new RuleActions { Tag = "LOOK", Queue = "Night", TwoPeople = true } },
                Rule(RuleGroup.All(new RuleLeaf("order.lines", AtLeast, ["5"]))) with { Code = "c", Then = new RuleActions { Tag = "never" } },
                Rule(always) with { Code = "d", On = false, Then = new RuleActions { Tag = "off" } },
            ],
        };

        var findings = Sample.Ask(Facts, policy).Where(finding => finding.Check.StartsWith(CustomRule.Prefix, StringComparison.Ordinal)).ToList();
        var marks = RuleBook.Of(policy).Marks(findings);

        Assert.Equal([Outcome.Warn, Outcome.Warn, Outcome.Pass], findings.Select(finding => finding.Outcome));
        Assert.Equal(["look"], marks.Tags);
        Assert.Equal(("Abroad", true), (marks.Queue, marks.NeedsTwo));
    }

    [Theory]
    [InlineData("order.smell", Is, "good")]
    [InlineData("order.lines", (RuleOperator)77, "2")]
    [InlineData("order.lines", Is, "two")]
    public void A_rule_from_a_newer_version_holds_the_order_and_waves_nothing_through(string field, RuleOperator asked, string value)
    {
        var finding = Ask(Rule(RuleGroup.All(new RuleLeaf(field, asked, [value]))));

        Assert.Equal(("failed:rule:large", HoldType.System, Outcome.Fail, "hold.check-failed"), (finding.Check, finding.Hold, finding.Outcome, finding.Reason!.Code));
        Assert.Equal("Large orders", finding.Reason.Args[0].Text);
    }

    private static CustomRule Rule(RuleGroup when) => new() { Code = "large", Name = "Large orders", When = when, Then = new RuleActions { Hold = HoldType.Payment } };

    private static bool Matches(RuleGroup when) => Ask(Rule(when)).Outcome is Outcome.Fail;

    private static Finding Ask(CustomRule rule) => Assert.Single(JudgeOrder.Ask([], Facts, new VerificationPolicy { Rules = [rule] }, NullLogger.Instance));
}
