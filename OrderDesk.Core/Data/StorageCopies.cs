using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Data.Checks;
using OrderDesk.Core.Data.Providers;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Data;

/// <summary>A backup that was written.</summary>
/// <param name="File">Where it is.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Sha256">Its fingerprint, lower-case hex.</param>
/// <param name="Orders">How many orders are in it.</param>
/// <param name="Unsound">The invariants that do not hold in it; none for clean books.</param>
public sealed record BackupTaken(string File, long Bytes, string Sha256, long Orders, IReadOnlyList<string> Unsound);

/// <summary>A database that was brought back.</summary>
/// <param name="AsOf">The last thing it knows (UTC); null for one that knows nothing.</param>
/// <param name="Orders">How many orders are in it.</param>
/// <param name="HeldMessages">Messages to the outside world that a person must look at, for they may have been sent since.</param>
/// <param name="Before">Where the database that was here before is kept; null where none was.</param>
public sealed record BackupRestored(DateTime? AsOf, long Orders, long HeldMessages, string? Before);

/// <summary>Copies of the SQLite file: taken while it is in use, looked at before they count, and brought back while nobody uses it.</summary>
public sealed class StorageCopies(StoragePlace place, StorageHold hold, InvariantLook look, AuditHead head, TimeProvider clock)
{
    /// <summary>How long a restore waits for others to let go of the database.</summary>
    public static readonly TimeSpan PatienceForUsers = TimeSpan.FromSeconds(2);

    /// <summary>Writes a consistent copy; it appears under its name only when it is whole, on disk and was looked at.</summary>
    public async Task<Result<BackupTaken>> BackUpAsync(string to, CancellationToken ct)
    {
        if (place.SqliteFile is not { } file)
        {
            return Error.Conflict("storage.backup-elsewhere");
        }

        if (IsOurs(to, file) || (File.Exists(to) && !new SqliteFile(to).LooksLikeSqlite()))
        {
            return Error.Conflict("storage.backup-would-overwrite", to);
        }

        try
        {
            string? damage = null;
            (long Orders, IReadOnlyList<string> Unsound) seen = (0, []);
            await using var connection = await new SqliteFile(file).OpenAsync(SqliteOpenMode.ReadWrite, ct);
            await SqliteFile.CopyAsync(connection, to, async half =>
            {
                damage = await DamageOfAsync(half, ct);
                seen = damage is null ? await LookAsync(half, ct) : throw new InvalidDataException(damage);
            }, ct);
            await using var written = File.OpenRead(to);
            return new BackupTaken(to, written.Length, Convert.ToHexStringLower(await SHA256.HashDataAsync(written, ct)), seen.Orders, seen.Unsound);
        }
        catch (InvalidDataException damaged)
        {
            return Error.Unavailable("storage.damaged", file, damaged.Message);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or SqliteException { SqliteErrorCode: 13 or 14 })
        {
            return Error.Unavailable("storage.cannot-write", to);
        }
    }

    /// <summary>Puts a copy in the place of the database; what was there is kept beside it, and what waits for the outside world is held.</summary>
    public async Task<Result<BackupRestored>> RestoreAsync(string from, CancellationToken ct)
    {
        if (place.SqliteFile is not { } file)
        {
            return Error.Conflict("storage.backup-elsewhere");
        }

        if (!File.Exists(from) || IsOurs(from, file) || !new SqliteFile(from).LooksLikeSqlite())
        {
            return Error.Invalid("storage.no-backup", from);
        }

        if (await DamageOfAsync(from, ct) is { } damage)
        {
            return Error.Invalid("storage.backup-damaged", from, damage);
        }

        await using var backup = await new SqliteFile(from).OpenAsync(SqliteOpenMode.ReadOnly, ct);
        if (await WhyNotAsync(backup, from, ct) is { } refusal)
        {
            return refusal;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        using var alone = await hold.TakeAloneAsync(PatienceForUsers, ct);
        return alone is null ? Error.Unavailable("storage.in-use", file) : await ReplaceAsync(backup, file, ct);
    }

    private static bool IsOurs(string one, string file) => (string[])[file, file + "-wal", file + "-shm", file + ".lock"] is var ours && ours.Contains(Path.GetFullPath(one), StringComparer.Ordinal);

    private static async Task<string?> DamageOfAsync(string path, CancellationToken ct)
    {
        try
        {
            await using var connection = await new SqliteFile(path).OpenAsync(SqliteOpenMode.ReadOnly, ct);
            return await SqliteFile.DamageAsync(connection, full: true, ct);
        }
        catch (SqliteException broken) when (SqliteFile.IsDamage(broken))
        {
            return broken.Message;
        }
    }

    private static async Task<Error?> WhyNotAsync(SqliteConnection backup, string from, CancellationToken ct)
    {
        if (!await SqliteFile.IsOursAsync(backup, ct))
        {
            return Error.Invalid("storage.no-backup", from);
        }

        await using var db = Open(from);
        var known = db.Database.GetMigrations().ToList();
        var newer = (await db.Database.GetAppliedMigrationsAsync(ct)).Except(known, StringComparer.Ordinal).LastOrDefault();
        return newer is null ? null : Error.Unavailable("storage.schema-newer", newer, known[^1]);
    }

    private static SqliteDb Open(string path) => new(new DbContextOptionsBuilder<SqliteDb>()
        .UseSqlite(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString(), options => options.MigrationsHistoryTable(DeskContexts.HistoryTable))
        .UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking).Options);

    private async Task<(long Orders, IReadOnlyList<string> Unsound)> LookAsync(string path, CancellationToken ct)
    {
        await using var db = Open(path);
        var lines = await look.AtAsync(db, live: false, each: null, ct);
        return (await db.Orders.LongCountAsync(ct), [.. lines.Where(line => !line.Found.Ok).Select(line => line.Name)]);
    }

    private async Task<Result<BackupRestored>> ReplaceAsync(SqliteConnection backup, string file, CancellationToken ct)
    {
        var coming = file + ".restoring";
        var held = 0;
        await SqliteFile.CopyAsync(backup, coming, async half => held = await HoldMessagesAsync(half, ct), ct);
        var before = await KeepAsync(file, ct);
        // A log of the old file beside the new one would be played into it: it goes first.
        File.Delete(file + "-wal");
        File.Delete(file + "-shm");
        File.Move(coming, file, overwrite: true);

        await using var db = Open(file);
        var seal = await AuditChain.LastAsync(db, ct);
        head.Restart(seal?.Number, seal?.Hash);
        var asOf = await db.Changes.MaxAsync(change => (DateTime?)change.At, ct) ?? await db.AuditEntries.MaxAsync(entry => (DateTime?)entry.At, ct);
        return new BackupRestored(asOf, await db.Orders.LongCountAsync(ct), held, before);
    }

    private async Task<int> HoldMessagesAsync(string half, CancellationToken ct)
    {
        await using var connection = await new SqliteFile(half).OpenAsync(SqliteOpenMode.ReadWrite, ct);
        await using var command = connection.CreateCommand();
        command.CommandText = SqliteDialect.Instance.HoldOutbox;
        command.Parameters.AddWithValue("@now", clock.GetUtcNow().UtcDateTime);
        command.Parameters.AddWithValue("@error", OutboxNote.Write(Error.Conflict(OutboxNote.RestoredCode)));
        return await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Keeps the database that is here as it is, also one that is damaged; its log is played into it first where that is possible.</summary>
    private async Task<string?> KeepAsync(string file, CancellationToken ct)
    {
        var old = new SqliteFile(file);
        if (old.IsNew)
        {
            return null;
        }

        var folder = Path.Combine(Path.GetDirectoryName(file)!, "backups");
        Directory.CreateDirectory(folder);
        var kept = Path.Combine(folder, $"before-restore-{clock.GetUtcNow().ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture)}.db");
        try
        {
            await using var connection = await old.OpenAsync(SqliteOpenMode.ReadWrite, ct);
            await SqliteFile.RunAsync(connection, "PRAGMA wal_checkpoint(TRUNCATE)", ct);
        }
        catch (SqliteException broken) when (SqliteFile.IsDamage(broken))
        {
            // Kept as it is.
        }

        File.Copy(file, kept, overwrite: true);
        if (File.Exists(file + "-wal"))
        {
            File.Copy(file + "-wal", kept + "-wal", overwrite: true);
        }

        SqliteFile.Flush(kept);
        return kept;
    }
}
