using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using OrderDesk.Core.Access;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Shared;
using OrderDesk.Tests.Support;
using OrderDesk.Web.Features.Orders;

namespace OrderDesk.Tests.Web.Orders;

/// <summary>Saved views on screen: kept from what is shown, counted, opened with, arranged.</summary>
public sealed class OrderViewsTests : DeskPageTest
{
    private NavigationManager Navigation => Services.GetRequiredService<NavigationManager>();

    [Fact]
    public async Task What_is_shown_is_kept_under_a_name_and_becomes_a_tab_with_its_count()
    {
        await AgentAsync();
        await TakeAsync(held: true);
        await TakeAsync();
        var page = OpenAt("/orders?hold=manual");

        var asked = page.Find("[data-action=save-view]").ClickAsync();
        Dialogs.WaitForElement("#view-name");
        await Dialogs.Find("#view-name").ChangeAsync("Held by hand");
        await Dialogs.Find("[data-action=confirm]").ClickAsync();
        await asked;

        page.WaitForAssertion(() => Assert.Equal("Held by hand1", Spaced(page.Find("[data-view^=view-]"))));
        Assert.Equal("page", page.Find("[data-view^=view-]").GetAttribute("aria-current"));
        Assert.EndsWith("/orders?hold=manual", page.Find("[data-view^=view-]").GetAttribute("href"), StringComparison.Ordinal);
        Assert.Contains("The view is saved.", Said);
    }

    [Fact]
    public async Task A_name_that_is_taken_is_said_at_the_field_and_nothing_is_lost()
    {
        var rina = await AgentAsync();
        await KeepAsync(rina, "Held", "hold=manual");
        await TakeAsync();
        var page = OpenAt("/orders?payment=paid");

        var asked = page.Find("[data-action=save-view]").ClickAsync();
        Dialogs.WaitForElement("#view-name");
        await Dialogs.Find("#view-name").ChangeAsync("held");
        await Dialogs.Find("[data-action=confirm]").ClickAsync();

        Dialogs.WaitForAssertion(() => Assert.Contains("already have a view called held", Dialogs.Find("#view-name-wrong").TextContent, StringComparison.Ordinal));
        Assert.Equal("held", Dialogs.Find("#view-name").GetAttribute("value"));
        await Dialogs.Find("[data-action=cancel]").ClickAsync();
        await asked;
    }

    [Fact]
    public async Task The_queue_opens_with_the_chosen_view_once_and_everything_stays_reachable()
    {
        var rina = await AgentAsync();
        await KeepAsync(rina, "Paid", "payment=paid", isDefault: true);
        await TakeAsync();
        Navigation.NavigateTo("/orders");

        var page = Open<OrdersPage>();

        page.WaitForState(() => page.FindAll("[data-part=count]").Count > 0);
        Assert.EndsWith("/orders?payment=paid", Navigation.Uri, StringComparison.Ordinal);
        Assert.Equal("/orders?v=all", page.Find("[data-view=all]").GetAttribute("href"));
    }

    [Fact]
    public async Task Views_are_renamed_moved_and_given_up_in_one_place()
    {
        var rina = await AgentAsync();
        await KeepAsync(rina, "First", "payment=paid");
        await KeepAsync(rina, "Second", "hold=manual");
        await TakeAsync();
        var page = OpenAt("/orders");

        var asked = page.Find("[data-action=arrange-views]").ClickAsync();
        Dialogs.WaitForElement("[data-view-row]");
        await Dialogs.FindAll("[data-action=down]")[0].ClickAsync();
        Assert.Equal(["Second", "First"], Names());
        await Dialogs.FindAll("[data-view-row] input")[1].ChangeAsync("Third");
        Assert.Equal(["Second", "Third"], Names());
        await Dialogs.FindAll("[data-view-row] input")[1].ChangeAsync("second");
        Assert.Contains("already have a view", Dialogs.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        await Dialogs.FindAll("[data-action=remove]")[0].ClickAsync();
        Assert.Equal(["Third"], Names());
        await Dialogs.Find("[data-action=close]").ClickAsync();
        await asked;

        page.WaitForAssertion(() => Assert.Equal(["Third"], page.FindAll("[data-view^=view-]").Select(tab => tab.FirstChild?.TextContent.Trim())));
    }

    [Fact]
    public async Task A_view_says_what_it_names_that_is_gone_and_still_opens()
    {
        var rina = await AgentAsync();
        await KeepAsync(rina, "Old", "channel=closed-shop&status=lost");
        await TakeAsync();
        var page = OpenAt("/orders");

        Navigation.NavigateTo(page.Find("[data-view^=view-]").GetAttribute("href")!);

        page.WaitForAssertion(() => Assert.Equal(["value", "channel"], page.FindAll("[data-gone]").Select(name => name.GetAttribute("data-gone"))));
        page.WaitForAssertion(() => Assert.Equal("page", page.Find("[data-view^=view-]").GetAttribute("aria-current")));
        await page.Find("[data-action=without-gone]").ClickAsync();
        page.WaitForElement("tbody tr[data-key]");
        Assert.EndsWith("/orders", Navigation.Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Columns_stand_as_they_were_chosen()
    {
        await AgentAsync();
        await TakeAsync();

        var page = OpenAt("/orders?cols=total~120.customer.number~90");
        Assert.Equal(["number", "total", "customer"], page.FindAll("th[data-column]").Select(head => head.GetAttribute("data-column")));
        Assert.Contains("width:120px", page.Find("[data-column=total]").GetAttribute("style"), StringComparison.Ordinal);
        Assert.Contains("width:90px", page.Find("[data-column=number]").GetAttribute("style"), StringComparison.Ordinal);

        await page.Find("[data-move-on=total]").ClickAsync();
        Assert.EndsWith("?cols=customer.total~120.number~90", Uri.UnescapeDataString(Navigation.Uri), StringComparison.Ordinal);
    }

    private IReadOnlyList<string?> Names() => [.. Dialogs.FindAll("[data-view-row] input").Select(input => input.GetAttribute("value"))];

    private static string Spaced(IElement element) => string.Join(' ', element.TextContent.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    private async Task<Actor> AgentAsync() => SignIn(await new StaffRoom(Desk).HireAsync(StaffRoles.Agent, "rina@example.com"));

    private Task<Result<SavedViewId>> KeepAsync(Actor actor, string name, string query, bool isDefault = false) =>
        Desk.UseAsync<SaveView, Result<SavedViewId>>(save => save.RunAsync(actor, new SaveView.Command(null, 0, "orders", name, query, StaffRoles.None, isDefault), Ct));

    private IRenderedComponent<OrdersPage> OpenAt(string url)
    {
        Navigation.NavigateTo(url);
        var page = Open<OrdersPage>();
        page.WaitForState(() => page.FindAll("[data-part=count], [data-face]").Count > 0);
        return page;
    }

    private async Task TakeAsync(bool held = false)
    {
        await Shop.StockAsync("MUG", 50);
        var sent = await Shop.SendAsync(Shop.Order());
        if (held)
        {
            await Shop.HoldAsync(new OrderId(sent.Value!.Answer.Id));
        }
    }
}
