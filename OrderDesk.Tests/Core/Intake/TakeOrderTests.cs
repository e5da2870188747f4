using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Intake;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Shared;
using OrderDesk.Tests.Support;

namespace OrderDesk.Tests.Core.Intake;

public class TakeOrderTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task An_order_is_taken_whole(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var shop = await Shop.OpenAsync(desk);
        await shop.StockAsync("MUG", 5);

        var result = await shop.SendAsync(shop.Order());

        Assert.True(result.IsOk, result.Error?.Code);
        await using var db = desk.Db();
        var order = await db.Orders.Include(o => o.Lines).Include(o => o.Events).SingleAsync(Ct);
        Assert.Equal(result.Value.Answer.Id, order.Id.Value);
        Assert.True(order.Id.Value >= 1_000_001);
        Assert.Equal(1000, order.TotalMinor);
        Assert.Equal(0, order.UnexplainedMinor);
        Assert.Equal(FulfilmentStatus.Reserved, order.Fulfilment);
        Assert.Equal("+442079460001", order.Phone);
        Assert.Equal(new { OnHand = 5, Reserved = 1 }, await db.StockLevels.Select(l => new { l.OnHand, l.Reserved }).SingleAsync(Ct));
        Assert.Equal([1, 2], order.Events.OrderBy(e => e.Number).Select(e => e.Number).Take(2));
        Assert.Equal([order.Id.Value], await OrderSearch.FindAsync(db, OrderWords.Typed("buyer1 mu"), long.MaxValue, 10, Ct));
    }

    [Theory, EveryDatabase]
    public async Task The_same_again_gets_the_first_answer_and_changes_nothing(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var shop = await Shop.OpenAsync(desk);
        await shop.StockAsync("MUG", 5);
        var body = JsonSerializer.Serialize(shop.Order());

        var first = await shop.SendTextAsync(body);
        var again = await shop.SendTextAsync(body.Replace("\"total\":10.00", "\"total\" : \"10.0\"", StringComparison.Ordinal));

        Assert.True(again.IsOk, again.Error?.Code);
        Assert.True(again.Value.Already);
        Assert.Equal(first.Value!.Answer.ToJson(), again.Value.Answer.ToJson());
        await using var db = desk.Db();
        Assert.Equal(1, await db.Orders.CountAsync(Ct));
        Assert.Equal(1, await db.StockLevels.SumAsync(l => l.Reserved, Ct));
    }

    [Theory, EveryDatabase]
    public async Task Another_content_under_the_same_number_is_a_conflict(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var shop = await Shop.OpenAsync(desk);
        var order = shop.Order();
        await shop.SendAsync(order);
        order["total"] = 11m;

        var other = await shop.SendAsync(order);

        Assert.Equal("intake.other-content", other.Error?.Code);
    }

    [Theory, EveryDatabase]
    public async Task Twenty_senders_of_one_order_at_once_make_one_order(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var shop = await Shop.OpenAsync(desk);
        await shop.StockAsync("MUG", 50);
        var order = shop.Order();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => shop.SendAsync(order, "key-1"), Ct)));

        Assert.All(answers, answer => Assert.True(answer.IsOk, answer.Error?.Code));
        Assert.Single(answers, answer => !answer.Value!.Already);
        await using var db = desk.Db();
        Assert.Equal(1, await db.Orders.CountAsync(Ct));
        Assert.Equal(1, await db.StockLevels.SumAsync(l => l.Reserved, Ct));
    }

    [Theory, EveryDatabase]
    public async Task Sixteen_senders_of_200_orders_share_the_last_100_units(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var shop = await Shop.OpenAsync(desk);
        await shop.StockAsync("MUG", 100);
        var orders = new System.Collections.Concurrent.ConcurrentQueue<Dictionary<string, object?>>(Enumerable.Range(0, 200).Select(_ => shop.Order()));

        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(async () =>
        {
            var mine = new List<Result<IntakeBook.Taken>>();
            while (orders.TryDequeue(out var order))
            {
                mine.Add(await shop.SendAsync(order));
            }

            return mine;
        }, Ct)));

        Assert.All(answers.SelectMany(a => a), answer => Assert.True(answer.IsOk, answer.Error?.Code));
        await using var db = desk.Db();
        Assert.Equal(new { OnHand = 100, Reserved = 100 }, await db.StockLevels.Select(l => new { l.OnHand, l.Reserved }).SingleAsync(Ct));
        Assert.Equal(100, await db.Orders.CountAsync(o => o.Fulfilment == FulfilmentStatus.Reserved, Ct));
        Assert.Equal(100, await db.StockWaits.CountAsync(Ct));
        Assert.Equal(200, await db.Counters.SumAsync(c => c.Name.StartsWith("orders.status.") ? c.Value : 0, Ct));
    }

    [Fact]
    public async Task Every_wrong_field_is_listed_and_the_payload_waits_in_the_inbox()
    {
        await using var desk = await TestDesk.OpenAsync();
        var shop = await Shop.OpenAsync(desk);

        var result = await shop.SendTextAsync("""{"externalId":5,"placedAt":"yesterday","currency":"XXY","lines":[{"sku":"A","quantity":0,"unitPrice":"1,5"}],"total":"x","customer":{"name":true}}""");

        Assert.Equal("intake.wrong-fields", result.Error?.Code);
        Assert.Equal(
            ["currency", "customer.name", "externalId", "lines[0].quantity", "lines[0].unitPrice", "placedAt", "total"],
            result.Error!.Fields.Select(f => f.Field).Order(StringComparer.Ordinal));
        await using var db = desk.Db();
        Assert.Equal(1, await db.InboxItems.CountAsync(Ct));
        Assert.Empty(await db.Orders.ToListAsync(Ct));
    }

    [Fact]
    public async Task Who_may_not_send_is_refused_and_nothing_is_kept()
    {
        await using var desk = await TestDesk.OpenAsync();
        var shop = await Shop.OpenAsync(desk);

        var result = await desk.UseAsync((TakeOrder take) => take.RunAsync(desk.Agent(), new TakeOrder.Command(shop.Channel, "{}"u8.ToArray(), null), Ct));

        Assert.Equal("intake.take-forbidden", result.Error?.Code);
        await using var db = desk.Db();
        Assert.Equal(0, await db.InboxItems.CountAsync(Ct));
    }
}
