namespace OrderDesk.Tests.House.Rules;

/// <summary>How long a file may grow before it holds two ideas.</summary>
internal static class Sizes
{
    /// <summary>Lines of a C# file.</summary>
    public const int Code = 250;

    /// <summary>Lines of a C# file of the tests.</summary>
    public const int Test = 400;

    /// <summary>Lines of a component.</summary>
    public const int Razor = 150;

    /// <summary>Lines of a component's code block.</summary>
    public const int RazorCode = 60;

    /// <summary>What is too long about a file, or nothing.</summary>
    public static IEnumerable<string> Offences(SourceFile file)
    {
        var lines = file.Text.TrimEnd('\n').Split('\n');
        var limit = file.Path switch
        {
            _ when file.Path.Contains("/Migrations/", StringComparison.Ordinal) => int.MaxValue,
            _ when file.Path.EndsWith(".razor", StringComparison.Ordinal) => Razor,
            _ when !file.Path.EndsWith(".cs", StringComparison.Ordinal) => int.MaxValue,
            _ when file.Path.StartsWith("OrderDesk.Tests/", StringComparison.Ordinal) => Test,
            _ => Code,
        };
        if (lines.Length > limit)
        {
            yield return $"{file.Path}: {lines.Length} lines, {limit} at most";
        }

        if (file.Path.EndsWith(".razor", StringComparison.Ordinal) && CodeLines(lines) is > RazorCode and var code)
        {
            yield return $"{file.Path}: {code} lines of @code, {RazorCode} at most";
        }
    }

    private static int CodeLines(string[] lines)
    {
        var count = 0;
        var inside = false;
        foreach (var line in lines)
        {
            inside |= line.TrimStart().StartsWith("@code", StringComparison.Ordinal);
            count += inside ? 1 : 0;
            inside &= line.TrimEnd() != "}";
        }

        return count;
    }
}
