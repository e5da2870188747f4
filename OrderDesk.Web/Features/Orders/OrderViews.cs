using Microsoft.Extensions.Localization;
using MudBlazor;
using OrderDesk.Core.Access;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Review;
using OrderDesk.Core.Shared;
using OrderDesk.Web.Parts;
using OrderDesk.Web.Shell;

namespace OrderDesk.Web.Features.Orders;

/// <summary>The saved views of the queue as its page shows them.</summary>
/// <param name="Rows">The views.</param>
/// <param name="MayShare">Whether this person shares views with roles.</param>
/// <param name="Opening">The view the queue opens with, or null.</param>
public sealed record OrderViewList(IReadOnlyList<SavedViews.Row> Rows, bool MayShare, SavedViews.Row? Opening)
{
    /// <summary>No view at all.</summary>
    public static OrderViewList None { get; } = new([], MayShare: false, null);

    /// <summary>How many orders each view holds, by its id; empty until counted.</summary>
    public IReadOnlyDictionary<SavedViewId, Matching> Counts { get; init; } = new Dictionary<SavedViewId, Matching>();

    /// <summary>The view that shows exactly this list, or null.</summary>
    public SavedViews.Row? Of(OrderListState state) => Rows.FirstOrDefault(row => row.Query == QueryOf(state));

    /// <summary>The state of a list as views keep it.</summary>
    public static string QueryOf(OrderListState state) => ViewQuery.Normalise(state.FromStart.ToUrl()[Links.Orders.Length..]) ?? "";

    /// <summary>Where a view is opened.</summary>
    public static string AddressOf(SavedViews.Row row) => OrderListState.Parse("?" + row.Query).ToUrl();
}

/// <summary>Reads, keeps and arranges the views of the queue, and says what came of it.</summary>
internal sealed class OrderViews(SavedViews views, SaveView save, OrderCounts counts, OpenSearch searches, OrderClaims claims, IDialogService dialogs, Say say, IStringLocalizer<OrdersWords> words)
{
    /// <summary>The list these are views of.</summary>
    public const string List = "orders";

    private static readonly DialogOptions Narrow = new() { MaxWidth = MaxWidth.ExtraSmall, FullWidth = true, CloseOnEscapeKey = true };

    /// <summary>The views of somebody.</summary>
    public async Task<OrderViewList> ReadAsync(Actor me, CancellationToken ct) =>
        (await views.ReadAsync(me, List, ct)).Value is { } answer ? new OrderViewList(answer.Rows, answer.MayShare, answer.Opening) : OrderViewList.None;

    /// <summary>The same views with what they hold; a view that cannot be counted has no count.</summary>
    public async Task<OrderViewList> CountedAsync(Actor me, OrderViewList list, IReadOnlyList<OrderChannels.Row> channels, CancellationToken ct)
    {
        var filters = new List<(SavedViewId Id, OrderQueue.Filter Filter)>();
        foreach (var row in list.Rows)
        {
            var state = OrderListState.Parse("?" + row.Query);
            var search = state.Kept is { } kept ? (await searches.ReadAsync(me, kept, ct)).Value : state.Words;
            var only = state.Mine ? (await claims.ReadAsync(me, null, ct)).Value?.Keys.ToList() ?? [] : null;
            filters.Add((row.Id, state.Filter(state.ChannelOf(channels), search, only)));
        }

        var counted = (await counts.ReadAsync(me, [.. filters.Select(f => f.Filter)], ct)).Value ?? [];
        return list with { Counts = filters.Zip(counted).ToDictionary(pair => pair.First.Id, pair => new Matching(pair.Second.Number, pair.Second.OrMore)) };
    }

    /// <summary>Asks for a name and keeps the list as it is shown; answers whether it did.</summary>
    public async Task<bool> KeepAsync(Actor me, OrderViewList list, OrderListState state, CancellationToken ct)
    {
        var parameters = new DialogParameters<SaveViewDialog>
        {
            { d => d.MayShare, list.MayShare && state.Kept is null },
            { d => d.Submit, async answer => (await save.RunAsync(me, new SaveView.Command(null, 0, List, answer.Name, OrderListViewQuery(state), answer.Roles, answer.IsDefault), ct)).Plain },
        };
        var dialog = await dialogs.ShowAsync<SaveViewDialog>(words["view.save"], parameters, Narrow);
        return await dialog.Result is { Canceled: false, Data: Result result } && say.Outcome(result, "said.view-kept");
    }

    /// <summary>Lets the person arrange, rename, renew and give up views.</summary>
    public async Task ArrangeAsync(Actor me, OrderListState state)
    {
        var parameters = new DialogParameters<ViewsDialog> { { d => d.Me, me }, { d => d.Shown, OrderListViewQuery(state) } };
        var dialog = await dialogs.ShowAsync<ViewsDialog>(words["view.arrange"], parameters, Narrow with { MaxWidth = MaxWidth.Small });
        await dialog.Result;
    }

    private static string OrderListViewQuery(OrderListState state) => OrderViewList.QueryOf(state);
}
