using Bunit;
using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Orders;

namespace OrderDesk.Tests.Web.Review;

/// <summary>Every dialog that changes an order: what it shows, what it sends, what it says when it is refused.</summary>
public sealed class OrderChangesTests : OrderPageTest
{
    [Fact]
    public async Task Lines_are_changed_with_live_totals()
    {
        await Shop.StockAsync("CUP", 7);
        var id = await HeldAsync();
        SignIn(Desk.Agent("Mei"));
        var page = Page(id);
        var click = page.Find("[data-action=edit]").ClickAsync();
        Dialogs.WaitForElement("[data-tab=lines]");
        await Dialogs.Find("[data-action=confirm]").ClickAsync();
        Assert.Contains("Nothing has been changed", Dialogs.Find(".field-error").TextContent, StringComparison.Ordinal);

        await Dialogs.Find("[data-tab=lines]").ClickAsync();
        await Dialogs.Find("[data-units='1']").ChangeAsync("3");
        Assert.Contains("30.00", Dialogs.Find("[data-sum='money.total']").TextContent, StringComparison.Ordinal);
        Assert.Contains("To collect", Dialogs.Find("[data-sum=difference]").TextContent, StringComparison.Ordinal);
        await Dialogs.Find("[data-field=article]").ChangeAsync("cup");
        Dialogs.WaitForElement("[data-article=CUP]");
        Assert.Contains("7 available", Dialogs.Find("[data-article=CUP]").TextContent, StringComparison.Ordinal);
        await Dialogs.Find("[data-article=CUP]").ClickAsync();
        await Dialogs.Find("[data-action=confirm]").ClickAsync();
        Assert.Contains("CUP has no price in GBP", Dialogs.Find(".field-error[role=alert]").TextContent, StringComparison.Ordinal);
        await Dialogs.Find("[data-price=CUP]").ChangeAsync("2.5");
        await Dialogs.Find("[data-action=confirm]").ClickAsync();
        await click;

        page.WaitForAssertion(() => Assert.Contains("32.50", page.Find("[data-part=money]").TextContent, StringComparison.Ordinal));
        Assert.Contains("22.50", page.Find("[data-part=difference]").TextContent, StringComparison.Ordinal);
        Assert.Contains("MUG: 1 → 3, CUP: 0 → 1", page.Find("[data-event='order.lines-edited']").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_waits_is_split_off_after_a_look()
    {
        var id = await ShortAsync();
        SignIn(Desk.Agent("Mei"));
        var page = Page(id);
        Assert.Equal(["E", "S", "B", "Shift+R"], page.FindAll("[data-part=decisions] [aria-keyshortcuts]").Select(button => button.GetAttribute("aria-keyshortcuts")));

        var click = page.Find("[data-action=split]").ClickAsync();
        Dialogs.WaitForElement("[data-part=second]");
        Assert.Contains("3 ×", Dialogs.Find("[data-part=first]").TextContent, StringComparison.Ordinal);
        Assert.Contains("2 ×", Dialogs.Find("[data-part=second]").TextContent, StringComparison.Ordinal);
        Assert.Contains("30.00", Dialogs.Find("[data-sum='money.total']").TextContent, StringComparison.Ordinal);
        await Dialogs.Find("[data-action=confirm]").ClickAsync();
        await click;

        page.WaitForElement("[data-part=family] a");
        await using var db = Desk.Db();
        var second = await db.Orders.SingleAsync(o => o.SplitFrom == id, Ct);
        Assert.EndsWith(second.Number, page.Find("[data-part=family] a").GetAttribute("href"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_promise_needs_words_and_is_shown()
    {
        var id = await ShortAsync();
        SignIn(Desk.Agent("Mei"));
        var page = Page(id);
        var click = page.Find("[data-action=backorder]").ClickAsync();
        Dialogs.WaitForElement("#backorder-told");
        await Dialogs.Find("[data-action=confirm]").ClickAsync();
        Assert.Contains("Say what the customer was told", Dialogs.Find(".field-error").TextContent, StringComparison.Ordinal);
        await Dialogs.Find("#backorder-told").ChangeAsync("It comes next week");
        await Dialogs.Find("[data-action=confirm]").ClickAsync();
        await click;

        page.WaitForElement("[data-part=promised]");
        Assert.Contains("2026-03-09", page.Find("[data-event='order.backordered']").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_article_needs_a_choice_and_who_agreed()
    {
        await Shop.StockAsync("CUP", 9);
        var id = await ShortAsync();
        SignIn(Desk.Agent("Mei"));
        var page = Page(id);
        var click = page.Find("[data-action=substitute]").ClickAsync();
        Dialogs.WaitForElement("#sub-who");
        await Dialogs.Find("[data-action=confirm]").ClickAsync();
        Assert.Contains("Choose the new article", Dialogs.Find(".field-error").TextContent, StringComparison.Ordinal);
        await Dialogs.Find("[data-field=article]").ChangeAsync("CUP");
        await Dialogs.WaitForElement("[data-article=CUP]").ClickAsync();
        await Dialogs.Find("#sub-who").ChangeAsync("");
        await Dialogs.Find("[data-action=confirm]").ClickAsync();
        Assert.Contains("Say who agreed", Dialogs.Find(".field-error").TextContent, StringComparison.Ordinal);
        await Dialogs.Find("#sub-who").ChangeAsync("Ann");
        await Dialogs.Find("[data-action=confirm]").ClickAsync();
        await click;

        page.WaitForAssertion(() => Assert.Contains("Ann agreed (by telephone", page.Find("[data-event='order.substituted']").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_customer_is_written_to_in_their_language_whatever_the_agent_reads()
    {
        await Shop.StockAsync("MUG", 5);
        var order = Shop.Order();
        order["customer"] = new { name = "范例客户", email = "buyer1@example.com", phone = "+44 20 7946 0001" };
        var id = await Shop.TakenAsync(order);
        await Shop.HoldAsync(id);
        SignIn(Desk.Agent("Mei"));

        var click = Page(id).Find("[data-action=ask]").ClickAsync();
        Dialogs.WaitForElement("#ask-template");

        Assert.Equal("zh-Hans", Dialogs.Find("#ask-language").GetAttribute("value"));
        await Dialogs.Find("[data-action=cancel]").ClickAsync();
        await click;
    }

    [Fact]
    public async Task A_template_fills_the_question_and_no_answer_can_be_waited_out()
    {
        var id = await HeldAsync();
        SignIn(Desk.Agent("Mei"));
        var page = Page(id);
        var click = page.Find("[data-action=ask]").ClickAsync();
        Dialogs.WaitForElement("#ask-template");
        await Dialogs.Find("#ask-template").ChangeAsync("payment");
        await Dialogs.Find("#ask-language").ChangeAsync("zh-Hans");
        var text = Dialogs.Find("#ask-question").GetAttribute("value") ?? Dialogs.Find("#ask-question").TextContent;
        Assert.Contains("订单 W-1（金额 GBP 10.00）", text, StringComparison.Ordinal);
        Assert.StartsWith("mailto:buyer1%40example.com?subject=W-1&body=", Dialogs.Find("[data-action=mail-question]").GetAttribute("href"), StringComparison.Ordinal);
        Assert.Contains("not sent", Dialogs.Find("[data-part=send-yourself]").TextContent, StringComparison.Ordinal);
        await Dialogs.Find("[data-action=confirm]").ClickAsync();
        await click;
        page.WaitForElement("[data-part=waiting]");

        Desk.Clock.Advance(TimeSpan.FromDays(2));
        var later = Page(id);
        Assert.Contains("No answer since 2026-03-04 09:00", later.Find("[data-part=unanswered]").TextContent, StringComparison.Ordinal);
        await later.Find("[data-action=wait]").ClickAsync();
        later.WaitForAssertion(() => Assert.Empty(later.FindAll("[data-part=unanswered]")));
        await using var db = Desk.Db();
        Assert.Equal(Desk.Now.AddDays(2), (await db.Orders.SingleAsync(Ct)).WaitingUntil);
    }

    /// <summary>An order of five mugs of which three are there.</summary>
    private async Task<OrderId> ShortAsync()
    {
        await Shop.StockAsync("MUG", 3);
        return await Shop.TakenAsync(Shop.Order(quantity: 5));
    }
}
