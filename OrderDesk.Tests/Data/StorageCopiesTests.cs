using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Access.Upkeep;
using OrderDesk.Core.Data;
using OrderDesk.Core.Shared;
using OrderDesk.Tests.Support;

namespace OrderDesk.Tests.Data;

/// <summary>Backups and how they come back.</summary>
public sealed class StorageCopiesTests
{
    private static readonly Actor Operator = Actor.System("test");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private sealed record Told(string Text) : IAnnouncement;

    [Fact]
    public async Task A_restore_brings_back_what_was_and_keeps_what_is()
    {
        await using var desk = await TestDesk.OpenAsync();
        var shop = await Shop.OpenAsync(desk);
        await shop.StockAsync("MUG", 4);
        await desk.WriteAsync(write => write.Tell(new Told("before")));
        var taken = await BackUpAsync(desk);
        await shop.StockAsync("MUG", 40);
        SqliteConnection.ClearAllPools();

        var restored = await RestoreAsync(desk, taken.Value!.File);

        Assert.True(restored.IsOk, restored.Error?.Code);
        Assert.Empty(taken.Value.Unsound);
        Assert.True(File.Exists(restored.Value.Before));
        await using var db = desk.Db();
        Assert.Equal(4, (await db.StockLevels.SingleAsync(Ct)).OnHand);
        var message = await db.Outbox.SingleAsync(Ct);
        Assert.Equal((1L, OutboxNote.RestoredCode), (restored.Value.HeldMessages, OutboxNote.Read(message.Error)?.Code));
        Assert.Null(message.NextTryAt);
        var lines = await desk.UseAsync((CheckInvariants check) => check.RunAsync(Operator, new CheckInvariants.Command(), Ct));
        Assert.Empty(lines.Value!.Where(line => !line.Found.Ok).Select(line => line.Name));
    }

    [Fact]
    public async Task What_is_no_whole_backup_is_refused_and_changes_nothing()
    {
        await using var desk = await TestDesk.OpenAsync();
        await Shop.OpenAsync(desk);
        var taken = await BackUpAsync(desk);
        var (file, text, cut) = (taken.Value!.File, Path.Combine(desk.Storage.Folder, "notes.txt"), Path.Combine(desk.Storage.Folder, "cut.db"));
        await File.WriteAllTextAsync(text, "not a database", Ct);
        await File.WriteAllBytesAsync(cut, (await File.ReadAllBytesAsync(file, Ct))[..^40_000], Ct);

        Assert.Equal("storage.no-backup", (await RestoreAsync(desk, text)).Error?.Code);
        Assert.Equal("storage.no-backup", (await RestoreAsync(desk, file + ".gone")).Error?.Code);
        Assert.Equal("storage.backup-damaged", (await RestoreAsync(desk, cut)).Error?.Code);
        Assert.Equal("storage.backup-would-overwrite", (await BackUpAsync(desk, "notes.txt")).Error?.Code);
        Assert.Equal("storage.backup-would-overwrite", (await BackUpAsync(desk, "orderdesk.db")).Error?.Code);
        Assert.Equal("storage.cannot-write", (await BackUpAsync(desk, Path.Combine("nowhere", "a.db"))).Error?.Code);
        await using var db = desk.Db();
        Assert.Equal(1, await db.Channels.CountAsync(Ct));
    }

    [Fact]
    public async Task Somebody_at_the_database_keeps_a_restore_away()
    {
        await using var desk = await TestDesk.OpenAsync();
        var taken = await BackUpAsync(desk);
        await using var server = desk.AnotherNode();
        Assert.True(await server.UseAsync((StorageHold hold) => hold.ShareAsync(TimeSpan.Zero, Ct)));

        Assert.Equal("storage.in-use", (await RestoreAsync(desk, taken.Value!.File)).Error?.Code);
    }

    [Fact]
    public async Task Other_engines_name_their_own_tools()
    {
        await using var desk = await TestDesk.OpenAsync(Database.PostgreSql);

        Assert.Equal("storage.backup-elsewhere", (await BackUpAsync(desk)).Error?.Code);
        Assert.Equal("storage.backup-elsewhere", (await RestoreAsync(desk, "any.db")).Error?.Code);
    }

    [Fact]
    public async Task Only_who_keeps_backups_may()
    {
        await using var desk = await TestDesk.OpenAsync();

        Assert.Equal("access.keep-backups-forbidden", (await desk.UseAsync((TakeBackup take) => take.RunAsync(desk.Manager(), new TakeBackup.Command("a.db"), Ct))).Error?.Code);
        Assert.Equal("access.keep-backups-forbidden", (await desk.UseAsync((RestoreBackup restore) => restore.RunAsync(desk.Manager(), new RestoreBackup.Command("a.db"), Ct))).Error?.Code);
    }

    [Theory, EveryDatabase]
    public async Task A_healthy_node_is_ready_and_says_why(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);

        var parts = await desk.UseAsync((Readiness readiness) => readiness.LookAsync(Ct));

        Assert.Equal(["write", "schema", "disk", "outbox", "clock"], parts.Select(part => part.Name));
        Assert.All(parts.Where(part => part.Name is not "clock"), part => Assert.Equal(ReadyLevel.Ready, part.State));
    }

    [Fact]
    public async Task A_message_that_waits_too_long_and_a_clock_that_is_off_are_seen()
    {
        await using var desk = await TestDesk.OpenAsync();
        await desk.WriteAsync(write => write.Tell(new Told("late")));
        desk.Clock.Advance(TimeSpan.FromMinutes(6));

        var parts = await desk.UseAsync((Readiness readiness) => readiness.LookAsync(Ct));

        Assert.Equal(["outbox", "clock"], parts.Where(part => part.State is ReadyLevel.Degraded).Select(part => part.Name));
    }

    private static Task<Result<BackupTaken>> BackUpAsync(TestDesk desk, string name = "copy.db") =>
        desk.UseAsync((TakeBackup take) => take.RunAsync(Operator, new TakeBackup.Command(Path.Combine(desk.Storage.Folder, name)), Ct));

    private static Task<Result<BackupRestored>> RestoreAsync(TestDesk desk, string file) =>
        desk.UseAsync((RestoreBackup restore) => restore.RunAsync(Operator, new RestoreBackup.Command(file), Ct));
}
