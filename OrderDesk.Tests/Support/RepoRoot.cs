namespace OrderDesk.Tests.Support;

/// <summary>Where the repository lies, and what was built beside these tests.</summary>
public static class RepoRoot
{
    /// <summary>The folder that holds the solution.</summary>
    public static string Path { get; } = Find(AppContext.BaseDirectory, "OrderDesk.sln")
        ?? throw new InvalidOperationException("These tests run inside a checkout of OrderDesk: OrderDesk.sln was not found above them.");

    /// <summary>Debug or Release, as these tests were built.</summary>
    public static string Configuration { get; } = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;

    /// <summary>The built OrderDesk program, of the same configuration as these tests.</summary>
    public static string Program { get; } =
        At("OrderDesk.Web", "bin", Configuration, new DirectoryInfo(AppContext.BaseDirectory).Name, "OrderDesk.Web.dll");

    /// <summary>A file or folder of the repository.</summary>
    public static string At(params string[] parts) => System.IO.Path.Combine([Path, .. parts]);

    /// <summary>A file of real data in the <c>shared/data</c> folder beside the checkout, or null where it is not there.</summary>
    public static string? RealData(string file)
    {
        var folder = Find(Path, System.IO.Path.Combine("shared", "data", file));
        return folder is null ? null : System.IO.Path.Combine(folder, "shared", "data", file);
    }

    private static string? Find(string start, string what)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, what)))
            {
                return folder.FullName;
            }
        }

        return null;
    }
}
