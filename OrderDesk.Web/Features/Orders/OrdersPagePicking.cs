using Microsoft.AspNetCore.Components;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Review.Bulk;
using OrderDesk.Web.Parts;
using OrderDesk.Web.Shell;

namespace OrderDesk.Web.Features.Orders;

public sealed partial class OrdersPage
{
    private IReadOnlyList<BulkKind> _bulk = [];
    private GridSelection _picked = GridSelection.None;
    private string _pickedIn = "";

    [Inject]
    private BulkActs Bulk { get; set; } = null!;

    [Inject]
    private OrderCounts Counting { get; set; } = null!;

    /// <summary>Once a whole page is picked, the list is counted, so that all of it can be picked.</summary>
    private async Task PickAsync(GridSelection picked)
    {
        _picked = picked;
        if (_matching is null && _page is { Rows.Count: > 0 } page && page.Rows.All(row => picked.Holds(row.Order.Id.Value)))
        {
            var actor = await Staff.GetAsync();
            _matching = (await Counting.ReadAsync(actor, [await FilterAsync(actor, State, Gone)], Gone)).Value is [var count] ? new Matching(count.Number, count.OrMore) : null;
        }
    }

    private async Task BulkAsync(BulkKind kind)
    {
        var orders = _picked.Keys.Select(key => new OrderId(key)).ToList();
        await Bulk.AskAsync(kind, _picked.AllMatching
            ? new BulkPick(Filter: await FilterAsync(await Staff.GetAsync(), State, Gone), But: orders, Asked: ListOf(State))
            : new BulkPick(orders));
    }

    /// <summary>The list without its place and look.</summary>
    private static string ListOf(OrderListState state) => (state.FromStart with { Columns = null }).ToUrl();
}
