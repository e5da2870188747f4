using Microsoft.Playwright;

namespace OrderDesk.Tests.Support;

/// <summary>The one headless Chromium of the test run, started on first use.</summary>
public static class Browser
{
    private static readonly string[] Flags =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
    ];

    private static readonly OnceAsync<IBrowser> Once = new(LaunchAsync);

    /// <summary>The browser itself; every person in a test gets a context of their own.</summary>
    public static Task<IBrowser> SharedAsync()
    {
        Needs.Chromium();
        return Once.GetAsync();
    }

    private static async Task<IBrowser> LaunchAsync()
    {
        var playwright = await Playwright.CreateAsync();
        TestHouse.AtTheEnd(() =>
        {
            playwright.Dispose();
            return ValueTask.CompletedTask;
        });
        var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Needs.Chromium(), Headless = true, Args = Flags });
        TestHouse.AtTheEnd(browser.DisposeAsync);
        return browser;
    }
}
