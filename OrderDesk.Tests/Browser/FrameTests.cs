using Microsoft.Playwright;
using OrderDesk.Tests.Support;
using OrderDesk.Web.Shell;

namespace OrderDesk.Tests.Browser;

/// <summary>The frame on a running desk: painted at once, live without a jump, in every look, and still there after a restart.</summary>
public sealed class FrameTests(FrameTests.Desk desk) : BrowserTests, IClassFixture<FrameTests.Desk>
{
    /// <summary>The agent whose looks change here: choices follow a person, and others read English on the same desk.</summary>
    private const int Lena = 4;

    [Theory]
    [InlineData("en", "light", false)]
    [InlineData("zh-Hans", "dark", false)]
    [InlineData("en", "dark", true)]
    [InlineData("zh-Hant", "light", true)]
    public async Task Axe_finds_nothing_serious(string language, string theme, bool tablet)
    {
        var page = await OpenAsync(language, theme, tablet ? Tablet : Desktop);
        await Axe.AssertCleanAsync(page);

        await page.ClickAsync("[data-menu=user] summary");
        await Axe.AssertCleanAsync(page);

        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.PressAsync("Shift+?");
        await page.WaitForSelectorAsync("#key-help[open]");
        await Axe.AssertCleanAsync(page);

        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.PressAsync("Control+K");
        await page.WaitForSelectorAsync("#palette[open]");
        await Axe.AssertCleanAsync(page);
    }

    [Fact]
    public async Task The_palette_jumps_by_keys_alone_and_leaves_Chinese_that_is_being_composed_alone()
    {
        var page = await PersonAsync(desk.Server.Address);
        await page.SignInAsync();
        await page.GotoAsync(Links.Missing);
        await LiveAsync(page);
        await page.Keyboard.PressAsync("Control+K");
        await page.WaitForSelectorAsync("#palette[open]");
        await page.Keyboard.TypeAsync("orde");
        await page.EvaluateAsync("document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true }))");
        Assert.True(await page.Locator("#palette[open]").IsVisibleAsync());
        await page.Keyboard.TypeAsync("rs");
        await page.WaitForSelectorAsync("#palette-list[data-asked=orders]");
        Assert.Equal("Orders", (await page.TextContentAsync("#palette [aria-selected=true] .palette-word"))!.Trim());
        await page.Keyboard.PressAsync("Enter");

        await page.WaitForURLAsync("**/orders*");
        Assert.Equal(0, await page.Locator("#palette[open]").CountAsync());
    }

    [Fact]
    public async Task The_frame_is_there_before_the_page_is_live_and_nothing_jumps_when_it_is()
    {
        var page = await PersonAsync(desk.Server.Address);
        await page.SignInAsync(which: Lena);
        await page.RouteAsync("**/blazor.web*.js", async route =>
        {
            await desk.Held.Task;
            await route.ContinueAsync();
        });
        await page.GotoAsync(Links.Missing, new() { WaitUntil = WaitUntilState.Commit });
        await page.WaitForSelectorAsync(".frame-first .rail");
        var before = await PlacesAsync(page);
        desk.Held.TrySetResult();
        await LiveAsync(page);

        Assert.Equal(before, await PlacesAsync(page));
        Assert.Equal(0, await page.Locator(".frame-first .rail").CountAsync());
    }

    [Fact]
    public async Task The_language_changes_and_the_page_stays()
    {
        var page = await OpenAsync("en", "light", Desktop, "?tab=2");
        await page.ClickAsync("[data-menu=user] summary");
        await page.ClickAsync("button[value=zh-Hant]");
        await page.WaitForSelectorAsync("html[lang=zh-Hant]");
        await LiveAsync(page);

        Assert.EndsWith(Links.Missing + "?tab=2", page.Url, StringComparison.Ordinal);
        Assert.Equal("此網址沒有內容", await page.TextContentAsync("main h1"));
    }

    [Fact]
    public async Task Dark_shows_at_once_and_is_still_there_after_loading_again()
    {
        var page = await OpenAsync("en", "light", Desktop);
        var paper = await BarAsync(page);
        await page.ClickAsync("[data-menu=user] summary");
        await page.RunAndWaitForResponseAsync(() => page.ClickAsync("button[value=dark]"), answer => answer.Url.EndsWith(Links.Preferences, StringComparison.Ordinal));
        await page.WaitForFunctionAsync("paper => getComputedStyle(document.querySelector('.bar')).backgroundColor !== paper", paper);
        var dark = await BarAsync(page);
        await page.ReloadAsync();

        Assert.Equal(dark, await BarAsync(page));
    }

    [Fact]
    public async Task On_a_tablet_the_rail_is_a_drawer_that_escape_closes()
    {
        var page = await OpenAsync("en", "light", Tablet);
        Assert.False(await page.IsVisibleAsync(".frame:not(.frame-first) .rail"));

        await page.ClickAsync("[data-drawer-toggle]");
        await page.WaitForSelectorAsync(".frame:not(.frame-first) .rail", new() { State = WaitForSelectorState.Visible });

        await page.Keyboard.PressAsync("Escape");
        await page.WaitForFunctionAsync("() => document.activeElement.dataset.drawerToggle !== undefined");
        await page.WaitForSelectorAsync(".frame:not(.frame-first) .rail", new() { State = WaitForSelectorState.Hidden });
    }

    [Fact]
    public async Task A_restart_is_announced_takes_seconds_and_the_page_goes_on_by_itself()
    {
        await using var own = await DemoDoor.StartAsync(ct: Ct);
        var page = await PersonAsync(own.Address);
        await page.SignInAsync(which: Lena);
        await page.GotoAsync(Links.Missing);
        await LiveAsync(page);
        await page.EvaluateAsync("window.isSamePage = true");

        var stop = own.StopAsync(TimeSpan.FromSeconds(10));
        await page.WaitForSelectorAsync("#components-reconnect-modal[data-state=updating]");
        Assert.Equal(0, (await stop).ExitCode);

        await own.StartAgainAsync(Ct);
        await page.WaitForSelectorAsync("#components-reconnect-modal:not([data-state])", new() { State = WaitForSelectorState.Attached, Timeout = 20_000 });
        await LiveAsync(page);
        Assert.True(await page.EvaluateAsync<bool>("window.isSamePage === true"));
    }

    private static Task LiveAsync(IPage page) => page.IsLiveAsync();

    private static Task<string> BarAsync(IPage page) => page.EvaluateAsync<string>("getComputedStyle(document.querySelector('.bar')).backgroundColor");

    private static Task<string> PlacesAsync(IPage page) => page.EvaluateAsync<string>("""
        [...document.querySelectorAll(".bar, .rail, .rail-item, .main")].filter(item => item.checkVisibility())
          .map(item => item.getBoundingClientRect()).map(box => `${box.x},${box.y},${box.width}`).join(" ")
        """);

    private async Task<IPage> OpenAsync(string language, string theme, ViewportSize screen, string query = "")
    {
        var page = await PersonAsync(desk.Server.Address, screen);
        await page.Context.AddCookiesAsync(new[] { ("language", language), ("theme", theme) }
            .Select(choice => new Cookie { Name = UiPrefs.CookieOf(choice.Item1), Value = choice.Item2, Url = desk.Server.Address.ToString() }));
        await page.SignInAsync(which: Lena);
        await page.GotoAsync(Links.Missing + query);
        await LiveAsync(page);
        return page;
    }

    /// <summary>One running desk for these tests.</summary>
    public sealed class Desk : IAsyncLifetime
    {
        /// <summary>The desk.</summary>
        public ServerProcess Server { get; private set; } = null!;

        /// <summary>Keeps the scripts of a page back until the test has looked at it.</summary>
        public TaskCompletionSource Held { get; } = new();

        /// <summary>Starts it.</summary>
        public async ValueTask InitializeAsync() => Server = await DemoDoor.SharedAsync();

        /// <summary>Leaves it to the others.</summary>
        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
