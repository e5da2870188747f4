using Microsoft.Data.Sqlite;

namespace OrderDesk.Core.Data;

/// <summary>What can be known and done about a SQLite file without the model: is it whole, is it ours, copy it while it is in use.</summary>
internal sealed class SqliteFile(string path)
{
    private const int BusyMilliseconds = 10_000;

    private static readonly byte[] Header = "SQLite format 3\0"u8.ToArray();

    /// <summary>The file.</summary>
    public string Path => path;

    /// <summary>Whether there is nothing to lose: no file, or one without a byte.</summary>
    public bool IsNew => !File.Exists(path) || new FileInfo(path).Length == 0;

    /// <summary>Whether a process that used the file ended without closing it.</summary>
    public bool WasLeftOpen => File.Exists(path + "-wal") && new FileInfo(path + "-wal").Length > 0;

    /// <summary>Whether the file begins as SQLite files do.</summary>
    public bool LooksLikeSqlite()
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var start = new byte[Header.Length];
        return stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length && start.AsSpan().SequenceEqual(Header);
    }

    /// <summary>A connection of its own, outside the pool, so that closing it closes the file.</summary>
    public async Task<SqliteConnection> OpenAsync(SqliteOpenMode mode, CancellationToken ct)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false, DefaultTimeout = 30 }.ToString());
        try
        {
            await connection.OpenAsync(ct);
            await RunAsync(connection, FormattableString.Invariant($"PRAGMA busy_timeout={BusyMilliseconds}"), ct);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>What is wrong with the pages of the file, or null; the full check also compares every index with its table.</summary>
    public static async Task<string?> DamageAsync(SqliteConnection connection, bool full, CancellationToken ct)
    {
        try
        {
            var answer = await ScalarAsync(connection, full ? "PRAGMA integrity_check(1)" : "PRAGMA quick_check(1)", ct) as string;
            return answer is "ok" ? null : answer ?? "no answer";
        }
        catch (SqliteException broken) when (IsDamage(broken))
        {
            return broken.Message;
        }
    }

    /// <summary>Whether the file is shorter than it says of itself.</summary>
    public static async Task<bool> IsCutOffAsync(SqliteConnection connection, CancellationToken ct)
    {
        var pages = Convert.ToInt64(await ScalarAsync(connection, "PRAGMA page_count", ct), System.Globalization.CultureInfo.InvariantCulture);
        var size = Convert.ToInt64(await ScalarAsync(connection, "PRAGMA page_size", ct), System.Globalization.CultureInfo.InvariantCulture);
        return new FileInfo(connection.DataSource).Length < pages * size && !File.Exists(connection.DataSource + "-wal");
    }

    /// <summary>Whether the file says which schema of ours it has.</summary>
    public static async Task<bool> IsOursAsync(SqliteConnection connection, CancellationToken ct) =>
        await ScalarAsync(connection, "SELECT COUNT(*) FROM sqlite_master WHERE name = '" + DeskContexts.HistoryTable + "'", ct) is > 0L;

    /// <summary>Whether the file holds tables of somebody else: some, but none that says which schema of ours it is.</summary>
    public static async Task<bool> IsForeignAsync(SqliteConnection connection, CancellationToken ct)
    {
        const string Sql = "SELECT CASE WHEN EXISTS (SELECT 1 FROM sqlite_master WHERE name = '" + DeskContexts.HistoryTable + "') THEN 0 ELSE " +
            "(SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite^_%' ESCAPE '^' AND name NOT LIKE '^_^_EF%' ESCAPE '^') END";
        return Convert.ToInt64(await ScalarAsync(connection, Sql, ct), System.Globalization.CultureInfo.InvariantCulture) > 0;
    }

    /// <summary>Writes a consistent copy while others write; the copy appears under its name only when it is complete and on disk.</summary>
    public static async Task CopyAsync(SqliteConnection connection, string to, Func<string, Task>? verify, CancellationToken ct)
    {
        var half = to + ".tmp";
        File.Delete(half);
        try
        {
            await using (var command = connection.CreateCommand())
            {
                command.CommandText = "VACUUM INTO @to";
                command.CommandTimeout = 0;
                command.Parameters.AddWithValue("@to", half);
                await command.ExecuteNonQueryAsync(ct);
            }

            if (verify is not null)
            {
                await verify(half);
            }

            Flush(half);
            File.Move(half, to, overwrite: true);
        }
        finally
        {
            File.Delete(half);
        }
    }

    /// <summary>Waits until the file is on disk and not only in memory.</summary>
    public static void Flush(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        stream.Flush(flushToDisk: true);
    }

    /// <summary>Whether this is about the file itself and not about a statement.</summary>
    public static bool IsDamage(SqliteException exception) => exception.SqliteErrorCode is 11 or 26;

    /// <summary>One statement without an answer; answers the number of rows it touched.</summary>
    public static async Task<int> RunAsync(SqliteConnection connection, string sql, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>One statement with one answer.</summary>
    public static async Task<object?> ScalarAsync(SqliteConnection connection, string sql, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0;
        return await command.ExecuteScalarAsync(ct);
    }
}
