using Bunit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Review.Macros;
using OrderDesk.Tests.Web.Review;
using OrderDesk.Web.Features.Macros;

namespace OrderDesk.Tests.Web.Macros;

/// <summary>Macros are made on their page and run on the open case.</summary>
public sealed class MacrosPageTests : OrderPageTest
{
    [Fact]
    public async Task A_macro_is_made_mistakes_are_said_and_it_is_taken_away_only_after_a_yes()
    {
        SignIn(Desk.Manager());
        var page = Open<MacrosPage>();
        page.WaitForElement("[data-face]");

        var making = page.Find("[data-action=new-macro]").ClickAsync();
        Dialogs.WaitForElement("[data-step='1']");
        await Dialogs.Find("[data-field=name]").ChangeAsync("Ask and wait");
        await Dialogs.Find("[data-field=shared]").ChangeAsync(true);
        await Dialogs.Find("[data-step='1'] [data-field=kind]").ChangeAsync(nameof(MacroStepKind.Tag));
        await Dialogs.Find("[data-action=add-step]").ClickAsync();
        await Dialogs.Find("[data-step='2'] [data-field=kind]").ChangeAsync(nameof(MacroStepKind.Ask));
        await Dialogs.Find("form.answer").SubmitAsync();
        Assert.StartsWith("Step 1 (Add a tag): ", Dialogs.Find(".field-error").TextContent, StringComparison.Ordinal);
        await Dialogs.Find("[data-step='1'] [data-field=text]").ChangeAsync("asked");
        await Dialogs.Find("[data-step='2'] [data-action=up]").ClickAsync();
        await Dialogs.Find("form.answer").SubmitAsync();
        await making;
        page.WaitForAssertion(() => Assert.Contains("Ask the customer", page.Find("[data-part=steps]").TextContent, StringComparison.Ordinal));
        Assert.Contains("Everybody", page.Find("[data-grid]").TextContent, StringComparison.Ordinal);

        var asked = page.Find("[data-action=remove-macro]").ClickAsync();
        Dialogs.WaitForElement("[data-action=cancel]");
        await Dialogs.Find("[data-action=cancel]").ClickAsync();
        await asked;
        Assert.Single(page.FindAll("[data-part=steps]"));
        asked = page.Find("[data-action=remove-macro]").ClickAsync();
        Dialogs.WaitForElement("form.answer");
        await Dialogs.Find("form.answer").SubmitAsync();
        await asked;
        page.WaitForAssertion(() => Assert.Empty(page.FindAll("[data-part=steps]")));
        Assert.Equal(["Macro saved", "Deleted “Ask and wait”"], Said);
    }

    [Fact]
    public async Task It_runs_on_the_open_case_and_a_refusal_names_the_step_and_changes_nothing()
    {
        var id = await HeldAsync();
        var me = SignIn(Desk.Agent());
        await KeepAsync(me, "Done with", new MacroStep(MacroStepKind.Tag, "seen"), new MacroStep(MacroStepKind.Ask, Hours: 48, Occasion: "delay", Language: "en", Way: OrderDesk.Core.Review.ContactWay.Email));
        await KeepAsync(me, "Tag and let go", new MacroStep(MacroStepKind.Tag, "seen"), new MacroStep(MacroStepKind.Approve));
        var page = Page(id);

        await page.Find("[data-macro][aria-label='Macro: Done with']").ClickAsync();
        page.WaitForAssertion(() => Assert.Equal([$"Ran “Done with” on {id.Number}"], Said));
        await page.Find("[data-macro][aria-label='Macro: Tag and let go']").ClickAsync();

        page.WaitForAssertion(() => Assert.Contains("Step 1 (Add a tag) was refused, so nothing was done: ", Said.Last(), StringComparison.Ordinal));
        await using var db = Desk.Db();
        Assert.Equal(OrderStatus.OnHold, (await db.Orders.SingleAsync(o => o.Id == id, Ct)).Status);
        Assert.Contains("not in stock", (await db.OrderEvents.SingleAsync(e => e.OrderId == id && e.Code == "order.asked", Ct)).Note, StringComparison.Ordinal);
    }

    private async Task KeepAsync(OrderDesk.Core.Shared.Actor me, string name, params MacroStep[] steps)
    {
        var kept = await Services.GetRequiredService<KeepMacro>().RunAsync(me, new KeepMacro.Command(null, 0, name, false, steps), Ct);
        Assert.True(kept.IsOk, kept.Error?.Code);
    }
}
