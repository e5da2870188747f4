using System.Text.RegularExpressions;

namespace OrderDesk.Tests.House.Rules;

/// <summary>What must never be committed, and links that must lead somewhere.</summary>
internal static partial class Hygiene
{
    /// <summary>Paths of one person's machine, addresses of package registries and things that look like a secret.</summary>
    public static IEnumerable<string> Leaks(string text)
    {
        foreach (Match match in MachinePath().Matches(text))
        {
            yield return $"a path of one machine: {match.Value}";
        }

        foreach (Match match in Registry().Matches(text))
        {
            yield return $"a package registry: {match.Value}";
        }

        foreach (Match match in Secret().Matches(text))
        {
            yield return $"what looks like a secret: {match.Value[..Math.Min(24, match.Value.Length)]}";
        }
    }

    /// <summary>The links of a Markdown page that lead into the repository: path and heading, either may be empty.</summary>
    public static IEnumerable<(string Path, string Heading)> Links(string markdown) =>
        from match in Link().Matches(CodeBlock().Replace(markdown, ""))
        let target = match.Groups[1].Value
        where !target.Contains("://", StringComparison.Ordinal) && !target.StartsWith("mailto:", StringComparison.Ordinal)
        let parts = target.Split('#', 2)
        select (Uri.UnescapeDataString(parts[0]), parts.Length > 1 ? parts[1] : "");

    /// <summary>The names by which the headings of a Markdown page can be linked to.</summary>
    public static IReadOnlySet<string> Headings(string markdown) =>
        Heading().Matches(CodeBlock().Replace(markdown, "")).Select(match => NotInAnchor().Replace(match.Groups[1].Value.Trim().ToLowerInvariant(), "").Replace(' ', '-')).ToHashSet();

    /// <summary>Package names of a lock file with whether each is asked for directly.</summary>
    public static IEnumerable<(string Name, string Version)> LockedPackages(string lockFile)
    {
        using var json = System.Text.Json.JsonDocument.Parse(lockFile);
        var packages = new List<(string, string)>();
        foreach (var framework in json.RootElement.GetProperty("dependencies").EnumerateObject())
        {
            packages.AddRange(
                from package in framework.Value.EnumerateObject()
                where package.Value.GetProperty("type").GetString() is not "Project"
                select (package.Name, package.Value.GetProperty("resolved").GetString()!));
        }

        return packages.Distinct();
    }

    [GeneratedRegex(@"(?<![\w.])/(?:root|home/\w+|Users/\w+|work/\w+)/[\w./-]*|(?<!\w)[A-Z]:\\(?:Users|src|work|dev)\\[\w.\\-]*")]
    private static partial Regex MachinePath();

    [GeneratedRegex(@"https?://[\w.:-]*(?:nuget|npm|registry|artifactory|nexus|deb\.debian|pypi)[\w.:/-]*", RegexOptions.IgnoreCase)]
    private static partial Regex Registry();

    [GeneratedRegex(
        @"-----BEGIN [A-Z ]*PRIVATE KEY|AKIA[0-9A-Z]{16}|gh[pousr]_\w{30,}|xox[abprs]-\w{10,}|eyJ[\w-]{20,}\.eyJ[\w-]{20,}|(?i:password|pwd|secret|apikey)\s*=\s*(?!(?i:secret|password|example|changeme|\.\.\.|orderdesk))[^\s;""'`{<$()\[\],]{8,};")]
    private static partial Regex Secret();

    [GeneratedRegex(@"(?<!\\)\]\(<?([^)\s>]+)>?(?:\s+""[^""]*"")?\)")]
    private static partial Regex Link();

    [GeneratedRegex("^```.*?^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex CodeBlock();

    [GeneratedRegex("^#{1,6} +(.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NotInAnchor();
}
