using System.Text;
using System.Text.Json;
using OrderDesk.Core.Channels;
using OrderDesk.Core.Intake;
using OrderDesk.Core.Inventory;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Shared;

namespace OrderDesk.Tests.Support;

/// <summary>A shop on a test desk: one channel, stock on request, and orders that are clean unless the test spoils them.</summary>
public sealed class Shop(TestDesk desk)
{
    private long _last;

    /// <summary>The channel that sends.</summary>
    public ChannelId Channel { get; private set; }

    /// <summary>The channel as a caller.</summary>
    public Actor Sender { get; } = new(default, "webshop", ActorKind.Channel, new HashSet<string> { IntakePermissions.Take });

    /// <summary>Opens the shop's channel.</summary>
    public static async Task<Shop> OpenAsync(TestDesk desk, string channel = "webshop")
    {
        var shop = new Shop(desk);
        shop.Channel = await desk.WriteAsync(async write => (await ChannelBook.OpenAsync(write, channel, null, TestContext.Current.CancellationToken)).Id);
        return shop;
    }

    /// <summary>Books a receipt as the system.</summary>
    public async Task<ReceiveStock.Answer> StockAsync(string sku, int quantity, string warehouse = "MAIN")
    {
        var result = await desk.UseAsync((ReceiveStock receive) => receive.RunAsync(
            Actor.System("test"), new ReceiveStock.Command(sku, warehouse, quantity), TestContext.Current.CancellationToken));
        Assert.True(result.IsOk, result.Error?.Code);
        return result.Value;
    }

    /// <summary>A paid, complete first order of its own customer: one unit of a SKU at 10.00 unless asked otherwise.</summary>
    public Dictionary<string, object?> Order(string sku = "MUG", int quantity = 1, decimal unitPrice = 10.00m)
    {
        var n = Interlocked.Increment(ref _last);
        return new Dictionary<string, object?>
        {
            ["externalId"] = $"W-{n}",
            ["placedAt"] = desk.Now.AddMinutes(-1).ToString("O"),
            ["currency"] = "GBP",
            ["customer"] = new { name = $"Sample Buyer{n}", email = $"buyer{n}@example.com", phone = $"+44 20 7946 {n % 10000:0000}" },
            ["shippingAddress"] = Address(n),
            ["billingAddress"] = Address(n),
            ["lines"] = new[] { new { sku, name = "A thing", quantity, unitPrice } },
            ["total"] = quantity * unitPrice,
            ["payment"] = new { method = "card", status = "paid", amount = quantity * unitPrice, currency = "GBP", reference = $"pay-{n}", paidAt = desk.Now.AddMinutes(-1).ToString("O") },
        };
    }

    /// <summary>The same for two SKUs, so many units of each.</summary>
    public Dictionary<string, object?> Pair(string one, string other, int quantity = 1)
    {
        var order = Order(one, quantity * 2);
        order["lines"] = new[] { new { sku = one, name = "A thing", quantity, unitPrice = 10m }, new { sku = other, name = "Another", quantity, unitPrice = 10m } };
        return order;
    }

    /// <summary>Sends an order as the channel does, and expects it to be taken.</summary>
    public async Task<OrderId> TakenAsync(object body)
    {
        var taken = await SendAsync(body);
        Assert.True(taken.IsOk, taken.Error?.Code);
        return new OrderId(taken.Value.Answer.Id);
    }

    /// <summary>Sends an order as the channel does.</summary>
    public Task<Result<IntakeBook.Taken>> SendAsync(object body, string? key = null) => SendTextAsync(JsonSerializer.Serialize(body), key);

    /// <summary>Sends a text as the channel does.</summary>
    public Task<Result<IntakeBook.Taken>> SendTextAsync(string body, string? key = null) => desk.UseAsync((TakeOrder take) => take.RunAsync(
        Sender, new TakeOrder.Command(Channel, Encoding.UTF8.GetBytes(body), key), TestContext.Current.CancellationToken));

    /// <summary>Holds an order as a person does by hand, so that it waits at the review desk.</summary>
    public Task HoldAsync(OrderId id, string why = "to be looked at") => desk.WriteAsync(async write =>
    {
        var order = (await write.Db.FindAsync<Order>([id], TestContext.Current.CancellationToken))!;
        await write.Db.Entry(order).Collection(o => o.Holds).LoadAsync(TestContext.Current.CancellationToken);
        var held = order.HoldByHand(why, Actor.System("test"), desk.Now);
        Assert.True(held.IsOk, held.Error?.Code);
        return true;
    });

    private static object Address(long n) => new
    {
        name = $"Sample Buyer{n}",
        line1 = $"{n} Example Street",
        city = "Sampleton",
        postalCode = "SW1A 1AA",
        country = "GB",
    };
}
