using System.Text.Json;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OrderDesk.Core.Intake;
using OrderDesk.Core.Intake.Inbox;
using OrderDesk.Tests.Support;
using OrderDesk.Web.Features.Intake;

namespace OrderDesk.Tests.Web.Intake;

/// <summary>What could not be taken, on screen: why not, and what can be done about it.</summary>
public sealed class IntakePageTests : DeskPageTest
{
    private NavigationManager Navigation => Services.GetRequiredService<NavigationManager>();

    [Fact]
    public void An_empty_inbox_says_what_would_be_here()
    {
        SignIn(Desk.Agent());

        Assert.Contains("Nothing waits here", OpenAt("/intake").Find("[data-face=empty]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Who_may_not_read_is_told_so()
    {
        SignIn(Desk.WarehouseLead());

        Assert.NotNull(OpenAt("/intake").Find("[data-face=refused]"));
    }

    [Fact]
    public async Task The_list_names_the_first_reason_and_opens_what_was_sent()
    {
        SignIn(Desk.Agent("Mei"));
        var item = await SendAsync("""{"externalId":"X-1","currency":"POUND"}""");

        var page = OpenAt("/intake");

        Assert.Contains("and 3 more", page.Find("tbody tr").TextContent, StringComparison.Ordinal);
        Assert.Equal($"/intake?item={item}", page.Find("tbody [data-open]").GetAttribute("href"));
        var open = OpenAt($"/intake?item={item}");
        Assert.Equal(["currency", "lines", "placedAt", "total"], open.FindAll("[data-part=wrong] [data-field]").Select(wrong => wrong.GetAttribute("data-field")!).Order(StringComparer.Ordinal));
        Assert.Contains("POUND", open.Find("#inbox-payload").GetAttribute("value"), StringComparison.Ordinal);
        await using var db = Desk.Db();
        Assert.Equal(["Mei"], await db.AuditEntries.Where(entry => entry.Action == "inbox.opened").Select(entry => entry.ActorName).Distinct().ToListAsync(Ct));
    }

    [Fact]
    public async Task What_is_corrected_and_taken_opens_as_an_order()
    {
        SignIn(Desk.Agent());
        var order = JsonSerializer.Serialize(Shop.Order());
        var page = OpenAt($"/intake?item={await SendAsync(order.Replace("\"GBP\"", "\"POUND\"", StringComparison.Ordinal))}");

        await page.Find("#inbox-payload").ChangeAsync(order);
        await page.Find("[data-action=replay]").ClickAsync();

        page.WaitForAssertion(() => Assert.Matches("/orders/OD-[0-9]+$", Navigation.Uri));
        Assert.StartsWith("Taken as OD-", Said.Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_still_wrong_is_told_and_what_was_typed_stays()
    {
        SignIn(Desk.Agent());
        var page = OpenAt($"/intake?item={await SendAsync("""{"externalId":"X-1","currency":"POUND"}""")}");

        await page.Find("#inbox-payload").ChangeAsync("""{"externalId":"X-1","currency":"GBP"}""");
        await page.Find("[data-action=replay]").ClickAsync();

        Assert.Single(Said);
        Assert.Contains("GBP", page.Find("#inbox-payload").GetAttribute("value"), StringComparison.Ordinal);
        await using var db = Desk.Db();
        Assert.Equal(InboxState.Open, (await db.InboxItems.SingleAsync(Ct)).State);
    }

    [Fact]
    public async Task Whose_it_is_is_shown_and_others_may_take_it_over()
    {
        var id = await SendAsync("nonsense");
        await Desk.UseAsync((OwnInboxItem own) => own.RunAsync(Desk.Agent("Bo"), new OwnInboxItem.Command(new InboxItemId(id), 0), Ct));
        SignIn(Desk.Agent("Mei"));
        var page = OpenAt($"/intake?item={id}");
        Assert.Contains("Bo", page.Find("tbody tr").TextContent, StringComparison.Ordinal);
        Assert.Equal("Take it over", page.Find("[data-action=own]").TextContent.Trim());

        await page.Find("[data-action=own]").ClickAsync();

        var again = OpenAt($"/intake?item={id}");
        Assert.Empty(again.FindAll("[data-action=own]"));
        Assert.Contains("Mei", again.Find("tbody tr").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_discarded_with_a_reason_and_stays_readable()
    {
        SignIn(Desk.Agent());
        var page = OpenAt($"/intake?item={await SendAsync("nonsense")}");

        var asking = page.Find("[data-action=discard]").ClickAsync();
        Dialogs.WaitForElement("[data-action=confirm]");
        await Dialogs.Find("[data-action=confirm]").ClickAsync();
        Assert.NotNull(Dialogs.Find(".field-error"));
        await Dialogs.Find("#confirm-note").ChangeAsync("sent by mistake");
        await Dialogs.Find("[data-action=confirm]").ClickAsync();
        await asking;

        var gone = OpenAt("/intake?state=discarded");
        Assert.Single(gone.FindAll("tbody tr[data-key]"));
        await using var db = Desk.Db();
        Assert.Equal("sent by mistake", (await db.InboxItems.SingleAsync(Ct)).DiscardReason);
    }

    private async Task<long> SendAsync(string text)
    {
        Assert.False((await Shop.SendTextAsync(text)).IsOk);
        await using var db = Desk.Db();
        return (await db.InboxItems.SingleAsync(Ct)).Id.Value;
    }

    private IRenderedComponent<IntakePage> OpenAt(string url)
    {
        Navigation.NavigateTo(url);
        var page = Open<IntakePage>();
        page.WaitForState(() => page.FindAll("[data-part=count], [data-face]").Count > 0);
        return page;
    }
}
