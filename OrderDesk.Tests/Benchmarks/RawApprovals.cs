using Microsoft.Data.Sqlite;

namespace OrderDesk.Tests.Benchmarks;

/// <summary>What approving orders must read and the rows it changes and leaves, by prepared statements and nothing else; new rows are copies of those of one that was really approved.</summary>
internal sealed class RawApprovals
{
    private static readonly string[] Reads =
    [
        "SELECT * FROM orders WHERE id = @id", "SELECT * FROM order_lines WHERE order_id = @id", "SELECT * FROM order_holds WHERE order_id = @id", "SELECT * FROM review_cases WHERE order_id = @id",
        "SELECT * FROM verifications WHERE order_id = @id", "SELECT * FROM customers WHERE id = (SELECT customer_id FROM orders WHERE id = @id)", "SELECT * FROM reservations WHERE order_id = @id",
        "SELECT * FROM stock_waits WHERE order_id = @id",
        "SELECT id, placed_at, status FROM orders WHERE customer_id = (SELECT customer_id FROM orders WHERE id = @id) ORDER BY placed_at DESC LIMIT 20",
        "SELECT id, placed_at, status FROM orders WHERE email = (SELECT email FROM orders WHERE id = @id) ORDER BY placed_at DESC LIMIT 20",
        "SELECT id, placed_at, status FROM orders WHERE phone = (SELECT phone FROM orders WHERE id = @id) ORDER BY placed_at DESC LIMIT 20",
        "SELECT id, placed_at, status FROM orders WHERE ship_to = (SELECT ship_to FROM orders WHERE id = @id) ORDER BY placed_at DESC LIMIT 20",
        "SELECT id, placed_at, status FROM orders WHERE payment_reference = (SELECT payment_reference FROM orders WHERE id = @id) LIMIT 5",
    ];

    private static readonly string[] Changes =
    [
        "UPDATE orders SET status = 4, open_holds = 0, held_since = NULL, policy_version = 1, event_count = event_count + 5, updated_at = @at, version = version + 1 WHERE id = @id",
        "UPDATE order_holds SET state = 2, ended_at = @at, ended_by = 1 WHERE order_id = @id AND state = 1",
        "UPDATE review_cases SET state = 2, verdict = 1, decided_by = 1, decided_by_name = 'Bench', closed_at = @at, version = version + 1 WHERE order_id = @id",
        "UPDATE verifications SET runs = runs + 1, at = @at, findings = (SELECT findings FROM verifications WHERE order_id = @sample) WHERE order_id = @id",
    ];

    private static readonly (string Table, string Where)[] Leaves =
    [
        ("order_events", "order_id = @sample ORDER BY number DESC LIMIT 4"), ("review_decisions", "order_id = @sample"),
        ("audit_entries", "subject_id = @sample AND subject_kind IN ('order', 'case') ORDER BY id DESC LIMIT 2"),
    ];

    private readonly SqliteConnection _raw;
    private readonly List<SqliteCommand> _reads, _changes;
    private readonly SqliteCommand _unsealed, _change, _count;
    private long _next;

    public RawApprovals(BenchDesk desk, long sample)
    {
        _raw = desk.Raw;
        _next = Math.Max(5_000_000_000_000_000, desk.One<long>("SELECT MAX(id) FROM order_events") + 1_000);
        _reads = [.. Reads.Select(sql => Prepared(desk, sql))];
        _changes = [.. Changes.Select(sql => Prepared(desk, sql)), .. Leaves.Select(one => Prepared(desk, Copy(desk, one.Table, one.Where)))];
        _changes.ForEach(command => command.Parameters["@sample"].Value = sample);
        _unsealed = Prepared(desk, "INSERT INTO unsealed_entries (entry_id) SELECT id FROM audit_entries WHERE id > @new AND id <= @new + 1000");
        _change = Prepared(desk, "INSERT INTO changes (kind, entity_id, node, at) VALUES ('order', @id, 1, @at), ('case', @id, 1, @at)");
        _count = Prepared(desk, "UPDATE counters SET value = value + 1 WHERE name = 'orders.status.4' AND shard = @id % 8");
    }

    /// <summary>Approves these orders in one transaction.</summary>
    public void Approve(IReadOnlyList<long> orders)
    {
        using var transaction = _raw.BeginTransaction(deferred: false);
        foreach (var id in orders)
        {
            _next += 1_001;
            foreach (var read in _reads)
            {
                Read(read, transaction, id);
            }

            foreach (var command in _changes)
            {
                Run(command, transaction, id);
            }

            Run(_unsealed, transaction, id);
            Run(_change, transaction, id);
        }

        // Counts are summed up and written once.
        foreach (var id in orders.Take(8 * 3))
        {
            Run(_count, transaction, id);
        }

        transaction.Commit();
    }

    private static string Copy(BenchDesk desk, string table, string where)
    {
        using var command = desk.Command($"SELECT name FROM pragma_table_info('{table}')");
        using var reader = command.ExecuteReader();
        var names = new List<string>();
        while (reader.Read())
        {
            names.Add(reader.GetString(0));
        }

        var from = names.Select(name => name switch
        {
            "id" => "@new + 1 + rowid % 999",
            "order_id" or "subject_id" => "@id",
            "number" => "number + 100",
            _ => name,
        });
        return $"INSERT INTO {table} ({string.Join(", ", names)}) SELECT {string.Join(", ", from)} FROM {table} WHERE {where}";
    }

    private void Read(SqliteCommand command, SqliteTransaction transaction, long id)
    {
        Set(command, transaction, id);
        using var reader = command.ExecuteReader();
        var cells = new object[reader.FieldCount];
        while (reader.Read())
        {
            reader.GetValues(cells);
        }
    }

    private void Run(SqliteCommand command, SqliteTransaction transaction, long id)
    {
        Set(command, transaction, id);
        command.ExecuteNonQuery();
    }

    private void Set(SqliteCommand command, SqliteTransaction transaction, long id)
    {
        command.Transaction = transaction;
        (command.Parameters["@id"].Value, command.Parameters["@new"].Value) = (id, _next);
    }

    private static SqliteCommand Prepared(BenchDesk desk, string sql)
    {
        var command = desk.Command(sql, ("@id", 0L), ("@new", 0L), ("@sample", 0L), ("@at", "2026-03-02 09:00:00.000"));
        command.Prepare();
        return command;
    }
}
