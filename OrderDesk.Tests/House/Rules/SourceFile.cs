using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using OrderDesk.Tests.Support;

namespace OrderDesk.Tests.House.Rules;

/// <summary>One file of the repository as the rules read it.</summary>
/// <param name="Path">Relative to the repository, with forward slashes.</param>
/// <param name="Text">The whole text.</param>
internal sealed record SourceFile(string Path, string Text)
{
    private static readonly HashSet<string> Ignored = ["bin", "obj", ".git", ".vs", ".idea", ".vscode", "node_modules", "artifacts", "TestResults", "data"];

    private static readonly HashSet<string> Written = [".woff2", ".png", ".gz", ".ico", ".jpg", ".xlsx", ".db"];

    private static readonly Lazy<IReadOnlyList<SourceFile>> Read = new(() => [.. Walk(new DirectoryInfo(RepoRoot.Path))]);

    /// <summary>Every text file a commit could hold.</summary>
    public static IReadOnlyList<SourceFile> All => Read.Value;

    /// <summary>The C# of a project or folder, without what a tool wrote.</summary>
    public static IEnumerable<SourceFile> Code(string under) => Under(under, ".cs").Where(file => !file.Path.Contains("/Migrations/", StringComparison.Ordinal));

    /// <summary>The files of a folder that end so.</summary>
    public static IEnumerable<SourceFile> Under(string folder, string ending) =>
        All.Where(file => file.Path.StartsWith(folder + "/", StringComparison.Ordinal) && file.Path.EndsWith(ending, StringComparison.Ordinal));

    /// <summary>The name without its folder.</summary>
    public string Name => Path[(Path.LastIndexOf('/') + 1)..];

    /// <summary>The n-th folder of the path, or an empty text.</summary>
    public string Folder(int index) => Path.Split('/') is var parts && index < parts.Length - 1 ? parts[index] : "";

    /// <summary>The syntax of a C# text.</summary>
    public static SyntaxNode Parse(string code) => CSharpSyntaxTree.ParseText(code).GetRoot();

    private static IEnumerable<SourceFile> Walk(DirectoryInfo folder)
    {
        foreach (var entry in folder.EnumerateFileSystemInfos().OrderBy(entry => entry.Name, StringComparer.Ordinal))
        {
            if (entry is DirectoryInfo inner)
            {
                var copiedAssets = inner.Name == "wwwroot" && folder.Name == "OrderDesk.Web";
                if (!Ignored.Contains(inner.Name) && !copiedAssets)
                {
                    foreach (var file in Walk(inner))
                    {
                        yield return file;
                    }
                }
            }
            else if (entry is FileInfo file && !Written.Contains(file.Extension.ToLowerInvariant()) && file.Name != ".git")
            {
                var path = System.IO.Path.GetRelativePath(RepoRoot.Path, file.FullName).Replace('\\', '/');
                yield return new SourceFile(path, File.ReadAllText(file.FullName));
            }
        }
    }
}
