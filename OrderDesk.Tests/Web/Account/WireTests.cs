using System.Net;
using OrderDesk.Core.Access;
using OrderDesk.Tests.Support;
using OrderDesk.Web.Shell;

namespace OrderDesk.Tests.Web.Account;

/// <summary>What signing in looks like on the wire, over http on this machine and over https.</summary>
public sealed class WireTests(WireDesk wire) : IClassFixture<WireDesk>
{

    private Uri Plain => wire.Server.Address;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Over_https_every_cookie_is_bound_to_this_host_and_never_goes_over_http()
    {
        using var page = await wire.GetAsync(wire.Secure, Links.Login);
        using var signedIn = await wire.SignInAsync(wire.Secure);
        var cookies = WireDesk.SetCookies(page).Concat(WireDesk.SetCookies(signedIn)).ToList();

        Assert.Contains(cookies, cookie => cookie.StartsWith("__Host-od-form=", StringComparison.Ordinal));
        Assert.Contains(cookies, cookie => cookie.StartsWith("__Host-orderdesk=", StringComparison.Ordinal));
        Assert.All(cookies, cookie =>
        {
            Assert.StartsWith("__Host-", cookie, StringComparison.Ordinal);
            Assert.Contains("; secure", cookie, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("; path=/", cookie, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("; httponly", cookie, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("; samesite=", cookie, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("domain=", cookie, StringComparison.OrdinalIgnoreCase);
        });
    }

    [Fact]
    public async Task Over_http_on_this_machine_cookies_are_the_same_but_for_what_would_break_there()
    {
        using var signedIn = await wire.SignInAsync(Plain);

        Assert.Equal(HttpStatusCode.Redirect, signedIn.StatusCode);
        var cookie = Assert.Single(WireDesk.SetCookies(signedIn), cookie => cookie.StartsWith("orderdesk=", StringComparison.Ordinal));
        Assert.Contains("; httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("; samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("; secure", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("expires=", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Over_https_browsers_are_told_to_stay_there()
    {
        using var secure = await wire.GetAsync(wire.Secure, Links.Login, host: "desk.example");
        using var plain = await wire.GetAsync(Plain, Links.Login, host: "desk.example");

        Assert.Equal("max-age=31536000; includeSubDomains", Assert.Single(secure.Headers.GetValues("Strict-Transport-Security")));
        Assert.EndsWith("; upgrade-insecure-requests", Assert.Single(secure.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.False(plain.Headers.Contains("Strict-Transport-Security"));
        Assert.DoesNotContain("upgrade-insecure-requests", Assert.Single(plain.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_choice_made_before_signing_in_is_bound_to_the_host_too()
    {
        using var kept = await wire.PostAsync(wire.Secure, Links.Login, Links.Preferences, new() { ["theme"] = "dark", ["back"] = "/orders" });
        using var neighbour = await wire.GetAsync(wire.Secure, Links.Login, "od-theme=dark");
        using var own = await wire.GetAsync(wire.Secure, Links.Login, WireDesk.CookiesOf(kept));

        Assert.StartsWith("__Host-od-theme=dark", Assert.Single(WireDesk.SetCookies(kept)), StringComparison.Ordinal);
        Assert.Contains("data-theme=\"system\"", await neighbour.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Assert.Contains("data-theme=\"dark\"", await own.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_copied_cookie_is_worth_nothing_after_signing_out()
    {
        using var signedIn = await wire.SignInAsync(Plain);
        var copied = WireDesk.CookiesOf(signedIn);
        using var before = await wire.GetAsync(Plain, Links.Orders, copied);
        using var goodbye = await wire.PostAsync(Plain, Links.Orders, Links.Logout, [], copied);
        using var after = await wire.GetAsync(Plain, Links.Orders, copied);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Redirect), (before.StatusCode, goodbye.StatusCode));
        Assert.Equal(HttpStatusCode.Redirect, after.StatusCode);
        Assert.Equal(Links.Login, after.Headers.Location!.IsAbsoluteUri ? after.Headers.Location.AbsolutePath : after.Headers.Location.ToString().Split('?')[0]);
    }

    [Fact]
    public async Task Signing_out_needs_the_token_of_the_form()
    {
        using var signedIn = await wire.SignInAsync(Plain);
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false, UseCookies = false, AllowAutoRedirect = false });
        using var ask = new HttpRequestMessage(HttpMethod.Post, new Uri(Plain, Links.Logout)) { Content = new FormUrlEncodedContent([]) };
        ask.Headers.TryAddWithoutValidation("Cookie", WireDesk.CookiesOf(signedIn));
        using var answer = await client.SendAsync(ask, Ct);
        using var after = await wire.GetAsync(Plain, Links.Orders, WireDesk.CookiesOf(signedIn));

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.OK), (answer.StatusCode, after.StatusCode));
    }

    [Theory]
    [InlineData("/orders?status=on-hold", "/orders?status=on-hold")]
    [InlineData("https://evil.example/", "/")]
    [InlineData("//evil.example", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("\\\\evil.example", "/")]
    [InlineData("https:evil.example", "/")]
    [InlineData("/%2f/evil.example", "/")]
    [InlineData("/%5cevil.example", "/")]
    [InlineData("javascript:alert(1)", "/")]
    [InlineData("/\tevil.example", "/")]
    [InlineData("/\r\nX-Evil: 1", "/")]
    public async Task Signing_in_leads_back_here_and_nowhere_else(string asked, string led)
    {
        using var answer = await wire.SignInAsync(Plain, asked);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var to = new Uri(Plain, answer.Headers.Location!);
        Assert.Equal((Plain.Authority, led), (to.Authority, to.PathAndQuery));
        Assert.False(answer.Headers.Contains("X-Evil"));
    }

    [Fact]
    public async Task What_a_stranger_forwards_counts_for_nothing()
    {
        using var answer = await wire.SignInAsync(Plain, "/", ("X-Forwarded-Proto", "https"), ("X-Forwarded-For", "203.0.113.9"), ("X-Forwarded-Host", "evil.example"));

        Assert.Contains(WireDesk.SetCookies(answer), cookie => cookie.StartsWith("orderdesk=", StringComparison.Ordinal));
        Assert.Equal(Plain.Authority, new Uri(Plain, answer.Headers.Location!).Authority);
    }

    [Fact]
    public async Task What_a_named_proxy_forwards_counts()
    {
        await using var server = await ServerProcess.StartAsync(new ServerOptions { Environment = "Production" }.With("Security:TrustedProxies:0", "127.0.0.0/8"), Ct);
        using var ask = new HttpRequestMessage(HttpMethod.Get, Links.Login);
        ask.Headers.TryAddWithoutValidation("X-Forwarded-Proto", "https");

        using var answer = await server.Client.SendAsync(ask, Ct);

        Assert.StartsWith("__Host-od-form=", Assert.Single(WireDesk.SetCookies(answer)), StringComparison.Ordinal);
        Assert.EndsWith("; upgrade-insecure-requests", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_one_time_link_never_reaches_the_log_whatever_the_log_settings_say()
    {
        var link = (await wire.Desk.UseAsync((InviteStaff invite) => invite.RunAsync(wire.Desk.Administrator(), new InviteStaff.Command("wei@example.com", StaffRoles.Agent), Ct))).Value!.Link;

        using var shown = await wire.GetAsync(Plain, Links.OneTime(link));
        using var wrong = await wire.GetAsync(wire.Secure, Links.OneTime(link) + "x");
        using var refused = await wire.PostAsync(Plain, Links.OneTime(link), Links.OneTime(link), new() { ["_handler"] = "welcome", ["Input.Name"] = "Wei", ["Input.Password"] = "short" });

        Assert.Contains("wei@example.com", await shown.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Assert.Contains("data-error=\"access.account-invalid\"", await refused.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Assert.Contains("dbug:", wire.Server.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(link.Secret[..20], wire.Server.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_visitor_at_an_unknown_address_is_asked_to_sign_in_or_told_that_it_is_not_there()
    {
        using var answer = await wire.GetAsync(Plain, "/no-such-page");

        var html = answer.StatusCode is HttpStatusCode.Redirect ? "" : await answer.Content.ReadAsStringAsync(Ct);
        Assert.True(answer.StatusCode is HttpStatusCode.Redirect or HttpStatusCode.NotFound, answer.StatusCode.ToString());
        Assert.DoesNotContain("_framework/blazor.web", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_demo_account_left_in_the_database_cannot_sign_in_without_the_demo()
    {
        await new StaffRoom(wire.Desk).HireAsync(StaffRoles.Agent, "demo@example.com", demo: true);

        using var answer = await wire.PostAsync(Plain, Links.Login, Links.Login, new() { ["_handler"] = "login", ["Input.Email"] = "demo@example.com", ["Input.Password"] = StaffRoom.Password });

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.DoesNotContain(WireDesk.SetCookies(answer), cookie => cookie.StartsWith("orderdesk=", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_start_over_open_http_is_refused_with_the_keys_to_set()
    {
        var refused = await ServerProcess.RefusedStartAsync(new ServerOptions { Environment = "Production", Arguments = ["--urls", $"http://0.0.0.0:{FreePort.Take()}"] }, Ct);
        var demo = await ServerProcess.RefusedStartAsync(new ServerOptions { Environment = "Production" }.With("Demo:Enabled", "true").With("Security:AllowHttp", "perhaps"), Ct);

        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("Security:AllowHttp", refused.Errors, StringComparison.Ordinal);
        Assert.Contains("Security:TrustedProxies", refused.Errors, StringComparison.Ordinal);
        Assert.Equal(1, demo.ExitCode);
        Assert.Contains("Demo:Enabled is on in production", demo.Errors, StringComparison.Ordinal);
        Assert.Contains("Security:AllowHttp is 'perhaps'", demo.Errors, StringComparison.Ordinal);
    }

}
