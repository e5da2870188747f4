using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OrderDesk.Core.Data;
using OrderDesk.Core.Shared;
using OrderDesk.Tests.Support;

namespace OrderDesk.Tests.Data;

/// <summary>A database is brought to the current schema, or the reason why not is said.</summary>
public class SchemaUpgradeTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_absent_database_is_made_and_afterwards_left_alone()
    {
        await using var desk = await NewDeskAsync();

        var first = await ReadyAsync(desk);
        var again = await ReadyAsync(desk);

        Assert.Null(first.Value!.From);
        Assert.True(first.Value.Moved);
        Assert.False(again.Value!.Moved);
        Assert.Equal("wal", await ScalarAsync(desk, "PRAGMA journal_mode"));
        await desk.WriteAsync(write => write.Count("test.rows", spreadBy: 0, delta: 1));
    }

    [Fact]
    public async Task Two_processes_that_start_at_once_on_an_absent_database_are_both_ready()
    {
        await using var one = await NewDeskAsync();
        await using var two = one.AnotherNode();

        var results = await Task.WhenAll(ReadyAsync(one), ReadyAsync(two));

        Assert.All(results, result => Assert.True(result.IsOk, result.Error?.Code));
        Assert.Equal(Migrations(one), await ScalarAsync(one, $"SELECT COUNT(*) FROM {DeskContexts.HistoryTable}"));
    }

    [Fact]
    public async Task A_migration_lock_that_a_killed_process_left_does_not_stop_the_next_start()
    {
        await using var desk = await NewDeskAsync();
        await ExecuteAsync(desk, """
            CREATE TABLE "__EFMigrationsLock" ("Id" INTEGER NOT NULL CONSTRAINT "PK___EFMigrationsLock" PRIMARY KEY, "Timestamp" TEXT NOT NULL);
            INSERT INTO "__EFMigrationsLock" VALUES (1, '2026-01-01 00:00:00');
            """);

        var ready = await ReadyAsync(desk).WaitAsync(TimeSpan.FromSeconds(30), Ct);

        Assert.True(ready.IsOk, ready.Error?.Code);
    }

    [Fact]
    public async Task A_newer_schema_is_refused_and_left_as_it_is()
    {
        await using var desk = await TestDesk.OpenAsync();
        await ExecuteAsync(desk, $"INSERT INTO {DeskContexts.HistoryTable} VALUES ('99990101000000_FromTheFuture', '99.0.0')");

        var ready = await ReadyAsync(desk);

        Assert.Equal("storage.schema-newer", ready.Error?.Code);
        Assert.Equal("99990101000000_FromTheFuture", ready.Error?.Args[0]);
        Assert.Equal(Migrations(desk) + 1, await ScalarAsync(desk, $"SELECT COUNT(*) FROM {DeskContexts.HistoryTable}"));
    }

    [Fact]
    public async Task A_database_of_somebody_else_is_refused()
    {
        await using var desk = await NewDeskAsync();
        await ExecuteAsync(desk, "CREATE TABLE recipes (name TEXT)");

        Assert.Equal("storage.not-ours", (await ReadyAsync(desk)).Error?.Code);
        Assert.Equal(1L, await ScalarAsync(desk, "SELECT COUNT(*) FROM sqlite_master"));
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_refused_with_instructions()
    {
        await using var desk = await NewDeskAsync();
        await File.WriteAllTextAsync(desk.Storage.File, new string('x', 5000), Ct);

        Assert.Equal("storage.damaged", (await ReadyAsync(desk)).Error?.Code);
    }

    [Fact]
    public async Task A_file_with_broken_pages_that_was_left_open_is_refused()
    {
        await using var desk = await TestDesk.OpenAsync();
        await ExecuteAsync(desk, "PRAGMA journal_mode=WAL");
        await File.WriteAllBytesAsync(desk.Storage.File + "-wal", new byte[32], Ct);
        await using (var file = new FileStream(desk.Storage.File, FileMode.Open, FileAccess.Write))
        {
            file.Position = 4096;
            await file.WriteAsync(Enumerable.Repeat((byte)0x5A, 40_000).ToArray(), Ct);
        }

        Assert.Equal("storage.damaged", (await ReadyAsync(desk)).Error?.Code);
    }

    [Fact]
    public async Task Nobody_gets_the_file_alone_while_another_process_uses_it()
    {
        await using var desk = await TestDesk.OpenAsync();
        await using var other = desk.AnotherNode();
        Assert.True((await ReadyAsync(desk)).IsOk);

        Assert.Null(await other.Services.GetRequiredService<StorageHold>().TakeAloneAsync(TimeSpan.Zero, Ct));
        desk.Services.GetRequiredService<StorageHold>().Dispose();
        using var alone = await other.Services.GetRequiredService<StorageHold>().TakeAloneAsync(TimeSpan.Zero, Ct);
        Assert.NotNull(alone);
    }

    [Fact]
    public async Task Another_engine_is_only_upgraded_by_the_command_that_says_so()
    {
        Needs.PostgreSql();
        var cluster = await PostgresCluster.SharedAsync();
        var connection = await cluster.CreateDatabaseAsync();
        await using var file = await TestDesk.OpenAsync();
        await using var desk = file.AnotherNode(services => services.Configure<StorageOptions>(options =>
            (options.Provider, options.ConnectionString) = (StorageProvider.PostgreSql, connection)));

        var before = await ReadyAsync(desk);
        var move = await desk.UseAsync((SchemaUpgrade upgrade) => upgrade.MigrateAsync(Ct));
        var after = await ReadyAsync(desk);

        Assert.Equal("storage.needs-migrate", before.Error?.Code);
        Assert.True(move.Value?.Moved);
        Assert.True(after.IsOk, after.Error?.Code);
    }

    [Fact]
    public async Task A_database_that_cannot_be_reached_is_an_answer_and_not_a_crash()
    {
        await using var file = await TestDesk.OpenAsync();
        await using var desk = file.AnotherNode(services => services.Configure<StorageOptions>(options =>
            (options.Provider, options.ConnectionString) = (StorageProvider.PostgreSql, $"Host=127.0.0.1;Port={FreePort.Take()};Database=desk;Username=desk;Timeout=3")));

        Assert.Equal("storage.unreachable", (await ReadyAsync(desk)).Error?.Code);
    }

    private static Task<Result<SchemaMove>> ReadyAsync(TestDesk desk) => desk.UseAsync((SchemaUpgrade upgrade) => upgrade.GetReadyAsync(Ct));

    /// <summary>How many steps lead to the schema of this program.</summary>
    private static long Migrations(TestDesk desk)
    {
        using var db = desk.Db();
        return db.Database.GetMigrations().LongCount();
    }

    private static async Task<TestDesk> NewDeskAsync()
    {
        var desk = await TestDesk.OpenAsync();
        File.Delete(desk.Storage.File);
        return desk;
    }

    private static async Task ExecuteAsync(TestDesk desk, string sql)
    {
        await using var connection = await OpenAsync(desk);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(Ct);
    }

    private static async Task<object?> ScalarAsync(TestDesk desk, string sql)
    {
        await using var connection = await OpenAsync(desk);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync(Ct);
    }

    private static async Task<SqliteConnection> OpenAsync(TestDesk desk)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = desk.Storage.File, Pooling = false }.ToString());
        await connection.OpenAsync(Ct);
        return connection;
    }
}
