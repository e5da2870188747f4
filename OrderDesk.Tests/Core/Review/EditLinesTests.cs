using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Review;
using OrderDesk.Core.Shared;
using OrderDesk.Tests.Support;

namespace OrderDesk.Tests.Core.Review;

/// <summary>What an order holds can be changed until it is picked: money and stock follow in the same commit.</summary>
public class EditLinesTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task Fewer_units_of_a_ready_order_set_units_free_and_leave_money_to_refund(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var shop = await Shop.OpenAsync(desk);
        await shop.StockAsync("MUG", 5);
        var id = await shop.TakenAsync(shop.Order(quantity: 5));
        var waits = await shop.TakenAsync(shop.Order(quantity: 2));

        var edited = await EditAsync(desk, desk.Agent(), id, [new(1, 3)]);

        Assert.True(edited.IsOk, edited.Error?.Code);
        Assert.Equal((new Money(-2_000, "GBP"), OrderStatus.OnHold, HoldType.Payment), (edited.Value.Difference, edited.Value.Status, edited.Value.OpenHolds));
        await using var db = desk.Db();
        var order = await db.Orders.Include(o => o.Lines).SingleAsync(o => o.Id == id, Ct);
        Assert.Equal((3_000, 5_000, 3), (order.TotalMinor, order.PaymentMinor, order.Lines.Single().Quantity));
        Assert.Equal(3, await ReservedAsync(db, id));
        Assert.Equal(OrderStatus.ReadyToFulfil, (await db.Orders.SingleAsync(o => o.Id == waits, Ct)).Status);
        Assert.Contains("\"difference\":-2000", (await db.OrderEvents.SingleAsync(e => e.OrderId == id && e.Code == "order.lines-edited", Ct)).Data, StringComparison.Ordinal);
        await desk.IsCleanAsync();
    }

    [Theory, EveryDatabase]
    public async Task Lines_come_and_go_and_an_order_that_waited_goes_on(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var shop = await Shop.OpenAsync(desk);
        await shop.StockAsync("MUG", 5);
        await shop.StockAsync("CUP", 5);
        var id = await shop.TakenAsync(shop.Pair("MUG", "RARE"));

        var edited = await EditAsync(desk, desk.Agent(), id, [new(2, 0)], [new("cup", 1, 10m)], "They take a cup");

        Assert.True(edited.IsOk, edited.Error?.Code);
        Assert.Equal((new Money(0, "GBP"), OrderStatus.ReadyToFulfil), (edited.Value.Difference, edited.Value.Status));
        await using var db = desk.Db();
        Assert.Equal([(1, "MUG", 1), (3, "CUP", 1)], (await db.OrderLines.Where(l => l.OrderId == id).OrderBy(l => l.Number).ToListAsync(Ct)).Select(l => (l.Number, l.Sku, l.Quantity)));
        Assert.Empty(await db.StockWaits.ToListAsync(Ct));
        Assert.Equal(2, await ReservedAsync(db, id));
        await desk.IsCleanAsync();
    }

    [Theory, EveryDatabase]
    public async Task More_units_than_there_are_let_the_whole_order_wait(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var shop = await Shop.OpenAsync(desk);
        await shop.StockAsync("MUG", 3);
        var id = await shop.TakenAsync(shop.Order(quantity: 2));

        var edited = await EditAsync(desk, desk.Agent(), id, [new(1, 4)]);

        Assert.Equal(new Money(2_000, "GBP"), edited.Value!.Difference);
        Assert.Equal(HoldType.Stock | HoldType.Payment, edited.Value.OpenHolds);
        await desk.IsCleanAsync();
        await shop.StockAsync("MUG", 1);
        await using var db = desk.Db();
        Assert.Equal(4, await ReservedAsync(db, id));
        await desk.IsCleanAsync();
    }

    [Theory, EveryDatabase]
    public async Task An_order_that_gives_a_unit_back_keeps_the_others_before_anybody_who_waits(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var shop = await Shop.OpenAsync(desk);
        await shop.StockAsync("MUG", 5);
        var id = await shop.TakenAsync(shop.Order(quantity: 5));
        var waits = await shop.TakenAsync(shop.Order(quantity: 4));

        Assert.True((await EditAsync(desk, desk.Agent(), id, [new(1, 4)])).IsOk);

        await using var db = desk.Db();
        Assert.Equal((4, 0), (await ReservedAsync(db, id), await ReservedAsync(db, waits)));
        await desk.IsCleanAsync();
    }

    [Theory, EveryDatabase]
    public async Task What_is_refused_leaves_nothing_behind(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var shop = await Shop.OpenAsync(desk);
        await shop.StockAsync("MUG", 9);
        var id = await shop.TakenAsync(shop.Order(quantity: 2));
        var agent = desk.Agent();

        Assert.Equal("orders.amend-forbidden", (await EditAsync(desk, desk.WarehouseLead(), id, [new(1, 1)])).Error?.Code);
        Assert.Equal("orders.lines-empty", (await EditAsync(desk, agent, id, [new(1, 0)])).Error?.Code);
        Assert.Equal("orders.nothing-changed", (await EditAsync(desk, agent, id, [new(1, 2)])).Error?.Code);
        Assert.Equal("orders.line-unknown", (await EditAsync(desk, agent, id, [new(7, 2)])).Error?.Code);
        Assert.Equal("orders.quantity-wrong", (await EditAsync(desk, agent, id, [new(1, -1)])).Error?.Code);
        Assert.Equal("orders.sku-unknown", (await EditAsync(desk, agent, id, [new(1, 1)], [new("NOPE", 1, 1m)])).Error?.Code);
        Assert.Equal("orders.no-price", (await EditAsync(desk, agent, id, [new(1, 1)], [new("MUG", 1)])).Error?.Code);
        Assert.Equal("orders.quantity-wrong", (await EditAsync(desk, agent, id, [], [new("MUG", 0, 1m)])).Error?.Code);
        Assert.Equal("orders.not-found", (await EditAsync(desk, agent, new OrderId(9_999_999), [new(1, 1)])).Error?.Code);
        await desk.UseAsync((AddNote note) => note.RunAsync(desk.Agent("Bo"), new AddNote.Command(id, "Called"), Ct));
        Assert.Equal("review.order-changed", (await EditAsync(desk, agent, id, [new(1, 1)], version: 0)).Error?.Code);

        await using var db = desk.Db();
        var order = await db.Orders.Include(o => o.Lines).SingleAsync(Ct);
        Assert.Equal((2_000, 2, OrderStatus.ReadyToFulfil), (order.TotalMinor, order.Lines.Single().Quantity, order.Status));
        Assert.DoesNotContain(await db.OrderEvents.Select(e => e.Code).ToListAsync(Ct), code => code is "order.lines-edited" or "order.unreserved");
        await desk.IsCleanAsync();
    }

    [Fact]
    public async Task Nothing_is_changed_once_it_is_over()
    {
        await using var desk = await TestDesk.OpenAsync();
        var shop = await Shop.OpenAsync(desk);
        var id = await shop.TakenAsync(shop.Order(quantity: 2));
        await desk.UseAsync((RejectOrder reject) => reject.RunAsync(desk.Agent(), new RejectOrder.Command(id, 0, "No", RefundInstruction.None), Ct));

        Assert.Equal("orders.too-late-to-change", (await EditAsync(desk, desk.Agent(), id, [new(1, 1)])).Error?.Code);
    }

    [Theory, EveryDatabase]
    public async Task Another_article_goes_out_only_with_the_customers_recorded_yes(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var shop = await Shop.OpenAsync(desk);
        await shop.StockAsync("CUP", 5);
        var id = await shop.TakenAsync(shop.Order("RARE", 2));
        var agent = desk.Agent();
        var yes = new Consent("Sample Buyer1", desk.Now, ConsentWay.Phone, "The blue one is fine");

        Assert.Equal("orders.consent-required", (await SubstituteAsync(desk, agent, id, "CUP", yes with { Who = " " })).Error?.Code);
        Assert.Equal("orders.consent-when", (await SubstituteAsync(desk, agent, id, "CUP", yes with { At = desk.Now.AddDays(1) })).Error?.Code);
        Assert.Equal("orders.consent-how", (await SubstituteAsync(desk, agent, id, "CUP", yes with { Way = ConsentWay.Other, Note = null })).Error?.Code);
        Assert.Equal("orders.sku-unknown", (await SubstituteAsync(desk, agent, id, "NOPE", yes)).Error?.Code);
        Assert.Equal("orders.amend-forbidden", (await SubstituteAsync(desk, desk.WarehouseLead(), id, "CUP", yes)).Error?.Code);

        var done = await SubstituteAsync(desk, agent, id, "CUP", yes);

        Assert.Equal(new Money(0, "GBP"), done.Value);
        await using var db = desk.Db();
        var order = await db.Orders.Include(o => o.Lines).SingleAsync(o => o.Id == id, Ct);
        Assert.Equal((OrderStatus.ReadyToFulfil, "CUP", 2, 2_000), (order.Status, order.Lines.Single().Sku, order.Lines.Single().Quantity, order.TotalMinor));
        var entry = await db.OrderEvents.SingleAsync(e => e.Code == "order.substituted", Ct);
        Assert.Contains("\"who\":\"Sample Buyer1\",\"way\":\"Phone\"", entry.Data, StringComparison.Ordinal);
        await desk.IsCleanAsync();
    }

    [Theory, EveryDatabase]
    public async Task The_first_of_two_yeses_does_not_count_for_other_lines(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database, more: services => services.Configure<ReviewOptions>(options => options.TwoPeopleAbove = new Dictionary<string, decimal> { ["GBP"] = 15 }));
        var shop = await Shop.OpenAsync(desk);
        await shop.StockAsync("MUG", 9);
        var id = await shop.TakenAsync(shop.Order(quantity: 2));
        await shop.HoldAsync(id);
        Assert.True((await ApproveAsync(desk, desk.Agent("Mei"), id)).NeedsSecond);
        Assert.True((await EditAsync(desk, desk.Agent("Mei"), id, [new(1, 5)])).IsOk);

        Assert.True((await ApproveAsync(desk, desk.Agent("Bo"), id)).NeedsSecond);
        Assert.False((await ApproveAsync(desk, desk.Agent("Ann"), id)).NeedsSecond);
        await desk.IsCleanAsync();
    }

    private static async Task<ApproveOrder.Answer> ApproveAsync(TestDesk desk, Actor by, OrderId id)
    {
        var seen = await VersionAsync(desk, id);
        return (await desk.UseAsync((ApproveOrder approve) => approve.RunAsync(by, new ApproveOrder.Command(id, seen, [], null), Ct))).Value!;
    }

    private static async Task<Result<EditLines.Answer>> EditAsync(
        TestDesk desk, Actor by, OrderId id, EditLines.Units[] units, EditLines.Addition[]? added = null, string? note = null, int? version = null)
    {
        var seen = version ?? await VersionAsync(desk, id);
        return await desk.UseAsync((EditLines edit) => edit.RunAsync(by, new EditLines.Command(id, seen, units, added ?? [], note), Ct));
    }

    private static async Task<Result<Money>> SubstituteAsync(TestDesk desk, Actor by, OrderId id, string sku, Consent consent)
    {
        var seen = await VersionAsync(desk, id);
        return await desk.UseAsync((SubstituteLine use) => use.RunAsync(by, new SubstituteLine.Command(id, seen, 1, sku, 2, null, consent), Ct));
    }

    private static async Task<int> VersionAsync(TestDesk desk, OrderId id)
    {
        await using var db = desk.Db();
        return await db.Orders.Where(o => o.Id == id).Select(o => o.Version).SingleOrDefaultAsync(Ct);
    }

    private static Task<int> ReservedAsync(OrderDesk.Core.Data.OrderDeskDb db, OrderId id) =>
        db.Reservations.Where(r => r.OrderId == id && r.State == OrderDesk.Core.Inventory.ReservationState.Open).SumAsync(r => r.Quantity, Ct);
}
