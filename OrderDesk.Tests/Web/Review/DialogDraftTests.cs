using Bunit;
using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Shared;

namespace OrderDesk.Tests.Web.Review;

/// <summary>What is typed and chosen in a dialog is there again after the server was killed or the dialog closed, until it is sent or cancelled.</summary>
public sealed class DialogDraftTests : OrderPageTest
{
    [Fact]
    public async Task Why_an_order_is_rejected_and_what_happens_to_its_money_survive_and_are_forgotten_when_sent()
    {
        var id = await HeldAsync();
        SignIn(Desk.Agent("Mei"));
        var page = Page(id);
        _ = page.Find("[data-action=reject]").ClickAsync();
        Dialogs.WaitForElement("input[value=fraud]");
        await Dialogs.Find("input[value=fraud]").ChangeAsync("fraud");
        await Dialogs.Find("input[name=refund][value=None]").ChangeAsync("None");
        await Dialogs.Find("#reject-note").ChangeAsync("the card was stolen");
        await KeptAsync(2);
        await KeptAsync(KeepDraft.Reject, "None");

        var again = Page(id);
        var open = again.Find("[data-action=reject]").ClickAsync();

        Dialogs.WaitForAssertion(() => Assert.Equal("the card was stolen", Dialogs.Find("#reject-note").GetAttribute("value")));
        Assert.True(Dialogs.Find("input[value=fraud]").HasAttribute("checked"));
        Assert.True(Dialogs.Find("input[name=refund][value=None]").HasAttribute("checked"));
        await Dialogs.Find("form").SubmitAsync();
        await open;
        await KeptAsync(0);
        await using var db = Desk.Db();
        Assert.Equal(OrderStatus.Cancelled, await db.Orders.Where(o => o.Id == id).Select(o => o.Status).SingleAsync(Ct));
    }

    [Fact]
    public async Task How_a_customer_is_asked_and_how_long_is_waited_survive_and_are_forgotten_when_cancelled()
    {
        var id = await HeldAsync();
        SignIn(Desk.Agent("Mei"));
        _ = Page(id).Find("[data-action=ask]").ClickAsync();
        Dialogs.WaitForElement("#ask-wait");
        await Dialogs.Find("input[name=way][value=Phone]").ChangeAsync("Phone");
        await Dialogs.Find("#ask-wait").ChangeAsync("7");
        await KeptAsync(KeepDraft.Ask, "\"7\"");

        var open = Page(id).Find("[data-action=ask]").ClickAsync();

        Dialogs.WaitForAssertion(() => Assert.Equal("7", Dialogs.Find("#ask-wait").GetAttribute("value")));
        Assert.True(Dialogs.Find("input[name=way][value=Phone]").HasAttribute("checked"));
        await Dialogs.Find("[data-action=cancel]").ClickAsync();
        await open;
        await KeptAsync(0);
    }

    [Fact]
    public async Task A_changed_address_and_changed_units_survive_but_never_over_what_somebody_else_corrected()
    {
        var id = await HeldAsync();
        var mei = SignIn(Desk.Agent("Mei"));
        _ = Page(id).Find("[data-action=edit]").ClickAsync();
        Dialogs.WaitForElement("[data-field='shipping.city']");
        await Dialogs.Find("[data-field='shipping.city']").ChangeAsync("Otherton");
        await Dialogs.Find("[data-field='shipping.line2']").ChangeAsync("Flat 3");
        await Dialogs.Find("[data-units='1']").ChangeAsync("2");
        await KeptAsync(KeepDraft.Edit, "units.1");
        await using (var db = Desk.Db())
        {
            var order = await db.Orders.SingleAsync(o => o.Id == id, Ct);
            var corrected = await Desk.UseAsync((CorrectContact correct) => correct.RunAsync(
                Desk.Agent("Bo"), new CorrectContact.Command(id, order.Version, order.CustomerName, null, null, order.Shipping with { City = "Thirdton" }), Ct));
            Assert.True(corrected.IsOk, corrected.Error?.Code);
        }

        _ = Page(id).Find("[data-action=edit]").ClickAsync();

        Dialogs.WaitForAssertion(() => Assert.Equal("Flat 3", Dialogs.Find("[data-field='shipping.line2']").GetAttribute("value")));
        Assert.Equal("Thirdton", Dialogs.Find("[data-field='shipping.city']").GetAttribute("value"));
        Assert.Equal("2", Dialogs.Find("[data-units='1']").GetAttribute("value"));
        Assert.Null(await TextAsync(Desk.Agent("Bo"), KeepDraft.ChoicesOf(KeepDraft.Edit), id.Value));
        Assert.NotNull(await TextAsync(mei, KeepDraft.ChoicesOf(KeepDraft.Edit), id.Value));
    }

    [Fact]
    public async Task What_happened_to_the_money_and_a_mended_note_survive()
    {
        var id = await HeldAsync();
        var mei = SignIn(Desk.Agent("Mei"));
        Assert.True((await Desk.UseAsync((AddNote add) => add.RunAsync(mei, new AddNote.Command(id, "the bel"), Ct))).IsOk);
        var page = Page(id);
        _ = page.Find("[data-action=record-payment]").ClickAsync();
        Dialogs.WaitForElement("#pay-reference");
        await Dialogs.Find("input[name=payment][value=Authorized]").ChangeAsync("Authorized");
        await Dialogs.Find("#pay-reference").ChangeAsync("ch_77");
        await KeptAsync(KeepDraft.Pay, "ch_77");
        page = Page(id);
        var paying = page.Find("[data-action=record-payment]").ClickAsync();
        Dialogs.WaitForAssertion(() => Assert.Equal("ch_77", Dialogs.Find("#pay-reference").GetAttribute("value")));
        Assert.True(Dialogs.Find("input[name=payment][value=Authorized]").HasAttribute("checked"));
        await Dialogs.Find("[data-action=cancel]").ClickAsync();
        await paying;
        await KeptAsync(0);
        _ = page.Find("[data-action=edit-note]").ClickAsync();
        Dialogs.WaitForElement("#note-text");
        Assert.Equal("the bel", Dialogs.Find("#note-text").GetAttribute("value"));
        await Dialogs.Find("#note-text").ChangeAsync("the bell");
        await KeptAsync(1);

        var open = Page(id).Find("[data-action=edit-note]").ClickAsync();

        Dialogs.WaitForAssertion(() => Assert.Equal("the bell", Dialogs.Find("#note-text").GetAttribute("value")));
        await Dialogs.Find("form").SubmitAsync();
        await open;
        await KeptAsync(0);
    }

    [Fact]
    public async Task Which_article_takes_the_place_of_which_and_who_agreed_survive()
    {
        await Shop.StockAsync("MUG", 3);
        await Shop.StockAsync("CUP", 9);
        var id = await Shop.TakenAsync(Shop.Order(quantity: 5));
        SignIn(Desk.Agent("Mei"));
        _ = Page(id).Find("[data-action=substitute]").ClickAsync();
        Dialogs.WaitForElement("#sub-who");
        await Dialogs.Find("[data-field=article]").ChangeAsync("CUP");
        await Dialogs.WaitForElement("[data-article=CUP]").ClickAsync();
        await Dialogs.Find("#sub-units").ChangeAsync("2");
        await Dialogs.Find("#sub-price").ChangeAsync("2.5");
        await Dialogs.Find("#sub-who").ChangeAsync("Ann");
        await Dialogs.Find("#sub-when").ChangeAsync("2026-03-02T09:02:00");
        await Dialogs.Find("input[name=consent][value=Mail]").ChangeAsync("Mail");
        await KeptAsync(KeepDraft.Substitute, "\"Mail\"");

        var page = Page(id);
        var open = page.Find("[data-action=substitute]").ClickAsync();

        Dialogs.WaitForAssertion(() => Assert.Contains("CUP", Dialogs.Find("[data-part=chosen]").TextContent, StringComparison.Ordinal));
        Assert.Equal("2", Dialogs.Find("#sub-units").GetAttribute("value"));
        Assert.Equal("2.5", Dialogs.Find("#sub-price").GetAttribute("value"));
        Assert.Equal("Ann", Dialogs.Find("#sub-who").GetAttribute("value"));
        Assert.StartsWith("2026-03-02T09:02", Dialogs.Find("#sub-when").GetAttribute("value"), StringComparison.Ordinal);
        Assert.True(Dialogs.Find("input[name=consent][value=Mail]").HasAttribute("checked"));
        await Dialogs.Find("form").SubmitAsync();
        await open;
        page.WaitForAssertion(() => Assert.Contains("Ann agreed (by mail", page.Find("[data-event='order.substituted']").TextContent, StringComparison.Ordinal));
        await KeptAsync(0);
    }

    [Theory]
    [InlineData("order-unknown")]
    [InlineData("order-unknown.choices")]
    [InlineData(".choices")]
    public async Task A_box_that_nobody_knows_keeps_nothing_and_a_draft_has_an_end(string box)
    {
        var mei = Desk.Agent("Mei");
        var much = new string('x', Draft.TextMaxLength + 1);

        Assert.False((await Desk.UseAsync((KeepDraft keep) => keep.RunAsync(mei, new KeepDraft.Command(box, 1, "x"), Ct))).IsOk);
        Assert.False((await Desk.UseAsync((KeepDraft keep) => keep.RunAsync(mei, new KeepDraft.Command(KeepDraft.ChoicesOf(KeepDraft.Ask), 1, much), Ct))).IsOk);
        Assert.False((await Desk.UseAsync((KeepDraft keep) => keep.RunAsync(Desk.Nobody(), new KeepDraft.Command(KeepDraft.ChoicesOf(KeepDraft.Ask), 1, "{}"), Ct))).IsOk);
        await KeptAsync(0);
    }

    private async Task<string?> TextAsync(Actor actor, string box, long key)
    {
        await using var db = Desk.Db();
        return await db.Drafts.Where(d => d.StaffId == actor.Id && d.Box == box && d.Key == key).Select(d => d.Text).SingleOrDefaultAsync(Ct);
    }

    private Task KeptAsync(string box, string part) => WaitAsync(async () =>
    {
        await using var db = Desk.Db();
        return await db.Drafts.AnyAsync(d => d.Box == KeepDraft.ChoicesOf(box) && d.Text.Contains(part), Ct);
    });

    private Task KeptAsync(int drafts) => WaitAsync(async () =>
    {
        await using var db = Desk.Db();
        return await db.Drafts.CountAsync(Ct) == drafts;
    });
}
