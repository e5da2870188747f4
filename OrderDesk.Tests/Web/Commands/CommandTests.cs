using System.Text.Json;
using Microsoft.Data.Sqlite;
using OrderDesk.Tests.Support;

namespace OrderDesk.Tests.Web.Commands;

/// <summary>What an operator's scripts build on: one JSON object on standard output, exit codes, files relative to where the person typed.</summary>
public sealed class CommandTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_verb_answers_with_one_object_and_its_exit_code()
    {
        var options = Fresh();
        await File.WriteAllTextAsync(Path.Combine(options.DataDirectory!, "orders.csv"), "external_id,placed_at,currency,sku,quantity,unit_price,total\nA-1,2026-03-01T10:00:00Z,GBP,MUG,1,10.00,10.00\n", Ct);
        var (backup, file) = (Path.Combine(options.DataDirectory!, "copy.db"), Path.Combine(options.DataDirectory!, "orders.csv"));

        Assert.Equal(0, (await JsonAsync(options, 0, "migrate")).GetProperty("moved").GetBoolean() ? 0 : 1);
        Assert.StartsWith("od_", (await JsonAsync(options, 0, "apikey", "add", "--channel", "web")).GetProperty("key").GetString(), StringComparison.Ordinal);
        var received = await JsonAsync(options, 0, "stock", "receive", "--sku", "mug", "--warehouse", "main", "--quantity", "5", "--name", "Mug", "--price", "10", "--currency", "gbp");
        Assert.Equal(("MUG", "MAIN", 5), (received.GetProperty("sku").GetString(), received.GetProperty("warehouse").GetString(), received.GetProperty("available").GetInt32()));
        Assert.Contains("/Account/", (await JsonAsync(options, 0, "user", "add", "ann@example.com", "--role", "Agent")).GetProperty("link").GetString(), StringComparison.Ordinal);
        Assert.Equal(1, (await JsonAsync(options, 0, "import", "orders", file, "--channel", "web", "--profile", "generic", "--mode", "history")).GetProperty("imported").GetInt32());
        await JsonAsync(options, 1, "import", "orders", file + ".gone", "--channel", "web", "--profile", "generic", "--mode", "history");
        Assert.True((await JsonAsync(options, 0, "check")).GetProperty("ok").GetBoolean());
        Assert.Equal("demo.off", (await JsonAsync(options, 1, "seed", "demo")).GetProperty("error").GetString());
        Assert.Equal("demo.seed-not-empty", (await JsonAsync(options, 1, "seed", "orders", "--count", "5", "--days", "2")).GetProperty("error").GetString());
        Assert.True((await JsonAsync(options, 0, "backup", backup)).GetProperty("clean").GetBoolean());
        Assert.Equal(0, (await JsonAsync(options, 0, "restore", backup)).GetProperty("heldMessages").GetInt32());
        Assert.True((await JsonAsync(options, 0, "check")).GetProperty("ok").GetBoolean());
    }

    [Theory]
    [InlineData("Security:PublicOrigins:0", "https://desk.example.com", "https://desk.example.com/Account/")]
    [InlineData("urls", "http://127.0.0.1:5310;http://127.0.0.1:5311", "http://127.0.0.1:5310/Account/")]
    [InlineData("urls", "http://*:5310", "http://localhost:5310/Account/")]
    [InlineData("Kestrel:Endpoints:Desk:Url", "https://[::]:5311", "https://localhost:5311/Account/")]
    public async Task A_link_for_a_person_is_whole_where_the_desk_knows_its_address(string key, string value, string start)
    {
        var answer = await JsonAsync(Fresh().With(key, value), 0, "user", "add", "ann@example.com", "--role", "Agent");

        Assert.StartsWith(start, answer.GetProperty("link").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_without_an_address_says_what_makes_it_whole()
    {
        var run = await CommandRun.RunAsync(Fresh(), ["user", "add", "ann@example.com", "--role", "Agent"], Ct);
        var help = await CommandRun.RunAsync(Fresh(), ["user", "add", "--help"], Ct);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("Security:PublicOrigins", run.Output, StringComparison.Ordinal);
        Assert.Contains("Security:PublicOrigins", help.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_import_that_breaks_three_times_ends_with_the_sentence_that_says_so()
    {
        var options = Fresh();
        await File.WriteAllTextAsync(Path.Combine(options.DataDirectory!, "orders.csv"), "external_id,placed_at,currency,sku,quantity,unit_price,total\nA-1,2026-03-01,GBP,MUG,1,10.00,10.00\n", Ct);
        string[] import = ["import", "orders", Path.Combine(options.DataDirectory!, "orders.csv"), "--channel", "web", "--profile", "generic", "--mode", "live"];
        await JsonAsync(options, 0, "migrate");
        await using (var file = new SqliteConnection($"Data Source={Path.Combine(options.DataDirectory!, "orderdesk.db")};Pooling=false"))
        {
            await file.OpenAsync(Ct);
            await using var command = file.CreateCommand();
            command.CommandText = "CREATE TRIGGER broken BEFORE INSERT ON orders BEGIN SELECT RAISE(ABORT, 'a fault of the program'); END";
            await command.ExecuteNonQueryAsync(Ct);
        }

        Assert.Equal("command.unexpected", (await JsonAsync(options, 1, import)).GetProperty("error").GetString());
        Assert.Equal("command.unexpected", (await JsonAsync(options, 1, import)).GetProperty("error").GetString());
        var last = await CommandRun.RunAsync(options, import, Ct);

        Assert.Equal(1, last.ExitCode);
        Assert.Contains("The import broke off three times", last.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_receipt_with_a_paper_counts_once_however_often_it_is_typed()
    {
        var options = Fresh();
        string[] words = ["stock", "receive", "--sku", "mug", "--warehouse", "main", "--quantity", "5", "--reference", "DN-7"];
        await JsonAsync(options, 0, "migrate");

        Assert.Equal(5, (await JsonAsync(options, 0, words)).GetProperty("onHand").GetInt32());
        Assert.Equal("inventory.receipt-already-booked", (await JsonAsync(options, 1, words)).GetProperty("error").GetString());
        words[^1] = "DN-8";
        Assert.Equal(10, (await JsonAsync(options, 0, words)).GetProperty("onHand").GetInt32());
    }

    [Fact]
    public async Task Wrong_usage_is_2_and_still_one_object()
    {
        var options = Fresh();

        foreach (var wrong in (string[][])[["fly"], ["seed", "orders", "--count", "many", "--days", "3"], ["backup"], ["apikey", "add"], ["import", "orders", "x.csv", "--channel", "c", "--profile", "generic", "--mode", "maybe"]])
        {
            Assert.Equal("command.wrong-usage", (await JsonAsync(options, 2, wrong)).GetProperty("error").GetString());
        }

        Assert.Equal(2, (await CommandRun.RunAsync(options, ["restore"], Ct)).ExitCode);
        Assert.False(File.Exists(Path.Combine(options.DataDirectory!, "orderdesk.db")));
    }

    [Fact]
    public async Task A_seed_says_how_far_it_is_on_standard_error_only()
    {
        var options = Fresh() with { Environment = "Production" };

        var run = await CommandRun.RunAsync(options, ["seed", "orders", "--count", "400", "--days", "20", "--json"], Ct);

        Assert.Equal((0, 400), (run.ExitCode, JsonDocument.Parse(run.Output).RootElement.GetProperty("orders").GetInt32()));
        Assert.Contains("100 %", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_published_program_keeps_its_data_with_itself_and_files_with_the_person()
    {
        var published = await Published.FolderAsync();
        var elsewhere = Directory.CreateTempSubdirectory("orderdesk-elsewhere-").FullName;
        var folder = $"data-{Path.GetFileName(elsewhere)}";
        var options = new ServerOptions { Environment = "Production", Published = published, DataDirectory = folder, WorkingDirectory = elsewhere };
        try
        {
            Assert.Equal(30, (await JsonAsync(options, 0, "seed", "orders", "--count", "30", "--days", "3")).GetProperty("orders").GetInt32());
            var taken = await JsonAsync(options, 0, "backup", "mine.db");

            Assert.Equal(Path.Combine(elsewhere, "mine.db"), taken.GetProperty("file").GetString());
            Assert.True(File.Exists(Path.Combine(elsewhere, "mine.db")));
            Assert.True(File.Exists(Path.Combine(published, folder, "orderdesk.db")));
            Assert.Equal(30, (await JsonAsync(options, 0, "restore", "mine.db")).GetProperty("orders").GetInt32());
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(elsewhere, recursive: true);
            Directory.Delete(Path.Combine(published, folder), recursive: true);
        }
    }

    [Fact]
    public async Task A_restore_over_a_running_server_is_refused_and_a_backup_of_it_is_not()
    {
        var options = Fresh();
        var backup = Path.Combine(options.DataDirectory!, "copy.db");
        await using (await ServerProcess.StartAsync(options, Ct))
        {
            Assert.Equal(0, (await CommandRun.RunAsync(options, ["backup", backup], Ct)).ExitCode);
            Assert.Equal("storage.in-use", (await JsonAsync(options, 1, "restore", backup)).GetProperty("error").GetString());
        }

        Assert.Equal(0, (await CommandRun.RunAsync(options, ["restore", backup], Ct)).ExitCode);
    }

    private static ServerOptions Fresh() => new() { DataDirectory = Directory.CreateTempSubdirectory("orderdesk-command-").FullName };

    private static async Task<JsonElement> JsonAsync(ServerOptions options, int exit, params string[] words)
    {
        var run = await CommandRun.RunAsync(options, [.. words, "--json"], Ct);
        Assert.True(run.ExitCode == exit, $"{string.Join(' ', words)}: {run.ExitCode}\n{run.Output}\n{run.Errors}");
        Assert.Equal(1, run.Output.Count(letter => letter == '\n'));
        using var json = JsonDocument.Parse(run.Output);
        return json.RootElement.Clone();
    }
}
