using Microsoft.Data.Sqlite;

namespace OrderDesk.Tests.Benchmarks;

/// <summary>The rows that taking or approving an order leaves behind, written by prepared statements and nothing else: copies of the rows of one that was really taken.</summary>
internal sealed class RawWrites
{
    private static readonly (string Table, string Where)[] Parts =
    [
        ("customers", "id = @customer"), ("orders", "id = @order"), ("order_lines", "order_id = @order"), ("order_events", "order_id = @order"), ("reservations", "order_id = @order"),
        ("intake_receipts", "order_id = @order"), ("verifications", "order_id = @order"),
    ];

    private static readonly string[] Looks = ["channel_id = 1 AND external_id = @x", "email = @x", "phone = @x", "ship_to = @n", "payment_reference = @x"];

    private readonly List<SqliteCommand> _copies = [];
    private readonly List<SqliteCommand> _looks;
    private readonly SqliteCommand _take, _count, _change, _search;
    private readonly SqliteConnection _raw;
    private long _next;

    public RawWrites(BenchDesk desk, long order)
    {
        _raw = desk.Raw;
        var customer = desk.One<long>("SELECT customer_id FROM orders WHERE id = @id", ("@id", order));
        // Numbers that nobody else gives: between those of a run before and the pool's.
        _next = Math.Max(4_000_000_000_000_000, desk.One<long>("SELECT MAX(id) FROM order_lines") + 1_000);
        foreach (var (table, where) in Parts)
        {
            var columns = Columns(desk, table);
            var from = columns.Select(column => (table, column) switch
            {
                ("customers", "id") or ("orders", "customer_id") or (_, "customer_id") => "@new",
                ("orders", "id") or (_, "order_id") => "@new",
                (_, "id") => "@new + rowid % 1000",
                (_, "external_id") => table is "customers" ? "NULL" : "'raw-' || @new",
                (_, "idempotency_key") => "NULL",
                _ => column,
            });
            _copies.Add(Prepared(desk, $"INSERT INTO {table} ({string.Join(", ", columns)}) SELECT {string.Join(", ", from)} FROM {table} WHERE {where}", ("@new", 0L), ("@order", order), ("@customer", customer)));
        }

        _take = Prepared(desk, "UPDATE stock_levels SET reserved = reserved + 1 WHERE id = (SELECT id FROM stock_levels WHERE on_hand - reserved > 20 ORDER BY id LIMIT 1) AND on_hand - reserved >= 1");
        _count = Prepared(desk, "UPDATE counters SET value = value + 1 WHERE name = @name AND shard = @shard", ("@name", "orders.status.4"), ("@shard", 0L));
        _change = Prepared(desk, "INSERT INTO changes (kind, entity_id, node, at) SELECT kind, entity_id, node, at FROM changes ORDER BY seq DESC LIMIT 1");
        _search = Prepared(desk, "INSERT INTO order_search (rowid, words) VALUES (@new, 'raw sample buyer example com 4420794600')", ("@new", 0L));
        _looks = [.. Looks.Select(where => Prepared(desk, $"SELECT id, placed_at, status FROM orders WHERE {where} ORDER BY placed_at DESC LIMIT 20", ("@x", "nobody"), ("@n", 1L)))];
    }

    /// <summary>One order in one transaction: what the checks must look at, and every row.</summary>
    public void TakeOne()
    {
        using var transaction = _raw.BeginTransaction(deferred: false);
        WriteOne(transaction);
        transaction.Commit();
    }

    /// <summary>Many orders in one transaction.</summary>
    public void TakeMany(int count)
    {
        using var transaction = _raw.BeginTransaction(deferred: false);
        for (var i = 0; i < count; i++)
        {
            WriteOne(transaction);
        }

        transaction.Commit();
    }

    private void WriteOne(SqliteTransaction transaction)
    {
        _next += 1_000;
        foreach (var look in _looks)
        {
            look.Transaction = transaction;
            using var reader = look.ExecuteReader();
            while (reader.Read())
            {
                _ = reader.GetInt64(0);
            }
        }

        Run(_take, transaction);
        foreach (var copy in _copies)
        {
            copy.Parameters["@new"].Value = _next;
            Run(copy, transaction);
        }

        _search.Parameters["@new"].Value = _next;
        Run(_search, transaction);
        _count.Parameters["@shard"].Value = _next / 1_000 % 16;
        Run(_count, transaction);
        Run(_change, transaction);
        Run(_change, transaction);
    }

    private static void Run(SqliteCommand command, SqliteTransaction transaction)
    {
        command.Transaction = transaction;
        command.ExecuteNonQuery();
    }

    private static List<string> Columns(BenchDesk desk, string table)
    {
        using var command = desk.Command($"SELECT name FROM pragma_table_info('{table}')");
        using var reader = command.ExecuteReader();
        var names = new List<string>();
        while (reader.Read())
        {
            names.Add(reader.GetString(0));
        }

        return names;
    }

    private static SqliteCommand Prepared(BenchDesk desk, string sql, params (string Name, object Value)[] values)
    {
        var command = desk.Command(sql, values);
        command.Prepare();
        return command;
    }
}
