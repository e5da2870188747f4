using System.Diagnostics;

namespace OrderDesk.Tests.Support;

/// <summary>How the OrderDesk program is started as a child process: the same for the server and for a command.</summary>
internal static class ProgramStart
{
    private static readonly string[] Foreign = ["ASPNETCORE_", "DOTNET_ENVIRONMENT", "MSBUILD", "TESTINGPLATFORM_", "Storage__", "ConnectionStrings__", "Kestrel__"];

    /// <summary>The start of the program with these options; output is captured.</summary>
    public static ProcessStartInfo For(ServerOptions options, string dataDirectory, IEnumerable<string> arguments)
    {
        var program = options.Published is null ? RepoRoot.Program : Path.Combine(options.Published, "OrderDesk.Web.dll");
        var start = new ProcessStartInfo(Dotnet, [program, .. arguments, .. options.Arguments])
        {
            WorkingDirectory = options.WorkingDirectory ?? (options.Published is null ? RepoRoot.At("OrderDesk.Web") : dataDirectory),
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var key in start.Environment.Keys.Where(key => Foreign.Any(prefix => key.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))).ToList())
        {
            start.Environment.Remove(key);
        }

        // A program that lives for seconds does not earn back what counting its calls costs.
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment["ASPNETCORE_ENVIRONMENT"] = options.Environment;
        var settings = new Dictionary<string, string?> { ["Storage:DataDirectory"] = dataDirectory, ["Demo:Enabled"] = "false" };
        foreach (var (key, value) in options.Settings)
        {
            settings[key] = value;
        }

        foreach (var (key, value) in settings.Where(setting => setting.Value is not null))
        {
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        return start;
    }

    /// <summary>The dotnet that runs these tests.</summary>
    public static string Dotnet { get; } = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host && File.Exists(host) ? host : "dotnet";
}
