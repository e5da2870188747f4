using System.Data.Common;
using Npgsql;
using NpgsqlTypes;

namespace OrderDesk.Core.Data.Providers;

/// <summary>PostgreSQL: text search by a GIN index, LISTEN/NOTIFY, retries of serialization failures and deadlocks.</summary>
public sealed class PostgreSqlDialect : Dialect
{
    /// <summary>The channel that wakes the other nodes.</summary>
    public const string Channel = "orderdesk_changes";

    private PostgreSqlDialect() { }

    /// <summary>The one instance.</summary>
    public static PostgreSqlDialect Instance { get; } = new();

    /// <inheritdoc/>
    public override StorageProvider Provider => StorageProvider.PostgreSql;

    /// <inheritdoc/>
    public override string? Notify => $"NOTIFY {Channel}";

    /// <inheritdoc/>
    public override string IndexOrder =>
        "INSERT INTO order_search (order_id, words) VALUES (@id, to_tsvector('simple', @words)) ON CONFLICT (order_id) DO UPDATE SET words = excluded.words";

    /// <inheritdoc/>
    public override string IndexNewOrder => "INSERT INTO order_search (order_id, words) VALUES (@id, to_tsvector('simple', @words))";

    /// <inheritdoc/>
    public override string SearchOrders =>
        "SELECT order_id FROM order_search WHERE words @@ to_tsquery('simple', @words) AND order_id < @before ORDER BY order_id DESC LIMIT @take";

    /// <inheritdoc/>
    public override IReadOnlyList<string> DamageQueries => [];

    /// <inheritdoc/>
    public override IReadOnlyList<string> OrphanQueries => ["SELECT conname AS reference FROM pg_constraint WHERE contype = 'f' AND NOT convalidated"];

    /// <inheritdoc/>
    public override string UnindexedOrders => "SELECT o.id AS number FROM orders AS o WHERE NOT EXISTS (SELECT 1 FROM order_search AS s WHERE s.order_id = o.id)";

    /// <inheritdoc/>
    public override string Clock => "SELECT clock_timestamp()";

    /// <inheritdoc/>
    public override string LeaseOutbox =>
        "UPDATE outbox SET locked_until = @until, fence = fence + 1, tries = tries + 1 WHERE id IN " +
        "(SELECT id FROM outbox WHERE next_try_at <= @now AND (locked_until IS NULL OR locked_until < @now) ORDER BY next_try_at LIMIT @take FOR UPDATE SKIP LOCKED) " +
        "RETURNING id, type, payload, tries, fence, created_at";

    /// <inheritdoc/>
    public override IReadOnlyList<string> SchemaExtras =>
    [
        "CREATE TABLE order_search (order_id bigint PRIMARY KEY, words tsvector NOT NULL)",
        "CREATE INDEX ix_order_search_words ON order_search USING gin (words)",
        "CREATE FUNCTION audit_entries_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'the audit trail is append only'; END $$",
        "CREATE TRIGGER audit_entries_keep BEFORE UPDATE OR DELETE ON audit_entries FOR EACH ROW EXECUTE FUNCTION audit_entries_refuse()",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> DropSchemaExtras =>
    [
        "DROP TRIGGER audit_entries_keep ON audit_entries",
        "DROP FUNCTION audit_entries_refuse()",
        "DROP TABLE order_search",
    ];

    /// <inheritdoc/>
    public override string SearchExpression(IReadOnlyList<string> words) =>
        string.Join(" & ", words.Select(word => word.Contains(' ', StringComparison.Ordinal)
            ? "(" + string.Join(" <-> ", word.Split(' ').Select(part => $"'{part}'")) + ")"
            : $"'{word}':*"));

    /// <inheritdoc/>
    public override async Task InsertAsync(DbTransaction transaction, BulkRows rows, CancellationToken ct)
    {
        var table = rows.Table;
        var types = table.ClrTypes.Select(TypeOf).ToArray();
        await using var copy = await ((NpgsqlConnection)transaction.Connection!).BeginBinaryImportAsync($"COPY {table.Name} ({string.Join(", ", table.Columns)}) FROM STDIN (FORMAT BINARY)", ct);
        for (var row = 0; row < rows.Count; row++)
        {
            await copy.StartRowAsync(ct);
            for (var column = 0; column < types.Length; column++)
            {
                if (rows.Take(row, column) is { } value)
                {
                    await copy.WriteAsync(value, types[column], ct);
                }
                else
                {
                    await copy.WriteNullAsync(ct);
                }
            }
        }

        await copy.CompleteAsync(ct);
    }

    private static NpgsqlDbType TypeOf(Type type) =>
        type == typeof(long) ? NpgsqlDbType.Bigint
        : type == typeof(int) ? NpgsqlDbType.Integer
        : type == typeof(short) ? NpgsqlDbType.Smallint
        : type == typeof(string) ? NpgsqlDbType.Text
        : type == typeof(bool) ? NpgsqlDbType.Boolean
        : type == typeof(double) ? NpgsqlDbType.Double
        : type == typeof(DateTime) ? NpgsqlDbType.TimestampTz
        : type == typeof(byte[]) ? NpgsqlDbType.Bytea
        : throw new NotSupportedException($"{type.Name} has no column type yet.");

    /// <inheritdoc/>
    public override StorageFault FaultOf(Exception exception)
    {
        if (Find<PostgresException>(exception) is { } answer)
        {
            return answer.SqlState switch
            {
                PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.LockNotAvailable => StorageFault.Transient,
                PostgresErrorCodes.UniqueViolation => StorageFault.Duplicate,
                PostgresErrorCodes.DiskFull => StorageFault.Full,
                PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow => StorageFault.Broken,
                _ => StorageFault.None,
            };
        }

        return Find<NpgsqlException>(exception) is null ? StorageFault.None : StorageFault.Broken;
    }
}
