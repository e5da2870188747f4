using Bunit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Review;
using OrderDesk.Web.Features.Review;
using OrderDesk.Web.Shell;

namespace OrderDesk.Tests.Web.Review;

/// <summary>The page of one order: its faces, its decisions, and what happens when two people look at it.</summary>
public sealed class OrderPageTests : OrderPageTest
{
    [Fact]
    public async Task A_held_order_says_why_and_offers_the_decisions_with_their_keys()
    {
        var id = await HeldAsync();
        SignIn(Desk.Agent("Mei"));

        var page = Page(id);

        Assert.Contains("to be looked at", page.Find("[data-hold=Manual]").TextContent, StringComparison.Ordinal);
        Assert.Equal(["A", "R", "Q", "E", "H", "Shift+M", "Shift+E", "C"], page.FindAll("[data-part=decisions] [aria-keyshortcuts]").Select(button => button.GetAttribute("aria-keyshortcuts")));
        Assert.Equal("N", page.Find("[data-note]").GetAttribute("aria-keyshortcuts"));
        Assert.Single(page.FindAll(".btn-fill"));
    }

    [Fact]
    public async Task Approving_makes_the_order_ready_and_says_so()
    {
        var id = await HeldAsync();
        SignIn(Desk.Agent("Mei"));
        var page = Page(id);

        await page.Find("[data-action=approve]").ClickAsync();

        page.WaitForAssertion(() => Assert.Equal("ReadyToFulfil", page.Find("h1 .status").GetAttribute("data-status")));
        Assert.Contains($"Approved {id.Number}", page.Find("[data-part=undo]").TextContent, StringComparison.Ordinal);
        Assert.Empty(Said);
        Assert.Equal(["edit", "cancel"], page.FindAll("[data-part=decisions] [data-action]").Select(button => button.GetAttribute("data-action")));
        await using var db = Desk.Db();
        Assert.Equal(OrderStatus.ReadyToFulfil, (await db.Orders.SingleAsync(o => o.Id == id, Ct)).Status);
    }

    [Fact]
    public async Task Opening_claims_the_case_and_leaving_lets_go_of_it()
    {
        var id = await HeldAsync();
        var mei = SignIn(Desk.Agent("Mei"));
        var page = Page(id);

        Assert.Equal(mei.Id, await ClaimantAsync(id));
        page.Instance.Dispose();

        await WaitAsync(async () => await ClaimantAsync(id) is null);
    }

    [Fact]
    public async Task Who_comes_second_sees_who_works_on_it_and_cannot_decide()
    {
        var id = await HeldAsync();
        await Desk.UseAsync((ClaimCase claim) => claim.RunAsync(Desk.Agent("Bo"), new ClaimCase.Command(id), Ct));
        SignIn(Desk.Agent("Mei"));

        var page = Page(id);

        Assert.Contains("Bo is working on this order", page.Find("[data-part=taken]").TextContent, StringComparison.Ordinal);
        Assert.True(page.Find("[data-action=approve]").HasAttribute("disabled"));
        Assert.Empty(page.FindAll("[data-action=claim]"));
    }

    [Fact]
    public async Task What_somebody_else_does_is_told_and_typed_text_stays()
    {
        var id = await HeldAsync();
        SignIn(Desk.Agent("Mei"));
        var page = Page(id);
        await page.Find("[data-note]").ChangeAsync("she will call ba");

        Assert.Null((await Desk.UseAsync((AddNote note) => note.RunAsync(Desk.Manager("Maya"), new AddNote.Command(id, "the door code is 12"), Ct))).Error);

        await WaitAsync(() =>
        {
            Desk.Clock.Advance(LiveRows.Beat);
            return Task.FromResult(page.FindAll("[data-part=news]").Count > 0);
        });
        Assert.Contains("Maya", page.Find("[data-part=news]").TextContent, StringComparison.Ordinal);
        Assert.Equal("she will call ba", page.Find("[data-note]").GetAttribute("value"));
        Assert.Contains("the door code is 12", page.Find("[data-part=timeline]").TextContent, StringComparison.Ordinal);
        await page.Find("[data-action=read-news]").ClickAsync();
        Assert.Empty(page.FindAll("[data-part=news]"));
    }

    [Fact]
    public async Task A_decision_on_an_old_version_is_refused_with_who_and_what()
    {
        var id = await HeldAsync();
        SignIn(Desk.Manager("Maya"));
        var page = Page(id);
        await Desk.UseAsync((AddNote note) => note.RunAsync(Desk.Agent("Bo"), new AddNote.Command(id, "called"), Ct));

        await page.Find("[data-action=approve]").ClickAsync();

        page.WaitForAssertion(() => Assert.Contains("Bo changed this order while you were looking (a note", Said.Single(), StringComparison.Ordinal));
        await page.Find("[data-action=approve]").ClickAsync();
        page.WaitForAssertion(() => Assert.Equal("ReadyToFulfil", page.Find("h1 .status").GetAttribute("data-status")));
    }

    [Fact]
    public async Task A_note_that_was_not_sent_is_there_again_after_a_reload()
    {
        var id = await HeldAsync();
        SignIn(Desk.Agent("Mei"));
        var page = Page(id);
        await page.Find("[data-note]").ChangeAsync("half a sent");
        page.Instance.Dispose();

        var again = Page(id);

        Assert.Equal("half a sent", again.Find("[data-note]").GetAttribute("value"));
        await again.Find("[data-action=note]").ClickAsync();
        again.WaitForAssertion(() => Assert.Equal("", again.Find("[data-note]").GetAttribute("value")));
        await using var db = Desk.Db();
        Assert.Empty(await db.Drafts.ToListAsync(Ct));
        Assert.Equal("half a sent", await db.OrderEvents.Where(e => e.Code == "order.note").Select(e => e.Note).SingleAsync(Ct));
    }

    [Fact]
    public async Task A_contact_is_masked_until_it_is_asked_for()
    {
        var id = await HeldAsync();
        SignIn(Desk.Agent("Mei"));
        var page = Page(id);
        Assert.Equal("b•••@e•••.com", page.Find("[data-part=email]").TextContent.Trim());

        await page.Find("[data-action=reveal]").ClickAsync();

        page.WaitForAssertion(() => Assert.Contains("buyer1@example.com", page.Find("[data-part=email]").TextContent, StringComparison.Ordinal));
        Assert.Empty(page.FindAll("[data-action=reveal]"));
    }

    [Fact]
    public async Task A_warehouse_lead_reads_the_order_and_is_offered_nothing_they_may_not_do()
    {
        var id = await HeldAsync();
        SignIn(Desk.WarehouseLead());

        var page = Page(id);

        Assert.Empty(page.FindAll("[data-part=decisions]"));
        Assert.Empty(page.FindAll("[data-action=reveal]"));
        Assert.Empty(page.FindAll("[data-action=correct]"));
        Assert.Null(await ClaimantAsync(id));
    }

    [Theory]
    [InlineData("OD-9999999")]
    [InlineData("nonsense")]
    public void A_number_that_is_not_there_is_said_with_a_way_out(string number)
    {
        SignIn(Desk.Agent());

        var page = Open<OrderPage>(p => p.Add(o => o.Number, number));

        Assert.Contains(number, page.Find("[data-face=empty] h1").TextContent, StringComparison.Ordinal);
        Assert.Equal("/orders", page.Find(".face-actions a").GetAttribute("href"));
    }

    [Fact]
    public async Task Rejecting_asks_for_the_reason_and_what_happens_to_the_money()
    {
        var id = await HeldAsync();
        SignIn(Desk.Agent("Mei"));
        var page = Page(id);

        var click = page.Find("[data-action=reject]").ClickAsync();
        Dialogs.WaitForElement("[data-action=confirm]");
        await Dialogs.Find("[data-action=confirm]").ClickAsync();
        Assert.Equal("Choose a reason.", Dialogs.Find("[role=alert]").TextContent);
        await Dialogs.Find("input[value=duplicate]").ChangeAsync("duplicate");
        await Dialogs.Find("[data-action=confirm]").ClickAsync();
        await click;

        page.WaitForAssertion(() => Assert.Equal("Cancelled", page.Find("h1 .status").GetAttribute("data-status")));
        await using var db = Desk.Db();
        var last = await db.OrderEvents.Where(e => e.ToStatus == OrderStatus.Cancelled).SingleAsync(Ct);
        Assert.Equal("Ordered twice by mistake", last.Note);
        Assert.Contains("Full", last.Data, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Asking_without_a_question_keeps_the_dialog_and_what_was_chosen()
    {
        var id = await HeldAsync();
        SignIn(Desk.Agent("Mei"));
        var page = Page(id);

        var click = page.Find("[data-action=ask]").ClickAsync();
        Dialogs.WaitForElement("[data-action=confirm]");
        await Dialogs.Find("input[value=Phone]").ChangeAsync("Phone");
        await Dialogs.Find("[data-action=confirm]").ClickAsync();
        Assert.NotEmpty(Dialogs.Find("[role=alert]").TextContent);
        await Dialogs.Find("#ask-question").ChangeAsync("Is the address right?");
        await Dialogs.Find("[data-action=confirm]").ClickAsync();
        await click;

        page.WaitForElement("[data-part=waiting]");
        await using var db = Desk.Db();
        Assert.Contains("Phone", (await db.OrderEvents.SingleAsync(e => e.Code == "order.asked", Ct)).Data, StringComparison.Ordinal);
    }
}
