using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using OrderDesk.Core.Access;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Review;
using OrderDesk.Core.Review.Bulk;
using OrderDesk.Core.Shared;
using OrderDesk.Tests.Support;
using OrderDesk.Web.Features.Bulk;
using OrderDesk.Web.Features.Orders;
using OrderDesk.Web.Features.Review;

namespace OrderDesk.Tests.Web.Bulk;

/// <summary>Bulk actions on screen: picked in a list, looked at in a dialog, followed on a page of their own.</summary>
public sealed class BulkPagesTests : DeskPageTest
{
    private NavigationManager Navigation => Services.GetRequiredService<NavigationManager>();

    [Fact]
    public async Task All_of_a_filtered_list_is_picked_looked_at_and_started()
    {
        var me = await HiredAsync();
        var held = await HeldAsync(55);
        await Desk.UseAsync((ClaimCase claim) => claim.RunAsync(Desk.Agent("Bo"), new ClaimCase.Command(held[0]), Ct));
        Navigation.NavigateTo("/orders?hold=manual");
        var page = Open<OrdersPage>();
        page.WaitForElement("[data-pick-page]");

        await page.Find("[data-pick-page]").ChangeAsync(true);
        page.WaitForElement("[data-action=select-matching]");
        Assert.Contains("55", page.Find("[data-action=select-matching]").TextContent, StringComparison.Ordinal);
        await page.Find("[data-action=select-matching]").ClickAsync();
        var asked = page.Find("[data-action=bulk-approve]").ClickAsync();
        Dialogs.WaitForElement("[data-part=bulk-look]");

        Assert.Contains("54", Dialogs.Find("[data-look=would]").TextContent, StringComparison.Ordinal);
        Assert.Equal("review.claimed-by-other", Dialogs.Find("[data-look=refused]").GetAttribute("data-code"));
        Assert.Contains("Bo", Dialogs.Find("[data-look=refused]").TextContent, StringComparison.Ordinal);
        await Dialogs.Find("form.answer").SubmitAsync();
        await asked;

        await using var db = Desk.Db();
        var run = db.BulkRuns.Single();
        Assert.EndsWith($"/bulk/{run.Id.Value}", Navigation.Uri, StringComparison.Ordinal);
        Assert.Equal((BulkState.Running, 55, "/orders?hold=manual", me.Id), (run.State, run.Total!.Value, run.Asked, run.StartedById));
    }

    [Fact]
    public async Task What_goes_with_an_action_is_asked_and_a_mistake_is_said()
    {
        await HiredAsync();
        await HeldAsync(1);
        Navigation.NavigateTo("/orders");
        var page = Open<OrdersPage>();
        page.WaitForElement("[data-pick]");
        await page.Find("[data-pick]").ChangeAsync(true);
        var asked = page.Find("[data-action=bulk-tag]").ClickAsync();
        Dialogs.WaitForElement("#bulk-text");

        await Dialogs.Find("form.answer").SubmitAsync();
        Assert.Equal("orders.bad-tag", Dialogs.WaitForElement("[role=alert]").GetAttribute("data-error"));
        await Dialogs.Find("#bulk-text").ChangeAsync("rush");
        await Dialogs.Find("form.answer").SubmitAsync();
        Dialogs.WaitForElement("[data-look=would]");
        await Dialogs.Find("[data-action=cancel]").ClickAsync();
        await asked;

        await using var db = Desk.Db();
        Assert.Empty(db.BulkRuns);
        Assert.Null(db.Orders.Single().Tags);
    }

    [Fact]
    public async Task The_page_of_an_action_follows_it_to_its_end_and_offers_what_was_refused()
    {
        var me = await HiredAsync();
        var held = await HeldAsync(3);
        var other = Desk.Agent("Bo");
        await Desk.UseAsync((ClaimCase claim) => claim.RunAsync(other, new ClaimCase.Command(held[1]), Ct));
        var id = await StartedAsync(me, held);
        var page = OpenAt(id);
        Assert.Equal("3", page.Find("[data-view=all] [data-part=view-count], [data-view=all]").TextContent.Trim()[^1..]);
        Assert.NotNull(page.Find("[data-part=progress]"));

        await Desk.RoundAsync("bulk");
        await WaitAsync(() =>
        {
            Desk.Clock.Advance(TimeSpan.FromSeconds(1));
            return Task.FromResult(page.FindAll("[data-action=retry]").Count > 0);
        });

        Assert.Empty(page.FindAll("[data-part=progress]"));
        Assert.Contains("Bo", page.Find("tr[data-key] td.wrap:not(:empty)").TextContent, StringComparison.Ordinal);
        Assert.EndsWith("?outcome=refused", page.Find("[data-view=refused]").GetAttribute("href"), StringComparison.Ordinal);
        Assert.Equal($"/bulk/{id.Value}/rows.csv", page.Find("[data-action=rows]").GetAttribute("href"));

        await Desk.UseAsync((LetGoOfCase letGo) => letGo.RunAsync(other, new LetGoOfCase.Command(held[1]), Ct));
        var asked = page.Find("[data-action=retry]").ClickAsync();
        Dialogs.WaitForElement("[data-look=would]");
        await Dialogs.Find("form.answer").SubmitAsync();
        await asked;
        await using var db = Desk.Db();
        Assert.EndsWith($"/bulk/{db.BulkRuns.Single(run => run.RetryOf == id).Id.Value}", Navigation.Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cases_are_handed_to_a_colleague_who_can_take_them()
    {
        var me = await HiredAsync();
        var mei = await new StaffRoom(Desk).HireAsync(StaffRoles.Agent, "mei@example.com");
        var held = await HeldAsync(2);
        await Desk.UseAsync((ClaimCase claim) => claim.RunAsync(me, new ClaimCase.Command(held[0]), Ct));
        await Desk.UseAsync((ClaimCase claim) => claim.RunAsync(Desk.Agent("Bo"), new ClaimCase.Command(held[1]), Ct));
        Navigation.NavigateTo("/review?view=all");
        var page = Open<ReviewPage>();
        page.WaitForElement("[data-pick-page]");
        await page.Find("[data-pick-page]").ChangeAsync(true);

        var asked = page.Find("[data-action=bulk-hand-over]").ClickAsync();
        Dialogs.WaitForAssertion(() => Assert.Equal("mei: can take 2 of 2", Dialogs.FindAll("[data-field=to] option")[1].TextContent));
        await Dialogs.Find("form.answer").SubmitAsync();
        Assert.Equal("review.handover-nobody", Dialogs.WaitForElement("[role=alert]").GetAttribute("data-error"));
        await Dialogs.Find("[data-field=to]").ChangeAsync($"{mei.Id.Value}");
        await Dialogs.Find("form.answer").SubmitAsync();
        Dialogs.WaitForElement("[data-look=would]");
        Assert.Contains("Bo", Dialogs.Find("[data-look=refused]").TextContent, StringComparison.Ordinal);
        await Dialogs.Find("form.answer").SubmitAsync();
        await asked;

        await using var db = Desk.Db();
        var run = db.BulkRuns.Single();
        Assert.Equal((BulkKind.HandOver, mei.Id, "mei"), (run.Action, run.ToId, run.ToName));
        Assert.Contains("To mei", OpenAt(run.Id).Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_stopped_from_its_page()
    {
        var me = await HiredAsync();
        var id = await StartedAsync(me, await HeldAsync(1));
        var page = OpenAt(id);

        await page.Find("[data-part=progress] [data-action=cancel]").ClickAsync();

        Assert.Contains("The bulk action stops; what was done stays.", Said);
        await using var db = Desk.Db();
        Assert.Equal(BulkState.Cancelled, db.BulkRuns.Single().State);
    }

    [Fact]
    public async Task One_that_is_not_there_says_so_and_the_list_names_those_that_are()
    {
        var me = await HiredAsync();
        var missing = Open<BulkPage>(p => p.Add(page => page.Id, 99));
        missing.WaitForElement("[data-face=empty]");
        var id = await StartedAsync(me, await HeldAsync(1));

        var list = Render<BulkRunsPage>();

        list.WaitForElement("tr[data-key]");
        Assert.Equal($"/bulk/{id.Value}", list.Find("[data-open]").GetAttribute("href"));
    }

    [Fact]
    public async Task Cases_are_picked_at_the_review_desk_by_who_may_decide()
    {
        SignIn(Desk.Administrator());
        await HeldAsync(1);
        Navigation.NavigateTo("/review");
        var page = Open<ReviewPage>();
        page.WaitForElement("tr[data-key]");
        Assert.Empty(page.FindAll("[data-pick]"));
    }

    [Fact]
    public async Task The_whole_view_of_the_review_desk_is_put_off()
    {
        await HiredAsync();
        await HeldAsync(2);
        Navigation.NavigateTo("/review");
        var page = Open<ReviewPage>();
        page.WaitForElement("[data-pick-page]");
        await page.Find("[data-pick-page]").ChangeAsync(true);
        var asked = page.Find("[data-action=bulk-snooze]").ClickAsync();
        Dialogs.WaitForElement("input[name=until]");
        await Dialogs.Find("form.answer").SubmitAsync();
        Dialogs.WaitForElement("[data-look=would]");
        await Dialogs.Find("form.answer").SubmitAsync();
        await asked;
        await Desk.RoundAsync("bulk");

        await using var db = Desk.Db();
        Assert.All(db.ReviewCases.ToList(), review => Assert.Equal(Desk.Now.AddHours(4), review.SnoozedUntil));
    }

    private async Task<Actor> HiredAsync() => SignIn(await new StaffRoom(Desk).HireAsync(StaffRoles.Agent));

    private async Task<List<OrderId>> HeldAsync(int count)
    {
        await Shop.StockAsync("MUG", 100);
        var held = new List<OrderId>();
        for (var i = 0; i < count; i++)
        {
            held.Add(await Shop.TakenAsync(Shop.Order()));
            await Shop.HoldAsync(held[^1]);
        }

        return held;
    }

    private async Task<BulkRunId> StartedAsync(Actor me, List<OrderId> orders)
    {
        var look = await Desk.UseAsync((LookAtBulk at) => at.RunAsync(me, new LookAtBulk.Command(new BulkAction(BulkKind.Approve), new BulkPick(orders)), Ct));
        Assert.True((await Desk.UseAsync((StartBulk start) => start.RunAsync(me, new StartBulk.Command(look.Value!.Id), Ct))).IsOk);
        return look.Value!.Id;
    }

    private IRenderedComponent<BulkPage> OpenAt(BulkRunId id)
    {
        Navigation.NavigateTo($"/bulk/{id.Value}");
        var page = Open<BulkPage>(p => p.Add(shown => shown.Id, id.Value));
        page.WaitForElement("tr[data-key]");
        return page;
    }
}
