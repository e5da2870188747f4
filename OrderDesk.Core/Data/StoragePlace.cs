using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace OrderDesk.Core.Data;

/// <summary>The folder that relative storage paths start from: the project folder in development, the program's folder when published.</summary>
public sealed record ContentRoot(string Path);

/// <summary>Where the data folder and the database really are.</summary>
public sealed class StoragePlace(IOptions<StorageOptions> options, ContentRoot root)
{
    /// <summary>The data folder, absolute.</summary>
    public string DataDirectory { get; } = Path.GetFullPath(options.Value.DataDirectory, root.Path);

    /// <summary>The SQLite file, absolute; null on the other engines.</summary>
    public string? SqliteFile => options.Value.Provider is StorageProvider.Sqlite
        ? Path.GetFullPath(new SqliteConnectionStringBuilder(ConnectionString).DataSource, root.Path)
        : null;

    /// <summary>The connection string in use; it may hold a password and is never logged.</summary>
    public string ConnectionString => options.Value.Provider is StorageProvider.Sqlite ? SqliteConnectionString() : options.Value.ConnectionString ?? "";

    private string SqliteConnectionString()
    {
        var given = new SqliteConnectionStringBuilder(options.Value.ConnectionString ?? "");
        if (given.DataSource.Length == 0)
        {
            given.DataSource = Path.Combine(DataDirectory, "orderdesk.db");
        }
        else if (given.Mode != SqliteOpenMode.Memory && given.DataSource != ":memory:")
        {
            given.DataSource = Path.GetFullPath(given.DataSource, root.Path);
        }

        given.ForeignKeys = true;
        given.DefaultTimeout = Math.Max(1, (int)Math.Ceiling(options.Value.BusyTimeout.TotalSeconds));
        return given.ToString();
    }
}
