using Bunit;
using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Verification;
using OrderDesk.Core.Verification.Policies;
using OrderDesk.Core.Verification.Replay;
using OrderDesk.Tests.Core.Verification.Policies;
using OrderDesk.Tests.Core.Verification.Replay;
using OrderDesk.Tests.Support;
using OrderDesk.Web.Features.Policies;
using OrderDesk.Web.Shell;

namespace OrderDesk.Tests.Web.Policies;

/// <summary>A draft tried on past orders, on the page of the draft.</summary>
public sealed class ReplayPanelTests : DeskPageTest
{
    private static readonly VerificationPolicy Draft = new() { Rules = [PolicyDesk.Rule(new RuleActions { Hold = HoldType.Plausibility })] };

    [Fact]
    public async Task A_draft_is_tried_watched_and_its_result_is_there_when_the_page_is_opened_again()
    {
        var draft = await BeginAsync();
        var page = OpenOne(draft);
        Assert.Contains("before it judges anything", page.Find("[data-part=replay]").TextContent, StringComparison.Ordinal);

        await page.Find("[data-action=replay]").ClickAsync();
        Assert.Contains("Waiting", page.Find("[data-part=progress]").TextContent, StringComparison.Ordinal);
        await Desk.RoundAsync("replays");
        await HearsAsync(page, "[data-part=replay-sides]");

        var again = OpenOne(draft);
        Assert.Equal("1", again.Find("[data-figure=newly] .figure-value").TextContent);
        Assert.Contains("not recorded yet", again.Find("[data-line=complained]").TextContent, StringComparison.Ordinal);
        Assert.Contains("stock are left out", again.Find("[data-part=replay-line]").TextContent, StringComparison.Ordinal);
        Assert.Contains("Assumed: 3 min", again.Find("[data-figure=minutes]").TextContent, StringComparison.Ordinal);
        Assert.Contains("Several units", again.Find("[data-check='rule:several']").TextContent, StringComparison.Ordinal);
        Assert.Contains("Several units", Assert.Single(again.FindAll("[data-part=replay-orders] tbody tr")).TextContent, StringComparison.Ordinal);
        Assert.EndsWith("/orders.csv", again.Find("[data-action=replay-download]").GetAttribute("href"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_trial_is_stopped_from_the_page()
    {
        var draft = await BeginAsync();
        await Desk.AskReplayAsync(draft.Id);
        var page = OpenOne(draft);

        await page.Find("[data-part=progress] [data-action=cancel]").ClickAsync();

        Assert.Equal(ReplayState.Cancelled, (await Desk.ReplayAsync(draft.Id)).State);
        Assert.Equal("Cancelled", page.Find("[data-part=replay] .status").GetAttribute("data-status"));
    }

    [Fact]
    public async Task An_empty_period_is_refused_with_its_days_and_a_draft_with_mistakes_is_not_tried()
    {
        var draft = await BeginAsync();
        var page = OpenOne(draft);
        await page.Find("[data-field=replay-from]").ChangeAsync("2025-01-01");
        await page.Find("[data-field=replay-to]").ChangeAsync("2025-01-31");

        await page.Find("[data-action=replay]").ClickAsync();
        Assert.Contains("2025-01-01 to 2025-01-31", Said.Last()!, StringComparison.Ordinal);
        await page.Find("[data-field=OrdersPerHour]").ChangeAsync("0");
        await page.Find("[data-action=replay]").ClickAsync();

        Assert.Contains("Mistakes in the draft: 1.", Said.Last()!, StringComparison.Ordinal);
        await using var db = Desk.Db();
        Assert.Equal(0, await db.ReplayRuns.CountAsync(Ct));
    }

    [Fact]
    public async Task What_is_typed_is_saved_before_it_is_tried_and_a_later_change_marks_the_result_as_outdated()
    {
        var draft = await BeginAsync();
        var page = OpenOne(draft);
        await page.Find("[data-field=OrdersPerHour]").ChangeAsync("5");
        await page.Find("[data-action=replay]").ClickAsync();
        await Desk.RoundAsync("replays");
        await HearsAsync(page, "[data-part=replay-sides]");
        Assert.Empty(page.FindAll("[data-part=outdated]"));

        await page.Find("[data-field=OrdersPerHour]").ChangeAsync("6");
        await page.Find("[data-action=save]").ClickAsync();

        Assert.NotNull(page.Find("[data-part=outdated]"));
    }

    [Fact]
    public async Task Who_publishes_an_untried_draft_is_told_so_once_and_one_who_tried_it_is_not()
    {
        var draft = await BeginAsync();
        var page = OpenOne(draft);

        Assert.Contains("not tried on past orders", await AskedAsync(page), StringComparison.Ordinal);
        await Desk.ReplayedAsync(draft.Id);
        Assert.DoesNotContain("not tried on past orders", await AskedAsync(OpenOne(draft)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_version_that_was_tried_as_a_draft_goes_by_its_number_and_is_not_asked_to_be_tried_again()
    {
        var draft = await BeginAsync();
        await Desk.ReplayedAsync(draft.Id);
        Assert.Contains("This draft", OpenOne(draft).Find("[data-part=replay-sides] thead").TextContent, StringComparison.Ordinal);

        Assert.True((await Desk.UseAsync((PublishPolicy publish) => publish.RunAsync(Desk.Manager(), new PublishPolicy.Command(draft.Id, draft.Version, "tried"), Ct))).IsOk);
        var page = OpenOne(draft);

        Assert.Contains("Version 2", page.Find("[data-part=replay-sides] thead").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("This draft", page.Find("[data-part=replay]").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("[data-part=outdated]"));
    }

    [Fact]
    public async Task An_agent_sees_the_result_and_starts_nothing()
    {
        var draft = await BeginAsync();
        await Desk.ReplayedAsync(draft.Id);
        SignIn(Desk.Agent());

        var page = OpenOne(draft);

        Assert.NotNull(page.Find("[data-part=replay-sides]"));
        Assert.Empty(page.FindAll("[data-action=replay], [data-field=replay-from]"));
    }

    private async Task<string> AskedAsync(IRenderedComponent<PolicyPage> page)
    {
        var asking = page.Find("[data-action=publish]").ClickAsync();
        Dialogs.WaitForElement("#confirm-note");
        var text = Dialogs.Find("form.answer").TextContent;
        await Dialogs.Find("form.answer [data-action=cancel]").ClickAsync();
        await asking;
        return text;
    }

    private async Task<SaveDraft.Answer> BeginAsync()
    {
        var shop = await Shop.OpenAsync(Desk);
        await shop.StockAsync("MUG", 50);
        await shop.TakenAsync(shop.Order());
        await shop.TakenAsync(shop.Order(quantity: 2));
        SignIn(Desk.Manager());
        return await Desk.DraftedAsync(Draft);
    }

    private Task HearsAsync(IRenderedComponent<PolicyPage> page, string part) => WaitAsync(() =>
    {
        Desk.Clock.Advance(LiveRows.Beat);
        return Task.FromResult(page.FindAll(part).Count > 0);
    });

    private IRenderedComponent<PolicyPage> OpenOne(SaveDraft.Answer draft)
    {
        var page = Open<PolicyPage>(p => p.Add(c => c.Id, draft.Id.Value));
        page.WaitForState(() => page.FindAll("[data-part=rules], [data-face]").Count > 0);
        return page;
    }
}
