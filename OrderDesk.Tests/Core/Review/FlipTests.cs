using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Review;
using OrderDesk.Core.Shared;
using OrderDesk.Core.Verification;
using OrderDesk.Tests.House.Rules;
using OrderDesk.Tests.Support;

namespace OrderDesk.Tests.Core.Review;

/// <summary>When the fact behind a doubt changes, the checks run again and the hold ends by itself, and the timeline says what ended it.</summary>
public class FlipTests
{
    private static readonly object Nameless = new { line1 = "1 Example Street", city = "Sampleton", postalCode = "SW1A 1AA", country = "GB" };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>One doubt: how an order comes to it, which check has it, what makes it go away, and what the timeline says ended it; also a doubt that takes its place.</summary>
    private sealed record Flip(string Name, Action<Dictionary<string, object?>> Spoil, string Check, Func<Order, Task<Result>> Mend, string Because, string? Instead = null);

    [Theory, EveryDatabase]
    public async Task Every_fact_that_flips_ends_its_hold_by_itself(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var shop = await Shop.OpenAsync(desk);
        await shop.StockAsync("MUG", 1_000);
        await shop.StockAsync("LAMP", 1);
        foreach (var flip in Flips(desk, shop))
        {
            var body = shop.Order();
            flip.Spoil(body);
            var id = await shop.TakenAsync(body);
            var held = await ReadAsync(desk, id);
            Assert.True(held.Status is OrderStatus.OnHold && held.Holds.Any(h => h.Check == flip.Check && h.State is HoldState.Open), $"{flip.Name}: {held.Status}, {string.Join(' ', held.Holds.Select(h => h.Check))}");

            var mended = await flip.Mend(held);

            Assert.True(mended.IsOk, $"{flip.Name}: {mended.Error?.Code}");
            var after = await ReadAsync(desk, id);
            Assert.Equal($"{flip.Name}: {flip.Instead}", $"{flip.Name}: {string.Join(' ', after.Holds.Where(h => h.State is HoldState.Open).Select(h => h.Check))}");
            Assert.Equal(flip.Instead is null ? OrderStatus.ReadyToFulfil : OrderStatus.OnHold, after.Status);
            Assert.Equal(HoldState.Resolved, after.Holds.Single(h => h.Check == flip.Check).State);
            await using var db = desk.Db();
            var said = await db.OrderEvents.Where(e => e.OrderId == id && e.Code == "order.hold-resolved").Select(e => e.Data!).ToListAsync(Ct);
            Assert.All(said, data => Assert.Equal($"{flip.Name}: {flip.Because}", $"{flip.Name}: {JsonDocument.Parse(data).RootElement.GetProperty("because").GetString()}"));
            Assert.NotEmpty(said);
            Assert.True(flip.Check is "stock" || flip.Instead is not null || await db.ReviewCases.AnyAsync(c => c.OrderId == id && c.State == ReviewState.Resolved, Ct), flip.Name);
        }

        await desk.IsCleanAsync();
    }

    [Theory, EveryDatabase]
    public async Task An_order_that_rests_for_its_money_comes_back_when_the_money_is_heard_of(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var shop = await Shop.OpenAsync(desk);
        await shop.StockAsync("MUG", 50);
        var (paid, failed, late) = (await UnpaidAsync(shop, wish: true), await UnpaidAsync(shop), await UnpaidAsync(shop));
        foreach (var id in new[] { paid, failed, late })
        {
            var rests = await desk.UseAsync((WaitForPayment wait) => wait.RunAsync(desk.Agent(), new WaitForPayment.Command(id, Version(desk, id)), Ct));
            Assert.True(rests.IsOk, rests.Error?.Code);
        }

        Assert.Equal((0, 3), await CountsAsync(desk));
        Assert.True((await PayAsync(desk, paid, PaymentStatus.Paid)).IsOk);
        Assert.True((await PayAsync(desk, failed, PaymentStatus.Failed)).IsOk);
        Assert.Equal((2, 1), await CountsAsync(desk));
        Assert.Equal(HoldType.Request, (await ReadAsync(desk, paid)).OpenHolds);
        desk.Clock.Advance(new ReviewOptions().PaymentWait + TimeSpan.FromMinutes(1));
        Assert.Equal((3, 0), await CountsAsync(desk));

        var again = await desk.UseAsync((WaitForPayment wait) => wait.RunAsync(desk.Agent(), new WaitForPayment.Command(paid, Version(desk, paid)), Ct));
        Assert.Equal("review.paid-already", again.Error?.Code);
        var warehouse = await desk.UseAsync((WaitForPayment wait) => wait.RunAsync(desk.WarehouseLead(), new WaitForPayment.Command(late, 0), Ct));
        Assert.Equal(ErrorKind.Forbidden, warehouse.Error?.Kind);
        await desk.IsCleanAsync();
    }

    [Theory, EveryDatabase]
    public async Task A_call_settles_a_doubt_or_brings_the_case_back_later(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var shop = await Shop.OpenAsync(desk);
        await shop.StockAsync("MUG", 500);
        var id = await shop.TakenAsync(shop.Order("MUG", 150, 1m));
        var hold = (await ReadAsync(desk, id)).Holds.Single();

        Assert.Equal("review.call-note-required", (await CallAsync(desk, id, CallOutcome.Confirmed, " ", hold.Id)).Error?.Code);
        Assert.Equal("review.call-which-hold", (await CallAsync(desk, id, CallOutcome.Confirmed, "All meant", null)).Error?.Code);
        Assert.Equal("orders.hold-not-open", (await CallAsync(desk, id, CallOutcome.Confirmed, "All meant", new OrderHoldId(4_711))).Error?.Code);
        Assert.Equal("review.unknown-call", (await CallAsync(desk, id, (CallOutcome)9, "Hello", hold.Id)).Error?.Code);
        Assert.Equal("review.bad-snooze", (await CallAsync(desk, id, CallOutcome.NoAnswer, null, hold.Id, TimeSpan.FromDays(90))).Error?.Code);
        await using var db = desk.Db();
        Assert.Equal(0, await db.OrderEvents.CountAsync(e => e.OrderId == id && e.Code == "review.called", Ct));

        Assert.True((await CallAsync(desk, id, CallOutcome.NoAnswer, null, hold.Id, TimeSpan.FromHours(2))).IsOk);
        Assert.Equal((0, 1), await CountsAsync(desk));
        desk.Clock.Advance(TimeSpan.FromHours(3));
        Assert.Equal((1, 0), await CountsAsync(desk));
        var confirmed = await CallAsync(desk, id, CallOutcome.Confirmed, "They open a shop", hold.Id);

        Assert.Equal(OrderStatus.ReadyToFulfil, confirmed.Value?.Status);
        Assert.Equal(["They open a shop"], await db.OrderEvents.Where(e => e.OrderId == id && e.Code == "review.called" && e.Note != null).Select(e => e.Note!).ToListAsync(Ct));
        Assert.Equal("They open a shop", (await ReadAsync(desk, id)).Holds.Single().Note);
        await desk.UseAsync((RunVerification verify) => verify.RunAsync(desk.Agent(), new RunVerification.Command(id), Ct));
        Assert.Equal(OrderStatus.ReadyToFulfil, (await ReadAsync(desk, id)).Status);
        await desk.IsCleanAsync();
    }

    [Fact]
    public void Whatever_turns_a_check_green_has_an_action_that_does_it()
    {
        var flips = SourceFile.Code("OrderDesk.Core").Where(file => file.Path.Contains("/Verification/", StringComparison.Ordinal)).SelectMany(file => Words.Dotted(file.Text)).Where(code => code.StartsWith("flip.", StringComparison.Ordinal)).Distinct().ToList();

        Assert.True(flips.Count > 25, "What turns checks green was not found.");
        Assert.DoesNotContain(flips, flip => FactActions.Of(flip).Count == 0);
    }

    private static IEnumerable<Flip> Flips(TestDesk desk, Shop shop)
    {
        var payment = new { method = "card", status = "paid", amount = 7m, currency = "GBP", reference = "pay-short" };
        yield return new("unpaid, then paid", body => body.Remove("payment"), "payment-state", order => PayAsync(desk, order.Id, PaymentStatus.Paid), "order.payment-recorded");
        yield return new("paid too little, then the rest", body => body["payment"] = payment, "payment-amount", order => PayAsync(desk, order.Id, PaymentStatus.Paid, 10m), "order.payment-recorded");
        yield return new("nameless, then named", body => (body["customer"], body["shippingAddress"], body["billingAddress"]) = (new { email = "flip1@example.com", phone = "+44 20 7946 0101" }, Nameless, Nameless), "identity", order => CorrectAsync(desk, order, name: "Ada Sample"), "order.contact-corrected");
        yield return new("wrong number, then the right one", body => body["customer"] = new { name = "Ada Sample", email = "flip2@example.com", phone = "12" }, "phone", order => CorrectAsync(desk, order, phone: "+44 20 7946 0102"), "order.contact-corrected");
        yield return new("no postal code, then one", body => body["shippingAddress"] = new { name = "Ada Sample", line1 = "2 Example Street", city = "Sampleton", country = "GB" }, "address", order => CorrectAsync(desk, order, shipping: order.Shipping with { PostalCode = "SW1A 1AA" }), "order.contact-corrected");
        yield return new("too many, then fewer", body => (body["lines"], body["total"], body["payment"]) = (new[] { new { sku = "MUG", name = "A thing", quantity = 150, unitPrice = 1m } }, 150m, new { method = "card", status = "authorized", amount = 150m, currency = "GBP", reference = "pay-many" }), "quantities", order => ByCustomerAsync(desk, order, 2), "order.lines-edited", Instead: "payment-amount");
        yield return new("out of stock, then received", body => body["lines"] = new[] { new { sku = "LAMP", name = "A lamp", quantity = 2, unitPrice = 5m } }, "stock", _ => ReceiveAsync(shop), "order.reserved");
    }

    private static async Task<Result> ReceiveAsync(Shop shop)
    {
        await shop.StockAsync("LAMP", 5);
        return Result.Ok;
    }

    private static Task<Result> PayAsync(TestDesk desk, OrderId id, PaymentStatus status, decimal? amount = null) =>
        desk.UseAsync((RecordPayment pay) => pay.RunAsync(desk.Agent(), new RecordPayment.Command(id, Version(desk, id), status, amount, null), Ct));

    private static Task<Result> CorrectAsync(TestDesk desk, Order order, string? name = null, string? phone = null, PostalAddress? shipping = null) => desk.UseAsync((CorrectContact correct) => correct.RunAsync(
        desk.Agent(), new CorrectContact.Command(order.Id, order.Version, name ?? order.CustomerName, order.Email, phone ?? order.Phone, (shipping ?? order.Shipping) with { Name = name ?? order.Shipping.Name }), Ct));

    private static Task<Result> ByCustomerAsync(TestDesk desk, Order order, int units) =>
        desk.UseAsync((ChangeByCustomer change) => change.RunAsync(desk.Agent(), new ChangeByCustomer.Command(order.Id, order.Version, null, [new EditLines.Units(1, units)]), Ct));

    private static Task<Result<ApproveOrder.Answer>> CallAsync(TestDesk desk, OrderId id, CallOutcome outcome, string? note, OrderHoldId? hold, TimeSpan? again = null) =>
        desk.UseAsync((RecordCall call) => call.RunAsync(desk.Agent(), new RecordCall.Command(id, Version(desk, id), outcome, note, hold, again), Ct));

    private static Task<OrderId> UnpaidAsync(Shop shop, bool wish = false)
    {
        var body = shop.Order();
        body.Remove("payment");
        if (wish)
        {
            body["requests"] = new { remark = "Please ring twice" };
        }

        return shop.TakenAsync(body);
    }

    /// <summary>Cases to be decided next, and cases that wait.</summary>
    private static async Task<(int Next, int Waiting)> CountsAsync(TestDesk desk)
    {
        var counts = (await desk.QueueAsync(desk.Agent(), ReviewView.Next, new Paging(10), Ct)).Value!.Counts;
        return (counts.Next, counts.Waiting);
    }

    private static async Task<Order> ReadAsync(TestDesk desk, OrderId id)
    {
        await using var db = desk.Db();
        return await db.Orders.Include(o => o.Holds).SingleAsync(o => o.Id == id, Ct);
    }

    private static int Version(TestDesk desk, OrderId id)
    {
        using var db = desk.Db();
        return db.Orders.Where(o => o.Id == id).Select(o => o.Version).Single();
    }
}
