namespace OrderDesk.Core.Data;

/// <summary>The database engines OrderDesk runs on.</summary>
public enum StorageProvider
{
    /// <summary>One file beside the program; needs nothing else.</summary>
    Sqlite,

    /// <summary>Microsoft SQL Server 2019 or newer.</summary>
    SqlServer,

    /// <summary>PostgreSQL 15 or newer.</summary>
    PostgreSql,
}

/// <summary>Where orders are kept (<c>Storage:*</c> and <c>ConnectionStrings:OrderDesk</c>).</summary>
public sealed class StorageOptions
{
    /// <summary>The database engine.</summary>
    public StorageProvider Provider { get; set; } = StorageProvider.Sqlite;

    /// <summary>The folder for the SQLite file, uploads and keys; relative to the content root.</summary>
    public string DataDirectory { get; set; } = "data";

    /// <summary>The connection string of SQL Server or PostgreSQL; on SQLite optional, the file in the data folder when empty.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>The longest time one statement waits for a locked SQLite file.</summary>
    public TimeSpan BusyTimeout { get; set; } = TimeSpan.FromSeconds(4);
}
