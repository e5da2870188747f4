using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Review;
using OrderDesk.Core.Verification;
using OrderDesk.Tests.Support;

namespace OrderDesk.Tests.Core.Verification;

/// <summary>An order that is held for another one goes on by itself when that one is cancelled.</summary>
public sealed class TwinTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task A_held_duplicate_is_released_when_its_twin_is_cancelled_and_the_timeline_says_why(Database database)
    {
        var log = new SqlLog();
        await using var desk = await TestDesk.OpenAsync(database, services => services.AddSingleton<IInterceptor>(log));
        var shop = await Shop.OpenAsync(desk);
        await shop.StockAsync("MUG", 50);
        var body = shop.Order();
        var first = await shop.TakenAsync(body);
        var twin = await shop.TakenAsync(new Dictionary<string, object?>(body) { ["externalId"] = "W-twin", ["payment"] = shop.Order()["payment"] });
        var reuse = shop.Order(quantity: 2);
        var used = await shop.TakenAsync(new Dictionary<string, object?>(reuse) { ["payment"] = Paid(20, Reference(body)) });
        Assert.Equal(("hold.duplicate", first), Assert.Single(await OpenAsync(desk, twin)));
        Assert.Equal(("hold.payment-used-twice", first), Assert.Single(await OpenAsync(desk, used)));

        Assert.Null(await desk.RoundAsync("twins"));
        await CancelAsync(desk, first);
        Assert.Null(await desk.RoundAsync("twins"));
        desk.Clock.Advance(TwinJob.Settles + TimeSpan.FromSeconds(1));
        var before = log.Statements.Count;
        Assert.Equal("jobs.twins.looked", (await desk.RoundAsync("twins"))?.Code);

        if (database is Database.Sqlite)
        {
            Assert.Empty(await QueryPlan.SlowStepsAsync(desk.Storage, log.Statements.Skip(before).Where(sql => sql.Contains("about_id", StringComparison.Ordinal)), Ct));
        }

        Assert.Empty(await OpenAsync(desk, twin));
        Assert.Empty(await OpenAsync(desk, used));
        await using var db = desk.Db();
        Assert.Equal([OrderStatus.ReadyToFulfil, OrderStatus.ReadyToFulfil], await db.Orders.Where(o => o.Id == twin || o.Id == used).Select(o => o.Status).ToListAsync(Ct));
        var said = await db.OrderEvents.Where(e => e.OrderId == twin && e.Code == "order.hold-resolved").Select(e => e.Data!).SingleAsync(Ct);
        Assert.Equal("order.twin-cancelled", JsonDocument.Parse(said).RootElement.GetProperty("because").GetString());
        Assert.Contains(first.Number, await db.OrderEvents.Where(e => e.OrderId == twin && e.Code == "order.twin-cancelled").Select(e => e.Data!).SingleAsync(Ct), StringComparison.Ordinal);
        Assert.Null(await desk.RoundAsync("twins"));
        await desk.IsCleanAsync();
    }

    [Theory, EveryDatabase]
    public async Task One_that_is_a_duplicate_of_a_second_order_stays_held_for_that_one(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var shop = await Shop.OpenAsync(desk);
        await shop.StockAsync("MUG", 50);
        var body = shop.Order();
        var first = await shop.TakenAsync(body);
        var second = await shop.TakenAsync(new Dictionary<string, object?>(body) { ["externalId"] = "W-second", ["payment"] = shop.Order()["payment"] });
        var third = await shop.TakenAsync(new Dictionary<string, object?>(body) { ["externalId"] = "W-third", ["payment"] = shop.Order()["payment"] });
        var named = Assert.Single(await OpenAsync(desk, third)).Other!.Value;
        var other = named == first ? second : first;

        await CancelAsync(desk, named);
        desk.Clock.Advance(TwinJob.Settles + TimeSpan.FromSeconds(1));
        await desk.RoundAsync("twins");

        Assert.Equal(("hold.duplicate", other), Assert.Single(await OpenAsync(desk, third)));
        Assert.Null(await desk.RoundAsync("twins"));
    }

    private static string Reference(Dictionary<string, object?> body) => JsonSerializer.SerializeToElement(body["payment"]).GetProperty("reference").GetString()!;

    private static object Paid(decimal amount, string reference) => new { method = "card", status = "paid", amount, currency = "GBP", reference, paidAt = "2026-03-02T08:59:00Z" };

    private static async Task<List<(string Reason, OrderId? Other)>> OpenAsync(TestDesk desk, OrderId id)
    {
        await using var db = desk.Db();
        return [.. (await db.OrderHolds.Where(h => h.OrderId == id && h.State == HoldState.Open).ToListAsync(Ct)).Select(h => (h.Reason, h.AboutId))];
    }

    private static async Task CancelAsync(TestDesk desk, OrderId id)
    {
        await using var db = desk.Db();
        var version = await db.Orders.Where(o => o.Id == id).Select(o => o.Version).SingleAsync(Ct);
        var cancelled = await desk.UseAsync((CancelOrder cancel) => cancel.RunAsync(desk.Agent(), new CancelOrder.Command(id, version, "ordered twice", RefundInstruction.Full), Ct));
        Assert.True(cancelled.IsOk, cancelled.Error?.Code);
    }
}
