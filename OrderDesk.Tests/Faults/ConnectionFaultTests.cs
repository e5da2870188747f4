using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Playwright;
using OrderDesk.Tests.Support;
using OrderDesk.Web.Shell;

namespace OrderDesk.Tests.Faults;

/// <summary>Cut lines, sleeping tabs and a stop with open tabs (faults 7, 8 and 10).</summary>
public sealed class ConnectionFaultTests : BrowserTests
{
    private const string Quiet = "#components-reconnect-modal:not([data-state])";

    [Fact]
    public async Task A_line_that_breaks_for_a_moment_costs_the_person_nothing()
    {
        await using var server = await DemoDoor.StartAsync(new ServerOptions(), Ct);
        await using var line = new TcpRelay(server.Address.Port);
        var page = await OpenAsync(line.Address);

        line.Cut();
        await page.WaitForSelectorAsync("#components-reconnect-modal[data-state=trying], #components-reconnect-modal[data-state=retrying]");
        await PassAsync(page, TimeSpan.FromSeconds(1));
        line.Mend();

        await ContinuesAsync(page);
        Assert.True(await page.EvaluateAsync<bool>("window.isSamePage === true"));
    }

    [Fact]
    public async Task A_line_that_is_gone_longer_than_the_desk_remembers_ends_in_a_page_that_works()
    {
        await using var server = await DemoDoor.StartAsync(new ServerOptions().With("Circuits:DisconnectedCircuitRetentionPeriod", "00:00:02"), Ct);
        await using var line = new TcpRelay(server.Address.Port);
        var page = await OpenAsync(line.Address);

        line.Cut();
        await page.WaitForSelectorAsync("#components-reconnect-modal[data-state]");
        await PassAsync(page, TimeSpan.FromSeconds(5));
        line.Mend();

        await ContinuesAsync(page);
    }

    [Fact]
    public async Task A_tab_that_slept_longer_than_its_state_was_kept_works_when_it_wakes()
    {
        var forgetful = new ServerOptions()
            .With("Circuits:DisconnectedCircuitRetentionPeriod", "00:00:01")
            .With("Circuits:PersistedCircuitInMemoryRetentionPeriod", "00:00:02");
        await using var server = await DemoDoor.StartAsync(forgetful, Ct);
        var page = await OpenAsync(server.Address);

        await page.EvaluateAsync("""
            document.documentElement.dataset.pauseAfter = "100";
            Object.defineProperty(document, "hidden", { value: true, configurable: true });
            document.dispatchEvent(new Event("visibilitychange"));
            """);
        await PassAsync(page, TimeSpan.FromSeconds(5));
        await page.EvaluateAsync("delete document.hidden; document.dispatchEvent(new Event('visibilitychange'))");

        await ContinuesAsync(page);
    }

    [Fact]
    public async Task A_tab_with_unsaved_text_does_not_go_to_sleep()
    {
        await using var server = await DemoDoor.StartAsync(new ServerOptions(), Ct);
        var page = await OpenAsync(server.Address);

        await page.EvaluateAsync("""
            document.querySelector("main").append(Object.assign(document.createElement("textarea"), { value: "half a sentence" }));
            document.documentElement.dataset.pauseAfter = "100";
            Object.defineProperty(document, "hidden", { value: true, configurable: true });
            document.dispatchEvent(new Event("visibilitychange"));
            """);
        await PassAsync(page, TimeSpan.FromSeconds(1));

        Assert.True(await AnswersAsync(page));
    }

    [Fact]
    public async Task A_stop_with_open_tabs_over_http2_takes_seconds()
    {
        var secure = new Uri($"https://127.0.0.1:{FreePort.Take()}");
        var (path, password) = Certificate();
        await using var server = await DemoDoor.StartAsync(new ServerOptions
        {
            AlsoAt = secure,
            Settings = new Dictionary<string, string?> { ["Kestrel:Certificates:Default:Path"] = path, ["Kestrel:Certificates:Default:Password"] = password },
        }, Ct);

        var browser = await Support.Browser.SharedAsync();
        await using var person = await browser.NewContextAsync(new() { BaseURL = secure.ToString(), IgnoreHTTPSErrors = true });
        for (var tab = 0; tab < 3; tab++)
        {
            await LiveAsync(await GoAsync(await person.NewPageAsync()));
        }

        var (code, took) = await server.StopAsync(TimeSpan.FromSeconds(30));

        Assert.Equal(0, code);
        Assert.InRange(took, TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }

    private static (string Path, string Password) Certificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var from = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000);
        using var certificate = request.CreateSelfSigned(from, from.AddYears(50));
        var password = RandomNumberGenerator.GetHexString(32);
        var path = Path.Combine(TestHouse.TempFolder("certificate"), "desk.pfx");
        File.WriteAllBytes(path, certificate.Export(X509ContentType.Pfx, password));
        return (path, password);
    }

    private static async Task<IPage> GoAsync(IPage page)
    {
        await page.SignInAsync();
        await page.GotoAsync(Links.Missing);
        return page;
    }

    private static async Task LiveAsync(IPage page) => await page.WaitForFunctionAsync("() => document.documentElement.dataset.live === 'yes'");

    private static Task<bool> AnswersAsync(IPage page) => page.EvaluateAsync<bool>("async () => (await import('/js/circuit.js')).answers()");

    /// <summary>Lets time pass in the page: what is under test is the passing of it.</summary>
    private static async Task PassAsync(IPage page, TimeSpan time) => await page.EvaluateAsync("time => new Promise(done => setTimeout(done, time))", time.TotalMilliseconds);

    private static async Task ContinuesAsync(IPage page)
    {
        await page.WaitForSelectorAsync(Quiet, new() { State = WaitForSelectorState.Attached, Timeout = 45_000 });
        await page.WaitForFunctionAsync("async () => document.documentElement.dataset.live === 'yes' && (await import('/js/circuit.js')).answers()", null, new() { Timeout = 45_000, PollingInterval = 500 });
    }

    private async Task<IPage> OpenAsync(Uri address)
    {
        var page = await GoAsync(await PersonAsync(address));
        await LiveAsync(page);
        await page.EvaluateAsync("window.isSamePage = true");
        return page;
    }
}
