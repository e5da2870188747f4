using Bunit;
using Microsoft.Extensions.DependencyInjection;
using OrderDesk.Core.Access;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Review;
using OrderDesk.Web.Features.Home;
using OrderDesk.Web.Features.Policies;
using OrderDesk.Web.Features.Review;

namespace OrderDesk.Tests.Web.Policies;

/// <summary>Types of holds on screen: what counts, changed by who may, and shown on the order itself.</summary>
public sealed class HoldsPageTests : DeskPageTest
{
    [Fact]
    public async Task A_manager_changes_what_counts()
    {
        SignIn(Desk.Manager());
        await Shop.StockAsync("MUG", 20);
        var body = Shop.Order();
        body["requests"] = new { remark = "Please ring twice" };
        await Shop.TakenAsync(body);
        var page = Open<HoldsPage>();
        page.WaitForElement("[data-hold=Request]");
        Assert.Equal("1", page.Find("[data-hold=Request] [data-cell=open]").TextContent.Trim());
        Assert.Equal("Filled by stock", page.Find("[data-hold=Stock] [data-cell=roles]").TextContent.Trim());

        page.Find("[data-hold=Request] [data-action=edit]").Click();
        Dialogs.WaitForElement("[data-role=Agent]");
        await Dialogs.Find("[data-role=Agent]").ChangeAsync(false);
        await Dialogs.Find("[data-role=Manager]").ChangeAsync(false);
        await Dialogs.Find("form.answer").SubmitAsync();
        Dialogs.WaitForAssertion(() => Assert.Contains("Choose at least one role", Dialogs.Find(".field-error").TextContent, StringComparison.Ordinal));
        await Dialogs.Find("[data-role=Manager]").ChangeAsync(true);
        await Dialogs.Find("input[value=Bad]").ChangeAsync("Bad");
        await Dialogs.Find("[data-field=en]").ChangeAsync("Wishes");
        await Dialogs.Find("form.answer").SubmitAsync();

        page.WaitForAssertion(() => Assert.Equal("Manager", page.Find("[data-hold=Request] [data-cell=roles]").TextContent.Trim()));
        var chip = page.Find("[data-hold=Request] .status");
        Assert.Equal(("bad", "Wishes"), (chip.GetAttribute("data-tone"), chip.TextContent.Trim()));
    }

    [Fact]
    public async Task An_order_shows_what_its_hold_is_called_what_it_blocks_and_who_releases_it()
    {
        SignIn(Desk.Agent());
        await Shop.StockAsync("MUG", 20);
        var body = Shop.Order("MUG", 14);
        body["requests"] = new { remark = "Please ring twice" };
        var terms = new HoldTerms(HoldType.Request) { ReleasedBy = StaffRoles.Manager, NameEn = "Wishes", Hours = 4, AtEnd = HoldEnd.Cancel };
        Assert.True((await Services.GetRequiredService<SetHoldTerms>().RunAsync(Desk.Manager(), new SetHoldTerms.Command(HoldType.Request, terms, null), Ct)).IsOk);
        var id = await Shop.TakenAsync(body);

        var page = Open<OrderPage>(p => p.Add(o => o.Number, id.Number));

        page.WaitForElement("[data-part=holds] [data-hold=Request]");
        Assert.Contains("Wishes", page.Find("[data-part=holds] .status").TextContent, StringComparison.Ordinal);
        Assert.Equal("Blocks 14 of the last 20 units of MUG; 6 left to sell.", page.Find("[data-sku=MUG]").TextContent.Trim());
        Assert.StartsWith("The order is cancelled", page.Find("[data-part=expires]").TextContent.Trim(), StringComparison.Ordinal);
        Assert.Equal("Released by: Manager", page.Find("[data-part=not-yours]").TextContent.Trim());
        Assert.True(page.Find("[data-action=approve]").HasAttribute("disabled"));
    }

    [Fact]
    public async Task The_first_page_and_the_timeline_call_a_hold_what_the_company_calls_it()
    {
        SignIn(Desk.Manager());
        await Shop.StockAsync("MUG", 20);
        var body = Shop.Order();
        body["requests"] = new { remark = "Please ring twice" };
        var id = await Shop.TakenAsync(body);
        var terms = new HoldTerms(HoldType.Request) { NameEn = "Wishes" };
        Assert.True((await Services.GetRequiredService<SetHoldTerms>().RunAsync(Desk.Manager(), new SetHoldTerms.Command(HoldType.Request, terms, null), Ct)).IsOk);

        var home = Open<HomePage>();
        home.WaitForElement("[data-case]");
        var order = Open<OrderPage>(p => p.Add(o => o.Number, id.Number));
        order.WaitForElement("[data-part=timeline] li");

        Assert.Equal("Wishes", home.Find("[data-case] .home-holds").TextContent);
        Assert.Contains("Held (Wishes)", order.Find("[data-part=timeline]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Who_may_not_change_it_only_looks()
    {
        SignIn(Desk.Agent());

        var page = Open<HoldsPage>();

        page.WaitForElement("[data-hold=Payment]");
        Assert.Empty(page.FindAll("[data-action=edit]"));
    }

    [Fact]
    public void Who_has_nothing_to_do_with_holds_is_told_so()
    {
        SignIn(Desk.WarehouseLead());

        Open<HoldsPage>().WaitForElement("[data-face=refused]");
    }
}
