using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OrderDesk.Core.Access;
using OrderDesk.Tests.Support;
using OrderDesk.Web.Features.Access;

namespace OrderDesk.Tests.Web.Access;

/// <summary>The list of people: who is here, and what an administrator can do about it.</summary>
public sealed class UsersPageTests : DeskPageTest
{
    private StaffRoom Room => new(Desk);

    private NavigationManager Navigation => Services.GetRequiredService<NavigationManager>();

    [Fact]
    public async Task Everybody_is_listed_with_roles_state_and_when_they_were_last_seen()
    {
        SignIn(Desk.Administrator());
        await Room.HireAsync(StaffRoles.Agent | StaffRoles.WarehouseLead);
        await Room.SessionAsync();
        await Room.HireAsync(StaffRoles.Manager, "maya@example.com");

        var page = OpenAt("/users");

        Assert.Equal(["maya", "rina"], page.FindAll("tbody th").Select(name => name.TextContent));
        var rina = page.FindAll("tbody tr")[1].TextContent;
        Assert.Contains("Agent, Warehouse lead", rina, StringComparison.Ordinal);
        Assert.Contains("just now", rina, StringComparison.Ordinal);
        Assert.Contains("never", page.FindAll("tbody tr")[0].TextContent, StringComparison.Ordinal);
        Assert.Equal(["all", "active"], page.FindAll("[data-view]").Select(tab => tab.GetAttribute("data-view")));
    }

    [Fact]
    public async Task An_invitation_shows_its_link_once_and_the_new_person_has_a_card()
    {
        SignIn(Desk.Administrator());
        var page = OpenAt("/users");

        var click = page.Find("[data-action=invite]").ClickAsync();
        Dialogs.WaitForElement("#invite-email");
        await Dialogs.Find("#invite-email").ChangeAsync("new@example.com");
        await Dialogs.Find("[data-action=confirm]").ClickAsync();
        var link = Dialogs.WaitForElement("[data-part=one-time-link] [data-copy]").GetAttribute("data-copy")!;
        await Dialogs.Find("[data-action=confirm]").ClickAsync();
        await click;

        Assert.StartsWith("http://localhost/Account/Welcome/", link, StringComparison.Ordinal);
        Assert.True((await Room.AcceptAsync(link.Split('/')[^1])).IsOk);
        Assert.Matches("/users\\?person=\\d+$", Navigation.Uri);
        Assert.DoesNotContain(link.Split('/')[^1], Dialogs.Markup + page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_invitation_for_an_address_that_is_taken_keeps_what_was_typed()
    {
        SignIn(Desk.Administrator());
        await Room.HireAsync(StaffRoles.Agent);
        var page = OpenAt("/users");

        var click = page.Find("[data-action=invite]").ClickAsync();
        Dialogs.WaitForElement("#invite-email");
        await Dialogs.Find("#invite-email").ChangeAsync("rina@example.com");
        await Dialogs.Find("[data-action=confirm]").ClickAsync();

        Dialogs.WaitForAssertion(() => Assert.Equal("rina@example.com has an account already.", Dialogs.Find("[role=alert]").TextContent));
        Assert.Equal("rina@example.com", Dialogs.Find("#invite-email").GetAttribute("value"));
        await Dialogs.Find("[data-action=cancel]").ClickAsync();
        await click;
    }

    [Fact]
    public async Task Other_roles_are_chosen_in_a_dialog_and_end_the_open_sessions()
    {
        SignIn(Desk.Administrator());
        var rina = await Room.HireAsync(StaffRoles.Agent);
        var session = await Room.SessionAsync();
        var page = OpenAt($"/users?person={rina.Id.Value}");

        var click = page.Find("[data-action=roles]").ClickAsync();
        Dialogs.WaitForElement("[data-role=Agent]");
        await Dialogs.Find("[data-role=WarehouseLead]").ChangeAsync(true);
        await Dialogs.Find("[data-action=confirm]").ClickAsync();
        await click;

        Assert.Equal(["The roles of rina are changed."], Said);
        Assert.Null(await Room.WhoAsync(session));
        await using var db = Desk.Db();
        Assert.Equal(StaffRoles.Agent | StaffRoles.WarehouseLead, (await db.Users.SingleAsync(Ct)).Roles);
    }

    [Fact]
    public async Task Somebody_is_disabled_after_a_yes_and_enabled_again_without_one()
    {
        SignIn(Desk.Administrator());
        var rina = await Room.HireAsync(StaffRoles.Agent);
        var page = OpenAt($"/users?person={rina.Id.Value}");

        var click = page.Find("[data-action=disable]").ClickAsync();
        Dialogs.WaitForElement("[data-action=confirm]");
        await Dialogs.Find("[data-action=confirm]").ClickAsync();
        await click;
        Assert.False((await Room.SignInAsync()).IsOk);

        var again = OpenAt($"/users?person={rina.Id.Value}");
        Assert.Empty(again.FindAll("[data-action=disable], [data-action=link]"));
        await again.Find("[data-action=enable]").ClickAsync();
        Assert.True((await Room.SignInAsync()).IsOk);
    }

    [Fact]
    public async Task A_reset_shows_a_link_and_signing_out_everywhere_ends_every_session()
    {
        SignIn(Desk.Administrator());
        var rina = await Room.HireAsync(StaffRoles.Agent);
        var session = await Room.SessionAsync();
        var page = OpenAt($"/users?person={rina.Id.Value}");

        await page.Find("[data-action=end-sessions]").ClickAsync();
        Assert.Null(await Room.WhoAsync(session));
        var click = page.Find("[data-action=link]").ClickAsync();
        Dialogs.WaitForElement("[data-part=one-time-link]");
        await Dialogs.Find("[data-action=confirm]").ClickAsync();
        await click;

        Assert.Contains("staff.password-reset-issued", await Room.TrailAsync());
    }

    [Fact]
    public async Task Nobody_acts_on_their_own_account_here()
    {
        var ade = await Room.HireAsync(StaffRoles.Administrator, "ade@example.com");
        SignIn(ade);

        var page = OpenAt($"/users?person={ade.Id.Value}");

        Assert.Empty(page.FindAll("[data-person] button[data-action]"));
        Assert.Equal("/profile", page.Find("[data-person] p a").GetAttribute("href"));
    }

    [Fact]
    public async Task A_search_narrows_the_list_and_stays_out_of_the_address()
    {
        SignIn(Desk.Administrator());
        await Room.HireAsync(StaffRoles.Agent);
        await Room.HireAsync(StaffRoles.Manager, "maya@example.com");
        var page = OpenAt("/users");

        await page.Find("[data-search]").ChangeAsync("MAYA@");

        Assert.Single(page.FindAll("tbody tr"));
        Assert.EndsWith("/users", Navigation.Uri, StringComparison.Ordinal);
        await page.Find("[data-search]").ChangeAsync("nobody of that name");
        await page.Find("[data-face=no-match] [data-action=clear-filters]").ClickAsync();
        Assert.Equal(2, page.FindAll("tbody tr").Count);
    }

    [Fact]
    public void Who_may_not_manage_people_sees_the_refusal_and_no_names()
    {
        SignIn(Desk.Manager());

        var page = OpenAt("/users");

        Assert.Single(page.FindAll("[data-face=refused]"));
        Assert.Empty(page.FindAll("tbody tr"));
    }

    private IRenderedComponent<UsersPage> OpenAt(string url)
    {
        Navigation.NavigateTo(url);
        return Open<UsersPage>();
    }
}
