using System.Diagnostics;
using System.Globalization;
using Microsoft.Playwright;
using OrderDesk.Tests.Support;

namespace OrderDesk.Tests.Browser;

/// <summary>The day of an agent: ten flagged orders from the queue, decided without a mouse.</summary>
public sealed class TenCasesTests : BrowserTests
{
    private const int Cases = 10;
    private const int BytesPerStep = 60 * 1024;

    private readonly List<Step> _steps = [];
    private TcpRelay _line = null!;

    private sealed record Step(string Number, string Did, TimeSpan Took, long Bytes)
    {
        /// <summary>What one key cost that led to another case: a decision taken back and made again is three.</summary>
        public long BytesEach => Bytes / Did.Split(", ").Length;
    }

    [Fact]
    public async Task Ten_flagged_orders_are_decided_with_the_keyboard_alone()
    {
        // Above this two people say yes: some of the demo's flagged orders are, most are not.
        await using var desk = await DemoDoor.StartAsync(new ServerOptions().With("Review:TwoPeopleAbove:GBP", "600"), Ct);
        await using var line = _line = new TcpRelay(desk.Address.Port);
        var agent = await PersonAsync(line.Address);
        await agent.SignInAsync();
        await agent.Keyboard.PressAsync("g");
        await agent.Keyboard.PressAsync("q");
        await agent.WaitForSelectorAsync("[data-action=serve]:not([disabled])");
        await agent.Keyboard.PressAsync("Shift+N");

        var current = await OpenAsync(agent, not: null);
        while (_steps.Count < Cases)
        {
            current = await WorkAsync(agent, current);
        }

        Tell();
        Assert.Equal(Cases, _steps.Select(step => step.Number).Distinct().Count());
        Assert.Contains(_steps, step => step.Did is "approved, taken back, approved");
        Assert.Contains(_steps, step => step.Did is "asked");
        Assert.Contains(_steps, step => step.Did is "approved");
        Assert.All(_steps, step => Assert.InRange(step.BytesEach, 1, BytesPerStep));
        await SecondYesAsync(desk.Address, _steps.First(step => step.Did is "first yes").Number);
    }

    private async Task<string> WorkAsync(IPage page, string number)
    {
        var (clock, before) = (Stopwatch.StartNew(), _line.Received);
        var did = await DecideAsync(page, number);
        var next = await OpenAsync(page, not: number);
        _steps.Add(new(number, did, clock.Elapsed, _line.Received - before));
        return next;
    }

    private async Task<string> DecideAsync(IPage page, string number)
    {
        if (!_steps.Exists(step => step.Did is "asked"))
        {
            await page.Keyboard.PressAsync("q");
            await ReachAsync(page, "#ask-question");
            await page.Keyboard.TypeAsync("Which colour shall we send?");
            await page.Keyboard.PressAsync("Control+Enter");
            return "asked";
        }

        if (await page.Locator("[data-action=approve]").IsDisabledAsync())
        {
            await page.Keyboard.PressAsync("h");
            await page.WaitForSelectorAsync(".mud-dialog input[name=until]");
            await page.Keyboard.PressAsync("1");
            await page.Keyboard.PressAsync("Enter");
            return "put off";
        }

        var needsTwo = await ApproveAsync(page, number);
        if (needsTwo || _steps.Exists(step => step.Did.Contains("taken back", StringComparison.Ordinal)))
        {
            return needsTwo ? "first yes" : "approved";
        }

        await page.Keyboard.PressAsync("u");
        await page.WaitForSelectorAsync($"[data-order={number}] .status[data-status=OnHold]");
        await page.Locator($"[data-order={number}] [data-action=approve]:not([disabled])").WaitForAsync();
        await ApproveAsync(page, number);
        return "approved, taken back, approved";
    }

    /// <summary>Says yes, and tells whether a second yes is needed.</summary>
    private static async Task<bool> ApproveAsync(IPage page, string number)
    {
        await page.Keyboard.PressAsync("a");
        await OpenAsync(page, not: number);
        return await page.Locator($"[data-part=undo]:has-text('{number}')").CountAsync() == 0;
    }

    /// <summary>Tabs on until the focus stands where it should, as a person without a mouse does.</summary>
    private static async Task ReachAsync(IPage page, string selector)
    {
        await page.WaitForSelectorAsync(selector);
        for (var tabs = 0; tabs < 12; tabs++)
        {
            if (await page.EvaluateAsync<bool>("selector => document.activeElement?.matches(selector) === true", selector))
            {
                return;
            }

            await page.Keyboard.PressAsync("Tab");
        }

        Assert.Fail($"{selector} cannot be reached by Tab.");
    }

    private static async Task<string> OpenAsync(IPage page, string? not)
    {
        var open = page.Locator($".review-case [data-order]{(not is null ? "" : $":not([data-order={not}])")}");
        await open.Locator("[data-action=snooze]:not([disabled])").WaitForAsync();
        return (await open.GetAttributeAsync("data-order"))!;
    }

    private async Task SecondYesAsync(Uri address, string number)
    {
        var second = await PersonAsync(address);
        await second.SignInAsync(which: 1);
        await second.Keyboard.PressAsync("Control+K");
        await second.Keyboard.TypeAsync(number);
        await second.WaitForSelectorAsync($"[role=option]:has-text('{number}')");
        await second.Keyboard.PressAsync("Enter");
        await second.WaitForSelectorAsync($"[data-order={number}] [data-part=first-yes]");

        await second.Keyboard.PressAsync("a");

        await second.WaitForSelectorAsync($"[data-part=undo]:has-text('{number}')");
        Assert.Equal(0, await second.Locator($"[data-order={number}] [data-part=first-yes]").CountAsync());
    }

    private void Tell()
    {
        foreach (var step in _steps)
        {
            TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{step.Number}: {step.Did}, {step.Took.TotalMilliseconds:F0} ms, {step.Bytes / 1024.0:F1} KB on the wire"));
        }
    }
}
