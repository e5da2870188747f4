using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OrderDesk.Tests.Support;

namespace OrderDesk.Tests.Faults;

/// <summary>Fault 6: the program is killed in the middle of an import.</summary>
public class ImportKillTests
{
    private const int Orders = 10_000;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task A_killed_import_goes_on_at_its_checkpoint_and_nothing_is_there_twice(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var file = desk.File("external_id,placed_at,currency,sku,quantity,unit_price,total\n"
            + string.Concat(Enumerable.Range(1, Orders).Select(n => string.Create(CultureInfo.InvariantCulture, $"K-{n},2026-01-05 10:00:00,GBP,SKU-{n % 400},2,1.50,3.00\n"))));
        var options = new ServerOptions { DataDirectory = desk.Storage.Folder, Settings = desk.Storage.Settings };
        string[] import = ["import", "orders", file, "--channel", "retail", "--profile", "generic", "--mode", "history", "--json"];

        await KillAtAsync(options, import, percent: 30);
        await using (var db = desk.Db())
        {
            Assert.InRange(await db.Orders.CountAsync(Ct), Orders / 10, Orders - 1);
        }

        var second = await CommandRun.RunAsync(options, import, Ct);

        Assert.Equal(0, second.ExitCode);
        Assert.Contains("resumed after row", second.Errors, StringComparison.Ordinal);
        using var answer = JsonDocument.Parse(second.Output);
        Assert.Equal(
            (Orders, Orders, 0, Orders),
            (Figure("rowsRead"), Figure("imported"), Figure("skipped"), Figure("orders")));
        await using var after = desk.Db();
        Assert.Equal(Orders, await after.Orders.CountAsync(Ct));
        Assert.Equal(Orders, await after.OrderLines.CountAsync(Ct));
        Assert.Equal(Orders, await after.OrderEvents.CountAsync(Ct));
        Assert.Equal(Orders, await after.IntakeReceipts.CountAsync(Ct));
        Assert.Equal(400, await after.Variants.CountAsync(Ct));
        Assert.Equal(Orders, await after.Counters.Where(c => c.Name == "orders.status.8").SumAsync(c => c.Value, Ct));

        int Figure(string name) => answer.RootElement.GetProperty(name).GetInt32();
    }

    /// <summary>Starts the command and kills it, without a chance to tidy up, once it says it is this far.</summary>
    private static async Task KillAtAsync(ServerOptions options, string[] arguments, int percent)
    {
        using var process = Process.Start(ProgramStart.For(options, options.DataDirectory!, arguments))!;
        process.StandardInput.Close();
        _ = process.StandardOutput.ReadToEndAsync(Ct);
        while (await process.StandardError.ReadLineAsync(Ct) is { } line)
        {
            if (line.Split(" %", 2) is [var far, _] && int.TryParse(far, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at >= percent)
            {
                break;
            }
        }

        process.Kill();
        await process.WaitForExitAsync(Ct);
    }
}
