using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Shared;
using OrderDesk.Tests.Support;

namespace OrderDesk.Tests.Core.Orders;

/// <summary>The queue: filters, sorting, paging both ways, search and pasted lists.</summary>
public class OrderQueueTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task Pages_lead_through_every_order_once_and_back_again(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var shop = await Shop.OpenAsync(desk);
        await FillAsync(desk, shop, 7);
        foreach (var sort in Enum.GetValues<OrderSort>())
        {
            foreach (var ascending in new[] { false, true })
            {
                var filter = new OrderQueue.Filter { Sort = sort, Ascending = ascending };

                var first = await ReadAsync(desk, filter, new Paging(3));
                var second = await ReadAsync(desk, filter, new Paging(3, first.Page.Next));
                var third = await ReadAsync(desk, filter, new Paging(3, second.Page.Next));
                var back = await ReadAsync(desk, filter, new Paging(3, third.Page.Previous, Back: true));
                var start = await ReadAsync(desk, filter, new Paging(3, back.Page.Previous, Back: true));

                Assert.Equal(7, Ids(first).Concat(Ids(second)).Concat(Ids(third)).Distinct().Count());
                Assert.Null(first.Page.Previous);
                Assert.Null(third.Page.Next);
                Assert.Equal(Ids(second), Ids(back));
                Assert.Equal(Ids(first), Ids(start));
                Assert.Null(start.Page.Previous);
                Assert.NotNull(start.Page.Next);
                var keys = first.Page.Rows.Concat(second.Page.Rows).Concat(third.Page.Rows)
                    .Select(r => sort is OrderSort.Placed ? r.PlacedAt.Ticks : r.TotalMinor).ToList();
                Assert.Equal(ascending ? keys.Order() : keys.OrderDescending(), keys);
            }
        }
    }

    [Theory, EveryDatabase]
    public async Task Filters_keep_what_they_say(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var shop = await Shop.OpenAsync(desk);
        await FillAsync(desk, shop, 3);
        var other = await Shop.OpenAsync(desk, "market");
        var late = other.Order("MUG", 2, 33m);
        late["externalId"] = "M-1";
        late["payment"] = new { method = "card", status = "pending" };
        var taken = await other.SendAsync(late);
        await other.HoldAsync(new OrderId(taken.Value!.Answer.Id));

        Assert.Single((await ReadAsync(desk, new() { Channel = other.Channel })).Page.Rows);
        Assert.Single((await ReadAsync(desk, new() { Payment = PaymentStatus.Pending })).Page.Rows);
        Assert.Equal(3, (await ReadAsync(desk, new() { Payment = PaymentStatus.Paid, Sort = OrderSort.Total })).Page.Rows.Count);
        var held = await ReadAsync(desk, new() { Hold = HoldType.Manual });
        Assert.NotEmpty(held.Page.Rows);
        Assert.All(held.Page.Rows, row => Assert.True(row.OpenHolds.HasFlag(HoldType.Manual)));
        Assert.Empty((await ReadAsync(desk, new() { Hold = HoldType.Request, Sort = OrderSort.Total })).Page.Rows);
        var day = DateOnly.FromDateTime(desk.Now);
        Assert.Equal(4, (await ReadAsync(desk, new() { From = day, To = day })).Page.Rows.Count);
        Assert.Empty((await ReadAsync(desk, new() { From = day.AddDays(1) })).Page.Rows);
        Assert.Empty((await ReadAsync(desk, new() { To = day.AddDays(-1), Sort = OrderSort.Total })).Page.Rows);
        var row = held.Page.Rows.Single(r => r.ExternalId == "M-1");
        Assert.Equal((1, "Sampleton", new Money(6600, "GBP")), (row.Lines, row.City, row.Total));
    }

    [Theory, EveryDatabase]
    public async Task A_search_finds_by_number_name_mail_phone_and_sku_and_keeps_the_filter(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var shop = await Shop.OpenAsync(desk);
        var ids = await FillAsync(desk, shop, 4);

        Assert.Equal([ids[1]], Ids(await ReadAsync(desk, new() { Search = "buyer2" })));
        Assert.Equal([ids[1]], Ids(await ReadAsync(desk, new() { Search = "buyer2@example.com" })));
        Assert.Equal([ids[1]], Ids(await ReadAsync(desk, new() { Search = "+44 20 7946 0002" })));
        Assert.Equal([ids[2]], Ids(await ReadAsync(desk, new() { Search = ids[2].Number })));
        Assert.Equal([ids[2]], Ids(await ReadAsync(desk, new() { Search = ids[2].Value.ToString(System.Globalization.CultureInfo.InvariantCulture) })));
        Assert.Equal([ids[0]], Ids(await ReadAsync(desk, new() { Search = "W-1" })));
        Assert.Equal(4, (await ReadAsync(desk, new() { Search = "mug" })).Found);
        Assert.Empty((await ReadAsync(desk, new() { Search = "mug", Status = OrderStatus.Shipped })).Page.Rows);
        var cheapest = await ReadAsync(desk, new() { Search = "mug", Sort = OrderSort.Total, Ascending = true }, new Paging(2));
        Assert.Equal([ids[0], ids[1]], Ids(cheapest));
        Assert.Equal([ids[2], ids[3]], Ids(await ReadAsync(desk, new() { Search = "mug", Sort = OrderSort.Total, Ascending = true }, new Paging(2, cheapest.Page.Next))));
    }

    [Theory, EveryDatabase]
    public async Task A_pasted_list_finds_both_kinds_of_number_and_says_what_is_missing(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var shop = await Shop.OpenAsync(desk);
        var ids = await FillAsync(desk, shop, 4);

        var answer = await ReadAsync(desk, new() { Search = $"{ids[0].Number}, #W-2\n9999999\nW-77" });

        Assert.Equal([ids[1], ids[0]], Ids(answer));
        Assert.Equal(["9999999", "W-77"], answer.Missing);
        Assert.Equal([ids[3], ids[0]], Ids(await ReadAsync(desk, new() { Search = $"{ids[0].Number} {ids[3].Value}" })));
    }

    [Fact]
    public async Task Two_words_with_digits_are_words_when_they_are_no_numbers()
    {
        await using var desk = await TestDesk.OpenAsync();
        var shop = await Shop.OpenAsync(desk);
        await FillAsync(desk, shop, 2);

        Assert.Equal(1, (await ReadAsync(desk, new() { Search = "buyer1 w-1" })).Found);
    }

    [Theory, EveryDatabase]
    public async Task A_phone_number_is_found_however_it_is_typed_and_so_is_any_other_number(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var shop = await Shop.OpenAsync(desk);
        var (called, numbered) = (shop.Order("0770077"), shop.Order("MUG"));
        called["customer"] = new { name = "Sample Buyer", phone = "07700 900123" };
        numbered["externalId"] = "0077009001";
        var ids = new[] { called, numbered, shop.Order() };
        var taken = new List<OrderId>();
        foreach (var order in ids)
        {
            taken.Add(new OrderId((await shop.SendAsync(order)).Value!.Answer.Id));
        }

        foreach (var typed in new[] { "07700900123", "00447700900123", "447700900123", "7700900123", "07700 900123", "+447700900123", "０７７００９００１２３", "sample 07700900123", "0770090012", "0770077" })
        {
            Assert.Equal((typed, taken[0]), (typed, Assert.Single(Ids(await ReadAsync(desk, new() { Search = typed })))));
        }

        Assert.Equal([taken[1]], Ids(await ReadAsync(desk, new() { Search = "0077009001" })).Except([taken[0]]));
        Assert.Empty((await ReadAsync(desk, new() { Search = "buyer2 07700900123" })).Page.Rows);
        Assert.Empty((await ReadAsync(desk, new() { Search = "07700900124" })).Page.Rows);
    }

    [Fact]
    public async Task Who_may_not_see_orders_sees_none()
    {
        await using var desk = await TestDesk.OpenAsync();

        var result = await desk.UseAsync((OrderQueue queue) => queue.ReadAsync(desk.Nobody(), new OrderQueue.Filter(), new Paging(), Ct));

        Assert.Equal("orders.read-forbidden", result.Error?.Code);
    }

    [Fact]
    public async Task No_list_scans_a_table_or_sorts_by_hand()
    {
        var log = new SqlLog();
        await using var desk = await TestDesk.OpenAsync(more: services => services.AddSingleton<IInterceptor>(log));
        var shop = await Shop.OpenAsync(desk);
        await FillAsync(desk, shop, 3);
        var day = DateOnly.FromDateTime(desk.Now);
        var before = log.Statements.Count;
        OrderStatus?[] statuses = [null, OrderStatus.OnHold];
        HoldType?[] holds = [null, HoldType.Stock];
        PaymentStatus?[] payments = [null, PaymentStatus.Paid, PaymentStatus.Failed];
        DateOnly?[] days = [null, day];
        bool[] either = [false, true];
        string?[] searches = [null, "mug", "07700900123", "OD-1000001, W-1"];
        var filters =
            from status in statuses
            from channel in either
            from hold in holds
            from payment in payments
            from placed in days
            from sort in Enum.GetValues<OrderSort>()
            from up in either
            from search in searches
            select new OrderQueue.Filter { Status = status, Channel = channel ? shop.Channel : null, Hold = hold, Payment = payment, From = placed, To = placed, Sort = sort, Ascending = up, Search = search };

        foreach (var filter in filters)
        {
            var cursor = filter.Sort is OrderSort.Placed ? $"p.{desk.Now.Ticks}.1000002" : "t.1000.1000002";
            await ReadAsync(desk, filter);
            await ReadAsync(desk, filter, new Paging(2, cursor));
            await ReadAsync(desk, filter, new Paging(2, cursor, Back: true));
        }

        var slow = await QueryPlan.SlowStepsAsync(desk.Storage, log.Statements.Skip(before), Ct);
        Assert.True(slow.Count == 0, string.Join("\n\n", slow.Take(12)));
    }

    /// <summary>Orders with rising totals and purchases a minute apart, none of them in stock.</summary>
    private static async Task<IReadOnlyList<OrderId>> FillAsync(TestDesk desk, Shop shop, int count)
    {
        var ids = new List<OrderId>();
        for (var n = 1; n <= count; n++)
        {
            var order = shop.Order("MUG", 1, 10m * n);
            order["placedAt"] = desk.Now.AddMinutes(n - 30).ToString("O");
            var result = await shop.SendAsync(order);
            Assert.True(result.IsOk, result.Error?.Code);
            ids.Add(new OrderId(result.Value.Answer.Id));
        }

        return ids;
    }

    private static IEnumerable<OrderId> Ids(OrderQueue.Answer answer) => answer.Page.Rows.Select(row => row.Id);

    private static async Task<OrderQueue.Answer> ReadAsync(TestDesk desk, OrderQueue.Filter filter, Paging? paging = null)
    {
        var result = await desk.UseAsync((OrderQueue queue) => queue.ReadAsync(desk.Agent(), filter, paging ?? new Paging(), Ct));
        Assert.True(result.IsOk, result.Error?.Code);
        return result.Value;
    }
}
