using Bunit;
using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Orders;

namespace OrderDesk.Tests.Web.Review;

/// <summary>The fact sheet: each finding with where its facts come from and the action that turns it green, one key away.</summary>
public sealed class FactSheetTests : OrderPageTest
{
    [Fact]
    public async Task Each_finding_has_its_actions_with_keys_and_the_same_action_has_the_same_key()
    {
        SignIn(Desk.Agent());
        var id = await DoubtfulAsync();

        var page = Page(id);
        page.WaitForElement("[data-check=phone] [data-part=steps]");

        Assert.Contains("order", page.Find("[data-check=phone] [data-part=source]").TextContent, StringComparison.OrdinalIgnoreCase);
        var keys = page.FindAll("[data-part=steps] button").Select(button => (button.GetAttribute("data-action"), button.QuerySelector("kbd")?.TextContent, button.GetAttribute("aria-keyshortcuts"))).ToList();
        Assert.Contains(("do-WaitForPayment", "6", "6"), keys);
        Assert.Equal(2, keys.Count(key => key.Item1 is "do-Mail"));
        Assert.All(keys.GroupBy(key => key.Item3).Where(same => same.Key is not null), same => Assert.Single(same));
        Assert.All(keys, key => Assert.NotNull(key.Item2));
        Assert.StartsWith("Allow once: ", page.Find("[data-check=phone] [data-action=do-AllowOnce]").TextContent.Trim(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_allowed_once_is_released_and_can_be_taken_back()
    {
        SignIn(Desk.Agent());
        var id = await DoubtfulAsync();
        var page = Page(id);

        await page.WaitForElement("[data-check=phone] [data-action=do-AllowOnce]").ClickAsync();

        page.WaitForElement("[data-part=undo]");
        page.WaitForAssertion(() => Assert.Empty(page.FindAll("[data-check=phone] [data-action=do-AllowOnce]")));
        Assert.Equal(HoldState.Released, await StateAsync(id, "phone"));
    }

    [Fact]
    public async Task A_call_is_recorded_with_what_was_said()
    {
        SignIn(Desk.Agent());
        await Shop.StockAsync("MUG", 500);
        var id = await Shop.TakenAsync(Shop.Order("MUG", 150, 1m));
        var page = Page(id);

        page.WaitForElement("[data-action=do-Call]").Click();
        Dialogs.WaitForElement("input[name=outcome]");
        Assert.Contains("+44", Dialogs.Find("[data-part=number]").TextContent, StringComparison.Ordinal);
        await Dialogs.Find("form.answer").SubmitAsync();
        Dialogs.WaitForAssertion(() => Assert.Contains("Write down what was said", Dialogs.Find(".field-error").TextContent, StringComparison.Ordinal));
        await Dialogs.Find("#call-note").ChangeAsync("They open a shop");
        await Dialogs.Find("form.answer").SubmitAsync();

        page.WaitForAssertion(() => Assert.Contains($"Call recorded for {id.Number}", Said));
        Assert.Equal(HoldState.Released, await StateAsync(id, "quantities"));
    }

    [Fact]
    public async Task Who_waits_for_payment_sees_it_rest()
    {
        SignIn(Desk.Agent());
        var id = await DoubtfulAsync();
        var page = Page(id);

        await page.WaitForElement("[data-action=do-WaitForPayment]").ClickAsync();

        page.WaitForAssertion(() => Assert.Contains($"{id.Number} rests until it is paid", Said));
        await using var db = Desk.Db();
        Assert.True((await db.ReviewCases.SingleAsync(c => c.OrderId == id, Ct)).AwaitsPayment);
    }

    [Fact]
    public async Task Who_does_not_decide_is_offered_nothing()
    {
        SignIn(Desk.WarehouseLead());
        var id = await DoubtfulAsync();

        var page = Page(id);

        page.WaitForElement("[data-check=phone]");
        Assert.Empty(page.FindAll("[data-part=steps]"));
    }

    private async Task<OrderId> DoubtfulAsync()
    {
        await Shop.StockAsync("MUG", 50);
        var body = Shop.Order();
        body.Remove("payment");
        body["customer"] = new { name = "123", email = "ada@example.com", phone = "12" };
        return await Shop.TakenAsync(body);
    }

    private async Task<HoldState> StateAsync(OrderId id, string check)
    {
        await using var db = Desk.Db();
        return await db.OrderHolds.Where(h => h.OrderId == id && h.Check == check).Select(h => h.State).SingleAsync(Ct);
    }
}
