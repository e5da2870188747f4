using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Data;

/// <summary>Which schema a database had and has now.</summary>
/// <param name="From">The last migration it had; null for a new database.</param>
/// <param name="To">The last migration it has now.</param>
/// <param name="SafetyCopy">Where the database was copied to before it was changed, if it held anything.</param>
public sealed record SchemaMove(string? From, string To, string? SafetyCopy = null)
{
    /// <summary>Whether anything was changed.</summary>
    public bool Moved => From != To;
}

/// <summary>
/// Brings the database to the schema this program knows, or says why not. A SQLite file is brought there by whoever comes first; on the other engines only
/// the command <c>migrate</c> does it, and everybody else refuses until it has run.
/// </summary>
public sealed class SchemaUpgrade(
    IDbContextFactory<OrderDeskDb> contexts,
    StoragePlace place,
    StorageHold hold,
    TimeProvider clock,
    ILogger<SchemaUpgrade> log)
{
    /// <summary>How long one upgrade may take.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <summary>How long to wait for another process that is upgrading or restoring.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(70);

    /// <summary>How long to wait for other users of a database that must be upgraded; other starters are gone sooner, a server is not.</summary>
    public static readonly TimeSpan PatienceForUsers = TimeSpan.FromSeconds(10);

    /// <summary>Makes storage ready to be used by this process, or says what must be done first.</summary>
    public Task<Result<SchemaMove>> GetReadyAsync(CancellationToken ct) =>
        AnswerAsync(place.SqliteFile is { } file ? PrepareFileAsync(file, ct) : CompareAsync(ct));

    /// <summary>What the command <c>migrate</c> does: the same on SQLite, and on the other engines the upgrade itself.</summary>
    public Task<Result<SchemaMove>> MigrateAsync(CancellationToken ct) =>
        AnswerAsync(place.SqliteFile is { } file ? PrepareFileAsync(file, ct) : MoveAsync(safetyCopy: null, ct));

    /// <summary>Whether the database has the schema of this program; changes nothing.</summary>
    public Task<Result<SchemaMove>> LookAsync(CancellationToken ct) => AnswerAsync(CompareAsync(ct));

    private async Task<Result<SchemaMove>> AnswerAsync(Task<Result<SchemaMove>> work)
    {
        try
        {
            return await work;
        }
        catch (SqliteException damaged) when (SqliteFile.IsDamage(damaged))
        {
            log.StorageFailed(damaged);
            return Error.Unavailable("storage.damaged", place.SqliteFile ?? "", damaged.Message);
        }
        catch (Exception failure) when (failure is DbException or IOException or UnauthorizedAccessException)
        {
            log.StorageFailed(failure);
            return Error.Unavailable("storage.unreachable", failure.Message);
        }
    }

    private async Task<Result<SchemaMove>> PrepareFileAsync(string path, CancellationToken ct)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var file = new SqliteFile(path);
        var alone = await hold.TakeAloneAsync(TimeSpan.Zero, ct);
        for (var mustBeAlone = false; ; mustBeAlone = true)
        {
            using (alone)
            {
                if (alone is not null && await UpgradeAloneAsync(file, ct) is { } answer)
                {
                    if (!answer.IsOk)
                    {
                        return answer;
                    }

                    alone.Dispose();
                    return await hold.ShareAsync(Patience, ct) ? answer : Error.Unavailable("storage.in-use", path);
                }
            }

            if (mustBeAlone)
            {
                return Error.Unavailable("storage.upgrade-blocked", path);
            }

            if (!await hold.ShareAsync(Patience, ct))
            {
                return Error.Unavailable("storage.in-use", path);
            }

            if (!file.IsNew && await CompareAsync(ct) is var compared && compared.Error?.Code is not "storage.needs-migrate")
            {
                return compared;
            }

            alone = await hold.TakeAloneAsync(PatienceForUsers, ct);
        }
    }

    /// <summary>Nobody else is at the file: look at it closely where something is odd, then bring it up.</summary>
    private async Task<Result<SchemaMove>?> UpgradeAloneAsync(SqliteFile file, CancellationToken ct)
    {
        if (!file.IsNew)
        {
            if (!file.LooksLikeSqlite())
            {
                return Error.Unavailable("storage.damaged", file.Path, "the file does not begin as a SQLite database");
            }

            var leftOpen = file.WasLeftOpen;
            await using var look = await file.OpenAsync(SqliteOpenMode.ReadWrite, ct);
            if (leftOpen || await SqliteFile.IsCutOffAsync(look, ct))
            {
                log.CheckingFile(file.Path);
                if (await SqliteFile.DamageAsync(look, full: false, ct) is { } damage)
                {
                    return Error.Unavailable("storage.damaged", file.Path, damage);
                }
            }

            if (await SqliteFile.IsForeignAsync(look, ct))
            {
                return Error.Unavailable("storage.not-ours", file.Path);
            }
        }

        await KeepLogAsync(file, ct);
        var compared = await CompareAsync(ct);
        if (compared.Error?.Code is "storage.needs-migrate")
        {
            await ClearStaleLockAsync(file, ct);
            compared = await MoveAsync(to => SafetyCopyAsync(file, to, ct), ct);
        }

        if (compared.IsOk)
        {
            await EndLeasesAsync(file, ct);
        }

        return compared;
    }

    /// <summary>Where the database stands, without changing it.</summary>
    private async Task<Result<SchemaMove>> CompareAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var known = db.Database.GetMigrations().ToList();
        var applied = (await db.Database.GetAppliedMigrationsAsync(ct)).ToList();
        if (applied.Except(known, StringComparer.Ordinal).LastOrDefault() is { } unknown)
        {
            return Error.Unavailable("storage.schema-newer", unknown, known[^1]);
        }

        return known.Except(applied, StringComparer.Ordinal).Any()
            ? Error.Unavailable("storage.needs-migrate", applied.LastOrDefault() ?? "-", known[^1])
            : new SchemaMove(known[^1], known[^1]);
    }

    private async Task<Result<SchemaMove>> MoveAsync(Func<string, Task<string>>? safetyCopy, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var to = db.Database.GetMigrations().Last();
        var from = (await db.Database.GetAppliedMigrationsAsync(ct)).LastOrDefault();
        if (string.CompareOrdinal(from, to) > 0)
        {
            return Error.Unavailable("storage.schema-newer", from!, to);
        }

        if (from == to)
        {
            return new SchemaMove(from, to);
        }

        var copy = from is null || safetyCopy is null ? null : await safetyCopy(to);
        using var limit = new CancellationTokenSource(Limit, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        try
        {
            await db.Database.MigrateAsync(both.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            return Error.Unavailable("storage.upgrade-too-slow", Limit.TotalSeconds);
        }

        log.SchemaMoved(from ?? "-", to);
        return new SchemaMove(from, to, copy);
    }

    private async Task<string> SafetyCopyAsync(SqliteFile file, string to, CancellationToken ct)
    {
        var folder = Path.Combine(Path.GetDirectoryName(file.Path)!, "backups");
        Directory.CreateDirectory(folder);
        var copy = Path.Combine(folder, FormattableString.Invariant($"before-{to}-{clock.GetUtcNow():yyyyMMddHHmmss}.db"));
        await using var connection = await file.OpenAsync(SqliteOpenMode.ReadWrite, ct);
        await SqliteFile.CopyAsync(connection, copy, verify: null, ct);
        return copy;
    }

    /// <summary>Readers and one writer side by side; the choice stays in the file.</summary>
    private async Task KeepLogAsync(SqliteFile file, CancellationToken ct)
    {
        await using var connection = await file.OpenAsync(SqliteOpenMode.ReadWriteCreate, ct);
        if (await SqliteFile.ScalarAsync(connection, "PRAGMA journal_mode=WAL", ct) is not "wal")
        {
            log.NoWriteAheadLog(file.Path);
        }
    }

    /// <summary>The engine's migration lock is a row; a killed process leaves it and everybody would wait for ever. We hold the file lock, so it is stale.</summary>
    private async Task ClearStaleLockAsync(SqliteFile file, CancellationToken ct)
    {
        await using var connection = await file.OpenAsync(SqliteOpenMode.ReadWrite, ct);
        var there = await SqliteFile.ScalarAsync(connection, "SELECT COUNT(*) FROM sqlite_master WHERE name = '__EFMigrationsLock'", ct);
        if (there is > 0L && await SqliteFile.RunAsync(connection, "DELETE FROM __EFMigrationsLock", ct) > 0)
        {
            log.StaleMigrationLock();
        }
    }

    /// <summary>Whoever held a background job has gone with its lock, so nobody needs to wait until the lease lapses.</summary>
    private static async Task EndLeasesAsync(SqliteFile file, CancellationToken ct)
    {
        await using var connection = await file.OpenAsync(SqliteOpenMode.ReadWrite, ct);
        await SqliteFile.RunAsync(connection, "UPDATE job_leases SET until = '2000-01-01 00:00:00' WHERE until > '2000-01-01 00:00:00'", ct);
    }
}
