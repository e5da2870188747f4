using OrderDesk.Tests.House.Rules;
using OrderDesk.Tests.Support;

namespace OrderDesk.Tests.House;

/// <summary>What a stranger gets who clones the repository: nothing of our machines, links that lead somewhere, packages that are pinned and may be used.</summary>
public class HygieneTests
{
    /// <summary>This file shows the rules what they look for.</summary>
    private const string Samples = "OrderDesk.Tests/House/HygieneTests.cs";

    [Fact]
    public void Nothing_of_one_machine_and_no_secret_is_in_the_repository()
    {
        var offences =
            from file in SourceFile.All
            where file.Path != Samples && !file.Path.EndsWith("packages.lock.json", StringComparison.Ordinal)
            from leak in Hygiene.Leaks(file.Text)
            select $"{file.Path}: {leak}";

        Assert.Empty(offences);
    }

    [Fact]
    public void Nobody_needs_a_package_configuration_of_ours() =>
        Assert.Empty(SourceFile.All.Where(file => file.Name.ToLowerInvariant() is "nuget.config" or ".npmrc" or "pip.conf").Select(file => file.Path));

    [Fact]
    public void Every_link_of_the_documents_leads_somewhere()
    {
        var offences =
            from page in SourceFile.All
            where page.Path.EndsWith(".md", StringComparison.Ordinal)
            from link in Hygiene.Links(page.Text)
            let target = link.Path.Length == 0 ? RepoRoot.At(page.Path) : Path.GetFullPath(Path.Combine(RepoRoot.At(page.Path), "..", link.Path))
            where !(File.Exists(target) || Directory.Exists(target)) || !HasHeading(target, link.Heading)
            select $"{page.Path}: {link.Path}#{link.Heading}";

        Assert.Empty(offences);
    }

    [Fact]
    public void Every_project_has_its_packages_locked() =>
        Assert.All(SourceFile.All.Where(file => file.Path.EndsWith(".csproj", StringComparison.Ordinal)), project =>
            Assert.True(File.Exists(Path.Combine(RepoRoot.At(project.Path), "..", "packages.lock.json")), project.Path));

    [Fact]
    public void A_path_of_one_machine_is_seen()
    {
        Assert.Single(Hygiene.Leaks("see /home/mei/orderdesk/readme"));
        Assert.Single(Hygiene.Leaks("""{ "path": "C:\Users\mei\orderdesk" }"""));
        Assert.Empty(Hygiene.Leaks("GET /api/v1/orders and ~/.local and /usr/bin/chromium"));
    }

    [Fact]
    public void A_registry_and_a_secret_are_seen()
    {
        Assert.Single(Hygiene.Leaks("https://registry.example.test:8081/v3/index.json"));
        Assert.Single(Hygiene.Leaks("-----BEGIN RSA PRIVATE KEY-----"));
        Assert.Single(Hygiene.Leaks("Host=db;Password=hunter2hunter2;"));
        Assert.Empty(Hygiene.Leaks("Host=db;Password=...;"));
    }

    [Fact]
    public void Links_and_headings_are_read()
    {
        const string Page = "# The house\n\n[a](docs/a.md#the-line) [b](#the-house) [c](https://example.test) ![p](docs/p.png)\n```\n[not](a-link.md)\n```\n";

        Assert.Equal([("docs/a.md", "the-line"), ("", "the-house"), ("docs/p.png", "")], Hygiene.Links(Page));
        Assert.Contains("the-house", Hygiene.Headings(Page));
    }

    private static bool HasHeading(string file, string heading) =>
        heading.Length == 0 || !file.EndsWith(".md", StringComparison.Ordinal) || Hygiene.Headings(File.ReadAllText(file)).Contains(heading);
}
