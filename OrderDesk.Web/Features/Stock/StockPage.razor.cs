using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using MudBlazor;
using OrderDesk.Core.Data;
using OrderDesk.Core.Inventory;
using OrderDesk.Core.Shared;
using OrderDesk.Web.Parts;
using OrderDesk.Web.Shell;

namespace OrderDesk.Web.Features.Stock;

/// <summary>What stands in which warehouse. The address is its state.</summary>
public sealed partial class StockPage
{
    private const int PageSize = 50;

    private IReadOnlyList<StockLevels.Place> _warehouses = [];
    private Page<StockLevels.Row>? _page;
    private HashSet<long> _visible = [];
    private string? _problem;
    private bool _refused;
    private bool _mayReceive;
    private bool _opened;
    private ViewList _views = ViewList.Of("stock", Links.Stock);

    [Inject]
    private StockLevels Levels { get; set; } = null!;

    [Inject]
    private StockCounts Counting { get; set; } = null!;

    [Inject]
    private ListViews Views { get; set; } = null!;

    [Inject]
    private CurrentStaff Staff { get; set; } = null!;

    [Inject]
    private Say Say { get; set; } = null!;

    [Inject]
    private IDialogService Dialogs { get; set; } = null!;

    [Inject]
    private IStringLocalizer<StockWords> Words { get; set; } = null!;

    private StockListState State => StockListState.Parse(Navigation.Uri);

    private IReadOnlyList<ViewTab> Tabs =>
    [
        .. Enum.GetValues<StockView>().Select(view => new ViewTab(Slug.Of(view), Words["view." + Slug.Of(view)], Address(new StockListState { View = view, Columns = State.Columns }), null)),
        .. _views.Tabs,
    ];

    private string? CurrentView => _views.TabAt(Navigation.Uri) ?? _views.TabAt(State.ToUrl()) ?? (State.IsNarrowed ? null : Slug.Of(State.View));

    private IReadOnlyList<FilterChip> Chips =>
    [
        .. State is { IsNarrowed: true, View: not StockView.All } ? [new FilterChip("view", Words["col.state"], Words["view." + Slug.Of(State.View)])] : (FilterChip[])[],
        .. State.Warehouse is { } code ? [new FilterChip("warehouse", Words["col.warehouse"], _warehouses.FirstOrDefault(w => w.Code == code)?.Name ?? code)] : (FilterChip[])[],
    ];

    /// <inheritdoc />
    protected override async Task LoadAsync(CancellationToken ct)
    {
        var actor = await Staff.GetAsync();
        _views = await Views.ReadAsync(actor, _views, ct);
        var opens = !_opened && _views.Opening is not null && new Uri(Navigation.Uri).Query.Length == 0;
        _opened = true;
        if (opens)
        {
            // Who comes without a wish gets the view they chose to begin with; only once, so that every list can be reached.
            Navigation.NavigateTo(_views.AddressOf(_views.Opening!), replace: true);
            return;
        }

        var state = State;
        _mayReceive = actor.Can(InventoryPermissions.Receive);
        var answer = await Levels.ReadAsync(actor, state.Filter, state.Paging(PageSize), ct);
        if (!answer.IsOk)
        {
            (_refused, _problem) = (answer.Error.Kind is ErrorKind.Forbidden, Say.Words(answer.Error));
            return;
        }

        (_refused, _problem, _page, _warehouses) = (false, null, answer.Value.Page, answer.Value.Warehouses);
        _visible = [.. _page.Rows.Select(row => row.VariantId.Value)];
        _views = _views.With((await Counting.ReadAsync(actor, [.. _views.Rows.Select(row => StockListState.Parse("?" + row.Query).Filter)], ct)).Value);
    }

    /// <summary>A level on screen moved; or a short page may have a new one.</summary>
    protected override bool Concerns(Moved moved) =>
        moved.Rows.Any(row => row.Kind is "stock" && _visible.Contains(row.Id)) || (_page is { Next: null } && moved.Any("stock"));

    private string NameOf(WarehouseId id) => _warehouses.FirstOrDefault(w => w.Id == id)?.Name ?? "";

    private Task ReceiveAsync() => ActAsync(_ => ReceiptDialog.OpenAsync(Dialogs, Words["receive.title"], null, State.Warehouse));

    private void Search(string text) => Show(State with { Words = text.Length > 0 ? text : null });

    private void Remove(FilterChip chip) => Show(chip.Key is "view" ? State with { View = StockView.All } : State with { Warehouse = null });

    private void Clear() => Show(new StockListState { Columns = State.Columns, View = State.IsNarrowed ? State.View : StockView.All });

    private void Turn(Paging paging) => Navigation.NavigateTo((State with { After = paging.After, Back = paging.Back }).ToUrl());

    private void Choose(IReadOnlyCollection<string> columns) => Navigation.NavigateTo((State with { Columns = columns }).ToUrl(), replace: true);

    private void Show(StockListState state) => Navigation.NavigateTo(Address(state.FromStart));

    private string Address(StockListState state) => _views.Address(state.ToUrl());

    private async Task KeepViewAsync(CancellationToken ct)
    {
        if (await Views.KeepAsync(await Staff.GetAsync(), _views, State.ToUrl(), ct))
        {
            await ReadAsync();
        }
    }

    private async Task ArrangeViewsAsync(CancellationToken ct)
    {
        await Views.ArrangeAsync(await Staff.GetAsync(), _views, State.ToUrl());
        await ReadAsync();
    }
}
