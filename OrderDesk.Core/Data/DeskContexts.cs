using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.Options;
using OrderDesk.Core.Data.Providers;
using SQLitePCL;

namespace OrderDesk.Core.Data;

/// <summary>Makes pooled contexts of the configured engine; reads are untracked, a context never outlives a method.</summary>
public sealed class DeskContexts : IDbContextFactory<OrderDeskDb>
{
    /// <summary>The table that says which migrations a database has.</summary>
    public const string HistoryTable = "__ef_migrations";

    private readonly Func<OrderDeskDb> _create;

    /// <summary>Prepares the pool; nothing is opened yet. Whoever registers an interceptor listens to every context.</summary>
    public DeskContexts(IOptions<StorageOptions> options, StoragePlace place, IdPool ids, IEnumerable<IInterceptor> listeners)
    {
        var heard = listeners.ToArray();
        _create = options.Value.Provider switch
        {
            StorageProvider.Sqlite => Pool<SqliteDb>(b => b.UseSqlite(place.ConnectionString, Shared)
                .AddInterceptors(new SqlitePragmas(options.Value.BusyTimeout), new SqliteRepeats.Listener()), heard, ids),
            StorageProvider.PostgreSql => Pool<PostgreSqlDb>(b => b.UseNpgsql(place.ConnectionString, Shared), heard, ids),
            StorageProvider.SqlServer => Pool<SqlServerDb>(b => b.UseSqlServer(place.ConnectionString, Shared), heard, ids),
        };
    }

    /// <inheritdoc/>
    public OrderDeskDb CreateDbContext() => _create();

    private static void Shared<TBuilder, TExtension>(RelationalDbContextOptionsBuilder<TBuilder, TExtension> relational)
        where TBuilder : RelationalDbContextOptionsBuilder<TBuilder, TExtension>
        where TExtension : RelationalOptionsExtension, new() =>
        relational.MigrationsHistoryTable(HistoryTable).UseQuerySplittingBehavior(QuerySplittingBehavior.SplitQuery);

    private static Func<OrderDeskDb> Pool<TDb>(Action<DbContextOptionsBuilder<TDb>> use, IInterceptor[] listeners, IdPool ids) where TDb : OrderDeskDb
    {
        var builder = new DbContextOptionsBuilder<TDb>();
        use(builder);
        builder.UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking).AddInterceptors(listeners);
        var pool = new PooledDbContextFactory<TDb>(builder.Options, poolSize: 256);
        return () =>
        {
            var db = pool.CreateDbContext();
            db.Ids = ids;
            return db;
        };
    }

    /// <summary>
    /// Set once per connection of the engine: full durability and a wait inside SQLite instead of the provider's 150 ms sleeps. The pool keeps the engine's
    /// connection open, and each query opens one of the provider's on it, so asking every time would cost more than many a query.
    /// </summary>
    private sealed class SqlitePragmas(TimeSpan busy) : DbConnectionInterceptor
    {
        private readonly ConditionalWeakTable<sqlite3, SqlitePragmas> _set = [];

        private readonly string _pragmas = FormattableString.Invariant($"PRAGMA busy_timeout={(int)busy.TotalMilliseconds}; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY;");

        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Set(connection);

        public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            Set(connection);
            return Task.CompletedTask;
        }

        private void Set(DbConnection connection)
        {
            var sqlite = (SqliteConnection)connection;
            if (sqlite.Handle is { } engine && _set.TryGetValue(engine, out _))
            {
                return;
            }

            using var command = sqlite.CreateCommand();
            command.CommandText = _pragmas;
            command.ExecuteNonQuery();
            if (sqlite.Handle is { } set)
            {
                _set.AddOrUpdate(set, this);
            }
        }
    }
}
