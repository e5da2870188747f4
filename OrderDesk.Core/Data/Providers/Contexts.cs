using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

namespace OrderDesk.Core.Data.Providers;

/// <summary>The model on SQLite.</summary>
public sealed class SqliteDb(DbContextOptions<SqliteDb> options) : OrderDeskDb(options)
{
    /// <inheritdoc/>
    public override Dialect Dialect => SqliteDialect.Instance;

    /// <inheritdoc/>
    protected override void NotFromTheEngine(IMutableProperty id) => id.SetValueGenerationStrategy(SqliteValueGenerationStrategy.None);
}

/// <summary>The model on PostgreSQL.</summary>
public sealed class PostgreSqlDb(DbContextOptions<PostgreSqlDb> options) : OrderDeskDb(options)
{
    /// <inheritdoc/>
    public override Dialect Dialect => PostgreSqlDialect.Instance;

    /// <inheritdoc/>
    protected override void NotFromTheEngine(IMutableProperty id) => id.SetValueGenerationStrategy(NpgsqlValueGenerationStrategy.None);
}

/// <summary>The model on SQL Server.</summary>
public sealed class SqlServerDb(DbContextOptions<SqlServerDb> options) : OrderDeskDb(options)
{
    /// <inheritdoc/>
    public override Dialect Dialect => SqlServerDialect.Instance;

    /// <inheritdoc/>
    protected override void NotFromTheEngine(IMutableProperty id) => id.SetValueGenerationStrategy(SqlServerValueGenerationStrategy.None);
}

internal sealed class SqliteDesign : IDesignTimeDbContextFactory<SqliteDb>
{
    public SqliteDb CreateDbContext(string[] args) => new(new DbContextOptionsBuilder<SqliteDb>().UseSqlite("Data Source=:memory:").Options);
}

internal sealed class PostgreSqlDesign : IDesignTimeDbContextFactory<PostgreSqlDb>
{
    public PostgreSqlDb CreateDbContext(string[] args) => new(new DbContextOptionsBuilder<PostgreSqlDb>().UseNpgsql("Host=localhost;Database=orderdesk").Options);
}

internal sealed class SqlServerDesign : IDesignTimeDbContextFactory<SqlServerDb>
{
    public SqlServerDb CreateDbContext(string[] args) => new(new DbContextOptionsBuilder<SqlServerDb>().UseSqlServer("Server=localhost;Database=orderdesk").Options);
}
