using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using OrderDesk.Core.Access;
using OrderDesk.Core.Shared;
using OrderDesk.Tests.Support;
using OrderDesk.Web.Features.Review;

namespace OrderDesk.Tests.Web.Review;

/// <summary>Saved views of the review desk: kept, counted, opened with, and honest about what they name.</summary>
public sealed class ReviewViewsTests : OrderPageTest
{
    private NavigationManager Navigation => Services.GetRequiredService<NavigationManager>();

    [Fact]
    public async Task What_narrows_the_list_stands_in_the_address_and_is_kept_as_a_view_with_its_count_but_without_the_open_case()
    {
        var me = await AgentAsync();
        var held = await HeldAsync();
        await HeldAsync();
        var page = OpenAt($"/review?view=all&hold=manual&order={held.Number}");
        page.WaitForElement("[data-order]");
        Assert.Equal(["hold"], page.FindAll("[data-chip]").Select(chip => chip.GetAttribute("data-chip")));

        var asked = page.Find("[data-action=save-view]").ClickAsync();
        Dialogs.WaitForElement("#view-name");
        await Dialogs.Find("#view-name").ChangeAsync("Held by hand");
        await Dialogs.Find("[data-action=confirm]").ClickAsync();
        await asked;

        page.WaitForAssertion(() => Assert.Equal("2", page.Find("[data-view^=view-] .tab-count").TextContent));
        var tab = page.Find("[data-view^=view-]");
        Assert.Equal(("page", "/review?hold=manual&view=all"), (tab.GetAttribute("aria-current"), tab.GetAttribute("href")));
        Assert.Equal("hold=manual&view=all", (await RowsAsync(me)).Single().Query);
        await page.Find("[data-chip=hold] button").ClickAsync();
        Assert.EndsWith("/review?view=all", Navigation.Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_desk_opens_with_the_chosen_view_once_and_the_usual_list_stays_reachable()
    {
        var me = await AgentAsync();
        await KeepAsync(me, "All of it", "view=all", isDefault: true);
        await HeldAsync();
        Navigation.NavigateTo("/review");

        var page = Open<ReviewPage>();

        page.WaitForElement("[data-part=count]");
        Assert.EndsWith("/review?view=all", Navigation.Uri, StringComparison.Ordinal);
        Assert.Equal("/review?v=all", page.Find("[data-view=next]").GetAttribute("href"));
        Navigation.NavigateTo("/review?v=all");
        page.WaitForAssertion(() => Assert.Equal("page", page.Find("[data-view=next]").GetAttribute("aria-current")));
        Assert.EndsWith("/review?v=all", Navigation.Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_view_says_what_it_names_that_is_gone_and_still_opens()
    {
        var me = await AgentAsync();
        var room = new StaffRoom(Desk);
        var tomas = await room.HireAsync(StaffRoles.Agent, "tomas@example.com");
        await Desk.WriteAsync(async write => (await write.Db.Users.FindAsync([tomas.Id.Value], Ct))!.DisabledAt = write.Now);
        await KeepAsync(me, "Old", $"by={tomas.Id.Value}&channel=closed-shop&hold=moon&queue=Gone&view=all");
        await HeldAsync();
        var page = OpenAt("/review");
        var there = page.Find("[data-view^=view-]").GetAttribute("href")!;

        Navigation.NavigateTo(there);

        page.WaitForAssertion(() => Assert.Equal(["value", "queue", "channel", "person"], page.FindAll("[data-gone]").Select(name => name.GetAttribute("data-gone"))));
        Assert.Contains("“moon” means nothing here", page.Find("[data-gone=value]").TextContent, StringComparison.Ordinal);
        Assert.Contains("tomas does not decide cases here", page.Find("[data-gone=person]").TextContent, StringComparison.Ordinal);
        page.WaitForAssertion(() => Assert.Equal("page", page.Find("[data-view^=view-]").GetAttribute("aria-current")));
        page.WaitForElement("[data-face=no-match]");
        await page.Find("[data-action=without-gone]").ClickAsync();
        page.WaitForElement("tbody tr[data-key]");
        Assert.EndsWith("/review?view=all", Navigation.Uri, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("[data-part=gone]"));
    }

    private async Task<Actor> AgentAsync() => SignIn(await new StaffRoom(Desk).HireAsync(StaffRoles.Agent, "rina@example.com"));

    private async Task<IReadOnlyList<SavedViews.Row>> RowsAsync(Actor actor) => (await Desk.UseAsync((SavedViews views) => views.ReadAsync(actor, "review", Ct))).Value!.Rows;

    private async Task KeepAsync(Actor actor, string name, string query, bool isDefault = false)
    {
        var kept = await Desk.UseAsync((SaveView save) => save.RunAsync(actor, new SaveView.Command(null, 0, "review", name, query, StaffRoles.None, isDefault), Ct));
        Assert.True(kept.IsOk, kept.Error?.Code);
    }

    private IRenderedComponent<ReviewPage> OpenAt(string url)
    {
        Navigation.NavigateTo(url);
        var page = Open<ReviewPage>();
        page.WaitForState(() => page.FindAll("[data-part=count], [data-face]").Count > 0);
        return page;
    }
}
