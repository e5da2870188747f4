using System.Text.RegularExpressions;
using OrderDesk.Tests.House.Rules;
using OrderDesk.Tests.Support;

namespace OrderDesk.Tests.House;

/// <summary>Everything OrderDesk is built from may be used, and says so in one place.</summary>
public partial class LicencesTests
{
    private static readonly HashSet<string> Accepted =
    [
        "MIT", "Apache-2.0", "MS-PL OR Apache-2.0", "PostgreSQL", "BSD-2-Clause", "BSD-3-Clause", "MPL-2.0", "Microsoft software licence (redistributable)",
    ];

    private static string Page => File.ReadAllText(RepoRoot.At("docs", "licences.md"));

    [Fact]
    public void Every_package_is_listed_with_a_licence_we_accept()
    {
        var listed = Listed(Page);
        var missing = Used().Where(package => !listed.TryGetValue(package.Name, out var licence) || !Accepted.Contains(licence));

        Assert.Empty(missing.Select(package => $"add: | {package.Name} | {Stated(package.Name, package.Version)} |"));
    }

    [Fact]
    public void Nothing_is_listed_that_is_not_used() => Assert.Empty(Listed(Page).Keys.Except(Used().Select(package => package.Name)).Except(["Inter", "Lucide"]));

    [Fact]
    public void Fonts_and_icons_bring_their_licence_with_them()
    {
        var fonts = Directory.GetFiles(RepoRoot.At("wwwroot-assets"), "*.woff2", SearchOption.AllDirectories);
        var texts = Directory.GetFiles(RepoRoot.At("wwwroot-assets"), "*.txt", SearchOption.AllDirectories);

        Assert.NotEmpty(fonts);
        Assert.All(fonts, font => Assert.Contains(texts, text => Path.GetDirectoryName(text) == Path.GetDirectoryName(font) && Family(text) == Family(font)));
        Assert.All(texts, text => Assert.Contains($"/{Path.GetFileName(text)})", Page, StringComparison.Ordinal));
    }

    [Fact]
    public void A_row_of_the_list_is_read() =>
        Assert.Equal("MIT", Listed("| package | licence |\n| --- | --- |\n| bunit | MIT |\n")["bunit"]);

    private static IEnumerable<(string Name, string Version)> Used() =>
        Packages("OrderDesk.Core").Concat(Packages("OrderDesk.Web")).Concat(Packages("OrderDesk.Tests").Where(package => Asked().Contains(package.Name))).DistinctBy(package => package.Name);

    private static IEnumerable<(string Name, string Version)> Packages(string project) =>
        Hygiene.LockedPackages(File.ReadAllText(RepoRoot.At(project, "packages.lock.json")));

    private static HashSet<string> Asked() =>
        [.. PackageReference().Matches(File.ReadAllText(RepoRoot.At("OrderDesk.Tests", "OrderDesk.Tests.csproj"))).Select(match => match.Groups[1].Value)];

    private static Dictionary<string, string> Listed(string page) =>
        Row().Matches(page).Where(match => match.Groups[1].Value is not ("package" or "what" or "---"))
            .ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value);

    /// <summary>What the package itself says, where it has been restored to the usual folder.</summary>
    private static string Stated(string name, string version)
    {
        var packages = Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        var lower = name.ToLowerInvariant();
        var file = Path.Combine(packages, lower, version, $"{lower}.nuspec");
        return File.Exists(file) && StatedLicence().Match(File.ReadAllText(file)) is { Success: true } match ? match.Groups[1].Value : "its licence";
    }

    private static string Family(string path) => Path.GetFileName(path).Split('-')[0].ToLowerInvariant();

    [GeneratedRegex("""<PackageReference Include="([^"]+)" """)]
    private static partial Regex PackageReference();

    [GeneratedRegex(@"^\| *([^|]+?) *\| *([^|]+?) *\|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("""<license type="expression"[^>]*>([^<]+)""")]
    private static partial Regex StatedLicence();
}
