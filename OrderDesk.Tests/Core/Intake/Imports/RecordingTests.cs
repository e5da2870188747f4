using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Intake;
using OrderDesk.Core.Orders;
using OrderDesk.Tests.Support;

namespace OrderDesk.Tests.Core.Intake.Imports;

/// <summary>Mode history: the books of a channel become records, and nothing else happens.</summary>
public class RecordingTests
{
    private const string Header = "external_id,placed_at,currency,sku,quantity,unit_price,total,customer_email,shipping_charge\n";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static string Row(string id, string sku = "MUG", int quantity = 1, string price = "10.00", string total = "12.50", string email = "ann@example.com") =>
        $"{id},2026-01-05 10:00:00,GBP,{sku},{quantity},{price},{total},{email},2.50\n";

    [Theory, EveryDatabase]
    public async Task Records_never_touch_stock_messages_or_the_queue(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var shop = await Shop.OpenAsync(desk);
        await shop.StockAsync("MUG", 5);

        var account = await desk.ImportAsync(Header + Row("A-1") + Row("A-2", email: "Ben@Example.com") + Row("A-3"));

        Assert.Equal((3, 3, 3, 2, 0), (account.Tally.RowsRead, account.Tally.Imported, account.Tally.Orders, account.Customers, account.Products));
        await using var db = desk.Db();
        Assert.Equal(new { OnHand = 5, Reserved = 0 }, await db.StockLevels.Select(l => new { l.OnHand, l.Reserved }).SingleAsync(Ct));
        Assert.Equal(0, await db.StockWaits.CountAsync(Ct) + await db.Reservations.CountAsync(Ct) + await db.Outbox.CountAsync(Ct) + await db.InboxItems.CountAsync(Ct));
        var order = await db.Orders.Include(o => o.Lines).Include(o => o.Events).SingleAsync(o => o.ExternalId == "A-2", Ct);
        Assert.Equal((OrderStatus.Completed, OrderOrigin.History, FulfilmentStatus.Delivered, PaymentStatus.Paid), (order.Status, order.Origin, order.Fulfilment, order.Payment));
        Assert.Equal((1000, 250, 1250, 0), (order.LinesMinor, order.ShippingMinor, order.TotalMinor, order.UnexplainedMinor));
        Assert.Equal(("order.recorded", null, OrderStatus.Completed, "operator"), order.Events.Select(e => (e.Code, e.FromStatus, e.ToStatus!.Value, e.ActorName)).Single());
        Assert.NotNull(order.Lines.Single().VariantId);
        Assert.Equal([order.Id.Value], await OrderSearch.FindAsync(db, OrderWords.Typed("ben@example.com"), long.MaxValue, 5, Ct));
        Assert.Equal([2, 1], await db.Customers.OrderBy(c => c.Id).Select(c => c.OrderCount).ToListAsync(Ct));
        Assert.Equal(3, await db.Counters.Where(c => c.Name == "orders.status.8").SumAsync(c => c.Value, Ct));
    }

    [Theory, EveryDatabase]
    public async Task What_changed_is_updated_and_the_timeline_tells_it(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        await desk.ImportAsync(Header + Row("A-1") + Row("A-2"));

        var account = await desk.ImportAsync(Header + Row("A-1") + Row("A-2", "CUP", 3, total: "32.50", email: "cy@example.com") + Row("A-2", "MUG", 1, "0", total: "", email: ""));

        Assert.Equal((3, 0, 2, 1, 0), (account.Tally.RowsRead, account.Tally.Imported, account.Tally.Updated, account.Tally.Skipped, account.Tally.Rejected));
        await using var db = desk.Db();
        var order = await db.Orders.Include(o => o.Lines).Include(o => o.Events).SingleAsync(o => o.ExternalId == "A-2", Ct);
        Assert.Equal((3000, 3250, 0), (order.LinesMinor, order.TotalMinor, order.UnexplainedMinor));
        Assert.Equal([(1, "CUP"), (2, "MUG")], order.Lines.OrderBy(l => l.Number).Select(l => (l.Number, l.Sku)));
        Assert.Equal(["order.recorded", "order.recorded-again"], order.Events.OrderBy(e => e.Number).Select(e => e.Code));
        Assert.Equal([("ann@example.com", 1), ("cy@example.com", 1)], (await db.Customers.OrderBy(c => c.Id).ToListAsync(Ct)).Select(c => (c.Email!, c.OrderCount)));
        Assert.Equal([order.Id.Value], await OrderSearch.FindAsync(db, OrderWords.Typed("cup"), long.MaxValue, 5, Ct));
        Assert.Equal(2, await db.Orders.CountAsync(Ct));
        Assert.Equal(3, (await desk.ImportAsync(Header + Row("A-1") + Row("A-2", "CUP", 3, total: "32.50", email: "cy@example.com") + Row("A-2", "MUG", 1, "0", total: "", email: ""))).Tally.Skipped);
    }

    [Fact]
    public async Task A_changed_refund_replaces_the_old_one()
    {
        await using var desk = await TestDesk.OpenAsync();
        const string Head = "Invoice,StockCode,Description,Quantity,InvoiceDate,Price,Customer ID,Country\n";
        await desk.ImportAsync(Head + "C100,21212,Cups,-2,2010-01-05 10:00:00,1.50,17850,United Kingdom\n", profile: "online-retail");

        var account = await desk.ImportAsync(Head + "C100,21212,Cups,-3,2010-01-05 10:00:00,1.50,17850,United Kingdom\n", profile: "online-retail");

        Assert.Equal((1, 1), (account.Tally.Updated, account.Tally.Refunds));
        await using var db = desk.Db();
        Assert.Equal(-450, (await db.Refunds.SingleAsync(Ct)).AmountMinor);
        Assert.Equal(-3, (await db.RefundLines.SingleAsync(Ct)).Quantity);
        Assert.Equal(0, (await db.Customers.SingleAsync(Ct)).OrderCount);
    }

    [Fact]
    public async Task Records_do_not_change_an_order_that_is_being_fulfilled()
    {
        await using var desk = await TestDesk.OpenAsync();
        var shop = await Shop.OpenAsync(desk, "retail");
        var live = shop.Order();
        await shop.SendAsync(live);

        var account = await desk.ImportAsync(Header + Row((string)live["externalId"]!));

        Assert.Equal((1, 0), (account.Tally.Rejected, account.Tally.Imported));
        await using var db = desk.Db();
        Assert.Equal(OrderOrigin.Live, (await db.Orders.SingleAsync(Ct)).Origin);
    }

    [Fact]
    public async Task Rows_that_are_left_out_are_told_with_line_and_reason_and_cannot_act_as_formulas()
    {
        await using var desk = await TestDesk.OpenAsync();
        var asked = await desk.AskAsync(desk.File(Header + Row("A-1") + Row("=cmd|' /C calc'!A0", price: "cheap") + Row("A-3")));

        var account = (await desk.RunAsync(asked)).Value!;

        Assert.Equal((3, 2, 1), (account.Tally.RowsRead, account.Tally.Imported, account.Tally.Rejected));
        var rejects = await desk.RejectsAsync(asked.Id);
        Assert.Equal(2, rejects.Length);
        Assert.StartsWith("3,rejected,intake.row.number,intake.row.number,", rejects[1], StringComparison.Ordinal);
        Assert.Contains(",\"'=cmd|' /C calc'!A0\",", rejects[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_trial_says_what_would_happen_and_writes_nothing()
    {
        await using var desk = await TestDesk.OpenAsync();
        await desk.ImportAsync(Header + Row("A-1"));

        var account = await desk.ImportAsync(Header + Row("A-1") + Row("A-2", "CUP", email: "dee@example.com") + Row("A-3", "CUP", email: "dee@example.com"), dryRun: true);

        Assert.Equal((3, 2, 1, 2, 1, 1), (account.Tally.RowsRead, account.Tally.Imported, account.Tally.Skipped, account.Tally.Orders, account.Customers, account.Products));
        await using var db = desk.Db();
        Assert.Equal((1, 1, 1), (await db.Orders.CountAsync(Ct), await db.Customers.CountAsync(Ct), await db.Variants.CountAsync(Ct)));
        Assert.Equal([ImportState.Done, ImportState.Done], await db.ImportRuns.Select(r => r.State).ToListAsync(Ct));
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_to_its_end_fails_with_the_reason()
    {
        await using var desk = await TestDesk.OpenAsync();
        var asked = await desk.AskAsync(desk.File(Header + Row("A-1") + "A-2,\"open quote\n"));

        var result = await desk.RunAsync(asked);

        Assert.Equal("intake.file.open-quote", result.Error?.Code);
        await using var db = desk.Db();
        Assert.Equal((ImportState.Failed, "intake.file.open-quote"), await db.ImportRuns.Select(r => new ValueTuple<ImportState, string?>(r.State, r.FailureCode)).SingleAsync(Ct));
        Assert.Equal(0, await db.Orders.CountAsync(Ct));
    }
}
