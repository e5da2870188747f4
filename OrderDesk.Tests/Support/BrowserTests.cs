using Microsoft.Playwright;

namespace OrderDesk.Tests.Support;

/// <summary>
/// Tests that drive a real browser. Each person in a test is a browser context of their own; a script error, a message about the content security
/// policy or a request that leaves this machine fails the test at its end, and a failed test leaves pictures of its tabs in <c>artifacts/browser</c>.
/// </summary>
[Collection("Browser")]
public abstract class BrowserTests : IAsyncLifetime
{
    private readonly List<IBrowserContext> _people = [];
    private readonly List<string> _complaints = [];

    /// <summary>A desk screen.</summary>
    protected static ViewportSize Desktop => new() { Width = 1440, Height = 900 };

    /// <summary>A tablet held upright.</summary>
    protected static ViewportSize Tablet => new() { Width = 820, Height = 1180 };

    /// <summary>The token that ends with the test.</summary>
    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>What the browser has complained about so far.</summary>
    protected IReadOnlyList<string> Complaints
    {
        get
        {
            lock (_complaints)
            {
                return [.. _complaints];
            }
        }
    }

    /// <summary>Nothing to prepare: the browser starts when the first person comes.</summary>
    public virtual ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>A person with their own cookies, looking at one tab; signed in already with those of <see cref="DemoDoor.AdmittedAsync"/>.</summary>
    protected async Task<IPage> PersonAsync(Uri address, ViewportSize? screen = null, ColorScheme scheme = ColorScheme.Light, string locale = "en-GB", string? signedIn = null)
    {
        var browser = await Browser.SharedAsync();
        var person = await browser.NewContextAsync(new()
        {
            BaseURL = address.ToString(),
            ViewportSize = screen ?? Desktop,
            ColorScheme = scheme,
            Locale = locale,
            TimezoneId = "Europe/London",
            ReducedMotion = ReducedMotion.Reduce,
            StorageState = signedIn,
        });
        _people.Add(person);
        person.Console += (_, message) => Hear(message.Text, message.Text.Contains("Content Security Policy", StringComparison.OrdinalIgnoreCase));
        person.WebError += (_, error) => Hear($"script error: {error.Error}", complain: true);
        person.Request += (_, request) => Hear($"request that leaves this machine: {request.Url}", LeavesThisMachine(request.Url));
        return await person.NewPageAsync();
    }

    /// <summary>Takes back complaints a test provokes on purpose.</summary>
    protected void Forgive(string containing)
    {
        lock (_complaints)
        {
            _complaints.RemoveAll(complaint => complaint.Contains(containing, StringComparison.OrdinalIgnoreCase));
        }
    }

    /// <summary>Closes every context and fails the test if the browser complained.</summary>
    public virtual async ValueTask DisposeAsync()
    {
        var failed = TestContext.Current.TestState?.Result == TestResult.Failed;
        foreach (var person in _people)
        {
            if (failed)
            {
                await KeepPicturesAsync(person);
            }

            await person.DisposeAsync();
        }

        GC.SuppressFinalize(this);
        lock (_complaints)
        {
            Assert.True(_complaints.Count == 0, $"The browser complained:\n{string.Join('\n', _complaints.Distinct())}");
        }
    }

    private static bool LeavesThisMachine(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" or "ws" or "wss" && !uri.IsLoopback;

    private static async Task KeepPicturesAsync(IBrowserContext person)
    {
        var name = string.Concat((TestContext.Current.TestMethod?.MethodName ?? "test").Take(100));
        var number = 0;
        foreach (var page in person.Pages)
        {
            var path = RepoRoot.At("artifacts", "browser", $"{name}-{++number}.png");
            await page.ScreenshotAsync(new() { Path = path, Timeout = 5_000 });
        }
    }

    private void Hear(string what, bool complain)
    {
        if (!complain)
        {
            return;
        }

        lock (_complaints)
        {
            _complaints.Add(what);
        }
    }
}
