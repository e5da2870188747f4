namespace OrderDesk.Tests.Benchmarks;

/// <summary>What the page of a case must read, by statements of the engine and nothing else.</summary>
internal static class RawCase
{
    private const string Other = "SELECT id, placed_at, customer_name, total_minor, currency, status FROM orders WHERE ";

    private static readonly string[] Reads =
    [
        "SELECT * FROM orders WHERE id = @id",
        "SELECT c.name FROM channels AS c JOIN orders AS o ON o.channel_id = c.id WHERE o.id = @id",
        "SELECT * FROM order_lines WHERE order_id = @id ORDER BY number",
        "SELECT variant_id, SUM(on_hand), SUM(reserved) FROM stock_levels WHERE variant_id IN (SELECT variant_id FROM order_lines WHERE order_id = @id) GROUP BY variant_id",
        "SELECT r.line_number, w.code, r.quantity FROM reservations AS r JOIN warehouses AS w ON w.id = r.warehouse_id WHERE r.order_id = @id AND r.state = 1",
        "SELECT line_number FROM stock_waits WHERE order_id = @id",
        "SELECT sku, SUM(quantity) FROM stock_waits WHERE sku IN (SELECT sku FROM order_lines WHERE order_id = @id) AND order_id <> @id GROUP BY sku",
        "SELECT * FROM order_holds WHERE order_id = @id",
        "SELECT * FROM review_cases WHERE order_id = @id",
        "SELECT * FROM customers WHERE id = (SELECT customer_id FROM orders WHERE id = @id)",
        Other + "customer_id = (SELECT customer_id FROM orders WHERE id = @id) AND id <> @id ORDER BY placed_at DESC, id DESC LIMIT 5",
        "SELECT currency, COUNT(*), SUM(amount_minor) FROM refunds WHERE customer_id = (SELECT customer_id FROM orders WHERE id = @id) GROUP BY currency",
        Other + "email = (SELECT email FROM orders WHERE id = @id) AND id <> @id ORDER BY placed_at DESC, id DESC LIMIT 5",
        Other + "phone = (SELECT phone FROM orders WHERE id = @id) AND id <> @id ORDER BY placed_at DESC, id DESC LIMIT 5",
        Other + "ship_to = (SELECT ship_to FROM orders WHERE id = @id) AND id <> @id ORDER BY placed_at DESC, id DESC LIMIT 5",
        "SELECT id, external_id, total_minor, currency, status FROM orders WHERE split_from = @id",
        "SELECT id, name, bytes FROM note_files WHERE order_id = @id AND entry IS NOT NULL",
        "SELECT * FROM order_events WHERE order_id = @id ORDER BY number DESC LIMIT 51",
        "SELECT * FROM verifications WHERE order_id = @id",
        "SELECT * FROM macros",
        "SELECT * FROM staff_skills LIMIT 1",
    ];

    /// <summary>Reads every row of it; answers how many.</summary>
    public static int Read(BenchDesk desk, long id) => Reads.Sum(sql => desk.Read(sql, ("@id", id)));
}
