using OrderDesk.Core.Inventory;
using OrderDesk.Core.Shared;
using OrderDesk.Tests.Support;

namespace OrderDesk.Tests.Core.Inventory;

/// <summary>A count of a view of stock is what the list then shows.</summary>
public sealed class StockCountsTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task A_count_is_what_the_list_shows_for_every_filter(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var shop = await Shop.OpenAsync(desk);
        await shop.StockAsync("MUG", 4);
        await shop.StockAsync("CUP", 40);
        await shop.StockAsync("MUG", 40, "NORTH");

        Assert.Equal(3, await BothAsync(desk, new()));
        Assert.Equal(1, await BothAsync(desk, new(StockView.Low)));
        Assert.Equal(0, await BothAsync(desk, new(StockView.Out)));
        Assert.Equal(2, await BothAsync(desk, new(Search: "mug")));
        Assert.Equal(1, await BothAsync(desk, new(Search: "mug", Warehouse: "NORTH")));
        Assert.Equal(0, await BothAsync(desk, new(Warehouse: "GONE")));
        Assert.Equal("inventory.read-forbidden", (await desk.UseAsync((StockCounts counts) => counts.ReadAsync(desk.Nobody(), [], Ct))).Error?.Code);
    }

    private static async Task<int> BothAsync(TestDesk desk, StockLevels.Filter filter)
    {
        var page = (await desk.UseAsync((StockLevels levels) => levels.ReadAsync(desk.Agent(), filter, new Paging(), Ct))).Value!.Page;
        var counted = (await desk.UseAsync((StockCounts counts) => counts.ReadAsync(desk.Agent(), [filter], Ct))).Value!;
        Assert.Equal([new Counted(page.Rows.Count, false)], counted);
        return page.Rows.Count;
    }
}
