using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Review;
using OrderDesk.Core.Shared;
using OrderDesk.Tests.Support;

namespace OrderDesk.Tests.Core.Review;

/// <summary>The page of one order, the review list and the person's own desk.</summary>
public class OrderSheetTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task The_sheet_shows_lines_with_stock_money_customer_and_holds(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var shop = await Shop.OpenAsync(desk);
        await shop.StockAsync("MUG", 5);
        var first = shop.Order("MUG", 2);
        var earlier = await SendAsync(shop, first);
        var second = shop.Order("MUG", 9);
        second["customer"] = first["customer"];
        var id = await SendAsync(shop, second);

        var sheet = await ReadAsync(desk, id);

        var line = Assert.Single(sheet.Lines);
        Assert.Equal(new OrderSheet.Stock(5, 3), line.Stock);
        Assert.Empty(line.Reserved);
        Assert.True(line.Waits);
        Assert.Equal("b•••@e•••.com", sheet.Email);
        Assert.Equal("•••01", sheet.Phone);
        Assert.Empty(sheet.Different);
        Assert.Equal([earlier], sheet.Customer?.Last.Select(o => o.OrderId));
        Assert.Equal(2, sheet.Customer?.OrderCount);
        Assert.Equal([new OrderSheet.Promise("MAIN", 2)], (await ReadAsync(desk, earlier)).Lines.Single().Reserved);
        Assert.Equal((9000, 0), (sheet.Money.Total, sheet.Money.Unexplained));
    }

    [Theory, EveryDatabase]
    public async Task The_review_list_serves_the_earliest_clock_first_and_counts_every_view(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var shop = await Shop.OpenAsync(desk);
        var orders = new List<OrderId>();
        for (var n = 0; n < 4; n++)
        {
            orders.Add(await HeldAsync(desk, shop));
            desk.Clock.Advance(TimeSpan.FromDays(1));
        }

        var mei = desk.Agent("Mei");
        Assert.True((await desk.UseAsync((ClaimCase claim) => claim.RunAsync(mei, new ClaimCase.Command(orders[1]), Ct))).IsOk);
        await WaitAsync(desk, mei, orders[2]);

        Assert.Equal([orders[0], orders[1], orders[3]], await ListAsync(desk, mei, ReviewView.Next));
        Assert.Equal([orders[0], orders[3]], await ListAsync(desk, desk.Agent("Bo"), ReviewView.Next));
        Assert.Equal([orders[1]], await ListAsync(desk, mei, ReviewView.Mine));
        Assert.Equal([orders[2]], await ListAsync(desk, mei, ReviewView.Waiting));
        Assert.Equal(orders, await ListAsync(desk, mei, ReviewView.All));
        Assert.Empty(await ListAsync(desk, desk.Agent("Bo"), ReviewView.Mine));
        var answer = (await desk.QueueAsync(mei, ReviewView.All, new Paging(3), Ct)).Value!;
        Assert.Equal(new ReviewQueue.Counts(4, 3, 1, 1, 4, 0), answer.Counts);
        var rest = (await desk.QueueAsync(mei, ReviewView.All, new Paging(3, answer.Page.Next), Ct)).Value!;
        var back = (await desk.QueueAsync(mei, ReviewView.All, new Paging(3, rest.Page.Previous, Back: true), Ct)).Value!;
        Assert.Equal([orders[3]], rest.Page.Rows.Select(r => r.OrderId));
        Assert.Equal(answer.Page.Rows, back.Page.Rows);
        var claims = (await desk.UseAsync((OrderClaims read) => read.ReadAsync(desk.WarehouseLead(), orders, Ct))).Value!;
        Assert.Equal("Mei", Assert.Single(claims).Value.Name);
    }

    [Theory, EveryDatabase]
    public async Task The_desk_of_a_person_shows_what_their_role_works_with(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var shop = await Shop.OpenAsync(desk);
        await shop.StockAsync("MUG", 5);
        var held = await HeldAsync(desk, shop);
        await SendAsync(shop, shop.Order("MUG", 50));

        var agent = await DeskAsync(desk, desk.Agent());
        var lead = await DeskAsync(desk, desk.WarehouseLead());
        var manager = await DeskAsync(desk, desk.Manager());

        Assert.Null(agent.Stock);
        Assert.Null(agent.Orders);
        Assert.Equal([held], agent.Cases?.Next.Select(c => c.OrderId));
        Assert.Null(lead.Cases);
        Assert.Equal((2, 10, 50), (lead.Stock!.ReceiptsToday, lead.Stock.UnitsToday, lead.Stock.Shortages.Single().Units));
        Assert.Equal(2, manager.Orders?.Today);
        Assert.Equal(held, manager.Orders?.OldestHeld[0].Id);
    }

    [Fact]
    public async Task No_screen_of_an_order_scans_a_table()
    {
        var log = new SqlLog();
        await using var desk = await TestDesk.OpenAsync(more: services => services.AddSingleton<IInterceptor>(log));
        var shop = await Shop.OpenAsync(desk);
        await shop.StockAsync("MUG", 5);
        await SendAsync(shop, shop.Order());
        var held = await HeldAsync(desk, shop);
        var before = log.Statements.Count;

        await ReadAsync(desk, held);
        await desk.UseAsync((OrderTimeline read) => read.ReadAsync(desk.Agent(), held, 3, Ct));
        await desk.UseAsync((OrderClaims read) => read.ReadAsync(desk.Agent(), null, Ct));
        await desk.UseAsync((OrderClaims read) => read.ReadAsync(desk.Agent(), [held], Ct));
        await desk.UseAsync((OrderChannels read) => read.ReadAsync(desk.Agent(), Ct));
        await DeskAsync(desk, desk.Manager());
        await DeskAsync(desk, desk.Administrator());
        foreach (var view in Enum.GetValues<ReviewView>())
        {
            await ListAsync(desk, desk.Agent(), view);
            await desk.QueueAsync(desk.Agent(), view, new Paging(2, $"{desk.Now.Ticks}.1000001", Back: true), Ct);
            await desk.QueueAsync(desk.Agent(), view, new Paging(2), Ct, new ReviewFilter { Queue = "Large" });
            await desk.QueueAsync(desk.Agent(), view, new Paging(2), Ct, Narrowest(shop));
            await desk.UseAsync((ReviewCounts counts) => counts.ReadAsync(desk.Agent(), [new(view, ReviewFilter.None), new(view, Narrowest(shop))], Ct));
        }

        await desk.UseAsync((ServeNext serve) => serve.RunAsync(desk.Agent(), new ServeNext.Command(Queue: "Large"), Ct));
        var slow = await QueryPlan.SlowStepsAsync(desk.Storage, log.Statements.Skip(before), Ct);
        Assert.True(slow.Count == 0, string.Join("\n\n", slow));
    }

    private static ReviewFilter Narrowest(Shop shop) => new() { Hold = HoldType.Manual, Channel = shop.Channel, By = new StaffId(7), Late = true };

    private static async Task<OrderId> SendAsync(Shop shop, object order)
    {
        var result = await shop.SendAsync(order);
        Assert.True(result.IsOk, result.Error?.Code);
        return new OrderId(result.Value.Answer.Id);
    }

    /// <summary>An order that a person holds by hand, so that it waits at the review desk.</summary>
    private static async Task<OrderId> HeldAsync(TestDesk desk, Shop shop)
    {
        await shop.StockAsync($"HELD-{desk.Now.Ticks}", 5);
        var id = await SendAsync(shop, shop.Order($"HELD-{desk.Now.Ticks}"));
        await shop.HoldAsync(id);
        return id;
    }

    private static async Task WaitAsync(TestDesk desk, Actor agent, OrderId id)
    {
        var sheet = await ReadAsync(desk, id);
        var asked = await desk.UseAsync((AskCustomer ask) => ask.RunAsync(
            agent, new AskCustomer.Command(id, sheet.Version, "Is the address right?", ContactWay.Email, TimeSpan.FromDays(20)), Ct));
        Assert.True(asked.IsOk, asked.Error?.Code);
    }

    private static async Task<OrderSheet.Sheet> ReadAsync(TestDesk desk, OrderId id)
    {
        var result = await desk.UseAsync((OrderSheet sheet) => sheet.ReadAsync(desk.Agent(), id, Ct));
        Assert.True(result.IsOk, result.Error?.Code);
        return result.Value;
    }

    private static async Task<IEnumerable<OrderId>> ListAsync(TestDesk desk, Actor actor, ReviewView view)
    {
        var result = await desk.QueueAsync(actor, view, new Paging(), Ct);
        Assert.True(result.IsOk, result.Error?.Code);
        return result.Value.Page.Rows.Select(row => row.OrderId);
    }

    private static async Task<MyDesk.Answer> DeskAsync(TestDesk desk, Actor actor)
    {
        var result = await desk.UseAsync((MyDesk own) => own.ReadAsync(actor, Ct));
        Assert.True(result.IsOk, result.Error?.Code);
        return result.Value;
    }
}
