using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using OrderDesk.Core.Channels;
using OrderDesk.Core.Intake;
using OrderDesk.Core.Intake.Imports;
using OrderDesk.Core.Inventory;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Review;
using OrderDesk.Core.Review.Bulk;
using OrderDesk.Core.Shared;

namespace OrderDesk.Tests.Benchmarks;

/// <summary>How fast the desk is at a million orders, each figure beside the least the engine must do. Run by <c>scripts/benchmarks.sh</c> only.</summary>
public sealed class MillionOrdersBenchmarks
{
    private const int Turns = 60;
    private const string Row = "SELECT o.id, o.external_id, o.channel_id, o.placed_at, o.customer_name, o.shipping_city, (SELECT COUNT(*) FROM order_lines AS l WHERE l.order_id = o.id), " +
        "o.total_minor, o.currency, o.payment, o.status, o.open_holds, o.held_since, o.waiting_until, o.version FROM orders AS o ";
    private const string Newest = " ORDER BY o.placed_at DESC, o.id DESC LIMIT 51";

    private static readonly Actor Operator = Actor.System("bench");

    private readonly Measure _measure = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_desk_is_measured()
    {
        await using var desk = await BenchDesk.OpenAsync(text => TestContext.Current.TestOutputHelper?.WriteLine(text), Ct);
        Func<BenchDesk, Task>[] parts = [ListsAsync, SearchesAsync, BadgesAsync, BulkAsync, WritesAsync, ImportAsync, ContentionAsync];
        foreach (var part in parts.Where(part => BenchDesk.Part is not { } only || part.Method.Name.StartsWith(only, StringComparison.OrdinalIgnoreCase)))
        {
            await part(desk);
            await File.WriteAllTextAsync(Path.Combine(BenchDesk.Folder, "table.md"), _measure.Table, Ct);
        }

        TestContext.Current.TestOutputHelper?.WriteLine(_measure.Table);
    }

    private async Task ListsAsync(BenchDesk desk)
    {
        var id = desk.One<long>("SELECT MIN(id) FROM orders") + (BenchDesk.Orders / 2);
        var at = DateTime.Parse(desk.One<string>("SELECT placed_at FROM orders WHERE id = @id", ("@id", id)), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
        var deep = FormattableString.Invariant($"p.{at.Ticks}.{id}");
        await _measure.RunAsync("list, first page", Turns, 1.6, _ => Raw(() => desk.Read(Row + Newest)), _ => ListAsync(desk, new()));
        await _measure.RunAsync("list, first page on hold", Turns, 1.6, _ => Raw(() => desk.Read(Row + "WHERE o.status = 3" + Newest)), _ => ListAsync(desk, new() { Status = OrderStatus.OnHold }));
        await _measure.RunAsync("list, half-way deep", Turns, 1.6, _ => Raw(() => desk.Read(Row + "WHERE o.placed_at <= @at AND (o.placed_at < @at OR o.id < @id)" + Newest, ("@at", at), ("@id", id))), _ => ListAsync(desk, new(), deep));
        await _measure.RunAsync("deep page against our first page", Turns, 1.6, _ => ListAsync(desk, new()), _ => ListAsync(desk, new(), deep));
        await _measure.RunAsync("list by channel and payment", Turns, 3, _ => Raw(() => desk.Read(Row + "WHERE o.channel_id = 2 AND +o.payment = 3" + Newest)), _ => ListAsync(desk, new() { Channel = new ChannelId(2), Payment = PaymentStatus.Paid }));
    }

    private async Task SearchesAsync(BenchDesk desk)
    {
        var first = desk.One<long>("SELECT MIN(id) FROM orders");
        const string Found = Row + "WHERE o.id IN (SELECT rowid FROM order_search WHERE order_search MATCH @words ORDER BY rowid DESC LIMIT 1000) ORDER BY o.placed_at DESC, o.id DESC LIMIT 51";
        await _measure.RunAsync("search by number", Turns, 3, turn => Raw(() => desk.Read(Row + "WHERE o.id = @id", ("@id", first + (turn * 997)))), turn => ListAsync(desk, new() { Search = FormattableString.Invariant($"OD-{first + (turn * 997)}") }));
        await _measure.RunAsync("search by name", Turns, 3, _ => Raw(() => desk.Read(Found, ("@words", "\"ada\"* \"testwood\"*"))), _ => ListAsync(desk, new() { Search = "Ada Testwood" }));
        await _measure.RunAsync("search by e-mail", Turns, 3, _ => Raw(() => desk.Read(Found, ("@words", "\"ada testwood0 example com\""))), _ => ListAsync(desk, new() { Search = "ada.testwood0@example.com" }));
        await _measure.RunAsync("search by phone", Turns, 3, _ => Raw(() => desk.Read(Found, ("@words", "\"442079460123\"*"))), _ => ListAsync(desk, new() { Search = "+44 20 7946 0123" }));
        await _measure.RunAsync("search by SKU", Turns, 3, _ => Raw(() => desk.Read(Found, ("@words", "\"rug sage 2\""))), _ => ListAsync(desk, new() { Search = "RUG-SAGE-2" }));
    }

    private async Task BadgesAsync(BenchDesk desk)
    {
        await _measure.RunAsync("badges", Turns, 6, _ => Raw(() => desk.Read("SELECT name, SUM(value) FROM counters GROUP BY name")), _ => desk.UseAsync((OrderCounters counters) => counters.ReadAsync(Operator, Ct)));
        await _measure.RunAsync("badges against counting", 5, 1 / 50.0, _ => Raw(() => desk.Read("SELECT status, COUNT(*) FROM orders GROUP BY status")), _ => desk.UseAsync((OrderCounters counters) => counters.ReadAsync(Operator, Ct)));
    }

    private async Task WritesAsync(BenchDesk desk)
    {
        await desk.UseAsync((ReceiveStock receive) => receive.RunAsync(Operator, new ReceiveStock.Command("BENCH", "NORTH", 1_000_000), Ct));
        var sample = await TakeAsync(desk, "BENCH");
        var raw = new RawWrites(desk, sample);
        await _measure.RunAsync("take and verify one order", 400, 4, _ => Raw(raw.TakeOne), _ => TakeAsync(desk, "BENCH"), warm: 1_200);
        var held = new Queue<long>(await HeldAsync(desk, 100 * 18));
        await _measure.RunAsync("approve 100, one transaction each", 6, 4, _ => Raw(() => Times(100, raw.TakeOne)), async _ =>
        {
            for (var i = 0; i < 100; i++)
            {
                var id = new OrderId(held.Dequeue());
                var version = (int)desk.One<long>("SELECT version FROM orders WHERE id = @id", ("@id", id.Value));
                await desk.UseAsync((ApproveOrder approve) => approve.RunAsync(Operator, new ApproveOrder.Command(id, version, [], null), Ct));
            }
        }, warm: 12);
    }

    /// <summary>Orders with a wish, 5,000 approved in one bulk action, against the rows that leaves by prepared statements in transactions of a hundred. Smaller ones go before.</summary>
    private async Task BulkAsync(BenchDesk desk)
    {
        const int Turns = 3, Warm = 2, Each = 5_000, Few = 1_000;
        await desk.UseAsync((ReceiveStock receive) => receive.RunAsync(Operator, new ReceiveStock.Command("BENCH", "NORTH", 1_000_000), Ct));
        var me = await desk.HireAsync();
        var held = new List<OrderId>();
        for (var i = 0; i < (((Turns * Each) + (Warm * Few)) * 2) + 1; i++)
        {
            held.Add(new OrderId(await TakeAsync(desk, "BENCH", "Please ring twice")));
        }

        var sample = held[^1];
        await desk.UseAsync((ApproveOrder approve) => approve.RunAsync(me, new ApproveOrder.Command(sample, (int)desk.One<long>("SELECT version FROM orders WHERE id = @id", ("@id", sample.Value)), [], null), Ct));
        var raw = new RawApprovals(desk, sample.Value);
        var (left, looks, looked) = (new Queue<OrderId>(held), new Queue<(BulkRunId Id, int Orders)>(), Stopwatch.StartNew());
        List<OrderId> Next(int turn) => [.. Enumerable.Range(0, turn < Warm ? Few : Each).Select(_ => left.Dequeue())];
        for (var turn = 0; turn < Turns + Warm; turn++)
        {
            var some = Next(turn);
            looks.Enqueue(((await desk.UseAsync((LookAtBulk look) => look.RunAsync(me, new LookAtBulk.Command(new BulkAction(BulkKind.Approve), new BulkPick(some)), Ct))).Id, some.Count));
        }

        _measure.Note("look at what approving would do, orders/s", "–", $"{looks.Sum(look => look.Orders) / looked.Elapsed.TotalSeconds:N0}", "–", true);
        await _measure.RunAsync("bulk approve, 5,000 orders", Turns, 2.5, turn => Raw(() => Next(turn).Chunk(100).ToList().ForEach(some => raw.Approve([.. some.Select(order => order.Value)]))), async _ =>
        {
            var (id, orders) = looks.Dequeue();
            await desk.UseAsync((StartBulk start) => start.RunAsync(me, new StartBulk.Command(id), Ct));
            await desk.RoundAsync("bulk");
            Assert.Equal(orders, desk.One<long>("SELECT done FROM bulk_runs WHERE id = @id", ("@id", id.Value)));
        }, Warm);
    }

    /// <summary>History rows, 1 line each, against the same rows by prepared inserts in transactions of as many.</summary>
    private async Task ImportAsync(BenchDesk desk)
    {
        const int Rows = 10_000;
        var file = Path.Combine(BenchDesk.Folder, "import.csv");
        var run = Stopwatch.GetTimestamp();
        var text = new StringBuilder("external_id,placed_at,currency,sku,quantity,unit_price,total,customer_email\n");
        for (var i = 0; i < Rows; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"B{run}-{i},2026-01-{1 + (i % 28):00}T10:00:00Z,GBP,BENCH,2,5.00,10.00,bench{i}@example.com\n");
        }

        await File.WriteAllTextAsync(file, text.ToString(), Ct);
        var raw = new RawWrites(desk, desk.One<long>("SELECT MAX(id) FROM orders WHERE external_id LIKE 'bench-%'"));
        var floor = Stopwatch.StartNew();
        Times(Rows / 500, () => raw.TakeMany(500));
        var low = Rows / floor.Elapsed.TotalSeconds;
        var asked = await desk.UseAsync((AskForImport ask) => ask.RunAsync(Operator, new AskForImport.Command("bench", Path.GetFileName(file), "generic", ImportMode.History, false, Path: file), Ct));
        var ours = Stopwatch.StartNew();
        var done = await desk.UseAsync((RunImport import) => import.RunAsync(Operator, new RunImport.Command(asked, file, null), Ct));
        var own = Rows / ours.Elapsed.TotalSeconds;
        Assert.Equal(Rows, done.Tally.Imported);
        _measure.Note("import of history, rows/s", $"{low:N0} (all rows of an order, 500 per transaction)", $"{own:N0}", "time ≤ 2.0 × floor", low / own <= 2);
    }

    private async Task ContentionAsync(BenchDesk desk)
    {
        var sku = $"LAST-{Stopwatch.GetTimestamp()}";
        await desk.UseAsync((ReceiveStock receive) => receive.RunAsync(Operator, new ReceiveStock.Command(sku, "NORTH", 200), Ct));
        var times = new System.Collections.Concurrent.ConcurrentBag<double>();
        var failures = 0;
        await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < 25; i++)
            {
                var started = Stopwatch.GetTimestamp();
                try
                {
                    await TakeAsync(desk, sku);
                }
                catch (InvalidOperationException)
                {
                    Interlocked.Increment(ref failures);
                }

                times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            }
        }, Ct)));
        var reserved = desk.One<long>("SELECT SUM(l.reserved) FROM stock_levels AS l JOIN variants AS v ON v.id = l.variant_id WHERE v.sku = @sku", ("@sku", sku));
        var all = times.ToList();
        _measure.Note("16 writers, 400 orders for 200 units", "–", $"{reserved} reserved, {failures} errors, p50 {Measure.At(all, 0.5):0} ms, p95 {Measure.At(all, 0.95):0} ms, worst {all.Max():0} ms", "200 reserved, 0 errors, worst ≤ 1,000 ms", reserved == 200 && failures == 0 && all.Max() <= 1_000);
    }

    private static async Task ListAsync(BenchDesk desk, OrderQueue.Filter filter, string? after = null) =>
        Assert.NotEmpty((await desk.UseAsync((OrderQueue queue) => queue.ReadAsync(Operator, filter, new Paging(50, after), Ct))).Page.Rows);

    private static async Task<long> TakeAsync(BenchDesk desk, string sku, string? wish = null)
    {
        var n = Interlocked.Increment(ref _last);
        var address = new { name = $"Bench Buyer{n}", line1 = $"{n} Bench Street", city = "Benchton", postalCode = "SW1A 1AA", country = "GB" };
        var body = JsonSerializer.SerializeToUtf8Bytes(new
        {
            externalId = $"bench-{n}",
            placedAt = TimeProvider.System.GetUtcNow().AddMinutes(-1).ToString("O"),
            currency = "GBP",
            customer = new { name = $"Bench Buyer{n}", email = $"bench{n}@example.com", phone = FormattableString.Invariant($"+44 20 7{n % 10_000_000:0000000}") },
            shippingAddress = address,
            billingAddress = address,
            lines = new[] { new { sku, name = "A thing", quantity = 1, unitPrice = 10.00m } },
            total = 10.00m,
            requests = new { remark = wish },
            payment = new { method = "card", status = "paid", amount = 10.00m, currency = "GBP", reference = $"bench-{n}", paidAt = TimeProvider.System.GetUtcNow().ToString("O") },
        });
        return (await desk.UseAsync((TakeOrder take) => take.RunAsync(Operator, new TakeOrder.Command(new ChannelId(1), body, null), Ct))).Answer.Id;
    }

    private static long _last = TimeProvider.System.GetUtcNow().Ticks;

    private static Task<List<long>> HeldAsync(BenchDesk desk, int count)
    {
        using var command = desk.Command("SELECT o.id FROM orders AS o JOIN review_cases AS c ON c.order_id = o.id WHERE c.state = 1 AND o.open_holds = 1 AND o.origin = 3 ORDER BY o.id LIMIT @count", ("@count", count));
        using var reader = command.ExecuteReader();
        var ids = new List<long>();
        while (reader.Read())
        {
            ids.Add(reader.GetInt64(0));
        }

        return Task.FromResult(ids);
    }

    private static Task Raw(Action work)
    {
        work();
        return Task.CompletedTask;
    }

    private static void Times(int count, Action work)
    {
        for (var i = 0; i < count; i++)
        {
            work();
        }
    }
}
