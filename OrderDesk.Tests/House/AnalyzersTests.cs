using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using OrderDesk.Tests.House.Rules;
using OrderDesk.Tests.Support;

namespace OrderDesk.Tests.House;

/// <summary>The rules that the compiler keeps are switched on, and nobody switches them off.</summary>
public class AnalyzersTests
{
    private static readonly string[] Errors = ["CS8509", "CA2016", "CA1848", "CA2254", "RS0030"];

    private static readonly string[] MustBeBanned =
    [
        "P:System.DateTime.Now", "P:System.DateTime.UtcNow", "P:System.DateTime.Today", "P:System.DateTimeOffset.Now", "P:System.DateTimeOffset.UtcNow",
        "M:System.Guid.NewGuid", "P:System.Threading.Tasks.Task`1.Result", "M:System.Threading.Tasks.Task.Wait", "T:Microsoft.AspNetCore.Components.MarkupString",
        "M:System.Threading.Tasks.Task.ConfigureAwait(System.Boolean)",
    ];

    [Fact]
    public void Warnings_are_errors_and_the_banned_symbols_reach_every_project()
    {
        var props = XDocument.Load(RepoRoot.At("Directory.Build.props"));

        Assert.Equal("true", props.Descendants("TreatWarningsAsErrors").Single().Value);
        Assert.Equal("true", props.Descendants("EnforceCodeStyleInBuild").Single().Value);
        Assert.Contains(props.Descendants("PackageReference"), package => package.Attribute("Include")!.Value == "Microsoft.CodeAnalysis.BannedApiAnalyzers");
        Assert.Contains(props.Descendants("AdditionalFiles"), file => file.Attribute("Include")!.Value.EndsWith("BannedSymbols.txt", StringComparison.Ordinal));
    }

    [Fact]
    public void The_rules_that_matter_are_errors()
    {
        var lines = File.ReadAllLines(RepoRoot.At(".editorconfig"));

        Assert.All(Errors, rule => Assert.Contains($"dotnet_diagnostic.{rule}.severity = error", lines));
    }

    [Fact]
    public void What_must_be_banned_is_banned_and_spelt_as_the_compiler_spells_it()
    {
        var banned = File.ReadAllLines(RepoRoot.At("BannedSymbols.txt")).Where(line => line.Length > 0).Select(line => line.Split(';')[0]).ToList();
        var known = CSharpCompilation.Create("names", references: References());

        Assert.Empty(MustBeBanned.Except(banned));
        Assert.DoesNotContain(banned, symbol => DocumentationCommentId.GetSymbolsForDeclarationId(symbol, known).IsEmpty);
    }

    [Fact]
    public void No_file_switches_a_rule_off()
    {
        var offences =
            from file in SourceFile.Code("OrderDesk.Core").Concat(SourceFile.Code("OrderDesk.Web")).Concat(SourceFile.Code("OrderDesk.Tests"))
            from rule in Habits.Silenced(file.Text)
            select $"{file.Path} switches off {rule}";

        Assert.Empty(offences);
    }

    [Fact]
    public void A_rule_switched_off_is_seen() => Assert.Equal(["RS0030"], Habits.Silenced("#pragma warning disable RS0030\nclass C;\n#pragma warning restore RS0030"));

    private static IEnumerable<MetadataReference> References() =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path));
}
