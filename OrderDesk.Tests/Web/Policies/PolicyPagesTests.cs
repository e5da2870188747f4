using Bunit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Verification;
using OrderDesk.Core.Verification.Policies;
using OrderDesk.Web.Features.Policies;
using OrderDesk.Web.Shell;

namespace OrderDesk.Tests.Web.Policies;

/// <summary>The policy on screen: its versions, a draft that is written and published, and every face of both pages.</summary>
public sealed class PolicyPagesTests : DeskPageTest
{
    [Fact]
    public void Without_any_version_the_settings_file_is_shown_as_in_force()
    {
        SignIn(Desk.Agent());

        var page = OpenList();

        Assert.Contains("Settings file", page.Find("[data-part=in-force]").TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.Find("[data-face=empty]"));
        Assert.Empty(page.FindAll("[data-action=draft]"));
    }

    [Fact]
    public void Who_may_not_read_the_policy_is_told_so()
    {
        SignIn(Desk.WarehouseLead());

        Assert.NotNull(OpenList().Find("[data-face=refused]"));
        Assert.NotNull(OpenOne(0).Find("[data-face=refused]"));
    }

    [Fact]
    public async Task The_version_in_force_stands_on_top_and_the_others_below()
    {
        var draft = await DraftAsync(new VerificationPolicy { OrdersPerHour = 9 });
        await PublishAsync(draft, "more an hour");
        await DraftAsync(null);
        SignIn(Desk.Manager());

        var page = OpenList();

        var top = page.Find("[data-part=in-force]").TextContent;
        Assert.Contains("Version 2", top, StringComparison.Ordinal);
        Assert.Contains("more an hour", top, StringComparison.Ordinal);
        Assert.Equal(["Draft", "Replaced"], page.FindAll("tbody .status").Select(chip => chip.GetAttribute("data-status")).Order());
    }

    [Fact]
    public async Task A_new_draft_is_made_from_the_list()
    {
        SignIn(Desk.Manager());

        await OpenList().Find("[data-action=draft]").ClickAsync();

        await using var db = Desk.Db();
        var draft = await db.PolicyVersions.SingleAsync(v => v.State == PolicyState.Draft, Ct);
        Assert.EndsWith($"/policies/{draft.Id.Value}", Services.GetRequiredService<Microsoft.AspNetCore.Components.NavigationManager>().Uri, StringComparison.Ordinal);
    }

    [Fact]
    public void A_version_that_is_not_there_is_said_so()
    {
        SignIn(Desk.Manager());

        Assert.Contains("no such version", OpenOne(4711).Find("[data-face=empty]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_typed_shows_at_once_as_a_difference_or_as_a_mistake_at_its_field()
    {
        var page = await OpenDraftAsync();

        await page.Find("[data-field=OrdersPerHour]").ChangeAsync("5");
        Assert.Contains("3 → 5 orders", page.Find("[data-change=OrdersPerHour]").TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.Find("[data-part=unsaved]"));
        await page.Find("[data-field=CreditBadShare]").ChangeAsync("25");
        Assert.Contains("50 → 25 %", page.Find("[data-change=CreditBadShare]").TextContent, StringComparison.Ordinal);
        await page.Find("[data-field=OrdersPerDay]").ChangeAsync("lots");
        Assert.Equal("true", page.Find("[data-field=OrdersPerDay]").GetAttribute("aria-invalid"));
        await page.Find("[data-field=CreditBadShare]").ChangeAsync("150");
        Assert.Contains("0 and 100", page.Find("#wrong-CreditBadShare").TextContent, StringComparison.Ordinal);
        await page.Find("[data-field=mode-remark-Off]").ChangeAsync("Off");
        Assert.Contains("Hold → Off", page.Find("[data-change='Checks.remark.Mode']").TextContent, StringComparison.Ordinal);
        await page.Find("[data-field=BlockedMail]").ChangeAsync("@spam.example\nspam");
        Assert.Contains("“spam”", page.Find("[data-field=BlockedMail]").ParentElement!.TextContent, StringComparison.Ordinal);
        await page.Find("[data-field=FirstOrderLimits]").ChangeAsync("GBP 5x");
        Assert.Contains("GBP 5x", page.Find("[data-field=FirstOrderLimits]").ParentElement!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rule_is_put_together_published_and_then_read_in_plain_words()
    {
        var page = await OpenDraftAsync();

        await page.Find("[data-action=add-rule]").ClickAsync();
        Assert.NotEmpty(page.FindAll("[data-part=rules] .field-error"));
        await page.Find("[data-rule] [data-field=name]").ChangeAsync("Large orders abroad");
        await page.Find("[data-leaf] [data-field='value-0']").ChangeAsync("500");
        await page.Find("[data-action=add-leaf]").ClickAsync();
        await page.FindAll("[data-leaf] [data-field=field]")[1].ChangeAsync("address.country");
        await page.FindAll("[data-leaf] [data-field=is]")[1].ChangeAsync("OneOf");
        await page.Find("[data-leaf='address.country'] [data-field=values]").ChangeAsync("FR\nDE");
        await page.Find("[data-action=add-group]").ClickAsync();
        await page.FindAll("[data-depth='2'] [data-field=field]")[0].ChangeAsync("customer.bad-share");
        await page.Find("[data-leaf='customer.bad-share'] [data-field='value-0']").ChangeAsync("20");
        await page.Find("[data-field=two-people]").ChangeAsync(true);
        Assert.Empty(page.FindAll(".field-error"));

        var publishing = page.Find("[data-action=publish]").ClickAsync();
        Dialogs.WaitForElement("#confirm-note");
        await Dialogs.Find("#confirm-note").ChangeAsync("agreed with finance");
        await Dialogs.Find("form.answer").SubmitAsync();
        await publishing;

        await using var db = Desk.Db();
        var published = (await db.PolicyVersions.SingleAsync(v => v.Number == 2, Ct)).Policy();
        var rule = Assert.Single(published.Rules);
        Assert.Equal(["500", "FR", "DE", "0.2"], rule.When.AllLeaves.SelectMany(leaf => leaf.Values));
        Assert.Equal(("GBP", HoldType.Customer, true), (rule.When.Leaves[0].Currency, rule.Then.Hold, rule.Then.TwoPeople));
        page.WaitForAssertion(() => Assert.Equal("Published", page.Find("header .status").GetAttribute("data-status")));
        Assert.Contains(
            "When Order total at least GBP 500.00 and Delivery country is one of FR, DE and (Share of earlier orders gone wrong at least 20 %) → hold (Customer), two people approve",
            page.Find("[data-rule]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_draft_with_mistakes_is_not_published_and_nothing_typed_is_lost()
    {
        var page = await OpenDraftAsync();
        await page.Find("[data-field=OrdersPerHour]").ChangeAsync("0");

        await page.Find("[data-action=publish]").ClickAsync();

        Assert.Contains("Mistakes in the draft: 1.", Assert.Single(Said)!, StringComparison.Ordinal);
        Assert.Equal("0", page.Find("[data-field=OrdersPerHour]").GetAttribute("value"));
    }

    [Fact]
    public async Task A_draft_that_somebody_else_changed_says_so_and_keeps_what_was_typed()
    {
        var page = await OpenDraftAsync();
        await page.Find("[data-field=OrdersPerHour]").ChangeAsync("5");
        await using var db = Desk.Db();
        var draft = await db.PolicyVersions.SingleAsync(v => v.State == PolicyState.Draft, Ct);

        await Desk.UseAsync((SaveDraft save) => save.RunAsync(Desk.Administrator("Ade"), new SaveDraft.Command(draft.Id, draft.Version, new VerificationPolicy { OrdersPerHour = 9 }, null), Ct));

        await HearsAsync(page, "[data-part=moved]");
        Assert.Equal("5", page.Find("[data-field=OrdersPerHour]").GetAttribute("value"));
        await page.Find("[data-action=save]").ClickAsync();
        Assert.Contains("Ade changed this draft", Assert.Single(Said)!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_draft_behind_the_version_in_force_is_compared_before_it_is_published()
    {
        var page = await OpenDraftAsync();
        await PublishAsync(await DraftAsync(new VerificationPolicy { OrdersPerHour = 9 }), "faster");
        await HearsAsync(page, "[data-part=behind]");
        Assert.Contains("9 → 3 orders", page.Find("[data-change=OrdersPerHour]").TextContent, StringComparison.Ordinal);

        await page.Find("[data-action=compare]").ClickAsync();

        page.WaitForAssertion(() => Assert.Empty(page.FindAll("[data-part=behind]")));
    }

    [Fact]
    public async Task An_older_version_is_brought_back_with_a_reason()
    {
        await PublishAsync(await DraftAsync(new VerificationPolicy { OrdersPerHour = 9 }), "faster");
        await using var db = Desk.Db();
        var first = await db.PolicyVersions.SingleAsync(v => v.Number == 1, Ct);
        SignIn(Desk.Manager());
        var page = OpenOne(first.Id.Value);

        var asking = page.Find("[data-action=roll-back]").ClickAsync();
        Dialogs.WaitForElement("#confirm-note");
        await Dialogs.Find("#confirm-note").ChangeAsync("too many orders");
        await Dialogs.Find("form.answer").SubmitAsync();
        await asking;

        Assert.Equal((3, 1), await db.PolicyVersions.Where(v => v.State == PolicyState.Published).Select(v => new ValueTuple<int?, int?>(v.Number, v.RolledBackTo)).SingleAsync(Ct));
    }

    [Fact]
    public async Task An_agent_reads_a_draft_and_cannot_touch_it()
    {
        var draft = await DraftAsync(new VerificationPolicy { OrdersPerHour = 9 });
        SignIn(Desk.Agent());

        var page = OpenOne(draft.Id.Value);

        Assert.Empty(page.FindAll("input, textarea, [data-action=publish], [data-action=save], [data-action=discard]"));
        Assert.Contains("3 → 9 orders", page.Find("[data-part=changes]").TextContent, StringComparison.Ordinal);
    }

    /// <summary>The feed tells the page from another thread; its beat goes by the clock of the test.</summary>
    private Task HearsAsync(IRenderedComponent<PolicyPage> page, string part) => WaitAsync(() =>
    {
        Desk.Clock.Advance(LiveRows.Beat);
        return Task.FromResult(page.FindAll(part).Count > 0);
    });

    private async Task<IRenderedComponent<PolicyPage>> OpenDraftAsync()
    {
        var draft = await DraftAsync(null);
        SignIn(Desk.Manager());
        return OpenOne(draft.Id.Value);
    }

    private async Task<SaveDraft.Answer> DraftAsync(VerificationPolicy? policy)
    {
        var draft = await Desk.UseAsync((SaveDraft save) => save.RunAsync(Desk.Manager("Maya"), new SaveDraft.Command(null, 0, policy, null), Ct));
        Assert.True(draft.IsOk, draft.Error?.Code);
        return draft.Value;
    }

    private async Task PublishAsync(SaveDraft.Answer draft, string note)
    {
        var published = await Desk.UseAsync((PublishPolicy publish) => publish.RunAsync(Desk.Manager("Maya"), new PublishPolicy.Command(draft.Id, draft.Version, note), Ct));
        Assert.True(published.IsOk, published.Error?.Code);
    }

    private IRenderedComponent<PoliciesPage> OpenList()
    {
        var page = Open<PoliciesPage>();
        page.WaitForState(() => page.FindAll("[data-part=count], [data-face]").Count > 0);
        return page;
    }

    private IRenderedComponent<PolicyPage> OpenOne(long id)
    {
        var page = Open<PolicyPage>(p => p.Add(c => c.Id, id));
        page.WaitForState(() => page.FindAll("[data-part=rules], [data-face]").Count > 0);
        return page;
    }
}
