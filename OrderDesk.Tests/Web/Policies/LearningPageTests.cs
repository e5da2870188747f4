using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Review.Learning;
using OrderDesk.Core.Shared;
using OrderDesk.Core.Verification;
using OrderDesk.Core.Verification.Policies;
using OrderDesk.Tests.Core.Review.Learning;
using OrderDesk.Web.Features.Policies;
using OrderDesk.Web.Shell;

namespace OrderDesk.Tests.Web.Policies;

/// <summary>What checks are worth, on screen: drawn where there is something, and plainly empty where there is not.</summary>
public sealed class LearningPageTests : DeskPageTest
{
    private NavigationManager Navigation => Services.GetRequiredService<NavigationManager>();

    [Fact]
    public async Task Checks_stand_with_what_people_made_of_them_and_are_sorted_by_the_address()
    {
        var manager = SignIn(Desk.Manager() with { Id = new StaffId(1) });
        await Shop.StockAsync("MUG", 9);
        await Desk.RejectAsync(manager, await Desk.HeldAsync(Shop), TimeSpan.FromMinutes(3));
        await Desk.ApproveAsync(manager, await Desk.HeldAsync(Shop), null);
        await Desk.HeldAsync(Shop, badPhone: true);

        Navigation.NavigateTo(Links.Learning);
        var page = Open<LearningPage>();
        page.WaitForElement("[data-part=learning-checks]");

        Assert.Equal("3", page.Find("[data-figure=judged] .figure-value").TextContent.Trim());
        Assert.Equal(["remark", "phone"], page.FindAll("tr[data-check]").Select(row => row.GetAttribute("data-check")));
        Assert.Equal("1 · 0 · 1", page.Find("[data-check=remark] [data-figure=outcomes]").TextContent.Trim());
        Assert.StartsWith("50", page.Find("[data-check=remark] [data-figure=precision]").TextContent.Trim(), StringComparison.Ordinal);
        Assert.Contains("n = 2", page.Find("[data-check=remark] [data-figure=precision]").TextContent, StringComparison.Ordinal);
        Assert.Contains("GBP", page.Find("[data-check=remark] [data-figure=lost]").TextContent, StringComparison.Ordinal);
        Assert.Equal("descending", page.Find("[data-sort=hits]").ParentElement!.GetAttribute("aria-sort"));

        Navigation.NavigateTo(page.Find("[data-sort=minutes]").GetAttribute("href")!);

        page.WaitForAssertion(() => Assert.Equal("descending", page.Find("[data-sort=minutes]").ParentElement!.GetAttribute("aria-sort")));
    }

    [Fact]
    public async Task A_channel_is_chosen_and_stands_in_the_address()
    {
        SignIn(Desk.Agent());
        await Shop.StockAsync("MUG", 9);
        await Desk.HeldAsync(Shop);
        await Support.Shop.OpenAsync(Desk, "market");
        Navigation.NavigateTo(Links.Learning);
        var page = Open<LearningPage>();
        page.WaitForElement("tr[data-check]");

        await page.Find("[data-filter=channel]").ChangeAsync("market");
        await page.Find("form[data-part=period]").SubmitAsync();

        Assert.Contains("channel=market", Navigation.Uri, StringComparison.Ordinal);
        page.WaitForElement("[data-face=empty]");
        Assert.Equal("market", page.Find("[data-filter=channel]").GetAttribute("value"));
    }

    [Fact]
    public void Without_anything_held_it_says_so()
    {
        SignIn(Desk.Agent());

        Open<LearningPage>().WaitForElement("[data-face=empty]");
    }

    [Fact]
    public void A_period_that_ends_before_it_begins_is_said_with_the_way_out()
    {
        SignIn(Desk.Manager());
        Navigation.NavigateTo("/policies/learning?from=2026-03-02&to=2026-03-01");

        var page = Open<LearningPage>();

        page.WaitForAssertion(() => Assert.Contains("Choose a period that ends after it begins", page.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public void Who_may_not_read_the_policy_is_told_so()
    {
        SignIn(Desk.WarehouseLead());

        Open<LearningPage>().WaitForElement("[data-face=refused]");
    }

    [Fact]
    public async Task A_proposal_shows_its_evidence_and_only_who_may_write_drafts_is_offered_one()
    {
        var drafted = new List<string>();
        var proposals = new CheckProposals.Answer(new DateOnly(2026, 1, 1), new DateOnly(2026, 3, 2), new VerificationPolicy(),
        [
            new RetireProposal(ProposalTests.Row("phone", 214, 1, 210)),
            new RetireProposal(ProposalTests.Row("remark", 300, 0, 300)) { Dismissed = new DismissedProposal { ByName = "Maya", Why = "The warehouse reads them.", Evidence = 200, At = Desk.Now } },
        ]);

        var card = Render<ProposalsCard>(p => p.Add(c => c.Proposals, proposals).Add(c => c.MayDraft, true).Add(c => c.OnDraft, ((string Key, string Note, string Name) asked) => drafted.Add(asked.Note)));
        await card.Find("[data-action=draft-phone]").ClickAsync();

        Assert.Contains("held 214 orders; people decided 210 and changed or rejected 1", card.Find("[data-proposal=phone]").TextContent, StringComparison.Ordinal);
        Assert.Contains("Dismissed by Maya", card.Find("[data-proposal=remark]").TextContent, StringComparison.Ordinal);
        Assert.Contains("The warehouse reads them.", card.Find("[data-proposal=remark]").TextContent, StringComparison.Ordinal);
        Assert.Empty(card.FindAll("[data-action=draft-remark], [data-action=dismiss-remark]"));
        Assert.StartsWith("Retire “Phone", Assert.Single(drafted), StringComparison.Ordinal);
        Assert.Empty(Render<ProposalsCard>(p => p.Add(c => c.Proposals, proposals)).FindAll("[data-action]"));
    }

    [Fact]
    public async Task Orders_to_let_pass_and_thresholds_show_what_they_save_and_what_they_would_miss()
    {
        var drafted = new List<(string Key, string Note, string Name)>();
        var freed = new FreedOrders(80, 78, 0, 70, 210, 60, [new Money(540_000, "GBP")], [new OrderId(1_000_042), new OrderId(1_000_007)]);
        var proposals = new CheckProposals.Answer(new DateOnly(2026, 1, 1), new DateOnly(2026, 3, 2), new VerificationPolicy(),
        [
            new PassProposal("remark", [new RuleLeaf("customer.earlier-orders", RuleOperator.AtLeast, ["2"])], freed, CountedShare.Count(90, 120), Draws: true),
            new ThresholdProposal("OrdersPerHour", "velocity", 3, 5, freed, CountedShare.Count(12, 100), CountedShare.Count(12, 20), 12) { Tighter = false },
        ]);

        var card = Render<ProposalsCard>(p => p.Add(c => c.Proposals, proposals).Add(c => c.MayDraft, true).Add(c => c.OnDraft, ((string Key, string Note, string Name) asked) => drafted.Add(asked)));
        await card.Find("[data-action='draft-pass:remark']").ClickAsync();

        var pass = card.Find("[data-proposal='pass:remark']");
        Assert.Contains("decided 80 such orders and let 78 go", pass.TextContent, StringComparison.Ordinal);
        Assert.Contains("at random", pass.TextContent, StringComparison.Ordinal);
        Assert.Equal(["/orders/OD-1000042", "/orders/OD-1000007"], pass.QuerySelectorAll("[data-figure=missed] a").Select(a => a.GetAttribute("href")));
        Assert.Contains("70 · 3 h 30 min", pass.QuerySelector("[data-figure=saved]")!.TextContent, StringComparison.Ordinal);
        var looser = card.Find("[data-proposal='loosen:OrdersPerHour']");
        Assert.StartsWith("Loosen: Orders of one person within an hour", looser.QuerySelector("h3")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(2, looser.QuerySelectorAll("svg.range").Length);
        Assert.Equal("pass:remark", Assert.Single(drafted).Key);
        Assert.Contains("let pass", drafted[0].Name, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_still_looked_for_stands_as_a_skeleton_and_what_speaks_for_nothing_says_what_it_takes()
    {
        var waiting = Render<ProposalsCard>(p => p.Add(c => c.Proposals, null));
        var nothing = Render<ProposalsCard>(p => p.Add(c => c.Proposals, new CheckProposals.Answer(default, default, new VerificationPolicy(), [])));

        Assert.Equal("true", waiting.Find("[data-part=proposals]").GetAttribute("aria-busy"));
        Assert.NotNull(nothing.Find("[data-face=empty-proposals]"));
        Assert.Contains("50 decided orders", nothing.Find("[data-part=proposal-needs]").TextContent, StringComparison.Ordinal);
    }
}
