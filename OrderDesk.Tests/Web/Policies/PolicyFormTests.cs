using Bunit;
using OrderDesk.Core.Verification;
using OrderDesk.Core.Verification.Policies;
using OrderDesk.Web.Features.Policies;

namespace OrderDesk.Tests.Web.Policies;

/// <summary>What a form reads back is what it was given, also what this version does not know.</summary>
public sealed class PolicyFormTests : DeskPageTest
{
    private static readonly VerificationPolicy Policy = new()
    {
        Checks = new Dictionary<string, CheckSetting> { ["remark"] = new() { Mode = CheckMode.Warn, Points = 7 }, ["moon-phase"] = new() { Mode = CheckMode.Off, Points = 3 } },
        Rules = [new CustomRule { Code = "pass", Name = "Small ones", When = RuleGroup.All(new RuleLeaf("order.total", RuleOperator.AtMost, ["50"], "GBP")), Then = new RuleActions { LetPass = "remark" } }],
    };

    [Fact]
    public void Settings_of_checks_that_this_version_does_not_know_are_kept_and_so_is_what_a_rule_lets_pass()
    {
        var read = PolicyForm.Of(Policy).Read(new VerificationPolicy());

        Assert.Empty(read.Mistakes);
        Assert.Equal(Policy.Checks, read.Policy.Checks);
        Assert.Equal("remark", read.Policy.Rules[0].Then.LetPass);
    }

    [Theory]
    [InlineData("9.5", "9.50")]
    [InlineData("100", "100")]
    [InlineData("0.00125", "0.00125")]
    public void An_amount_stands_in_its_field_as_people_write_it(string kept, string shown) =>
        Assert.Equal(shown, LeafForm.Of(new RuleLeaf("order.total", RuleOperator.AtLeast, [kept], "GBP")).Values[0]);

    [Fact]
    public async Task A_check_that_nobody_knows_stands_at_the_end_and_can_be_taken_away()
    {
        var form = PolicyForm.Of(Policy);
        var card = Render<ChecksForm>(p => p.Add(c => c.Form, form));

        Assert.Contains("moon-phase", card.Find("tr[data-unknown]").TextContent, StringComparison.Ordinal);
        await card.Find("[data-action=forget-moon-phase]").ClickAsync();

        Assert.Empty(card.FindAll("tr[data-unknown]"));
        Assert.Equal(["remark"], form.Read(Policy).Policy.Checks.Keys);
    }
}
