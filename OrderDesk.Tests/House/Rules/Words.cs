using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace OrderDesk.Tests.House.Rules;

/// <summary>Words in three languages: every code that Core can answer with has them, and the languages say the same things.</summary>
internal static partial class Words
{
    /// <summary>The languages beside English, as resource file endings.</summary>
    public static IReadOnlyList<string> Others { get; } = ["zh-Hans", "zh-Hant"];

    private static readonly HashSet<string> Kinds = ["Invalid", "NotFound", "Conflict", "Forbidden", "Unavailable"];

    /// <summary>The dotted codes that a C# file answers with: those of errors and of wrong fields.</summary>
    public static IEnumerable<string> Codes(string code) =>
        from node in SourceFile.Parse(code).DescendantNodes()
        from argument in CodeArguments(node)
        from literal in argument.DescendantNodesAndSelf().OfType<LiteralExpressionSyntax>()
        where literal.IsKind(SyntaxKind.StringLiteralExpression) && DottedCode().IsMatch(literal.Token.ValueText)
        select literal.Token.ValueText;

    /// <summary>Every text of a C# file that is written like a code.</summary>
    public static IEnumerable<string> Dotted(string code) =>
        from literal in SourceFile.Parse(code).DescendantNodes().OfType<LiteralExpressionSyntax>()
        where literal.IsKind(SyntaxKind.StringLiteralExpression) && DottedCode().IsMatch(literal.Token.ValueText)
        select literal.Token.ValueText;

    /// <summary>The keys of words that a component or class of the web asks for by name.</summary>
    public static IEnumerable<string> Asked(string text) => AskedKey().Matches(text).Select(match => match.Groups[1].Value);

    /// <summary>The keys of words beside a number that a component or class of the web asks for, which also have words for one.</summary>
    public static IEnumerable<string> Counted(string text) => CountedKey().Matches(text).Select(match => match.Groups[1].Value);

    /// <summary>The codes of what a C# file writes on the timeline of an order.</summary>
    public static IEnumerable<string> Timeline(string code) =>
        from call in SourceFile.Parse(code).DescendantNodes().OfType<InvocationExpressionSyntax>()
        where call.Expression is IdentifierNameSyntax { Identifier.Text: "Append" or "LogReview" } or MemberAccessExpressionSyntax { Name.Identifier.Text: "Append" or "LogReview" }
        from literal in call.ArgumentList.Arguments.Take(1).SelectMany(argument => argument.DescendantNodesAndSelf()).OfType<LiteralExpressionSyntax>()
        where literal.IsKind(SyntaxKind.StringLiteralExpression) && DottedCode().IsMatch(literal.Token.ValueText)
        select literal.Token.ValueText;

    /// <summary>The entries of a resource file.</summary>
    public static IReadOnlyDictionary<string, string> Read(string resx) =>
        XDocument.Parse(resx).Root!.Elements("data").ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")?.Value ?? "");

    /// <summary>Where a translation differs from English in more than its words: missing or foreign keys, empty texts, other placeholders, English left over.</summary>
    public static IEnumerable<string> Differences(IReadOnlyDictionary<string, string> english, IReadOnlyDictionary<string, string> other)
    {
        foreach (var key in english.Keys.Except(other.Keys))
        {
            yield return $"{key} is missing";
        }

        foreach (var (key, text) in other)
        {
            if (!english.TryGetValue(key, out var original))
            {
                yield return $"{key} does not exist in English";
            }
            else if (string.IsNullOrWhiteSpace(text) || string.IsNullOrWhiteSpace(original))
            {
                yield return $"{key} is empty";
            }
            else if (!Holes(original).SetEquals(Holes(text)))
            {
                yield return $"{key} has other placeholders";
            }
            else if (text == original && EnglishSentence().IsMatch(text))
            {
                yield return $"{key} is still in English";
            }
        }
    }

    /// <summary>Characters that belong to the other script: a simplified one in a traditional text or the reverse, of the most frequent pairs.</summary>
    public static IEnumerable<string> WrongScript(IReadOnlyDictionary<string, string> texts, string language)
    {
        const string Simplified = "订单发货库审获规则联络现实时间动态详细导账号权设处线链图号码递费额结议过还达进选这门问题类别态办压关开应该页错误换协谁来说请让记录认证证图义见观";
        const string Traditional = "訂單發貨庫審獲規則聯絡現實時間動態詳細導帳號權設處線鏈圖號碼遞費額結議過還達進選這門問題類別態辦壓關開應該頁錯誤換協誰來說請讓記錄認證證圖義見觀";
        var shared = Simplified.Intersect(Traditional).ToHashSet();
        var foreign = (language == "zh-Hant" ? Simplified : Traditional).Where(letter => !shared.Contains(letter)).ToHashSet();
        return
            from entry in texts
            let letters = entry.Value.Where(foreign.Contains).Distinct().ToArray()
            where letters.Length > 0
            select $"{entry.Key} has {new string(letters)}";
    }

    private static IEnumerable<ArgumentSyntax> CodeArguments(SyntaxNode node) => node switch
    {
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.Text: "Error" }, Name.Identifier.Text: var kind } } call
            when Kinds.Contains(kind) => call.ArgumentList.Arguments.Take(1),
        ObjectCreationExpressionSyntax { Type: IdentifierNameSyntax { Identifier.Text: "FieldError" }, ArgumentList.Arguments: var arguments } => arguments.Skip(1).Take(1),
        ObjectCreationExpressionSyntax { Type: IdentifierNameSyntax { Identifier.Text: "Error" }, ArgumentList.Arguments: var arguments } => arguments.Skip(1).Take(1),
        _ => [],
    };

    private static HashSet<string> Holes(string text) => [.. Hole().Matches(text).Select(match => match.Groups[1].Value)];

    [GeneratedRegex(@"^[a-z][a-z0-9-]*(\.[a-z0-9-]+)+$")]
    private static partial Regex DottedCode();

    [GeneratedRegex(@"(?i:(?:words|states|localizer)\[|say\.(?:done|undoable|outcome)\((?:[\w.]+, )?)""([a-z][a-z0-9-]*(?:\.[a-z0-9-]+)*)""")]
    private static partial Regex AskedKey();

    [GeneratedRegex(@"\.Counted\(""([a-z][a-z0-9-]*(?:\.[a-z0-9-]+)*)""")]
    private static partial Regex CountedKey();

    [GeneratedRegex(@"(?<!\{)\{(\w+)")]
    private static partial Regex Hole();

    [GeneratedRegex("[a-z]{2,} [a-z]{2,} [a-z]{2,}")]
    private static partial Regex EnglishSentence();
}
