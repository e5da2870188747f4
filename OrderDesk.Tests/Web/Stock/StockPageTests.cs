using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using OrderDesk.Core.Access;
using OrderDesk.Core.Shared;
using OrderDesk.Tests.Support;
using OrderDesk.Web.Features.Stock;
using OrderDesk.Web.Shell;

namespace OrderDesk.Tests.Web.Stock;

/// <summary>Stock on screen.</summary>
public sealed class StockPageTests : DeskPageTest
{
    private NavigationManager Navigation => Services.GetRequiredService<NavigationManager>();

    [Fact]
    public async Task A_level_shows_its_figures_and_opens_its_movements()
    {
        SignIn(Desk.Agent());
        await Shop.StockAsync("MUG", 4);

        var page = OpenAt("/stock");

        var row = page.Find("tbody tr[data-key]");
        Assert.Equal("MUG", row.QuerySelector("[data-open]")!.TextContent);
        Assert.Contains("Low", row.TextContent, StringComparison.Ordinal);
        Assert.Equal($"/stock/{row.GetAttribute("data-key")}", row.QuerySelector("[data-open]")!.GetAttribute("href"));
        Assert.Empty(page.FindAll("[data-action=receive]"));
    }

    [Fact]
    public void Without_stock_the_list_says_how_it_comes()
    {
        SignIn(Desk.Agent());

        Assert.Contains("No stock yet", OpenAt("/stock").Find("[data-face=empty]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_filter_that_matches_nothing_can_be_cleared()
    {
        SignIn(Desk.Agent());
        await Shop.StockAsync("MUG", 4);

        var page = OpenAt("/stock?view=out&warehouse=MAIN&q=mug");

        Assert.Equal(["view", "warehouse"], page.FindAll("[data-chip]").Select(chip => chip.GetAttribute("data-chip")));
        await page.Find("[data-face=no-match] [data-action=clear-filters]").ClickAsync();
        Assert.EndsWith("/stock?view=out", Navigation.Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_view_in_the_address_shows_other_levels()
    {
        SignIn(Desk.Agent());
        await Shop.StockAsync("CUP", 400);
        await Shop.StockAsync("MUG", 4);
        var page = OpenAt("/stock");
        Assert.Equal(2, page.FindAll("tbody tr[data-key]").Count);

        Navigation.NavigateTo("/stock?view=low");

        page.WaitForAssertion(() => Assert.Equal(["MUG"], page.FindAll("tbody tr[data-key] [data-open]").Select(link => link.TextContent)));
    }

    [Fact]
    public async Task The_list_opens_with_the_chosen_view_and_counts_each_and_says_what_is_gone()
    {
        var wei = SignIn(await new StaffRoom(Desk).HireAsync(StaffRoles.WarehouseLead, "wei@example.com"));
        await Shop.StockAsync("CUP", 400);
        await Shop.StockAsync("MUG", 4);
        await KeepAsync(wei, "Low here", "view=low&warehouse=MAIN", isDefault: true);
        await KeepAsync(wei, "Old house", "view=empty&warehouse=ATTIC", isDefault: false);

        var page = OpenAt("/stock");

        page.WaitForAssertion(() => Assert.Equal(["1", "0"], page.FindAll("[data-view^=view-] .tab-count").Select(count => count.TextContent)));
        Assert.EndsWith("/stock?view=low&warehouse=MAIN", Navigation.Uri, StringComparison.Ordinal);
        Assert.Equal("/stock?v=all", page.Find("[data-view=all]").GetAttribute("href"));
        Assert.Empty(page.FindAll("[data-gone]"));
        Navigation.NavigateTo(page.FindAll("[data-view^=view-]")[1].GetAttribute("href")!);
        page.WaitForAssertion(() => Assert.Equal(["value", "warehouse"], page.FindAll("[data-gone]").Select(name => name.GetAttribute("data-gone"))));
        await page.Find("[data-action=without-gone]").ClickAsync();
        Assert.EndsWith("/stock?v=all", Navigation.Uri, StringComparison.Ordinal);
        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll("tbody tr[data-key]").Count));
    }

    [Fact]
    public async Task A_view_of_stock_is_kept_and_arranged_where_it_is_used()
    {
        SignIn(await new StaffRoom(Desk).HireAsync(StaffRoles.WarehouseLead, "wei@example.com"));
        await Shop.StockAsync("MUG", 4);
        var page = OpenAt("/stock?q=mug");

        var asked = page.Find("[data-action=save-view]").ClickAsync();
        Dialogs.WaitForElement("#view-name");
        await Dialogs.Find("#view-name").ChangeAsync("Mugs");
        await Dialogs.Find("[data-action=confirm]").ClickAsync();
        await asked;
        page.WaitForElement("[data-view^=view-]");
        asked = page.Find("[data-action=arrange-views]").ClickAsync();
        Dialogs.WaitForElement("[data-view-row]");
        await Dialogs.Find("[data-action=remove]").ClickAsync();
        await Dialogs.Find("[data-action=close]").ClickAsync();
        await asked;

        page.WaitForAssertion(() => Assert.Empty(page.FindAll("[data-view^=view-]")));
    }

    [Fact]
    public void Who_may_not_see_stock_is_told_so()
    {
        SignIn(Desk.Nobody());

        Assert.NotNull(OpenAt("/stock").Find("[data-face=refused]"));
    }

    [Fact]
    public async Task A_receipt_of_a_new_product_is_booked_and_said()
    {
        SignIn(Desk.WarehouseLead());
        var page = OpenAt("/stock");
        var asking = page.Find("[data-action=receive]").ClickAsync(new());
        Dialogs.WaitForElement("[data-field=sku]");

        await Dialogs.Find("[data-field=sku]").ChangeAsync("lamp");
        Dialogs.WaitForElement("[data-field=price]");
        await Dialogs.Find("[data-field=warehouse]").ChangeAsync("main");
        await Dialogs.Find("[data-field=name]").ChangeAsync("Desk lamp");
        await Dialogs.Find("[data-field=price]").ChangeAsync("19.90");
        await Dialogs.Find("[data-field=quantity]").ChangeAsync("12");
        await Dialogs.Find("[data-action=confirm]").ClickAsync(new());

        Dialogs.WaitForState(() => Said.Any());
        Assert.Equal("Booked 12 × LAMP in MAIN: 12 on hand", Said.Single());
        await asking;
        // The feed tells the page from another thread, so that its beat may begin later than the clock was moved.
        await WaitAsync(() =>
        {
            Desk.Clock.Advance(LiveRows.Beat);
            return Task.FromResult(page.FindAll("tbody tr[data-key]").Count > 0);
        });
    }

    [Fact]
    public async Task A_wrong_receipt_stays_with_what_was_typed_and_points_at_the_box()
    {
        SignIn(Desk.WarehouseLead());
        var page = OpenAt("/stock");
        var asking = page.Find("[data-action=receive]").ClickAsync(new());
        Dialogs.WaitForElement("[data-field=sku]");

        await Dialogs.Find("[data-field=sku]").ChangeAsync("lamp");
        await Dialogs.Find("[data-field=quantity]").ChangeAsync("1.5");
        await Dialogs.Find("[data-action=confirm]").ClickAsync(new());

        Dialogs.WaitForElement("[role=alert]");
        Assert.Equal("lamp", Dialogs.Find("[data-field=sku]").GetAttribute("value"));
        Assert.Equal("true", Dialogs.Find("[data-field=quantity]").GetAttribute("aria-invalid"));
        Assert.Equal("true", Dialogs.Find("[data-field=warehouse]").GetAttribute("aria-invalid"));
        await Dialogs.Find("[data-action=cancel]").ClickAsync(new());
        await asking;
    }

    [Fact]
    public async Task A_double_tap_opens_one_receipt_and_it_can_be_opened_again()
    {
        SignIn(Desk.WarehouseLead());
        await Shop.StockAsync("MUG", 4);
        await using var db = Desk.Db();
        var id = db.StockLevels.Single().Id.Value;
        foreach (var page in new IRenderedComponent<IComponent>[] { OpenAt("/stock"), Open<StockLevelPage>(p => p.Add(c => c.Level, id)) })
        {
            page.WaitForElement("[data-action=receive]");

            var first = page.Find("[data-action=receive]").ClickAsync(new());
            var second = page.Find("[data-action=receive]").ClickAsync(new());
            Dialogs.WaitForElement("[data-field=sku]");
            await second;

            Assert.Single(Dialogs.FindAll("[data-field=sku]"));
            await Dialogs.Find("[data-action=cancel]").ClickAsync(new());
            await first;
            Assert.Null(page.Find("[data-action=receive]").GetAttribute("aria-disabled"));
        }
    }

    [Fact]
    public async Task The_page_of_a_level_shows_its_ledger()
    {
        SignIn(Desk.Agent());
        await Shop.StockAsync("MUG", 4);
        await Shop.StockAsync("MUG", 6);
        await using var db = Desk.Db();
        var id = db.StockLevels.Single().Id.Value;

        var page = Open<StockLevelPage>(p => p.Add(c => c.Level, id));

        page.WaitForState(() => page.FindAll("tbody tr[data-key]").Count == 2);
        Assert.Contains("+6", page.Find("tbody tr[data-key]").TextContent, StringComparison.Ordinal);
        Assert.Contains("10", page.Find("[data-figure=on-hand]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_level_that_is_not_there_is_said()
    {
        SignIn(Desk.Agent());

        var page = Open<StockLevelPage>(p => p.Add(c => c.Level, 99));

        page.WaitForElement("[data-face=empty]");
    }

    private async Task KeepAsync(Actor actor, string name, string query, bool isDefault) => Assert.True((await Desk.UseAsync((SaveView save) =>
        save.RunAsync(actor, new SaveView.Command(null, 0, "stock", name, query, StaffRoles.None, isDefault), Ct))).IsOk);

    private IRenderedComponent<StockPage> OpenAt(string url)
    {
        Navigation.NavigateTo(url);
        var page = Open<StockPage>();
        page.WaitForState(() => page.FindAll("[data-part=count], [data-face]").Count > 0);
        return page;
    }
}
