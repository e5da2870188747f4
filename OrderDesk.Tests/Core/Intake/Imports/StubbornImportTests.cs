using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OrderDesk.Core.Data;
using OrderDesk.Core.Intake;
using OrderDesk.Core.Intake.Imports;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Shared;
using OrderDesk.Tests.Support;

namespace OrderDesk.Tests.Core.Intake.Imports;

/// <summary>A file with something in it that nothing can be done with does not keep an import busy for ever.</summary>
public class StubbornImportTests
{
    private const string Header = "external_id,placed_at,currency,sku,quantity,unit_price,total\n";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [EveryDatabase(ImportMode.Live)]
    [EveryDatabase(ImportMode.History)]
    public async Task A_date_no_order_can_have_rejects_its_row_and_no_other(Database database, ImportMode mode)
    {
        await using var desk = await TestDesk.OpenAsync(database);

        var account = await desk.ImportAsync(Header + Row("A", "2026-03-01") + Row("B", "0001-01-01") + Row("C", "9999-12-31") + Row("D", "2026-03-01"), mode);

        Assert.Equal((4, 2, 2), (account.Tally.RowsRead, account.Tally.Imported, account.Tally.Rejected));
        var rejects = await desk.RejectsAsync((await desk.Db().ImportRuns.SingleAsync(Ct)).Id);
        Assert.Equal(2, rejects.Count(row => row.Contains("intake.row.year", StringComparison.Ordinal)));
    }

    [Theory, EveryDatabase]
    public async Task An_import_that_breaks_three_times_at_one_place_has_failed_and_says_so(Database database)
    {
        var trap = new Trap();
        await using var desk = await TestDesk.OpenAsync(database, services => services.AddSingleton<IReaction>(trap));
        var asked = await desk.AskAsync(desk.File(Header + Row("A", "2026-03-01") + Row("BAD", "2026-03-01") + Row("C", "2026-03-01")), ImportMode.Live);

        for (var n = 0; n < 2; n++)
        {
            await Assert.ThrowsAsync<InvalidTimeZoneException>(() => desk.RunAsync(asked));
            desk.Clock.Advance(ImportRun.SilentFor);
        }

        var result = await desk.RunAsync(asked);

        Assert.Equal(("intake.import-stuck", 1L), (result.Error?.Code, result.Error?.Args[0]));
        Assert.Equal(1, await desk.Db().Orders.CountAsync(Ct));
        var run = await desk.Db().ImportRuns.SingleAsync(Ct);
        Assert.Equal((ImportState.Failed, "intake.import-stuck"), (run.State, run.FailureCode));
        Assert.Equal("intake.import-is-over", (await desk.RunAsync(asked)).Error?.Code);
        trap.Open = false;
        Assert.Equal(2, (await desk.RunAsync(await desk.AskAsync(asked.Path, ImportMode.Live))).Value?.Tally.Orders);
    }

    [Fact]
    public async Task The_job_gives_up_on_such_an_import_and_turns_to_the_next()
    {
        await using var desk = await TestDesk.OpenAsync(more: services => services.AddSingleton<IReaction>(new Trap()));
        await SendAsync(desk, Header + Row("BAD", "2026-03-01"));
        await SendAsync(desk, Header + Row("A", "2026-03-01"));

        var outcomes = new List<string>();
        for (var n = 0; n < 5; n++)
        {
            var run = await desk.HoldJobAsync("imports");
            try
            {
                outcomes.Add((await desk.UseAsync((ImportJob job) => job.WorkAsync(run, Ct)))?.Code ?? "nothing");
            }
            catch (InvalidTimeZoneException)
            {
                outcomes.Add("broke");
            }

            desk.Clock.Advance(ImportRun.SilentFor);
        }

        Assert.Equal(["broke", "broke", "jobs.imports.stopped", "jobs.imports.done", "nothing"], outcomes);
        Assert.Empty(Directory.GetFiles(Path.Combine(desk.Storage.Folder, "imports"), "*.upload"));
    }

    [Theory]
    [EveryDatabase(ImportMode.Live)]
    [EveryDatabase(ImportMode.History)]
    public async Task A_trial_for_a_channel_nobody_knows_leaves_no_channel_behind(Database database, ImportMode mode)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var text = Header + Row("A", "2026-03-01");

        var trial = await desk.ImportAsync(text, mode, channel: "fair", dryRun: true);

        Assert.Equal(1, trial.Tally.Imported);
        await using var db = desk.Db();
        Assert.Equal(0, await db.Channels.CountAsync(Ct));
        Assert.Empty(await db.AuditEntries.Where(e => e.SubjectKind == "channel").ToListAsync(Ct));
        var listed = await desk.UseAsync((ImportList list) => list.ReadAsync(desk.Manager(), new Paging(), Ct));
        Assert.Equal("fair", Assert.Single(listed.Value!.Rows).Channel);
        Assert.Equal(1, (await desk.ImportAsync(text, mode, channel: "fair")).Tally.Imported);
        Assert.Equal(1, (await desk.ImportAsync(text, mode, channel: "fair", dryRun: true)).Tally.Skipped);
    }

    [Theory, EveryDatabase]
    public async Task Who_is_given_the_rows_of_an_import_stands_in_the_audit_trail(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        await desk.ImportAsync(Header + Row("A", "yesterday"));
        var (agent, run) = (desk.Agent(), (await desk.Db().ImportRuns.SingleAsync(Ct)).Id);

        await desk.UseAsync((ImportRejects rejects) => rejects.ReadAsync(agent, run, Stream.Null, reason => reason.Code, Ct));
        await desk.UseAsync((ImportRejects rejects) => rejects.ReadAsync(desk.Nobody(), run, Stream.Null, reason => reason.Code, Ct));

        var line = await desk.Db().AuditEntries.SingleAsync(e => e.Action == "import.rows-opened", Ct);
        Assert.Equal((agent.Name, "import", run.Value), (line.ActorName, line.SubjectKind, line.SubjectId));
    }

    private static string Row(string number, string placedAt) => $"{number},{placedAt},GBP,MUG,1,10.00,10.00\n";

    private static async Task SendAsync(TestDesk desk, string text)
    {
        using var sent = new MemoryStream(Encoding.UTF8.GetBytes(text));
        var asked = await desk.UseAsync((AskForImport ask) => ask.RunAsync(
            desk.Administrator(), new AskForImport.Command("retail", "orders.csv", "generic", ImportMode.Live, DryRun: false, sent), Ct));
        Assert.True(asked.IsOk, asked.Error?.Code);
    }

    /// <summary>Breaks on one order, as a fault of the program would.</summary>
    private sealed class Trap : Reaction<OrderTaken>
    {
        public bool Open { get; set; } = true;

        protected override Task<Result> ReactAsync(Write write, OrderTaken happened, CancellationToken ct) =>
            Open && happened.Order.ExternalId == "BAD" ? throw new InvalidTimeZoneException("a fault of the program") : Task.FromResult(Result.Ok);
    }
}
