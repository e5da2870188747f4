using System.Data;
using System.Data.Common;
using Microsoft.Data.SqlClient;

namespace OrderDesk.Core.Data.Providers;

/// <summary>SQL Server: a table of search words with a covering index, polling, retries of deadlocks.</summary>
public sealed class SqlServerDialect : Dialect
{
    private const int Deadlock = 1205, LockTimeout = 1222, UniqueConstraint = 2627, UniqueIndex = 2601, FileFull = 1105, LogFull = 9002;

    private SqlServerDialect() { }

    /// <summary>The one instance.</summary>
    public static SqlServerDialect Instance { get; } = new();

    /// <inheritdoc/>
    public override StorageProvider Provider => StorageProvider.SqlServer;

    /// <inheritdoc/>
    public override string IndexOrder => "DELETE FROM order_words WHERE order_id = @id; " + IndexNewOrder;

    /// <inheritdoc/>
    public override string IndexNewOrder =>
        "INSERT INTO order_words (word, order_id) SELECT DISTINCT LEFT(value, 60), @id FROM STRING_SPLIT(@words, ' ') WHERE value <> ''";

    /// <inheritdoc/>
    public override string SearchOrders =>
        "SELECT TOP (@take) w.order_id FROM order_words AS w WHERE w.order_id < @before AND w.word LIKE (SELECT TOP (1) value + '%' FROM STRING_SPLIT(@words, ' ')) " +
        "AND NOT EXISTS (SELECT 1 FROM STRING_SPLIT(@words, ' ') AS t WHERE NOT EXISTS (SELECT 1 FROM order_words AS o WHERE o.order_id = w.order_id AND o.word LIKE t.value + '%')) " +
        "GROUP BY w.order_id ORDER BY w.order_id DESC";

    /// <inheritdoc/>
    public override IReadOnlyList<string> DamageQueries => [];

    /// <inheritdoc/>
    public override IReadOnlyList<string> OrphanQueries => ["SELECT f.name AS reference FROM sys.foreign_keys AS f WHERE f.is_not_trusted = 1"];

    /// <inheritdoc/>
    public override string UnindexedOrders => "SELECT o.id AS number FROM orders AS o WHERE NOT EXISTS (SELECT 1 FROM order_words AS s WHERE s.order_id = o.id)";

    /// <inheritdoc/>
    public override string Clock => "SELECT SYSUTCDATETIME()";

    /// <inheritdoc/>
    public override string LeaseOutbox =>
        "WITH due AS (SELECT TOP (@take) o.id, o.type, o.payload, o.tries, o.fence, o.created_at, o.locked_until FROM outbox AS o WITH (UPDLOCK, READPAST, ROWLOCK) " +
        "WHERE o.next_try_at <= @now AND (o.locked_until IS NULL OR o.locked_until < @now) ORDER BY o.next_try_at) " +
        "UPDATE due SET locked_until = @until, fence = fence + 1, tries = tries + 1 " +
        "OUTPUT inserted.id, inserted.type, inserted.payload, inserted.tries, inserted.fence, inserted.created_at";

    /// <inheritdoc/>
    public override IReadOnlyList<string> SchemaExtras =>
    [
        "CREATE TABLE order_words (word nvarchar(60) NOT NULL, order_id bigint NOT NULL, CONSTRAINT pk_order_words PRIMARY KEY (word, order_id))",
        "CREATE INDEX ix_order_words_order_id ON order_words (order_id)",
        // A trigger must begin its batch; inside a migration script it only does so through EXEC.
        "EXEC(N'CREATE TRIGGER audit_entries_keep ON audit_entries INSTEAD OF UPDATE, DELETE AS THROW 50000, ''the audit trail is append only'', 1')",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> DropSchemaExtras =>
    [
        "DROP TRIGGER audit_entries_keep",
        "DROP TABLE order_words",
    ];

    /// <inheritdoc/>
    public override string SearchExpression(IReadOnlyList<string> words) => string.Join(' ', words);

    /// <inheritdoc/>
    public override async Task InsertAsync(DbTransaction transaction, BulkRows rows, CancellationToken ct)
    {
        var table = rows.Table;
        using var sent = new DataTable(table.Name);
        using var copy = new SqlBulkCopy((SqlConnection)transaction.Connection!, SqlBulkCopyOptions.CheckConstraints | SqlBulkCopyOptions.FireTriggers, (SqlTransaction)transaction);
        copy.DestinationTableName = table.Name;
        foreach (var (column, type) in table.Columns.Zip(table.ClrTypes))
        {
            sent.Columns.Add(column, type);
            copy.ColumnMappings.Add(column, column);
        }

        for (var row = 0; row < rows.Count; row++)
        {
            var values = new object[table.Columns.Count];
            for (var column = 0; column < values.Length; column++)
            {
                values[column] = rows.Take(row, column) ?? DBNull.Value;
            }

            sent.Rows.Add(values);
        }

        await copy.WriteToServerAsync(sent, ct);
    }

    /// <inheritdoc/>
    public override StorageFault FaultOf(Exception exception) => Find<SqlException>(exception)?.Number switch
    {
        null => StorageFault.None,
        Deadlock or LockTimeout => StorageFault.Transient,
        UniqueConstraint or UniqueIndex => StorageFault.Duplicate,
        FileFull or LogFull => StorageFault.Full,
        -2 or 53 or 233 or 10053 or 10054 or 10060 => StorageFault.Broken,
        _ => StorageFault.None,
    };
}
