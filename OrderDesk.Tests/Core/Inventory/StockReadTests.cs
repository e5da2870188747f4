using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using OrderDesk.Core.Inventory;
using OrderDesk.Core.Shared;
using OrderDesk.Tests.Support;

namespace OrderDesk.Tests.Core.Inventory;

/// <summary>What the warehouse looks at: levels and the movements behind them.</summary>
public sealed class StockReadTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task Levels_stand_by_sku_and_warehouse_with_what_is_promised(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var shop = await Shop.OpenAsync(desk);
        await shop.StockAsync("MUG", 7);
        await shop.StockAsync("MUG", 3, "NORTH");
        await shop.StockAsync("CUP", 1);
        await shop.SendAsync(shop.Order("MUG", 2));

        var answer = await ReadAsync(desk, new());

        Assert.Equal([("CUP", 1, 0), ("MUG", 7, 2), ("MUG", 3, 0)], answer.Page.Rows.Select(row => (row.Sku, row.OnHand, row.Reserved)));
        Assert.Equal(["MAIN", "NORTH"], answer.Warehouses.Select(place => place.Code));
    }

    [Theory, EveryDatabase]
    public async Task Views_warehouse_and_search_narrow_the_list(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var shop = await Shop.OpenAsync(desk);
        await shop.StockAsync("MUG-BLUE", 70);
        await shop.StockAsync("MUG-RED", StockLevels.LowAt, "NORTH");
        await shop.StockAsync("CUP", 1);
        await shop.SendAsync(shop.Order("CUP"));

        Assert.Equal(["MUG-RED"], Skus(await ReadAsync(desk, new(StockView.Low))));
        Assert.Equal(["CUP"], Skus(await ReadAsync(desk, new(StockView.Out))));
        Assert.Equal(["MUG-RED"], Skus(await ReadAsync(desk, new(Warehouse: "NORTH"))));
        Assert.Empty(Skus(await ReadAsync(desk, new(Warehouse: "SOUTH"))));
        Assert.Equal(["MUG-BLUE", "MUG-RED"], Skus(await ReadAsync(desk, new(Search: "mug"))));
        Assert.Equal(["MUG-BLUE"], Skus(await ReadAsync(desk, new(Search: "blue mug"))));
        Assert.Empty(Skus(await ReadAsync(desk, new(Search: "100%"))));
    }

    [Theory, EveryDatabase]
    public async Task Pages_follow_each_other_both_ways_without_a_gap(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var shop = await Shop.OpenAsync(desk);
        foreach (var sku in (string[])["A.1", "B", "C"])
        {
            await shop.StockAsync(sku, 1);
            await shop.StockAsync(sku, 1, "NORTH");
        }

        var first = await ReadAsync(desk, new(), new Paging(3));
        var second = await ReadAsync(desk, new(), new Paging(3, first.Page.Next));
        var back = await ReadAsync(desk, new(), new Paging(3, second.Page.Previous, Back: true));

        Assert.Equal(["A.1", "A.1", "B"], Skus(first));
        Assert.Equal(["B", "C", "C"], Skus(second));
        Assert.Null(second.Page.Next);
        Assert.Equal(first.Page.Rows, back.Page.Rows);
    }

    [Theory, EveryDatabase]
    public async Task The_ledger_of_a_level_adds_up_to_it_and_says_what_waits(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var shop = await Shop.OpenAsync(desk);
        await shop.StockAsync("MUG", 2);
        await shop.StockAsync("MUG", 3);
        await shop.StockAsync("MUG", 9, "NORTH");
        await shop.SendAsync(shop.Order("MUG", 99));
        var level = (await ReadAsync(desk, new())).Page.Rows[0].Id;

        var answer = await LedgerAsync(desk, level, new Paging());
        var first = await LedgerAsync(desk, level, new Paging(1));
        var second = await LedgerAsync(desk, level, new Paging(1, first.Page.Next));

        Assert.Equal([3, 2], answer.Page.Rows.Select(row => row.Delta));
        Assert.Equal((5, 99, "MAIN"), (answer.Level.OnHand, answer.WaitingUnits, answer.Warehouse.Code));
        Assert.Equal(answer.Page.Rows, [.. first.Page.Rows, .. second.Page.Rows]);
        Assert.Equal(first.Page.Rows, (await LedgerAsync(desk, level, new Paging(1, second.Page.Previous, Back: true))).Page.Rows);
    }

    [Fact]
    public async Task Who_may_not_see_stock_sees_none()
    {
        await using var desk = await TestDesk.OpenAsync();

        Assert.Equal("inventory.read-forbidden", (await desk.UseAsync((StockLevels levels) => levels.ReadAsync(desk.Nobody(), new(), new Paging(), Ct))).Error?.Code);
        Assert.Equal("inventory.read-forbidden", (await desk.UseAsync((StockLevels levels) => levels.NameAsync(desk.Nobody(), "MUG", Ct))).Error?.Code);
        Assert.Equal("inventory.read-forbidden", (await desk.UseAsync((StockLedger ledger) => ledger.ReadAsync(desk.Nobody(), default, new Paging(), Ct))).Error?.Code);
        Assert.Equal("inventory.level-not-found", (await desk.UseAsync((StockLedger ledger) => ledger.ReadAsync(desk.Agent(), default, new Paging(), Ct))).Error?.Code);
    }

    [Fact]
    public async Task No_list_of_stock_scans_a_table_or_sorts_by_hand()
    {
        var log = new SqlLog();
        await using var desk = await TestDesk.OpenAsync(more: services => services.AddSingleton<IInterceptor>(log));
        var shop = await Shop.OpenAsync(desk);
        await shop.StockAsync("MUG", 2);
        var level = (await ReadAsync(desk, new())).Page.Rows[0];
        var before = log.Statements.Count;
        string?[] warehouses = [null, "MAIN"];
        string?[] searches = [null, "mug"];
        Paging[] pages = [new(2), new(2, "1.A"), new(2, "1.Z", Back: true)];

        foreach (var (view, warehouse, search, page) in
            from view in Enum.GetValues<StockView>()
            from warehouse in warehouses
            from search in searches
            from page in pages
            select (view, warehouse, search, page))
        {
            await ReadAsync(desk, new(view, warehouse, search), page);
        }

        foreach (var page in (Paging[])[new(2), new(2, "9"), new(2, "1", Back: true)])
        {
            await LedgerAsync(desk, level.Id, page);
        }

        var slow = await QueryPlan.SlowStepsAsync(desk.Storage, log.Statements.Skip(before), Ct);
        Assert.True(slow.Count == 0, string.Join("\n\n", slow.Take(12)));
    }

    private static IEnumerable<string> Skus(StockLevels.Answer answer) => answer.Page.Rows.Select(row => row.Sku);

    private static async Task<StockLevels.Answer> ReadAsync(TestDesk desk, StockLevels.Filter filter, Paging? paging = null)
    {
        var result = await desk.UseAsync((StockLevels levels) => levels.ReadAsync(desk.Agent(), filter, paging ?? new Paging(), Ct));
        Assert.True(result.IsOk, result.Error?.Code);
        return result.Value;
    }

    private static async Task<StockLedger.Answer> LedgerAsync(TestDesk desk, StockLevelId level, Paging paging)
    {
        var result = await desk.UseAsync((StockLedger ledger) => ledger.ReadAsync(desk.Agent(), level, paging, Ct));
        Assert.True(result.IsOk, result.Error?.Code);
        return result.Value;
    }
}
