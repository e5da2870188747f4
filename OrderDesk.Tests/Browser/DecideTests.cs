using Microsoft.Playwright;
using OrderDesk.Tests.Support;
using OrderDesk.Web.Shell;

namespace OrderDesk.Tests.Browser;

/// <summary>The main job at a real desk: an agent opens a flagged order, sees why, decides from the keyboard, and whoever looks on is told.</summary>
public sealed class DecideTests : BrowserTests
{
    [Fact]
    public async Task An_agent_approves_a_flagged_order_and_a_second_browser_is_told()
    {
        var desk = await DemoDoor.SharedAsync();
        var agent = await PersonAsync(desk.Address);
        var other = await PersonAsync(desk.Address);
        await agent.SignInAsync();
        await other.SignInAsync(which: 1);

        await agent.GotoAsync(Links.Review);
        await agent.IsLiveAsync();
        var number = await FirstAsync(agent, "GBP");
        await other.GotoAsync(Links.Order(number));
        await other.WaitForSelectorAsync("[data-part=decisions]");

        // The second person opened it first and lets go of it again.
        await other.Keyboard.PressAsync("c");
        await other.WaitForSelectorAsync("[data-action=claim]:has-text('Claim')", new() { State = WaitForSelectorState.Attached });
        await agent.ClickAsync($"tr:has-text('{number}') a");
        await agent.WaitForSelectorAsync($"[data-order={number}] [data-part=decisions]");
        Assert.NotEmpty(await agent.Locator("[data-hold]").AllAsync());
        Assert.Contains("What to do", await agent.Locator("[data-order]").InnerTextAsync(), StringComparison.Ordinal);
        await other.WaitForSelectorAsync("[data-part=taken]");

        await agent.Locator("[data-action=approve]").WaitForAsync();
        await agent.Keyboard.PressAsync("a");

        await other.WaitForSelectorAsync("h1 .status[data-status=ReadyToFulfil], .status[data-status=ReadyToFulfil]");
        Assert.Contains("Rina", await other.Locator("[data-part=news]").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await other.Locator("[data-action=approve]").CountAsync());
        Assert.NotEmpty(await other.Locator("[data-line] [data-reserved]").AllAsync());
    }

    [Fact]
    public async Task The_tabs_of_stock_show_other_levels_without_loading_the_page_again()
    {
        var desk = await DemoDoor.SharedAsync();
        var lead = await PersonAsync(desk.Address);
        await lead.SignInAsync("WarehouseLead");
        await lead.GotoAsync(Links.Stock);
        await lead.IsLiveAsync();
        await lead.Locator("tbody tr[data-key]").First.WaitForAsync();
        await lead.EvaluateAsync("window.isSamePage = true");

        await lead.ClickAsync("[data-view=out]");

        await lead.WaitForFunctionAsync("""() => { const rows = [...document.querySelectorAll("tbody tr[data-key] [data-status]")]; return rows.length > 0 && rows.every(s => s.dataset.status === "out"); }""");
        Assert.True(await lead.EvaluateAsync<bool>("window.isSamePage === true"));
    }

    [Fact]
    public async Task A_decision_is_taken_back_with_one_key_and_a_case_goes_up_to_the_manager()
    {
        var desk = await DemoDoor.SharedAsync();
        var agent = await PersonAsync(desk.Address);
        await agent.SignInAsync(which: 2);
        await agent.GotoAsync(Links.Review);
        await agent.IsLiveAsync();
        var number = await FirstAsync(agent, "GBP", skip: 6);
        await agent.ClickAsync($"tr:has-text('{number}') a");
        await agent.WaitForSelectorAsync($"[data-order={number}] [data-action=approve]:not([disabled])");

        await agent.Keyboard.PressAsync("a");
        await agent.WaitForSelectorAsync($"[data-part=undo]:has-text('{number}')");
        await agent.Keyboard.PressAsync("u");

        await agent.WaitForSelectorAsync("[data-part=undo]", new() { State = WaitForSelectorState.Detached });
        await agent.WaitForSelectorAsync($"[data-order={number}] .status[data-status=OnHold]");
        await agent.Locator($"[data-order={number}] [data-action=escalate]:not([disabled])").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        await agent.Keyboard.PressAsync("Shift+E");
        await agent.FillAsync("#reason", "Too much for me alone");
        await agent.ClickAsync(".mud-dialog [data-action=confirm]");
        await agent.WaitForSelectorAsync("[data-view=escalated]:has-text('1')");
        var manager = await PersonAsync(desk.Address);
        await manager.SignInAsync("Manager");
        await manager.GotoAsync(Links.Review + "?view=escalated");
        await manager.WaitForSelectorAsync($"tr:has-text('{number}')");
    }

    [Fact]
    public async Task The_palette_says_which_finding_a_step_is_for_and_has_what_goes_by_key_first()
    {
        var desk = await DemoDoor.SharedAsync();
        var agent = await PersonAsync(desk.Address);
        await agent.SignInAsync();
        await agent.GotoAsync(Links.Review);
        await agent.IsLiveAsync();
        var number = await FirstAsync(agent, "GBP", skip: 9);
        await agent.ClickAsync($"tr:has-text('{number}') a");
        await agent.WaitForSelectorAsync($"[data-order={number}] [data-action=approve]:not([disabled])");
        var step = await agent.Locator("[data-part=steps] button").First.EvaluateAsync<string>("b => { const c = b.cloneNode(true); c.querySelectorAll('kbd, svg').forEach(k => k.remove()); return c.textContent.trim(); }");

        await agent.Keyboard.PressAsync("Control+K");
        await agent.WaitForSelectorAsync("#palette[open]");

        var offers = await agent.Locator("#palette [data-acts] [data-option]").EvaluateAllAsync<string[]>("all => all.map(o => (o.querySelector('kbd') ? '1' : '0') + o.querySelector('.palette-word').textContent)");
        Assert.Contains(':', step);
        Assert.Contains(offers, offer => offer[1..] == step);
        Assert.Equal(offers.Select(offer => offer[0]).OrderDescending(), offers.Select(offer => offer[0]));
    }

    [Fact]
    public async Task The_second_decision_on_one_order_is_refused_with_who_and_what()
    {
        var desk = await DemoDoor.SharedAsync();
        var agent = await PersonAsync(desk.Address);
        var manager = await PersonAsync(desk.Address);
        await agent.SignInAsync();
        await manager.SignInAsync("Manager");
        await agent.GotoAsync(Links.Review);
        await agent.IsLiveAsync();
        var number = await FirstAsync(agent, "GBP", skip: 3);
        await agent.GotoAsync(Links.Order(number));
        await agent.WaitForSelectorAsync("[data-part=decisions]");
        await manager.GotoAsync(Links.Order(number));
        await manager.WaitForSelectorAsync("[data-part=taken]");

        // The manager's page sleeps, as a tablet in a pocket does, and so shows what is no longer so.
        await agent.Keyboard.PressAsync("r");
        await agent.ClickAsync("input[value=duplicate]");
        await agent.ClickAsync("[data-action=confirm]");
        await agent.WaitForSelectorAsync(".status[data-status=Cancelled]");

        await manager.WaitForSelectorAsync(".status[data-status=Cancelled]");
        Assert.Contains("Rina", await manager.Locator("[data-part=news]").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await manager.Locator("[data-action=approve]").CountAsync());
    }

    private static async Task<string> FirstAsync(IPage page, string having, int skip = 0)
    {
        await page.WaitForSelectorAsync(".review-list tbody tr[data-key]");
        // One that waits for units is not ready when people have no doubts left.
        var text = await page.Locator($".review-list tbody tr:has-text('{having}'):not(:has-text('Stock')) a").Nth(skip).InnerTextAsync();
        return text.Split('\n', ' ').First(word => word.StartsWith("OD-", StringComparison.Ordinal));
    }
}
