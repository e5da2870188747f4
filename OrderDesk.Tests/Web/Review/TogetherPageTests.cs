using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OrderDesk.Core.Access;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Review;
using OrderDesk.Core.Shared;
using OrderDesk.Tests.Support;
using OrderDesk.Web.Features.Review;
using OrderDesk.Web.Shell;

namespace OrderDesk.Tests.Web.Review;

/// <summary>What people do together on screen: names in notes, kinds of entries, entries with an address, and handing over.</summary>
public sealed class TogetherPageTests : OrderPageTest
{
    [Fact]
    public async Task A_name_in_a_note_is_a_tag_and_the_note_box_offers_colleagues()
    {
        var id = await HeldAsync();
        var room = new StaffRoom(Desk);
        await room.HireAsync(StaffRoles.Agent, "Bo Li@example.com");
        var mei = SignIn(await room.HireAsync(StaffRoles.Agent, "Mei@example.com"));
        await NoteAsync(mei, id, "Ask @bo li about it");

        var page = Page(id);

        Assert.Equal(["Bo Li"], page.FindAll("#mention-list [role=option]").Select(option => option.GetAttribute("data-name")));
        Assert.Equal("@bo li", page.Find(".timeline [data-mention]").TextContent);
    }

    [Fact]
    public async Task Only_one_kind_is_shown_where_the_address_says_so()
    {
        var id = await HeldAsync();
        var mei = SignIn(Desk.Agent("Mei"));
        await NoteAsync(mei, id, "The bell is broken");
        var page = Page(id);
        Assert.True(page.FindAll("[data-event]").Count > 1);

        Services.GetRequiredService<NavigationManager>().NavigateTo(page.Find("[data-kind=notes]").GetAttribute("href")!);
        page.WaitForAssertion(() => Assert.Equal(["order.note"], page.FindAll("[data-event]").Select(entry => entry.GetAttribute("data-event"))));

        Assert.Equal("notes", page.Find(".timeline-kinds [aria-current]").GetAttribute("data-kind"));
        Services.GetRequiredService<NavigationManager>().NavigateTo(page.Find("[data-kind=messages]").GetAttribute("href")!);
        page.WaitForAssertion(() => Assert.Empty(page.FindAll("[data-event]")));
        Assert.Contains("Nothing of this kind", page.Markup, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("?entry=1")]
    [InlineData("#e-1")]
    public async Task An_address_opens_the_timeline_at_an_old_entry(string where)
    {
        var id = await HeldAsync();
        var mei = SignIn(Desk.Agent("Mei"));
        for (var n = 0; n <= OrderTimeline.PageSize; n++)
        {
            await NoteAsync(mei, id, $"note {n}");
        }

        Services.GetRequiredService<NavigationManager>().NavigateTo(Links.Order(id.Number) + where);
        var page = Page(id);

        Assert.Equal("event-1", page.Find("[data-target]").Id);
        Assert.EndsWith($"{Links.Entry(id.Number, 1)}", page.Find("#event-1 [data-copy]").GetAttribute("data-copy"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_wrote_a_note_mends_it_in_a_dialog()
    {
        var id = await HeldAsync();
        var mei = SignIn(Desk.Agent("Mei"));
        await NoteAsync(Desk.Agent("Bo"), id, "not yours");
        await NoteAsync(mei, id, "teh bell");
        var page = Page(id);

        var open = page.Find("[data-action=edit-note]").ClickAsync();
        Dialogs.WaitForElement("#note-text").Change("the bell");
        await Dialogs.Find("form").SubmitAsync();
        await open;

        page.WaitForAssertion(() => Assert.Contains("the bell", page.Find("[data-event='order.note'] .timeline-note").TextContent, StringComparison.Ordinal));
        Assert.Single(page.FindAll("[data-action=edit-note]"));
        Assert.Contains("edited", page.Find("[data-event='order.note']").TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("reject", "#reject-note")]
    [InlineData("ask", "#ask-question")]
    [InlineData("escalate", "#reason")]
    public async Task What_was_typed_into_a_dialog_is_there_again_until_it_is_sent_or_cancelled(string action, string box)
    {
        var id = await HeldAsync();
        var mei = SignIn(Desk.Agent("Mei"));
        await Desk.UseAsync((KeepDraft keep) => keep.RunAsync(mei, new KeepDraft.Command($"order-{action}", id.Value, "half a sent"), Ct));
        var page = Page(id);

        var open = page.Find($"[data-action={action}]").ClickAsync();
        Assert.Equal("half a sent", Dialogs.WaitForElement(box).GetAttribute("value"));
        await Dialogs.Find(box).ChangeAsync("half a sentence");

        await using var db = Desk.Db();
        Assert.Equal("half a sentence", await db.Drafts.Select(d => d.Text).SingleAsync(Ct));
        await Dialogs.Find("[data-action=cancel]").ClickAsync();
        await open;
        Assert.Empty(await db.Drafts.ToListAsync(Ct));
    }

    [Fact]
    public async Task What_was_sent_is_no_draft_any_more()
    {
        var id = await HeldAsync();
        SignIn(Desk.Agent("Mei"));
        var page = Page(id);

        var open = page.Find("[data-action=escalate]").ClickAsync();
        await Dialogs.WaitForElement("#reason").ChangeAsync("too dear for me");
        await Dialogs.Find("form").SubmitAsync();
        await open;

        await using var db = Desk.Db();
        Assert.Empty(await db.Drafts.ToListAsync(Ct));
        Assert.Equal("too dear for me", await db.OrderEvents.Where(e => e.Code == "review.escalated").Select(e => e.Note).SingleAsync(Ct));
    }

    [Fact]
    public async Task A_shift_is_handed_over_and_accepted_on_the_page()
    {
        var id = await HeldAsync();
        var room = new StaffRoom(Desk);
        var mei = SignIn(await room.HireAsync(StaffRoles.Agent, "Mei@example.com"));
        var bo = await room.HireAsync(StaffRoles.Agent, "Bo@example.com");
        await Desk.UseAsync((ClaimCase claim) => claim.RunAsync(mei, new ClaimCase.Command(id), Ct));
        var page = Open<HandoverPage>();
        page.WaitForElement($"[data-own='{id.Number}']");

        await page.Find("[data-action=hand-over]").ClickAsync();
        Assert.Equal("Choose a colleague first.", page.WaitForElement(".field-error").TextContent);
        page.Find("#handover-to").Change(bo.Id.Value.ToString(System.Globalization.CultureInfo.InvariantCulture));
        page.Find("#handover-note").Change("take care");
        await page.Find("[data-action=hand-over]").ClickAsync();
        page.WaitForElement("[data-sent=Offered] [data-action=withdraw]");
        var offers = (await Desk.UseAsync((HandoverDesk read) => read.ReadAsync(bo, Ct))).Value!.Incoming;
        Assert.Equal("take care", Assert.Single(offers).Note);
        await Desk.UseAsync((AnswerHandover answer) => answer.RunAsync(bo, new AnswerHandover.Command(offers[0].Id, true), Ct));
        Desk.Clock.Advance(LiveRows.Beat);

        await WaitAsync(() =>
        {
            Desk.Clock.Advance(LiveRows.Beat);
            return page.InvokeAsync(() => page.FindAll("[data-sent=Accepted]").Count == 1 && page.FindAll("[data-own]").Count == 0);
        });
        Assert.Equal(bo.Id, await ClaimantAsync(id));
    }

    [Fact]
    public async Task What_a_colleague_offers_is_taken_with_one_button()
    {
        var id = await HeldAsync();
        var room = new StaffRoom(Desk);
        var mei = await room.HireAsync(StaffRoles.Agent, "Mei@example.com");
        var bo = SignIn(await room.HireAsync(StaffRoles.Agent, "Bo@example.com"));
        await Desk.UseAsync((ClaimCase claim) => claim.RunAsync(mei, new ClaimCase.Command(id), Ct));
        await Desk.UseAsync((OfferHandover offer) => offer.RunAsync(mei, new OfferHandover.Command(bo.Id, [id], "angry"), Ct));
        var page = Open<HandoverPage>();

        Assert.Contains("angry", page.WaitForElement("[data-part=incoming]").TextContent, StringComparison.Ordinal);
        await page.Find("[data-action=accept]").ClickAsync();

        page.WaitForElement($"[data-own='{id.Number}']");
        Assert.Empty(page.FindAll("[data-part=incoming]"));
        Assert.Equal(bo.Id, await ClaimantAsync(id));
    }

    private async Task NoteAsync(Actor actor, OrderId id, string text) =>
        Assert.True((await Desk.UseAsync((AddNote note) => note.RunAsync(actor, new AddNote.Command(id, text), Ct))).IsOk);
}
