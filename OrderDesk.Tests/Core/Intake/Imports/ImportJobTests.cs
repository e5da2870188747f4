using System.Text;
using OrderDesk.Core.Data.Jobs;
using OrderDesk.Core.Intake;
using OrderDesk.Core.Intake.Imports;
using OrderDesk.Core.Shared;
using OrderDesk.Tests.Support;

namespace OrderDesk.Tests.Core.Intake.Imports;

/// <summary>A file that is sent waits for the job of the server, which runs it to its end.</summary>
public class ImportJobTests
{
    private const string TwoOrders =
        "external_id,placed_at,currency,sku,quantity,unit_price,total\nJ-1,2026-01-05 10:00:00,GBP,MUG,2,1.50,3.00\nJ-2,2026-01-05 10:00:00,GBP,MUG,two,1.50,3.00\n";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task What_was_sent_is_run_to_its_end_and_the_list_tells_where_every_row_went(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var asked = await SendAsync(desk, desk.Administrator(), TwoOrders);
        Assert.True(asked.IsOk, asked.Error?.Code);

        var outcome = await RoundAsync(desk);

        Assert.Equal(("jobs.imports.done", "orders.csv"), (outcome?.Code, outcome?.Args[0]));
        var manager = desk.Manager();
        var listed = await desk.UseAsync((ImportList list) => list.ReadAsync(manager, new Paging(), Ct));
        var row = Assert.Single(listed.Value!.Rows);
        Assert.Equal((ImportState.Done, 2L, 1L, 1L), (row.State, row.Account!.Tally.RowsRead, row.Account.Tally.Imported, row.Account.Tally.Rejected));
        var details = await desk.UseAsync((ImportDetails read) => read.ReadAsync(manager, asked.Value, Ct));
        Assert.Equal("Ade", details.Value!.StartedBy);
        Assert.Null(await RoundAsync(desk));
    }

    [Fact]
    public async Task What_was_sent_to_another_machine_is_left_to_it()
    {
        await using var desk = await TestDesk.OpenAsync();
        await SendAsync(desk, desk.Administrator(), TwoOrders);
        Directory.Delete(Path.Combine(desk.Storage.Folder, "imports"), recursive: true);

        Assert.Null(await RoundAsync(desk));

        var listed = await desk.UseAsync((ImportList list) => list.ReadAsync(desk.Manager(), new Paging(), Ct));
        Assert.Equal(ImportState.Queued, Assert.Single(listed.Value!.Rows).State);
    }

    [Fact]
    public async Task What_fails_is_kept_with_its_reason_and_does_not_hold_up_the_next()
    {
        await using var desk = await TestDesk.OpenAsync();
        await SendAsync(desk, desk.Administrator(), TwoOrders + "\"J-3,2026-01-05 10:00:00,GBP,MUG,2,1.50");
        await SendAsync(desk, desk.Administrator(), TwoOrders.Replace("J-", "K-", StringComparison.Ordinal));

        var first = await RoundAsync(desk);
        var second = await RoundAsync(desk);

        var listed = await desk.UseAsync((ImportList list) => list.ReadAsync(desk.Manager(), new Paging(), Ct));
        Assert.Equal(2, listed.Value!.Rows.Count(row => !row.IsOpen));
        Assert.NotNull(first);
        Assert.Equal("jobs.imports.done", second?.Code);
    }

    private static async Task<Result<ImportRunId>> SendAsync(TestDesk desk, Actor actor, string text)
    {
        using var sent = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return await desk.UseAsync((AskForImport ask) => ask.RunAsync(actor, new AskForImport.Command("retail", "orders.csv", "generic", ImportMode.Live, DryRun: false, sent), Ct));
    }

    private static async Task<JobOutcome?> RoundAsync(TestDesk desk)
    {
        var run = await desk.HoldJobAsync("imports");
        return await desk.UseAsync((ImportJob job) => job.WorkAsync(run, Ct));
    }
}
