using System.Net;
using System.Text.RegularExpressions;
using OrderDesk.Tests.Support;
using OrderDesk.Web.Shell;

namespace OrderDesk.Tests.Web.Shell;

/// <summary>What goes over the wire before a page is live: headers, the first bytes, languages and preferences.</summary>
public sealed partial class ServedTests(ServedTests.Desk desk) : IClassFixture<ServedTests.Desk>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_answer_carries_the_same_guards()
    {
        foreach (var path in new[] { Links.Missing, "/css/tokens.css", Links.Live, "/nothing-here", "/_blazor" })
        {
            using var answer = await desk.Client.GetAsync(path, Ct);
            var headers = answer.Headers.Concat(answer.Content.Headers).ToDictionary(header => header.Key, header => string.Join("; ", header.Value), StringComparer.OrdinalIgnoreCase);

            Assert.Equal(
                "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'",
                headers["Content-Security-Policy"]);
            Assert.Equal("nosniff", headers["X-Content-Type-Options"]);
            Assert.Equal("same-origin", headers["Referrer-Policy"]);
            Assert.Equal("DENY", headers["X-Frame-Options"]);
            Assert.Equal("same-origin", headers["Cross-Origin-Opener-Policy"]);
            Assert.False(headers.ContainsKey("Server"));
        }
    }

    [Fact]
    public void Over_https_everything_is_asked_for_over_https_and_over_http_nothing_breaks()
    {
        Assert.EndsWith("; upgrade-insecure-requests", SecurityHeaders.PolicyFor(https: true), StringComparison.Ordinal);
        Assert.DoesNotContain("upgrade", SecurityHeaders.PolicyFor(https: false), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_is_right_from_its_first_byte()
    {
        var html = await PageAsync("od-theme=dark; od-density=comfortable; od-rail=open; od-language=zh-Hans", "en");

        Assert.Contains("<html lang=\"zh-Hans\" data-theme=\"dark\" data-density=\"comfortable\" data-rail=\"open\" data-keys=\"on\"", html, StringComparison.Ordinal);
        Assert.Contains("我的工作台", WebUtility.HtmlDecode(html), StringComparison.Ordinal);
        Assert.Contains("frame-first", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cookie_with_something_else_in_it_counts_as_not_chosen() =>
        Assert.Contains("<html lang=\"en\" data-theme=\"system\" data-density=\"compact\"", await PageAsync("od-theme=\"><script>; od-density=huge; od-language=xx", "de-DE"), StringComparison.Ordinal);

    [Theory]
    [InlineData("zh-HK,zh;q=0.9,en;q=0.8", "zh-Hant")]
    [InlineData("de-DE,zh-CN;q=0.9", "zh-Hans")]
    [InlineData("fr", "en")]
    public async Task A_new_browser_gets_the_language_it_asks_for(string asked, string given) =>
        Assert.Contains($"<html lang=\"{given}\"", await PageAsync("", asked), StringComparison.Ordinal);

    [Fact]
    public async Task No_page_holds_a_script_of_its_own() => Assert.DoesNotMatch(InlineScript(), await PageAsync("", "en"));

    [Fact]
    public async Task A_choice_is_kept_and_leads_back_to_the_same_page_but_never_away()
    {
        using var kept = await ChooseAsync("/orders?status=held");
        using var away = await ChooseAsync("https://evil.example/");

        Assert.Equal("/orders?status=held", kept.Headers.Location!.ToString());
        Assert.Equal("/", away.Headers.Location!.ToString());
        var cookie = Assert.Single(kept.Headers.GetValues("Set-Cookie"), value => value.StartsWith("od-language=zh-Hant", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_choice_without_the_token_of_the_form_is_refused()
    {
        using var form = new FormUrlEncodedContent([new("language", "zh-Hant")]);
        using var answer = await desk.Client.PostAsync(Links.Preferences, form, Ct);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task A_foreign_page_may_not_open_the_live_connection_and_our_own_may()
    {
        Assert.Equal(HttpStatusCode.Forbidden, await ProbeAsync("https://evil.example"));
        Assert.Equal(HttpStatusCode.Forbidden, await ProbeAsync("null"));
        Assert.NotEqual(HttpStatusCode.Forbidden, await ProbeAsync(desk.Server.Address.ToString().TrimEnd('/')));
        Assert.NotEqual(HttpStatusCode.Forbidden, await ProbeAsync(null));
    }

    private async Task<string> PageAsync(string cookies, string languages)
    {
        using var ask = new HttpRequestMessage(HttpMethod.Get, Links.Missing);
        ask.Headers.TryAddWithoutValidation("Cookie", cookies);
        ask.Headers.TryAddWithoutValidation("Accept-Language", languages);
        using var answer = await desk.Client.SendAsync(ask, Ct);
        return await answer.Content.ReadAsStringAsync(Ct);
    }

    private async Task<HttpResponseMessage> ChooseAsync(string back)
    {
        using var page = await desk.Client.GetAsync(Links.Missing, Ct);
        var cookie = page.Headers.TryGetValues("Set-Cookie", out var set) ? set.Single(value => value.Contains("form", StringComparison.Ordinal)).Split(';')[0] : "";
        var token = Token().Match(await page.Content.ReadAsStringAsync(Ct)).Groups[1].Value;
        using var ask = new HttpRequestMessage(HttpMethod.Post, Links.Preferences)
        {
            Content = new FormUrlEncodedContent([new("__RequestVerificationToken", token), new("language", "zh-Hant"), new("back", back)]),
        };
        ask.Headers.TryAddWithoutValidation("Cookie", cookie);
        return await desk.Client.SendAsync(ask, Ct);
    }

    private async Task<HttpStatusCode> ProbeAsync(string? origin)
    {
        using var ask = new HttpRequestMessage(HttpMethod.Get, "/_blazor");
        if (origin is not null)
        {
            ask.Headers.TryAddWithoutValidation("Origin", origin);
        }

        using var answer = await desk.Client.SendAsync(ask, Ct);
        return answer.StatusCode;
    }

    [GeneratedRegex("<script(?![^>]*\\bsrc=)")]
    private static partial Regex InlineScript();

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();

    /// <summary>One running desk for these tests.</summary>
    public sealed class Desk : IAsyncLifetime
    {
        /// <summary>The desk.</summary>
        public ServerProcess Server { get; private set; } = null!;

        /// <summary>A client that keeps no cookie: every test brings its own.</summary>
        public HttpClient Client { get; private set; } = null!;

        /// <summary>Starts it.</summary>
        public async ValueTask InitializeAsync()
        {
            Server = await ServerProcess.StartAsync(new ServerOptions { ReadyAt = Links.Live });
            Client = new HttpClient(new SocketsHttpHandler { UseProxy = false, UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = Server.Address };
        }

        /// <summary>Ends it.</summary>
        public ValueTask DisposeAsync()
        {
            Client.Dispose();
            return Server.DisposeAsync();
        }
    }
}
