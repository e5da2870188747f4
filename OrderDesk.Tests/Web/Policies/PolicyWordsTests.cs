using System.Globalization;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using OrderDesk.Core.Channels;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Verification;
using OrderDesk.Core.Verification.Policies;
using OrderDesk.Web.Features.Policies;

namespace OrderDesk.Tests.Web.Policies;

/// <summary>Rules and versions in words: as each language writes them, by the names the company gave.</summary>
public sealed class PolicyWordsTests : DeskPageTest
{
    private static readonly CustomRule Rule = new()
    {
        Code = "web",
        Name = "",
        When = new RuleGroup(
            RuleJoin.All,
            [new RuleLeaf("order.total", RuleOperator.AtLeast, ["50.5"], "GBP"), new RuleLeaf("order.channel", RuleOperator.Is, ["web"], null)],
            [new RuleGroup(RuleJoin.Any, [new RuleLeaf("address.country", RuleOperator.OneOf, ["DE", "GB"], null)], [])]),
        Then = new RuleActions { Hold = HoldType.Customer },
    };

    [Theory]
    [InlineData("en", "When Order total at least GBP 50.50 and Channel is Web shop and (Delivery country is one of DE, GB) → hold (Suspicious)")]
    [InlineData("zh-Hans", "当订单总额至少 GBP 50.50 且渠道等于 Web shop 且（收货国家/地区属于 DE、GB）→ 挂起（可疑）")]
    [InlineData("zh-Hant", "當訂單總額至少 GBP 50.50 且通路等於 Web shop 且（收貨國家/地區屬於 DE、GB）→ 掛起（可疑）")]
    public void A_rule_reads_as_the_language_is_written(string language, string said)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);

        Assert.Equal(said, Speech().Of(Rule));
    }

    [Fact]
    public void A_rule_that_does_nothing_yet_points_nowhere_and_one_without_a_name_is_a_new_one()
    {
        var added = Assert.Single(PolicyChanges.Between(new VerificationPolicy(), new VerificationPolicy { Rules = [Rule] }));

        Assert.DoesNotContain("→", Speech().Of(Rule with { Then = new RuleActions() }), StringComparison.Ordinal);
        Assert.Contains("“New rule”", Speech().Of(added), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_settings_that_became_the_first_version_are_not_said_to_be_no_version()
    {
        Assert.True((await Desk.UseAsync((SaveDraft save) => save.RunAsync(Desk.Manager(), new SaveDraft.Command(null, 0, null, null), Ct))).IsOk);
        SignIn(Desk.Agent());

        var page = Open<PoliciesPage>();

        var top = page.WaitForElement("[data-part=in-force]").TextContent;
        Assert.Contains("Version 1", top, StringComparison.Ordinal);
        Assert.Contains("Taken from the settings", top, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_long_form_leads_to_its_first_mistake()
    {
        var draft = await Desk.UseAsync((SaveDraft save) => save.RunAsync(Desk.Manager(), new SaveDraft.Command(null, 0, null, null), Ct));
        SignIn(Desk.Manager());
        var page = Open<PolicyPage>(p => p.Add(c => c.Id, draft.Value!.Id.Value));
        page.WaitForElement("[data-part=thresholds]");
        Assert.Empty(page.FindAll("[data-to-wrong]"));

        await page.Find("[data-field=OrdersPerHour]").ChangeAsync("0");

        Assert.Equal("Show the first", page.Find("[data-to-wrong]").TextContent.Trim());
    }

    private RuleSpeech Speech()
    {
        var speech = Services.GetRequiredService<RuleSpeech>();
        speech.Channels = [new OrderChannels.Row(new ChannelId(1), "web", "Web shop")];
        speech.Holds = new HoldBook([new HoldTerms(HoldType.Customer) { NameEn = "Suspicious", NameHans = "可疑", NameHant = "可疑" }]);
        return speech;
    }
}
