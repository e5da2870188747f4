using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.DependencyInjection.Extensions;
using OrderDesk.Core;
using OrderDesk.Core.Data;
using OrderDesk.Web.Account;
using OrderDesk.Web.Commands;

namespace OrderDesk.Web.Shell;

/// <summary>What the server and every command have in common: where the program lives, its settings, its log, its storage.</summary>
internal static class DeskHost
{
    private static readonly Dictionary<string, string?> QuietLog = new()
    {
        ["Logging:LogLevel:Default"] = "Information",
        ["Logging:LogLevel:Microsoft"] = "Warning",
        ["Logging:LogLevel:Microsoft.Hosting.Lifetime"] = "Information",
        ["Logging:LogLevel:System"] = "Warning",
    };

    /// <summary>A builder whose content root does not depend on the working folder; a command logs to standard error only.</summary>
    public static WebApplicationBuilder CreateBuilder(string[] args, bool forCommand = false)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AskedRoot(args) ?? OwnRoot() });
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = QuietLog });
        if (forCommand)
        {
            builder.Logging.ClearProviders().AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        }

        builder.Services.AddSingleton(new ContentRoot(builder.Environment.ContentRootPath)).AddSettings(builder.Configuration, builder.Environment).AddOrderDeskCore();
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddLocalization().AddSingleton<ConsoleWords>().AddKeyRing().AddQuietPaths();
        return builder;
    }

    /// <summary>Says every wrong setting at once; null where all is well.</summary>
    /// <param name="builder">The program about to start.</param>
    /// <param name="serves">Whether it will listen.</param>
    public static string? WrongSettings(this WebApplicationBuilder builder, bool serves = false) =>
        Settings.Mistakes(builder.Configuration, builder.Environment, serves).ToList() is { Count: > 0 } mistakes
            ? string.Join(Environment.NewLine, ["OrderDesk does not start with these settings:", .. mistakes.Select(mistake => $"  {mistake}")])
            : null;

    /// <summary>Makes storage ready, then listens until it is stopped; answers the exit code.</summary>
    public static async Task<int> ServeAsync(this WebApplication app)
    {
        if (await app.Services.GetRequiredService<SchemaUpgrade>().GetReadyAsync(app.Lifetime.ApplicationStopping) is { IsOk: false, Error: { } error })
        {
            Console.Error.WriteLine(app.Services.GetRequiredService<ConsoleWords>().Of(error));
            await app.DisposeAsync();
            return 1;
        }

        if (await FirstRun.LoadDemoAsync(app) is { } unloaded)
        {
            Console.Error.WriteLine(app.Services.GetRequiredService<ConsoleWords>().Of(unloaded));
            await app.DisposeAsync();
            return 1;
        }

        await app.StartAsync();
        await FirstRun.SayAsync(app);
        await app.WaitForShutdownAsync();
        return 0;
    }

    private static string? AskedRoot(string[] args) =>
        new ConfigurationBuilder().AddEnvironmentVariables("ASPNETCORE_").AddCommandLine(args).Build()[WebHostDefaults.ContentRootKey];

    /// <summary>The program's folder when published; the project's folder when it runs as built, which is told by the build's own list of static files.</summary>
    private static string OwnRoot()
    {
        var program = AppContext.BaseDirectory;
        if (File.Exists(Path.Combine(program, "OrderDesk.Web.staticwebassets.runtime.json")))
        {
            for (var folder = new DirectoryInfo(program); folder is not null; folder = folder.Parent)
            {
                if (File.Exists(Path.Combine(folder.FullName, "OrderDesk.Web.csproj")))
                {
                    return folder.FullName;
                }
            }
        }

        return program;
    }
}
