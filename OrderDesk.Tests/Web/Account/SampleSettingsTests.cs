using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting.Internal;
using OrderDesk.Core.Shared;
using OrderDesk.Core.Verification;
using OrderDesk.Tests.Support;
using OrderDesk.Web.Api;
using OrderDesk.Web.Shell;

namespace OrderDesk.Tests.Web.Account;

/// <summary>The sample names every setting there is, and works as it stands; wrong settings are all named at once.</summary>
public sealed class SampleSettingsTests
{
    private static string Sample => RepoRoot.At("appsettings.sample.json");

    [Fact]
    public void Every_setting_stands_in_the_sample_and_nothing_else()
    {
        using var json = JsonDocument.Parse(File.ReadAllText(Sample), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip });
        var known = Options().SelectMany(options => Keys(options.Section, options.Type)).Append("ConnectionStrings:OrderDesk").ToHashSet();
        var groups = known.Select(key => key[..key.LastIndexOf(':')]).ToHashSet();

        var named = Named("", json.RootElement, groups).ToHashSet();

        Assert.True(known.Count > 40, "The options were not found.");
        Assert.Empty(known.Except(named).Select(key => $"the sample lacks {key}"));
        Assert.Empty(named.Except(known).Select(key => $"no setting is called {key}"));
    }

    [Fact]
    public void The_sample_starts_as_it_stands() =>
        Assert.Empty(Settings.Mistakes(new ConfigurationBuilder().AddJsonFile(Sample).Build(), new HostingEnvironment { EnvironmentName = "Production" }, serves: true));

    [Fact]
    public void Every_mistake_is_named_with_its_key_at_once()
    {
        var mistakes = Mistakes(
            ("Security:AllowHttp", "perhaps"), ("Security:IdleTimeout", "48:00:00"), ("Security:RequireMfaRoles", "Boss"), ("Security:TrustedProxies:0", "the proxy"),
            ("Api:RateLimit:PerSecond", "0"), ("Api:RateLimit:Burst", "many"), ("Smtp:Host", "mail.example.com"), ("Smtp:Security", "Sometimes"), ("Review:Picking", "long"), ("Demo:Enabled", "yes"));

        string[] keys = ["Security:AllowHttp", "Security:IdleTimeout", "Security:RequireMfaRoles", "Security:TrustedProxies", "Api:RateLimit:PerSecond", "Api:RateLimit:Burst", "Smtp:From", "Smtp:Security", "Review:Picking", "Demo:Enabled"];
        Assert.All(keys, key => Assert.Single(mistakes, mistake => mistake.StartsWith(key, StringComparison.Ordinal)));
        Assert.Equal(keys.Length, mistakes.Count);
    }

    [Theory]
    [InlineData("http://localhost:5210", true)]
    [InlineData("http://127.0.0.1:80;http://[::1]:80", true)]
    [InlineData("https://0.0.0.0:443", true)]
    [InlineData("http://unix:/tmp/desk.sock", true)]
    [InlineData("http://0.0.0.0:5000", false)]
    [InlineData("http://*:80", false)]
    [InlineData("http://+:80", false)]
    [InlineData("http://[::]:80", false)]
    [InlineData("http://desk.example:80", false)]
    [InlineData("https://0.0.0.0:443;http://192.0.2.4:80", false)]
    public void Plain_http_beyond_this_machine_needs_a_word(string urls, bool starts)
    {
        var mistakes = Mistakes(("urls", urls));

        Assert.Equal(starts, mistakes.Count == 0);
        Assert.All(mistakes, mistake => Assert.Contains("Security:AllowHttp", mistake, StringComparison.Ordinal));
        Assert.Empty(Mistakes(("urls", urls), ("Security:AllowHttp", "true")));
        Assert.Empty(Mistakes(("urls", urls), ("Security:TrustedProxies:0", "10.0.0.0/24")));
    }

    [Fact]
    public void Ports_and_endpoints_are_read_as_the_server_reads_them()
    {
        Assert.Single(Mistakes(("http_ports", "8080")));
        Assert.Single(Mistakes(("urls", "http://localhost:1"), ("Kestrel:Endpoints:Open:Url", "http://*:80")));
        Assert.Empty(Mistakes(("urls", "http://*:80"), ("Kestrel:Endpoints:Closed:Url", "https://*:443")));
        Assert.Single(Mistakes(("ForwardedHeaders_Enabled", "true")), mistake => mistake.Contains("Security:TrustedProxies", StringComparison.Ordinal));
    }

    private static List<string> Mistakes(params (string Key, string Value)[] settings) => [.. Settings.Mistakes(
        new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(setting => setting.Key, setting => (string?)setting.Value)).Build(),
        new HostingEnvironment { EnvironmentName = "Production" },
        serves: true)];

    /// <summary>Every options class of ours; its section is its name, and a class held by another is a part of that one's.</summary>
    private static IEnumerable<(string Section, Type Type)> Options()
    {
        var types = new[] { typeof(Actor).Assembly, typeof(ApiOptions).Assembly }.SelectMany(assembly => assembly.GetExportedTypes())
            .Where(type => type.IsClass && !type.IsAbstract && type.Name.EndsWith("Options", StringComparison.Ordinal)).ToList();
        var held = types.SelectMany(type => type.GetProperties()).Select(property => property.PropertyType).ToHashSet();
        return types.Where(type => !held.Contains(type)).Select(type => (type.Name[..^"Options".Length], type)).Append((VerificationPolicy.Section, typeof(VerificationPolicy)));
    }

    private static IEnumerable<string> Keys(string section, Type type) =>
        from property in type.GetProperties()
        where property.SetMethod is { IsPublic: true } && property.Name != "ConnectionString"
        let key = $"{section}:{property.Name}"
        from one in property.PropertyType.Name.EndsWith("Options", StringComparison.Ordinal) ? Keys(key, property.PropertyType) : [key]
        select one;

    private static IEnumerable<string> Named(string path, JsonElement element, HashSet<string> groups) =>
        from property in element.EnumerateObject()
        let key = path.Length == 0 ? property.Name : $"{path}:{property.Name}"
        from one in property.Value.ValueKind is JsonValueKind.Object && groups.Any(known => known == key || known.StartsWith(key + ":", StringComparison.Ordinal)) ? Named(key, property.Value, groups) : [key]
        select one;
}
