namespace OrderDesk.Tests.Support;

/// <summary>What a test needs from the machine. Where it is missing the test is skipped with the reason; under <c>CI=true</c> it fails instead.</summary>
public static class Needs
{
    private static readonly string[] ChromiumNames = ["chromium", "chromium-browser", "google-chrome"];

    /// <summary>Whether a missing need is a failure.</summary>
    public static bool Strict { get; } = string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether these tests run as root.</summary>
    public static bool IsRoot { get; } = !OperatingSystem.IsWindows() && string.Equals(Environment.UserName, "root", StringComparison.Ordinal);

    /// <summary>A Chromium to drive; answers its program.</summary>
    public static string Chromium() =>
        ChromiumNames.Select(OnPath).FirstOrDefault(found => found is not null)
        ?? Missing("Chromium is not installed (Debian: apt-get install chromium)");

    /// <summary>PostgreSQL's server programs; answers their folder.</summary>
    public static string PostgreSql()
    {
        if (PostgreSqlFolder() is not { } folder)
        {
            return Missing("PostgreSQL's server is not installed (Debian: apt-get install postgresql)");
        }

        return IsRoot && OnPath("runuser") is null
            ? Missing("PostgreSQL refuses to run as root and runuser is not there to step down")
            : folder;
    }

    /// <summary>A file of the real data beside the checkout; answers its path.</summary>
    public static string RealData(string file) =>
        RepoRoot.RealData(file) ?? Missing($"shared/data/{file} is not beside the checkout");

    /// <summary>Root on Linux, for mounts and small file systems.</summary>
    public static void Root()
    {
        if (!IsRoot || !OperatingSystem.IsLinux())
        {
            Missing("this test mounts a small file system and needs root on Linux");
        }
    }

    /// <summary>A program of the operating system; answers its path.</summary>
    public static string Tool(string name) => OnPath(name) ?? Missing($"the program {name} is not installed");

    private static string? PostgreSqlFolder()
    {
        if (Directory.Exists("/usr/lib/postgresql"))
        {
            var newest = Directory.GetDirectories("/usr/lib/postgresql")
                .Where(folder => int.TryParse(Path.GetFileName(folder), out _) && File.Exists(Path.Combine(folder, "bin", "initdb")))
                .MaxBy(folder => int.Parse(Path.GetFileName(folder), System.Globalization.CultureInfo.InvariantCulture));
            if (newest is not null)
            {
                return Path.Combine(newest, "bin");
            }
        }

        return OperatingSystem.IsWindows() ? null : Path.GetDirectoryName(OnPath("initdb"));
    }

    private static string? OnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Concat(OperatingSystem.IsWindows() ? [] : ["/usr/bin", "/usr/sbin", "/sbin", "/bin"])
        .Select(folder => Path.Combine(folder, program))
        .FirstOrDefault(File.Exists);

    private static string Missing(string reason)
    {
        if (Strict)
        {
            Assert.Fail($"Missing on this machine, and CI=true lets nothing be skipped: {reason}.");
        }

        Assert.Skip(reason);
        return "";
    }
}
