using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using MudBlazor;
using OrderDesk.Core.Inventory;
using OrderDesk.Core.Shared;
using OrderDesk.Web.Shell;

namespace OrderDesk.Web.Features.Stock;

/// <summary>The form of a receipt.</summary>
public sealed partial class ReceiptDialog : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private IReadOnlyList<string> _codes = [];
    private IReadOnlyDictionary<string, string> _wrong = new Dictionary<string, string>();
    private string? _warehouse;
    private string? _quantity;
    private string? _reference;
    private string? _name;
    private string? _price;
    private string? _currency;
    private string? _reason;
    private string? _problem;
    private string? _known;
    private bool _isNew;
    private bool _sending;

    /// <summary>The SKU that came in; may be empty at first.</summary>
    [Parameter]
    public string Sku { get; set; } = "";

    /// <summary>The warehouse it came to; the only one there is when null.</summary>
    [Parameter]
    public string? Warehouse { get; set; }

    [CascadingParameter]
    private IMudDialogInstance Dialog { get; set; } = null!;

    [Inject]
    private ReceiveStock Receive { get; set; } = null!;

    [Inject]
    private StockLevels Levels { get; set; } = null!;

    [Inject]
    private CurrentStaff Staff { get; set; } = null!;

    [Inject]
    private Say Say { get; set; } = null!;

    [Inject]
    private IStringLocalizer<StockWords> Words { get; set; } = null!;

    private string? SkuHint => _isNew ? Words["receive.new"] : _known;

    /// <summary>Opens the form and waits until it is shut.</summary>
    public static async Task OpenAsync(IDialogService dialogs, string title, string? sku, string? warehouse)
    {
        var parameters = new DialogParameters { [nameof(Sku)] = sku ?? "", [nameof(Warehouse)] = warehouse };
        var dialog = await dialogs.ShowAsync<ReceiptDialog>(title, parameters, new DialogOptions { MaxWidth = MaxWidth.Small, FullWidth = true, CloseOnEscapeKey = true });
        await dialog.Result;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        _warehouse = Warehouse;
        var answer = await Levels.ReadAsync(await Staff.GetAsync(), new StockLevels.Filter(), new Paging(1), _gone.Token);
        _codes = [.. answer.Value?.Warehouses.Select(place => place.Code) ?? []];
        _warehouse ??= _codes is [var only] ? only : null;
        await NameAsync();
    }

    private string? Wrong(string field) => _wrong.GetValueOrDefault(field);

    /// <summary>Says what the catalogue calls the SKU, or asks for what a new product needs.</summary>
    private async Task NameAsync()
    {
        (_isNew, _known) = (false, null);
        if (Sku.Trim().Length > 0 && await Levels.NameAsync(await Staff.GetAsync(), Sku, _gone.Token) is { Error: null, Value: var name })
        {
            (_isNew, _known) = (name is null, name);
        }
    }

    private async Task BookAsync()
    {
        if (_sending)
        {
            return;
        }

        _wrong = new Dictionary<string, string>();
        var wrong = new Dictionary<string, string>();
        var quantity = Number(_quantity, out var units) && units == Math.Truncate(units) && Math.Abs(units) <= int.MaxValue ? (int)units : 0;
        if (_isNew && !string.IsNullOrWhiteSpace(_price) && !Number(_price, out _))
        {
            wrong["price"] = Words["receive.no-number"];
        }

        if (wrong.Count > 0)
        {
            _wrong = wrong;
            return;
        }

        (_sending, _problem) = (true, null);
        var price = _isNew && Number(_price, out var major) ? major : (decimal?)null;
        var result = await Receive.RunAsync(
            await Staff.GetAsync(),
            new ReceiveStock.Command(Sku, _warehouse, quantity, _isNew ? _name : null, price, _isNew ? Text(_currency)?.ToUpperInvariant() : null, Text(_reference), Text(_reason)),
            CancellationToken.None);
        _sending = false;
        if (result.Error is { } error)
        {
            _problem = Say.Words(error);
            _wrong = error.Fields.ToDictionary(field => field.Field, field => Say.Words(Error.Invalid(field.Code, field.Args)));
            return;
        }

        var booked = result.Value!;
        Say.Done(booked.OrdersServed > 0 ? "stock.received-served" : "stock.received", quantity, booked.Sku, booked.Warehouse, booked.OnHand, booked.OrdersServed);
        Dialog.Close(DialogResult.Ok(booked));
    }

    private static string? Text(string? typed) => typed?.Trim() is { Length: > 0 } text ? text : null;

    private static bool Number(string? typed, out decimal number) =>
        decimal.TryParse(typed, NumberStyles.Number, CultureInfo.CurrentCulture, out number) || decimal.TryParse(typed, NumberStyles.Number, CultureInfo.InvariantCulture, out number);
}
