using System.Data;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Metadata;
using OrderDesk.Core.Data;
using OrderDesk.Core.Data.Providers;

namespace OrderDesk.Tests.Support;

/// <summary>The model on SQL Server without a server: nothing is opened, every command is caught and answered with nothing.</summary>
public sealed class SqlServerDry : IDisposable
{
    private readonly Catch _catch = new();

    /// <summary>A context that never reaches a server.</summary>
    public SqlServerDry()
    {
        var options = new DbContextOptionsBuilder<SqlServerDb>()
            .UseSqlServer("Server=nowhere.invalid;Database=orderdesk", sql => sql.MigrationsHistoryTable("__ef_migrations"))
            .UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking)
            .AddInterceptors(_catch, new NeverOpen());
        Db = new SqlServerDb(options.Options) { Ids = new IdPool() };
        Db.Database.AutoTransactionBehavior = AutoTransactionBehavior.Never;
    }

    /// <summary>The context.</summary>
    public SqlServerDb Db { get; }

    /// <summary>The commands it would have sent.</summary>
    public IReadOnlyList<string> Commands => _catch.Commands;

    /// <summary>Tables of the model with their columns, as SQL Server compares them: without letter case.</summary>
    public static IReadOnlyDictionary<string, IReadOnlySet<string>> Tables(IModel model)
    {
        var tables = new Dictionary<string, IReadOnlySet<string>>(StringComparer.OrdinalIgnoreCase);
        foreach (var table in model.GetRelationalModel().Tables)
        {
            tables[table.Name] = table.Columns.Select(column => column.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        }

        return tables;
    }

    /// <inheritdoc/>
    public void Dispose() => Db.Dispose();

    private sealed class NeverOpen : DbConnectionInterceptor
    {
        public override InterceptionResult ConnectionOpening(DbConnection connection, ConnectionEventData eventData, InterceptionResult result) =>
            InterceptionResult.Suppress();

        public override ValueTask<InterceptionResult> ConnectionOpeningAsync(DbConnection connection, ConnectionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult(InterceptionResult.Suppress());
    }

    private sealed class Catch : DbCommandInterceptor
    {
        private readonly List<string> _commands = [];

        public IReadOnlyList<string> Commands => _commands;

        public override InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result)
        {
            _commands.Add(command.CommandText);
            using var nothing = new DataTable();
            return InterceptionResult<DbDataReader>.SuppressWithResult(nothing.CreateDataReader());
        }

        public override InterceptionResult<int> NonQueryExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<int> result)
        {
            _commands.Add(command.CommandText);
            return InterceptionResult<int>.SuppressWithResult(0);
        }

        public override InterceptionResult<object> ScalarExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<object> result)
        {
            _commands.Add(command.CommandText);
            return InterceptionResult<object>.SuppressWithResult(0);
        }
    }
}
