using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace OrderDesk.Tests.House.Rules;

/// <summary>Habits of names and tests.</summary>
internal static partial class Habits
{
    /// <summary>Types named after a kind of thing instead of a thing.</summary>
    public static IEnumerable<string> EmptyNames(string code) =>
        from type in SourceFile.Parse(code).DescendantNodes().OfType<BaseTypeDeclarationSyntax>()
        where EmptyName().IsMatch(type.Identifier.Text)
        select type.Identifier.Text;

    /// <summary>Tests whose name is not a sentence.</summary>
    public static IEnumerable<string> NotSentences(string code) =>
        from method in SourceFile.Parse(code).DescendantNodes().OfType<MethodDeclarationSyntax>()
        where method.AttributeLists.SelectMany(list => list.Attributes).Any(attribute => attribute.Name.ToString() is "Fact" or "Theory")
        where method.Identifier.Text.Split('_').Length < 3
        select method.Identifier.Text;

    /// <summary>Waiting for a while instead of waiting for something.</summary>
    public static bool Sleeps(string code) =>
        SourceFile.Parse(code).DescendantNodes().OfType<MemberAccessExpressionSyntax>()
            .Any(access => access is { Expression: IdentifierNameSyntax { Identifier.Text: "Task" or "Thread" }, Name.Identifier.Text: "Delay" or "Sleep" });

    /// <summary>Rules switched off inside a C# file, other than by a generated part.</summary>
    public static IEnumerable<string> Silenced(string code) =>
        from trivia in SourceFile.Parse(code).DescendantTrivia(descendIntoTrivia: true)
        where trivia.IsKind(SyntaxKind.PragmaWarningDirectiveTrivia)
        let pragma = (PragmaWarningDirectiveTriviaSyntax)trivia.GetStructure()!
        where pragma.DisableOrRestoreKeyword.IsKind(SyntaxKind.DisableKeyword)
        select string.Join(", ", pragma.ErrorCodes.Select(code => code.ToString()));

    /// <summary>Public types without a sentence that says what they are.</summary>
    public static IEnumerable<string> Unexplained(string code) =>
        from type in SourceFile.Parse(code).DescendantNodes().OfType<BaseTypeDeclarationSyntax>()
        where type.Modifiers.Any(SyntaxKind.PublicKeyword) && type.Parent is BaseNamespaceDeclarationSyntax
        where !type.Modifiers.Any(SyntaxKind.PartialKeyword) && !type.GetLeadingTrivia().ToString().Contains("<summary>", StringComparison.Ordinal)
        select type.Identifier.Text;

    [GeneratedRegex("(Manager|Helper|Helpers|Service|Utils|Utility|Base|Impl)$")]
    private static partial Regex EmptyName();
}
