using System.Data.Common;
using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using OrderDesk.Core.Shared;
using OrderDesk.Tests.Support;

namespace OrderDesk.Tests.Faults;

/// <summary>A disk that is full, a file that somebody else holds, a migration that is killed (faults 19, 21 and 4): a clear refusal, nothing half-written, and on it goes.</summary>
public sealed class StorageFaultTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_full_disk_refuses_writes_leaves_reads_and_recovers_when_there_is_room_again()
    {
        var disk = new SmallDisk();
        await using var desk = await TestDesk.OpenAsync(more: services => services.AddSingleton<IInterceptor>(disk));
        var shop = await Shop.OpenAsync(desk);
        await shop.StockAsync("MUG", 10_000);
        disk.Pages = await PagesAsync(desk) + 8;

        string? refused = null;
        var taken = 0;
        for (var n = 0; n < 200 && refused is null; n++)
        {
            var sent = await shop.SendAsync(shop.Order());
            refused = sent.Error?.Code;
            taken += sent.IsOk ? 1 : 0;
        }

        Assert.Equal("shared.disk-full", refused);
        await using (var db = desk.Db())
        {
            Assert.Equal(taken, await db.Orders.CountAsync(Ct));
            Assert.Equal(taken, await db.StockLevels.SumAsync(level => level.Reserved, Ct));
        }

        disk.Pages = null;
        Assert.True((await shop.SendAsync(shop.Order())).IsOk);
        await desk.IsCleanAsync();
    }

    [Fact]
    public async Task A_file_that_somebody_else_holds_is_busy_within_ten_seconds_for_everybody_and_loses_nothing()
    {
        await using var desk = await TestDesk.OpenAsync(more: services => services.AddSingleton(TimeProvider.System));
        var shop = await Shop.OpenAsync(desk);
        await shop.StockAsync("MUG", 5);
        var order = shop.Order();
        await using var foreign = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = desk.Storage.File, Pooling = false }.ToString());
        await foreign.OpenAsync(Ct);
        await using (var hold = await foreign.BeginTransactionAsync(System.Data.IsolationLevel.Serializable, Ct))
        {
            var watch = Stopwatch.StartNew();
            var orders = Enumerable.Range(0, 7).Select(_ => shop.Order()).Prepend(order).ToList();
            var all = await Task.WhenAll(orders.Select(sent => Task.Run(() => shop.SendAsync(sent), Ct)));

            Assert.All(all, refused => Assert.Equal(("shared.busy", ErrorKind.Unavailable), (refused.Error?.Code, refused.Error?.Kind)));
            Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(10));
            await using var db = desk.Db();
            Assert.Equal(0, await db.Orders.CountAsync(Ct));
            await hold.RollbackAsync(Ct);
        }

        Assert.True((await shop.SendAsync(order)).IsOk);
        await desk.IsCleanAsync();
    }

    [Fact]
    public async Task A_start_that_is_killed_while_it_makes_the_database_is_followed_by_one_that_works()
    {
        var folder = TestHouse.TempFolder("killed");
        foreach (var patience in new[] { 250, 500, 750, 1_000, 1_250, 1_500 })
        {
            using var migrate = Process.Start(ProgramStart.For(new ServerOptions(), folder, ["migrate"]))!;
            migrate.OutputDataReceived += (_, _) => { };
            migrate.ErrorDataReceived += (_, _) => { };
            migrate.BeginOutputReadLine();
            migrate.BeginErrorReadLine();
            migrate.WaitForExit(patience);
            migrate.Kill();
            await migrate.WaitForExitAsync(Ct);
        }

        var after = await CommandRun.RunAsync(new ServerOptions { DataDirectory = folder }, ["migrate"], Ct);
        var check = await CommandRun.RunAsync(new ServerOptions { DataDirectory = folder }, ["check"], Ct);

        Assert.True(after.ExitCode == 0, after.Output + after.Errors);
        Assert.True(check.ExitCode == 0, check.Output + check.Errors);
    }

    private static async Task<long> PagesAsync(TestDesk desk)
    {
        await using var db = desk.Db();
        return (await db.Database.SqlQueryRaw<long>("SELECT page_count AS Value FROM pragma_page_count").ToListAsync(Ct)).Single();
    }

    /// <summary>A disk with room for so many pages of the file: the engine itself answers that it is full.</summary>
    private sealed class SmallDisk : DbConnectionInterceptor
    {
        public long? Pages { get; set; }

        public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = FormattableString.Invariant($"PRAGMA max_page_count = {Pages ?? 1_073_741_823}");
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}
