using System.Collections.Concurrent;
using Microsoft.Playwright;
using OrderDesk.Core.Demo;
using OrderDesk.Web.Shell;

namespace OrderDesk.Tests.Support;

/// <summary>How a test comes in at a desk that shows the demo; the demo is loaded once in a run and each desk gets a copy of it.</summary>
public static class DemoDoor
{
    private static readonly OnceAsync<string> Loaded = new(LoadAsync);

    private static readonly OnceAsync<ServerProcess> Shared = new(() => StartAsync());

    private static readonly ConcurrentDictionary<string, OnceAsync<string>> Admitted = new();

    /// <summary>The desk that all tests share which harm nobody else by what they do.</summary>
    public static Task<ServerProcess> SharedAsync() => Shared.GetAsync();

    /// <summary>Starts a desk of its own with a copy of the demo.</summary>
    public static async Task<ServerProcess> StartAsync(ServerOptions? options = null, CancellationToken ct = default)
    {
        var own = options ?? new ServerOptions();
        return await ServerProcess.StartAsync((own with { DataDirectory = await CopyAsync() }).With("Demo:Enabled", "true"), ct);
    }

    /// <summary>The cookies of somebody of a role who signed in at the shared desk, for tests that look at many pages and sign nobody out.</summary>
    public static Task<string> AdmittedAsync(string role) => Admitted.GetOrAdd(role, _ => new OnceAsync<string>(async () =>
    {
        var (desk, browser) = (await SharedAsync(), await Browser.SharedAsync());
        await using var person = await browser.NewContextAsync(new() { BaseURL = desk.Address.ToString() });
        await (await person.NewPageAsync()).SignInAsync(role);
        return await person.StorageStateAsync();
    })).GetAsync();

    /// <summary>Signs in as a demo account of a role, by the form that people use.</summary>
    public static async Task<DemoAccount> SignInAsync(this IPage page, string role = "Agent", int which = 0)
    {
        var account = LoadDemo.Accounts.Where(one => one.Role.ToString() == role).ElementAt(which);
        await page.GotoAsync(Links.Login);
        await page.FillAsync("[name='Input.Email']", account.Email);
        await page.FillAsync("[name='Input.Password']", account.Password);
        await page.ClickAsync("button[type=submit].btn-primary");
        await page.IsLiveAsync();
        return account;
    }

    /// <summary>Waits until a page is live and has something to say.</summary>
    public static Task IsLiveAsync(this IPage page) => page.WaitForSelectorAsync("html[data-live] .frame:not(.frame-first) main h1");

    private static async Task<string> CopyAsync()
    {
        var from = await Loaded.GetAsync();
        var to = TestHouse.TempFolder("demo");
        foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        return to;
    }

    private static async Task<string> LoadAsync()
    {
        var folder = TestHouse.TempFolder("demo");
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        var run = await CommandRun.RunAsync(new ServerOptions { DataDirectory = folder }.With("Demo:Enabled", "true"), ["seed", "demo"], limit.Token);
        return run.ExitCode == 0 ? folder : throw new InvalidOperationException($"The demo did not load:\n{run.Output}\n{run.Errors}");
    }
}
