using OrderDesk.Tests.Support;
using OrderDesk.Web.Shell;

namespace OrderDesk.Tests.Browser;

/// <summary>One action over several orders at a real desk, from the keyboard to the outcome of each.</summary>
public sealed class BulkTests : BrowserTests
{
    [Fact]
    public async Task Orders_are_picked_from_the_keyboard_and_each_gets_its_outcome()
    {
        var desk = await DemoDoor.SharedAsync();
        var agent = await PersonAsync(desk.Address);
        await agent.SignInAsync();
        await agent.GotoAsync(Links.Orders + "?status=completed");
        await agent.IsLiveAsync();
        await agent.Locator("tbody tr[data-key]").First.WaitForAsync();

        await agent.Keyboard.PressAsync("j");
        await agent.Keyboard.PressAsync("Space");
        await agent.Locator("tbody tr[data-picked]").Nth(0).WaitForAsync();
        await agent.Keyboard.PressAsync("j");
        await agent.Keyboard.PressAsync("Space");
        await agent.Locator("tbody tr[data-picked]").Nth(1).WaitForAsync();
        await agent.Keyboard.PressAsync("Shift+B");
        await agent.ClickAsync("[data-action=bulk-note]");
        await Axe.AssertCleanInBothThemesAsync(agent, ".mud-dialog");
        await agent.FillAsync("#bulk-text", "Told about the late van");
        await agent.ClickAsync(".mud-dialog [data-action=confirm]");
        await agent.WaitForSelectorAsync("[data-look=would]:has-text('2')");
        await Axe.AssertCleanInBothThemesAsync(agent, ".mud-dialog");
        await agent.ClickAsync(".mud-dialog [data-action=confirm]");

        await agent.WaitForSelectorAsync("h1 .status[data-status=Done]");
        Assert.Equal(2, await agent.Locator("td .status[data-status=Done]").CountAsync());
        await Axe.AssertCleanAsync(agent);
        await agent.ReloadAsync();
        await agent.IsLiveAsync();
    }
}
