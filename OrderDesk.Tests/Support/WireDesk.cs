using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;
using OrderDesk.Core.Access;
using OrderDesk.Web.Shell;

namespace OrderDesk.Tests.Support;

/// <summary>A running desk that listens over http and https, with accounts, and the requests of a browser without a browser.</summary>
public partial class WireDesk : IAsyncLifetime
{
    /// <summary>The account everybody uses here.</summary>
    public const string Email = "rina@example.com";

    /// <summary>The database, from the outside.</summary>
    public TestDesk Desk { get; private set; } = null!;

    /// <summary>The server.</summary>
    public ServerProcess Server { get; private set; } = null!;

    /// <summary>The same server over https.</summary>
    public Uri Secure { get; private set; } = null!;

    /// <summary>The environment it runs in.</summary>
    protected virtual string Environment => "Production";

    private HttpClient Client { get; set; } = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Starts it in production with every log line there is, one account and no second step.</summary>
    public async ValueTask InitializeAsync()
    {
        Desk = await TestDesk.OpenAsync();
        Desk.Clock.SetUtcNow(TimeProvider.System.GetUtcNow());
        await new StaffRoom(Desk).HireAsync(StaffRoles.Agent);
        Secure = new Uri($"https://127.0.0.1:{FreePort.Take()}");
        var settings = new Dictionary<string, string?>(Desk.Storage.Settings)
        {
            ["Security:RequireMfaRoles"] = "None",
            ["Kestrel:Certificates:Default:Path"] = Certificate(),
            ["Kestrel:Certificates:Default:Password"] = "loopback",
            ["Logging:LogLevel:Default"] = "Trace",
            ["Logging:LogLevel:Microsoft"] = "Trace",
            ["Logging:Console:LogLevel:Microsoft.AspNetCore.Hosting.Diagnostics"] = "Trace",
            ["Logging:Console:FormatterOptions:IncludeScopes"] = "true",
        };
        Server = await ServerProcess.StartAsync(new ServerOptions { Environment = Environment, DataDirectory = Desk.Storage.Folder, Settings = settings, AlsoAt = Secure });
        Client = new HttpClient(new SocketsHttpHandler
        {
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            SslOptions = { RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate?.Subject == "CN=desk.example" },
        });
    }

    /// <summary>Asks for a page with these cookies.</summary>
    public Task<HttpResponseMessage> GetAsync(Uri at, string path, string cookies = "", string? host = null, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Get, at, path, cookies, host, null, headers);

    /// <summary>Sends a form with the token of the page it stands on.</summary>
    public async Task<HttpResponseMessage> PostAsync(Uri at, string page, string to, Dictionary<string, string> fields, string cookies = "", params (string Name, string Value)[] headers)
    {
        using var shown = await GetAsync(at, page, cookies, headers: headers);
        fields["__RequestVerificationToken"] = Token().Match(await shown.Content.ReadAsStringAsync(Ct)).Groups[1].Value;
        using var form = new FormUrlEncodedContent(fields);
        return await SendAsync(HttpMethod.Post, at, to, string.Join("; ", new[] { cookies, CookiesOf(shown) }.Where(some => some.Length > 0)), null, form, headers);
    }

    /// <summary>Signs in by the form people use.</summary>
    public Task<HttpResponseMessage> SignInAsync(Uri at, string returnUrl = "/", params (string Name, string Value)[] headers)
    {
        var page = $"{Links.Login}?ReturnUrl={Uri.EscapeDataString(returnUrl)}";
        return PostAsync(at, page, page, new() { ["_handler"] = "login", ["Input.Email"] = Email, ["Input.Password"] = StaffRoom.Password }, headers: headers);
    }

    /// <summary>What a browser would send back.</summary>
    public static string CookiesOf(HttpResponseMessage answer) => string.Join("; ", SetCookies(answer).Where(cookie => !cookie.Contains("expires=Thu, 01 Jan 1970", StringComparison.OrdinalIgnoreCase)).Select(cookie => cookie.Split(';')[0]));

    /// <summary>The cookies an answer sets, with everything said about them.</summary>
    public static IReadOnlyList<string> SetCookies(HttpResponseMessage answer) => answer.Headers.TryGetValues("Set-Cookie", out var set) ? [.. set] : [];

    /// <summary>Ends it.</summary>
    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        Client.Dispose();
        await Server.DisposeAsync();
        await Desk.DisposeAsync();
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, Uri at, string path, string cookies, string? host, HttpContent? body, (string Name, string Value)[] headers)
    {
        using var ask = new HttpRequestMessage(method, new Uri(at, path)) { Content = body };
        ask.Headers.Accept.ParseAdd("text/html");
        ask.Headers.Host = host;
        foreach (var (name, value) in headers.Append(("Cookie", cookies)).Where(header => header.Item2.Length > 0))
        {
            ask.Headers.TryAddWithoutValidation(name, value);
        }

        return await Client.SendAsync(ask, Ct);
    }

    private static string Certificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=desk.example", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch.AddYears(50), DateTimeOffset.UnixEpoch.AddYears(130));
        var path = Path.Combine(TestHouse.TempFolder("certificate"), "desk.pfx");
        File.WriteAllBytes(path, certificate.Export(X509ContentType.Pfx, "loopback"));
        return path;
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}

/// <summary>The same as built, so that a browser finds the scripts and styles.</summary>
public sealed class LiveWireDesk : WireDesk
{
    /// <inheritdoc/>
    protected override string Environment => "Development";
}
