using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace OrderDesk.Tests.House.Rules;

/// <summary>The way into Core: a use case asks who is asking before anything else, and only the desk writes.</summary>
internal static partial class Doors
{
    private static readonly HashSet<string> Entrances = ["RunAsync", "ReadAsync"];

    private static readonly HashSet<string> Saving =
    [
        "SaveChanges", "SaveChangesAsync", "BeginTransaction", "BeginTransactionAsync", "UseTransaction", "UseTransactionAsync", "TransactionScope",
        "ExecuteUpdate", "ExecuteUpdateAsync", "ExecuteDelete", "ExecuteDeleteAsync", "ExecuteSql", "ExecuteSqlAsync", "ExecuteSqlRaw",
        "ExecuteSqlRawAsync", "ExecuteSqlInterpolated", "ExecuteSqlInterpolatedAsync", "ExecuteNonQuery", "ExecuteNonQueryAsync",
    ];

    /// <summary>The public RunAsync and ReadAsync of public classes that do not begin with <c>actor.Can(</c>.</summary>
    public static IEnumerable<string> WithoutAsking(string code) =>
        from method in Methods(code)
        let asks = FirstStep(method) is { } step && step.DescendantNodesAndSelf().OfType<InvocationExpressionSyntax>().Any(AsksTheActor)
        where Actor(method) is not null && !asks
        select $"{Owner(method)}.{method.Identifier.Text}";

    /// <summary>The public RunAsync and ReadAsync of public classes that take no actor at all.</summary>
    public static IEnumerable<string> WithoutActor(string code) =>
        from method in Methods(code)
        where Actor(method) is null
        select $"{Owner(method)}.{method.Identifier.Text}";

    /// <summary>The names of methods in this code that save, open a transaction or write past the change tracker.</summary>
    public static IReadOnlyList<string> Writes(string code) =>
        [.. SourceFile.Parse(code).DescendantNodes().OfType<SimpleNameSyntax>().Select(name => name.Identifier.Text).Where(Saving.Contains).Distinct()];

    /// <summary>The beginnings of SQL texts in this code.</summary>
    public static IEnumerable<string> RawSql(string code) =>
        from node in SourceFile.Parse(code).DescendantNodes()
        let text = node switch
        {
            LiteralExpressionSyntax literal when literal.IsKind(SyntaxKind.StringLiteralExpression) => literal.Token.ValueText,
            InterpolatedStringExpressionSyntax interpolated => interpolated.Contents.ToString(),
            _ => "",
        }
        where Sql().IsMatch(text)
        select text.Trim().Split('\n')[0];

    private static IEnumerable<MethodDeclarationSyntax> Methods(string code) =>
        from type in SourceFile.Parse(code).DescendantNodes().OfType<ClassDeclarationSyntax>()
        where type.Modifiers.Any(SyntaxKind.PublicKeyword) && !type.Modifiers.Any(SyntaxKind.AbstractKeyword)
        from method in type.Members.OfType<MethodDeclarationSyntax>()
        where Entrances.Contains(method.Identifier.Text) && method.Modifiers.Any(SyntaxKind.PublicKeyword)
        select method;

    private static string Owner(MethodDeclarationSyntax method) => ((ClassDeclarationSyntax)method.Parent!).Identifier.Text;

    private static string? Actor(MethodDeclarationSyntax method) =>
        method.ParameterList.Parameters.FirstOrDefault(parameter => parameter.Type?.ToString() is "Actor")?.Identifier.Text;

    /// <summary>The condition of the guard a method begins with, or the whole of an expression body.</summary>
    private static CSharpSyntaxNode? FirstStep(MethodDeclarationSyntax method) => method switch
    {
        { ExpressionBody.Expression: ConditionalExpressionSyntax choice } => choice.Condition,
        { ExpressionBody.Expression: var body } => body,
        { Body.Statements: [IfStatementSyntax guard, ..] } => guard.Condition,
        { Body.Statements: [var first, ..] } => first,
        _ => null,
    };

    private static bool AsksTheActor(InvocationExpressionSyntax call) =>
        call.Expression is MemberAccessExpressionSyntax { Name.Identifier.Text: "Can", Expression: IdentifierNameSyntax { Identifier.Text: "actor" } };

    [GeneratedRegex(@"^\s*(WITH\s+\w+\s+AS\s*\(|SELECT\s[\s\S]*\sFROM\s|INSERT\s+(OR\s+\w+\s+)?INTO\s|UPDATE\s+\S+\s+SET\s|DELETE\s+FROM\s|MERGE\s|CREATE\s+(TABLE|INDEX|TRIGGER|VIEW)\s|COPY\s+\w+\s*\()")]
    private static partial Regex Sql();
}
