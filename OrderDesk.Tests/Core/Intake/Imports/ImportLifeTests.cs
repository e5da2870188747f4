using System.Text;
using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Intake;
using OrderDesk.Core.Intake.Imports;
using OrderDesk.Core.Shared;
using OrderDesk.Tests.Support;

namespace OrderDesk.Tests.Core.Intake.Imports;

/// <summary>An import can be stopped, interrupted and gone on with; whatever happens, every row is in one place and nothing is there twice.</summary>
public class ImportLifeTests
{
    private static readonly string Thousand = "external_id,placed_at,currency,sku,quantity,unit_price,total\n"
        + string.Concat(Enumerable.Range(1, 1000).Select(n => $"B-{n},2026-01-05 10:00:00,GBP,SKU-{n % 40},1,10.00,{(n % 100 == 0 ? "ten" : "10.00")}\n"));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task An_interrupted_import_goes_on_from_its_checkpoint(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var asked = await desk.AskAsync(desk.File(Thousand));
        using var power = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => desk.RunAsync(asked, account => Cut(account, power), power.Token));
        await using (var db = desk.Db())
        {
            Assert.InRange(await db.Orders.CountAsync(Ct), 100, 900);
        }

        desk.Clock.Advance(ImportRun.SilentFor);
        var again = await desk.AskAsync(asked.Path);
        var account = (await desk.RunAsync(again)).Value!;

        Assert.Equal(asked.Id, again.Id);
        Assert.Equal((1000, 990, 10, 990, 1), (account.Tally.RowsRead, account.Tally.Imported, account.Tally.Rejected, account.Tally.Orders, account.Resumed));
        Assert.Equal(11, (await desk.RejectsAsync(asked.Id)).Length);
        await using var after = desk.Db();
        Assert.Equal(990, await after.Orders.CountAsync(Ct));
        Assert.Equal(990, await after.OrderLines.CountAsync(Ct));
        Assert.Equal(40, await after.Variants.CountAsync(Ct));

        static void Cut(ImportAccount account, CancellationTokenSource power)
        {
            if (account.Tally.RowsRead > 300)
            {
                power.Cancel();
            }
        }
    }

    [Fact]
    public async Task Who_cancels_keeps_what_was_taken_and_the_rest_is_not()
    {
        await using var desk = await TestDesk.OpenAsync();
        var asked = await desk.AskAsync(desk.File(Thousand));
        var cancelled = false;

        var result = await desk.RunAsync(asked, account =>
        {
            if (!cancelled && account.Tally.RowsRead > 0)
            {
                cancelled = true;
                Assert.True(Meanwhile(() => desk.UseAsync((CancelImport cancel) => cancel.RunAsync(desk.Manager(), new CancelImport.Command(asked.Id), Ct))).IsOk);
            }
        });

        Assert.Equal("intake.import-cancelled", result.Error?.Code);
        await using var db = desk.Db();
        var run = await db.ImportRuns.SingleAsync(Ct);
        Assert.Equal(ImportState.Cancelled, run.State);
        Assert.InRange(await db.Orders.CountAsync(Ct), 1, 500);
        Assert.Equal(ImportAccount.FromJson(run.Tally).Tally.Orders, await db.Orders.CountAsync(Ct));
    }

    [Fact]
    public async Task An_import_that_waits_is_cancelled_at_once_and_never_runs()
    {
        await using var desk = await TestDesk.OpenAsync();
        var asked = await desk.AskAsync(desk.File(Thousand));

        Assert.True((await desk.UseAsync((CancelImport cancel) => cancel.RunAsync(desk.Manager(), new CancelImport.Command(asked.Id), Ct))).IsOk);

        Assert.Equal("intake.import-is-over", (await desk.RunAsync(asked)).Error?.Code);
        Assert.Equal("intake.import-is-over", (await desk.UseAsync((CancelImport cancel) => cancel.RunAsync(desk.Manager(), new CancelImport.Command(asked.Id), Ct))).Error?.Code);
    }

    [Theory, EveryDatabase]
    public async Task Two_nodes_never_run_the_same_import(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        await using var other = desk.AnotherNode();
        var asked = await desk.AskAsync(desk.File(Thousand));

        var results = await Task.WhenAll(Task.Run(() => desk.RunAsync(asked), Ct), Task.Run(() => other.RunAsync(asked), Ct));

        Assert.Equal(990, Assert.Single(results, r => r.IsOk).Value!.Tally.Imported);
        Assert.Contains(Assert.Single(results, r => !r.IsOk).Error!.Code, (string[])["intake.import-already-running", "intake.import-is-over"]);
        await using var db = desk.Db();
        Assert.Equal(990, await db.Orders.CountAsync(Ct));
    }

    [Fact]
    public async Task A_node_that_was_given_up_on_is_refused_when_it_comes_back()
    {
        await using var desk = await TestDesk.OpenAsync();
        await using var other = desk.AnotherNode();
        var asked = await desk.AskAsync(desk.File(Thousand));
        Result<ImportAccount>? taken = null;

        var late = await desk.RunAsync(asked, account =>
        {
            if (taken is null && account.Tally.RowsRead > 0)
            {
                desk.Clock.Advance(ImportRun.SilentFor);
                taken = Meanwhile(() => other.RunAsync(asked));
            }
        });

        Assert.Equal(990, taken?.Value?.Tally.Imported);
        Assert.Equal("intake.import-taken-over", late.Error?.Code);
        await using var db = desk.Db();
        Assert.Equal(990, await db.Orders.CountAsync(Ct));
    }

    [Fact]
    public async Task An_upload_is_kept_under_a_name_nobody_can_guess_and_goes_when_it_is_done()
    {
        await using var desk = await TestDesk.OpenAsync();
        await Shop.OpenAsync(desk, "retail");
        var manager = desk.Manager();

        var asked = await desk.UseAsync((AskForImport ask) => ask.RunAsync(manager, Upload("../../orders.csv", Thousand), Ct));
        Assert.True(asked.IsOk, asked.Error?.Code);
        await using (var db = desk.Db())
        {
            var run = await db.ImportRuns.SingleAsync(Ct);
            Assert.Equal(("orders.csv", manager.Name, manager.Id), (run.FileName, run.StartedBy, run.StartedById));
            Assert.Equal([Path.Combine(desk.Storage.Folder, "imports", run.StoredAs!)], Directory.GetFiles(Path.Combine(desk.Storage.Folder, "imports")));
        }

        var done = await desk.UseAsync((RunImport run) => run.RunAsync(manager, new RunImport.Command(asked.Value), Ct));

        Assert.Equal(990, done.Value?.Tally.Imported);
        Assert.Empty(Directory.GetFiles(Path.Combine(desk.Storage.Folder, "imports"), "*.upload"));
    }

    [Fact]
    public async Task What_is_no_order_file_is_refused_at_once_and_not_kept()
    {
        await using var desk = await TestDesk.OpenAsync();
        await Shop.OpenAsync(desk, "retail");

        Assert.Equal("intake.file.no-header", await RefusedAsync(Upload("a.csv", "a,b,c\n1,2,3\n")));
        Assert.Equal("channels.unknown", await RefusedAsync(Upload("a.csv", Thousand) with { Channel = "nowhere" }));
        Assert.Equal("intake.profile.unknown", await RefusedAsync(Upload("a.csv", Thousand) with { Profile = "mine" }));
        Assert.Equal("intake.file.too-large", await RefusedAsync(Upload("a.csv", "") with { Sent = new EndlessStream() }));
        Assert.Equal("intake.import-forbidden", await RefusedAsync(Upload("a.csv", "") with { Sent = null, Path = "/etc/passwd" }));
        Assert.Empty(Directory.GetFiles(Path.Combine(desk.Storage.Folder, "imports")));

        async Task<string?> RefusedAsync(AskForImport.Command command) =>
            (await desk.UseAsync((AskForImport ask) => ask.RunAsync(desk.Manager(), command, Ct))).Error?.Code;
    }

    /// <summary>Somebody else does something between two transactions of the import.</summary>
    private static T Meanwhile<T>(Func<Task<T>> work) => Task.Run(work).GetAwaiter().GetResult();

    private static AskForImport.Command Upload(string name, string text) =>
        new("retail", name, "generic", ImportMode.History, false, new MemoryStream(Encoding.UTF8.GetBytes(text)));

    private sealed class EndlessStream : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.FromResult(buffer.Length);
    }
}
