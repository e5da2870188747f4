using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using OrderDesk.Core.Data;
using OrderDesk.Core.Data.Providers;

namespace OrderDesk.Tests.Support;

/// <summary>A fresh database with the current schema, copied from a template that is migrated once per test run.</summary>
public sealed class Storage : IAsyncDisposable
{
    private const string Template = "orderdesk_template";

    private static readonly OnceAsync<string> SqliteTemplate = new(MakeSqliteTemplateAsync);
    private static readonly OnceAsync<PostgresCluster> PostgresTemplate = new(MakePostgresTemplateAsync);

    private readonly PostgresCluster? _cluster;

    private Storage(StorageProvider provider, string folder, string? connectionString, PostgresCluster? cluster) =>
        (Provider, Folder, ConnectionString, _cluster) = (provider, folder, connectionString, cluster);

    /// <summary>The engine.</summary>
    public StorageProvider Provider { get; }

    /// <summary>The data folder.</summary>
    public string Folder { get; }

    /// <summary>How to reach it; null is the file in the data folder.</summary>
    public string? ConnectionString { get; }

    /// <summary>The SQLite file.</summary>
    public string File => Path.Combine(Folder, "orderdesk.db");

    /// <summary>The settings that lead a server process or a command to this database.</summary>
    public IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?>
    {
        ["Storage:Provider"] = Provider.ToString(),
        ["Storage:DataDirectory"] = Folder,
        ["ConnectionStrings:OrderDesk"] = ConnectionString,
    };

    /// <summary>A fresh database of this engine.</summary>
    public static Task<Storage> CreateAsync(Database database) => database switch
    {
        Database.Sqlite => CreateSqliteAsync(),
        Database.PostgreSql => CreatePostgresAsync(),
    };

    /// <summary>Drops the database and its folder.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_cluster is not null)
        {
            await _cluster.DropDatabaseAsync(ConnectionString!);
        }

        Directory.Delete(Folder, recursive: true);
    }

    private static async Task<Storage> CreateSqliteAsync()
    {
        var template = await SqliteTemplate.GetAsync();
        var folder = Directory.CreateTempSubdirectory("orderdesk-desk-").FullName;
        System.IO.File.Copy(template, Path.Combine(folder, "orderdesk.db"));
        return new Storage(StorageProvider.Sqlite, folder, null, null);
    }

    private static async Task<Storage> CreatePostgresAsync()
    {
        Needs.PostgreSql();
        var cluster = await PostgresTemplate.GetAsync();
        var connection = await cluster.TakeDatabaseAsync(Template);
        return new Storage(StorageProvider.PostgreSql, Directory.CreateTempSubdirectory("orderdesk-desk-").FullName, connection, cluster);
    }

    private static async Task<string> MakeSqliteTemplateAsync()
    {
        var file = Path.Combine(TestHouse.TempFolder("template"), "orderdesk.db");
        var connection = new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString();
        await using var db = new SqliteDb(new DbContextOptionsBuilder<SqliteDb>().UseSqlite(connection, options => options.MigrationsHistoryTable("__ef_migrations")).Options);
        await db.Database.MigrateAsync();
        return file;
    }

    private static async Task<PostgresCluster> MakePostgresTemplateAsync()
    {
        var cluster = await PostgresCluster.SharedAsync();
        await cluster.ExecuteAsync("postgres", $"CREATE DATABASE {Template}");
        var connection = new NpgsqlConnectionStringBuilder(cluster.ConnectionString(Template)) { Pooling = false }.ConnectionString;
        await using var db = new PostgreSqlDb(new DbContextOptionsBuilder<PostgreSqlDb>().UseNpgsql(connection, options => options.MigrationsHistoryTable("__ef_migrations")).Options);
        await db.Database.MigrateAsync();
        return cluster;
    }
}
