using System.Text;
using OrderDesk.Core.Intake;
using OrderDesk.Core.Intake.Imports;
using OrderDesk.Core.Shared;

namespace OrderDesk.Tests.Support;

/// <summary>Imports of files on a test desk, as the command line does them.</summary>
internal static class Imports
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>The operator.</summary>
    public static Actor Operator { get; } = Actor.System("operator");

    /// <summary>Writes a file and imports it to its end.</summary>
    public static async Task<ImportAccount> ImportAsync(this TestDesk desk, string text, ImportMode mode = ImportMode.History, string profile = "generic", string channel = "retail", bool dryRun = false)
    {
        var result = await desk.RunAsync(await desk.AskAsync(desk.File(text), mode, profile, channel, dryRun));
        Assert.True(result.IsOk, result.Error?.Code);
        return result.Value;
    }

    /// <summary>A file beside the database.</summary>
    public static string File(this TestDesk desk, string text)
    {
        var path = Path.Combine(desk.Storage.Folder, $"{Secret.Make(8)}.csv");
        System.IO.File.WriteAllText(path, text, new UTF8Encoding(false));
        return path;
    }

    /// <summary>Asks for an import of a file where it lies.</summary>
    public static async Task<(ImportRunId Id, string Path)> AskAsync(
        this TestDesk desk, string path, ImportMode mode = ImportMode.History, string profile = "generic", string channel = "retail", bool dryRun = false)
    {
        var asked = await desk.UseAsync((AskForImport ask) => ask.RunAsync(Operator, new AskForImport.Command(channel, Path.GetFileName(path), profile, mode, dryRun, Path: path), Ct));
        Assert.True(asked.IsOk, asked.Error?.Code);
        return (asked.Value, path);
    }

    /// <summary>Runs it to its end, or until it is refused.</summary>
    public static Task<Result<ImportAccount>> RunAsync(this TestDesk desk, (ImportRunId Id, string Path) asked, Action<ImportAccount>? told = null, CancellationToken? ct = null) =>
        desk.UseAsync((RunImport run) => run.RunAsync(Operator, new RunImport.Command(asked.Id, asked.Path, told), ct ?? Ct));

    /// <summary>What a spreadsheet is given of the rows that were not taken.</summary>
    public static async Task<string[]> RejectsAsync(this TestDesk desk, ImportRunId id)
    {
        using var csv = new MemoryStream();
        var told = await desk.UseAsync((ImportRejects rejects) => rejects.ReadAsync(Operator, id, csv, reason => reason.Code, Ct));
        Assert.True(told.IsOk, told.Error?.Code);
        return Encoding.UTF8.GetString(csv.ToArray()).TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
    }
}
