using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using MudBlazor;
using OrderDesk.Core.Data;
using OrderDesk.Core.Inventory;
using OrderDesk.Core.Shared;
using OrderDesk.Web.Parts;
using OrderDesk.Web.Shell;

namespace OrderDesk.Web.Features.Stock;

/// <summary>One SKU in one warehouse: its figures and every movement behind them.</summary>
public sealed partial class StockLevelPage
{
    private const int PageSize = 50;

    private StockLedger.Answer? _answer;
    private Paging _paging = new(PageSize);
    private long _level;
    private string? _problem;
    private bool _refused;
    private bool _missing;
    private bool _mayReceive;

    /// <summary>The number of the level in the address.</summary>
    [Parameter]
    public long Level { get; set; }

    [Inject]
    private StockLedger Ledger { get; set; } = null!;

    [Inject]
    private CurrentStaff Staff { get; set; } = null!;

    [Inject]
    private Say Say { get; set; } = null!;

    [Inject]
    private IDialogService Dialogs { get; set; } = null!;

    [Inject]
    private ChangeFeed Feed { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    [Inject]
    private IStringLocalizer<StockWords> Words { get; set; } = null!;

    [Inject]
    private IStringLocalizer<StateWords> States { get; set; } = null!;

    /// <inheritdoc />
    protected override Task OnParametersSetAsync() => Loaded && _level != Level ? TurnAsync(new Paging(PageSize)) : Task.CompletedTask;

    /// <inheritdoc />
    protected override IDisposable? Listen(Action moved) =>
        new LiveRows(Feed, Time, change => change.Rows.Any(row => row.Kind is "stock" && row.Id == _answer?.Level.VariantId.Value), moved);

    /// <inheritdoc />
    protected override async Task LoadAsync(CancellationToken ct)
    {
        _level = Level;
        var actor = await Staff.GetAsync();
        _mayReceive = actor.Can(InventoryPermissions.Receive);
        var answer = await Ledger.ReadAsync(actor, new StockLevelId(Level), _paging, ct);
        _missing = answer.Error?.Kind is ErrorKind.NotFound;
        _refused = answer.Error?.Kind is ErrorKind.Forbidden;
        _problem = answer.Error is { } error ? Say.Words(error) : null;
        _answer = answer.IsOk ? answer.Value : _answer;
    }

    private Task TurnAsync(Paging paging)
    {
        _paging = paging;
        return ReloadAsync();
    }

    private Task ReceiveAsync() => ActAsync(_ => ReceiptDialog.OpenAsync(Dialogs, Words["receive.title"], _answer?.Level.Sku, _answer?.Warehouse.Code));
}
