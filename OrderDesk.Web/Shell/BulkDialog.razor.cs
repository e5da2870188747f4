using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using MudBlazor;
using OrderDesk.Core.Review;
using OrderDesk.Core.Review.Bulk;
using OrderDesk.Core.Shared;

namespace OrderDesk.Web.Shell;

/// <summary>Asks for what goes with an action over many orders, shows what it would do, and starts it; a look that is not acted on is dropped.</summary>
public sealed partial class BulkDialog : IDisposable
{
    private static readonly int[] Waits = [1, 4, 24, 72, 168];

    private readonly CancellationTokenSource _gone = new();
    private LookAtBulk.Answer? _look;
    private Error? _wrong;
    private string? _text;
    private RefundInstruction _refund = RefundInstruction.Full;
    private int _hours = 4;
    private string? _to;
    private BulkTakers.Answer? _takers;
    private bool _busy;

    /// <summary>What is to be done.</summary>
    [Parameter, EditorRequired]
    public BulkKind Kind { get; set; }

    /// <summary>To which orders; null where the refused ones of another bulk action are tried again.</summary>
    [Parameter]
    public BulkPick? Pick { get; set; }

    /// <summary>The bulk action whose refused orders are tried again.</summary>
    [Parameter]
    public BulkRunId? RetryOf { get; set; }

    [CascadingParameter]
    private IMudDialogInstance Dialog { get; set; } = null!;

    [Inject]
    private LookAtBulk Look { get; set; } = null!;

    [Inject]
    private BulkTakers Takers { get; set; } = null!;

    [Inject]
    private RetryBulk Retry { get; set; } = null!;

    [Inject]
    private StartBulk Start { get; set; } = null!;

    [Inject]
    private CancelBulk Drop { get; set; } = null!;

    [Inject]
    private CurrentStaff Staff { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    [Inject]
    private Say Say { get; set; } = null!;

    [Inject]
    private IStringLocalizer<Messages> Words { get; set; } = null!;

    private bool CanStart => _look is { } look && look.Would + look.Half > 0;

    private bool AsksNothing => RetryOf is not null || Kind is BulkKind.Approve;

    private string Verb => _look is { } look ? CanStart ? Words["bulk.do." + Kind, Number(look.Would + look.Half)] : Words["bulk.close"]
        : AsksNothing && !_busy && _wrong is not null ? Words["bulk.look-again"]
        : Words["bulk.look"];

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        if (AsksNothing)
        {
            await LookAsync();
        }
        else if (Kind is BulkKind.HandOver)
        {
            var takers = await Takers.ReadAsync(await Staff.GetAsync(), Pick!, _gone.Token);
            (_takers, _wrong) = (takers.Value, takers.Error);
        }
    }

    private static string Number(int number) => number.ToString("N0", System.Globalization.CultureInfo.CurrentCulture);

    private Task GoOnAsync() => _look is null ? LookAsync() : CanStart ? StartAsync() : CancelAsync();

    private async Task LookAsync()
    {
        (_busy, _wrong) = (true, null);
        StateHasChanged();
        try
        {
            var me = await Staff.GetAsync();
            var action = new BulkAction(Kind, _text, Kind is BulkKind.Reject ? _refund : null, Kind is BulkKind.Snooze ? Time.GetUtcNow().UtcDateTime.AddHours(_hours) : null,
                Kind is BulkKind.HandOver && Links.NumberOf(_to) is { } to ? new StaffId(to) : null);
            var looked = RetryOf is { } failed
                ? await Retry.RunAsync(me, new RetryBulk.Command(failed), _gone.Token)
                : await Look.RunAsync(me, new LookAtBulk.Command(action, Pick!), _gone.Token);
            (_look, _wrong) = (looked.Value, looked.Error);
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
        }
        finally
        {
            _busy = false;
        }
    }

    private async Task StartAsync()
    {
        (_busy, _wrong) = (true, null);
        var started = await Start.RunAsync(await Staff.GetAsync(), new StartBulk.Command(_look!.Id), CancellationToken.None);
        _busy = false;
        if (started.Error is { } error)
        {
            // What was looked at does not count any more: the person looks anew.
            (_wrong, _look) = (error, null);
            return;
        }

        Dialog.Close(DialogResult.Ok(_look.Id));
    }

    private async Task CancelAsync()
    {
        if (_look is { } look)
        {
            await Drop.RunAsync(await Staff.GetAsync(), new CancelBulk.Command(look.Id), CancellationToken.None);
        }

        Dialog.Cancel();
    }

    /// <summary>A look that is still under way ends with the dialog.</summary>
    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }
}
