using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace OrderDesk.Tests.House.Rules;

/// <summary>The line in which the features stand: each may use those before it and never those after it; what comes after hears events.</summary>
internal static partial class FeatureLine
{
    /// <summary>From top to bottom. A new folder of Core must take a place here.</summary>
    public static IReadOnlyList<string> Order { get; } =
    [
        "Shared", "Data", "Access", "Catalog", "Channels", "Customers", "Orders", "Intake", "Inventory", "Verification", "Review", "Replenishment",
        "Shipping", "Notifications", "Complaints", "Returns", "Procedures", "Training", "Scorecards", "Reporting", "Finance", "Decisions", "Risk",
        "Emergency", "Demo",
    ];

    /// <summary>The features that come after this one.</summary>
    public static IReadOnlyList<string> Below(string feature) => [.. Order.SkipWhile(name => name != feature).Skip(1)];

    /// <summary>
    /// The features below that a C# file of <paramref name="feature"/> looks down at: through a using directive, an <c>OrderDesk.Core.X</c> name, or
    /// <c>X.T</c> where T is a type that X declares.
    /// </summary>
    public static IReadOnlyList<string> LooksDownAt(string feature, string code, IReadOnlyDictionary<string, IReadOnlySet<string>> typesOf)
    {
        var below = Below(feature).ToHashSet();
        var names = SourceFile.Parse(code).DescendantNodes()
            .Where(node => node is QualifiedNameSyntax or MemberAccessExpressionSyntax or UsingDirectiveSyntax)
            .Select(node => Blanks().Replace(node is UsingDirectiveSyntax use ? use.NamespaceOrType.ToString() : node.ToString(), ""));

        return [.. names.Select(FeatureOf).OfType<string>().Where(below.Contains).Distinct()];

        string? FeatureOf(string name)
        {
            if (FullName().Match(name) is { Success: true } full)
            {
                return full.Groups[1].Value;
            }

            var parts = name.Split('.');
            return parts.Length > 1 && typesOf.TryGetValue(parts[0], out var types) && types.Contains(parts[1]) ? parts[0] : null;
        }
    }

    /// <summary>The names of the types a C# file declares.</summary>
    public static IEnumerable<string> TypesIn(string code) =>
        SourceFile.Parse(code).DescendantNodes().OfType<BaseTypeDeclarationSyntax>().Select(type => type.Identifier.Text);

    /// <summary>A using that reaches every file at once would hide who looks at whom.</summary>
    public static bool HasGlobalUsingOfAFeature(string text) => GlobalUsing().IsMatch(text);

    /// <summary>The other web features that a file of <paramref name="feature"/> refers to; pass an empty feature for files outside the feature folders.</summary>
    public static IReadOnlyList<string> OtherWebFeatures(string feature, string text) =>
        [.. WebFeature().Matches(text).Select(match => match.Groups[1].Value).Where(name => name != feature).Distinct()];

    [GeneratedRegex(@"^(?:global::)?(?:OrderDesk\.)?Core\.(\w+)")]
    private static partial Regex FullName();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();

    [GeneratedRegex("""global\s+using\s+(?:static\s+)?OrderDesk\.Core\.|<Using\s+Include="OrderDesk\.Core\.""")]
    private static partial Regex GlobalUsing();

    [GeneratedRegex(@"(?<!\w)(?:OrderDesk\.)?(?:Web\.)?Features\.([A-Z]\w*)")]
    private static partial Regex WebFeature();
}
