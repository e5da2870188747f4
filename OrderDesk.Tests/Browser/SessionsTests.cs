using System.Text.RegularExpressions;
using Microsoft.Playwright;
using OrderDesk.Core.Access;
using OrderDesk.Core.Shared;
using OrderDesk.Tests.Support;
using OrderDesk.Web.Shell;

namespace OrderDesk.Tests.Browser;

/// <summary>Open pages follow the session: who is disabled, signed out or given other roles, also on another node, is out within seconds.</summary>
public sealed class SessionsTests(LiveWireDesk wire) : BrowserTests, IClassFixture<LiveWireDesk>
{
    private StaffRoom Room => new(wire.Desk);

    [Fact]
    public async Task An_open_page_of_somebody_disabled_on_another_node_leaves_within_seconds()
    {
        var (page, who) = await SignedInAsync("disabled@example.com");

        await wire.Desk.UseAsync((DisableStaff disable) => disable.RunAsync(wire.Desk.Administrator(), new DisableStaff.Command(who.Id), Ct));

        await LeavesAsync(page);
        await page.GotoAsync(Links.Orders);
        Assert.Contains(Links.Login, page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_open_page_of_somebody_with_other_roles_leaves_within_seconds()
    {
        var (page, who) = await SignedInAsync("moved@example.com");

        await wire.Desk.UseAsync((ChangeRoles roles) => roles.RunAsync(wire.Desk.Administrator(), new ChangeRoles.Command(who.Id, StaffRoles.Agent, StaffRoles.WarehouseLead), Ct));

        await LeavesAsync(page);
    }

    [Fact]
    public async Task Signing_out_in_one_tab_ends_the_others()
    {
        var (page, _) = await SignedInAsync("tabs@example.com");
        var second = await page.Context.NewPageAsync();
        await second.GotoAsync(Links.Profile);
        await second.WaitForSelectorAsync("html[data-live] [data-part=profile]");

        await page.ClickAsync("[data-menu=user] summary");
        await page.ClickAsync("[data-act=sign-out]");

        await LeavesAsync(second);
    }

    private async Task<(IPage Page, Actor Who)> SignedInAsync(string email)
    {
        var who = await Room.HireAsync(StaffRoles.Agent, email);
        var page = await PersonAsync(wire.Server.Address);
        await page.GotoAsync(Links.LoginThenBack(Links.Profile));
        await page.FillAsync("[name='Input.Email']", email);
        await page.FillAsync("[name='Input.Password']", StaffRoom.Password);
        await page.ClickAsync("button[type=submit].btn-primary");
        await page.WaitForSelectorAsync("html[data-live] [data-part=profile]");
        return (page, who);
    }

    /// <summary>
    /// Well before a page that heard nothing would ask by itself (20 s). The address is asked for again and again: a page may be on its way before anybody waits for it to go.
    /// </summary>
    private static Task LeavesAsync(IPage page) => Assertions.Expect(page).ToHaveURLAsync(new Regex(Regex.Escape(Links.Login)), new() { Timeout = 15_000 });
}
