using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace OrderDesk.Core.Data.Providers;

/// <summary>SQLite: FTS5 for search, one writer, triggers that keep the audit trail append only.</summary>
public sealed class SqliteDialect : Dialect
{
    private const int Busy = 5, Locked = 6, IoError = 10, Corrupt = 11, Full = 13, CannotOpen = 14, Constraint = 19, NotADatabase = 26;
    private const int UniqueConstraint = 2067, PrimaryKeyConstraint = 1555, RowIdConstraint = 2579;

    private SqliteDialect() { }

    /// <summary>The one instance.</summary>
    public static SqliteDialect Instance { get; } = new();

    /// <inheritdoc/>
    public override StorageProvider Provider => StorageProvider.Sqlite;

    /// <inheritdoc/>
    public override bool OneWriter => true;

    /// <inheritdoc/>
    public override string IndexOrder => "INSERT OR REPLACE INTO order_search (rowid, words) VALUES (@id, @words)";

    /// <inheritdoc/>
    public override string IndexNewOrder => "INSERT INTO order_search (rowid, words) VALUES (@id, @words)";

    /// <inheritdoc/>
    public override string SearchOrders =>
        "SELECT rowid FROM order_search WHERE order_search MATCH @words AND rowid < @before ORDER BY rowid DESC LIMIT @take";

    /// <inheritdoc/>
    public override IReadOnlyList<string> DamageQueries => ["SELECT integrity_check AS damage FROM pragma_integrity_check WHERE integrity_check <> 'ok'"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> OrphanQueries => ["SELECT \"table\" AS kind, rowid AS row, parent AS missing FROM pragma_foreign_key_check"];

    /// <inheritdoc/>
    public override string UnindexedOrders => "SELECT o.id AS number FROM orders AS o WHERE NOT EXISTS (SELECT 1 FROM order_search_docsize AS s WHERE s.id = o.id)";

    /// <inheritdoc/>
    public override System.Data.IsolationLevel SnapshotLevel => System.Data.IsolationLevel.ReadUncommitted;

    /// <inheritdoc/>
    public override string Clock => "SELECT strftime('%Y-%m-%d %H:%M:%f', 'now')";

    /// <inheritdoc/>
    public override string LeaseOutbox =>
        "UPDATE outbox SET locked_until = @until, fence = fence + 1, tries = tries + 1 WHERE id IN " +
        "(SELECT id FROM outbox WHERE next_try_at <= @now AND (locked_until IS NULL OR locked_until < @now) ORDER BY next_try_at LIMIT @take) " +
        "RETURNING id, type, payload, tries, fence, created_at";

    /// <inheritdoc/>
    public override IReadOnlyList<string> SchemaExtras =>
    [
        "CREATE VIRTUAL TABLE order_search USING fts5(words, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2')",
        "CREATE TRIGGER audit_entries_keep BEFORE UPDATE ON audit_entries BEGIN SELECT RAISE(ABORT, 'the audit trail is append only'); END",
        "CREATE TRIGGER audit_entries_stay BEFORE DELETE ON audit_entries BEGIN SELECT RAISE(ABORT, 'the audit trail is append only'); END",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> DropSchemaExtras =>
    [
        "DROP TRIGGER audit_entries_stay",
        "DROP TRIGGER audit_entries_keep",
        "DROP TABLE order_search",
    ];

    /// <inheritdoc/>
    public override string SearchExpression(IReadOnlyList<string> words) =>
        string.Join(' ', words.Select(word => word.Contains(' ', StringComparison.Ordinal) ? $"\"{word}\"" : $"\"{word}\"*"));

    /// <inheritdoc/>
    public override async Task InsertAsync(DbTransaction transaction, BulkRows rows, CancellationToken ct)
    {
        var table = rows.Table;
        await using var command = (SqliteCommand)transaction.Connection!.CreateCommand();
        command.Transaction = (SqliteTransaction)transaction;
        command.CommandText = $"INSERT INTO {table.Name} ({string.Join(", ", table.Columns)}) VALUES ({string.Join(", ", table.Columns.Select((_, i) => FormattableString.Invariant($"$p{i}")))})";
        var values = table.Columns.Select((_, i) => command.Parameters.AddWithValue(FormattableString.Invariant($"$p{i}"), DBNull.Value)).ToArray();
        command.Prepare();
        for (var row = 0; row < rows.Count; row++)
        {
            for (var column = 0; column < values.Length; column++)
            {
                values[column].Value = rows.Take(row, column) ?? DBNull.Value;
            }

            await command.ExecuteNonQueryAsync(ct);
        }
    }

    /// <inheritdoc/>
    public override StorageFault FaultOf(Exception exception) => Find<SqliteException>(exception) switch
    {
        null => StorageFault.None,
        { SqliteErrorCode: Busy or Locked } => StorageFault.Transient,
        { SqliteErrorCode: Full } => StorageFault.Full,
        { SqliteErrorCode: IoError or Corrupt or CannotOpen or NotADatabase } => StorageFault.Broken,
        { SqliteErrorCode: Constraint, SqliteExtendedErrorCode: UniqueConstraint or PrimaryKeyConstraint or RowIdConstraint } => StorageFault.Duplicate,
        _ => StorageFault.None,
    };
}
