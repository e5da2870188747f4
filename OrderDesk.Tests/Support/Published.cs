using System.Diagnostics;

namespace OrderDesk.Tests.Support;

/// <summary>OrderDesk published as an operator would, for tests of Production: what CI published before, else what was built beside these tests, once per test run.</summary>
public static class Published
{
    private static readonly OnceAsync<string> Once = new(PublishAsync);

    /// <summary>The folder with the published program.</summary>
    public static Task<string> FolderAsync() => Once.GetAsync();

    private static async Task<string> PublishAsync()
    {
        if (Environment.GetEnvironmentVariable("ORDERDESK_PUBLISHED") is { Length: > 0 } ready)
        {
            return ready;
        }

        var folder = TestHouse.TempFolder("published");
        var start = new ProcessStartInfo(ProgramStart.Dotnet,
            ["publish", RepoRoot.At("OrderDesk.Web"), "--configuration", RepoRoot.Configuration, "--no-build", "--output", folder, "-nodeReuse:false"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach (var key in start.Environment.Keys.Where(key => key.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            start.Environment.Remove(key);
        }

        using var publish = Process.Start(start)!;
        publish.StandardInput.Close();
        var output = publish.StandardOutput.ReadToEndAsync();
        var errors = publish.StandardError.ReadToEndAsync();
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        await publish.WaitForExitAsync(limit.Token);
        return publish.ExitCode == 0 ? folder : throw new InvalidOperationException($"dotnet publish failed:\n{await output}{await errors}");
    }
}
