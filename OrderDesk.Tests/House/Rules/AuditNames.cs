using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using OrderDesk.Core.Shared;

namespace OrderDesk.Tests.House.Rules;

/// <summary>What is written into the audit trail by hand: the actions and the names of the details, read from the calls of <c>write.Audit(...)</c>.</summary>
internal static class AuditNames
{
    /// <summary>A name that no rule here can read stands with a question mark before it, so that the test which asks for its words fails.</summary>
    public const char Unread = '?';

    /// <summary>The actions named in the calls of a C# file.</summary>
    public static IEnumerable<string> Actions(string code) =>
        from call in Calls(SourceFile.Parse(code))
        from literal in call.Arguments[0].DescendantNodes().OfType<LiteralExpressionSyntax>()
        where literal.IsKind(SyntaxKind.StringLiteralExpression)
        select literal.Token.ValueText;

    /// <summary>The names of the details in the calls of a C# file.</summary>
    public static IEnumerable<string> Details(string code)
    {
        var root = SourceFile.Parse(code);
        return Calls(root).Where(call => call.Arguments.Count > 3).SelectMany(call => Of(call.Arguments[3].Expression, root));
    }

    /// <summary>A detail as its word is found: a name may begin with either case.</summary>
    public static string Key(string name) => char.ToUpperInvariant(name[0]) + name[1..];

    private static IEnumerable<ArgumentListSyntax> Calls(SyntaxNode root) => root.DescendantNodes().OfType<InvocationExpressionSyntax>()
        .Where(call => call.Expression is MemberAccessExpressionSyntax { Name.Identifier.Text: "Audit" } && call.ArgumentList.Arguments.Count > 2)
        .Select(call => call.ArgumentList);

    private static List<string> Of(ExpressionSyntax details, SyntaxNode root)
    {
        List<string> names =
        [
            .. details switch
            {
                AnonymousObjectCreationExpressionSyntax anonymous => anonymous.Initializers.Select(one => one.NameEquals?.Name.Identifier.Text ?? LastName(one.Expression)),
                BaseObjectCreationExpressionSyntax { Initializer: { } entries } => entries.DescendantNodes().OfType<ImplicitElementAccessSyntax>().SelectMany(entry => Literals(entry.ArgumentList.Arguments)),
                InvocationExpressionSyntax { Expression: IdentifierNameSyntax method } => InMethod(method.Identifier.Text, root),
                InvocationExpressionSyntax { ArgumentList.Arguments: var arguments } => Literals(arguments.Take(1)),
                MemberAccessExpressionSyntax { Name.Identifier.Text: var property } => OfRecord(property),
                _ => [],
            },
        ];
        return names.Count > 0 ? names : [$"{Unread}{details}"];
    }

    private static string LastName(ExpressionSyntax value) => value switch
    {
        MemberAccessExpressionSyntax member => member.Name.Identifier.Text,
        IdentifierNameSyntax name => name.Identifier.Text,
        _ => $"{Unread}{value}",
    };

    private static IEnumerable<string> Literals(IEnumerable<ArgumentSyntax> arguments) => arguments.Select(argument =>
        argument.Expression is LiteralExpressionSyntax literal && literal.IsKind(SyntaxKind.StringLiteralExpression) ? literal.Token.ValueText : $"{Unread}{argument}");

    /// <summary>A method beside the call that gathers details: whatever text it calls with or indexes by first.</summary>
    private static IEnumerable<string> InMethod(string name, SyntaxNode root) =>
        from method in root.DescendantNodes().OfType<MethodDeclarationSyntax>()
        where method.Identifier.Text == name
        from node in method.DescendantNodes()
        let arguments = node is InvocationExpressionSyntax call ? call.ArgumentList.Arguments : node is ElementAccessExpressionSyntax element ? element.ArgumentList.Arguments : default
        where arguments.Count > 0 && arguments[0].Expression.IsKind(SyntaxKind.StringLiteralExpression)
        from text in Literals(arguments.Take(1))
        select text;

    /// <summary>A property that holds a record of Core: its details are the properties of that record.</summary>
    private static IEnumerable<string> OfRecord(string property) => typeof(Result).Assembly.GetExportedTypes()
        .SelectMany(type => type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
        .Where(candidate => candidate.Name == property && candidate.PropertyType.Assembly == typeof(Result).Assembly)
        .SelectMany(candidate => candidate.PropertyType.GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(part => part.Name)).Distinct();
}
