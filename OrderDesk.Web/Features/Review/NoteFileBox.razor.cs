using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.Localization;
using Microsoft.JSInterop;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Shared;
using OrderDesk.Web.Shell;

namespace OrderDesk.Web.Features.Review;

/// <summary>Sends files for the note that is being written, one after the other, and takes them away again.</summary>
public sealed partial class NoteFileBox : ComponentBase, IDisposable
{
    [Inject]
    private IStringLocalizer<ReviewWords> Words { get; set; } = null!;

    [Inject]
    private CaseFiles Files { get; set; } = null!;

    [Inject]
    private Say Say { get; set; } = null!;

    private CancellationTokenSource? _sending;
    private string? _arriving, _problem;
    private double _percent;
    private int _round, _known;

    /// <summary>The order.</summary>
    [Parameter, EditorRequired]
    public OrderId Order { get; set; }

    /// <summary>What is here for the note.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<NoteFiles.Row> Pending { get; set; } = [];

    /// <summary>Told that it is not so any more.</summary>
    [Parameter]
    public EventCallback OnChanged { get; set; }

    private async Task SendAsync(InputFileChangeEventArgs chosen)
    {
        _problem = null;
        using var sending = _sending = new CancellationTokenSource();
        try
        {
            foreach (var file in chosen.GetMultipleFiles(NoteFile.MostPerOrder))
            {
                (_arriving, _percent) = (file.Name, 0);
                StateHasChanged();
                var sent = await Files.SendAsync(Order, file, new Progress<int>(bytes => Arrived(bytes, file.Size)), sending.Token);
                if (sent.Error is { } error)
                {
                    _problem = Say.Words(error);
                    break;
                }
            }
        }
        catch (OperationCanceledException) when (sending.IsCancellationRequested)
        {
            // Whoever stopped it knows.
        }
        catch (Exception broken) when (broken is JSException or IOException or InvalidOperationException or TimeoutException or OperationCanceledException)
        {
            // The file lies on the person's own machine: it may have changed since it was chosen, or the line broke.
            _problem = Say.Words(Error.Unavailable("orders.file-broke-off", _arriving ?? ""));
        }
        finally
        {
            (_arriving, _sending, _round) = (null, null, _round + 1);
        }

        await OnChanged.InvokeAsync();
    }

    private void Arrived(int bytes, long of)
    {
        _percent = of > 0 ? Math.Min(1, (double)bytes / of) : 0;
        _ = InvokeAsync(StateHasChanged);
    }

    /// <inheritdoc />
    protected override void OnParametersSet()
    {
        // A note that was written takes the refusal of a file that did not come along with it.
        if (_known > 0 && Pending.Count == 0)
        {
            _problem = null;
        }

        _known = Pending.Count;
    }

    private async Task DropAsync(NoteFiles.Row file)
    {
        _problem = (await Files.DropAsync(file.Id)).Error is { } error ? Say.Words(error) : null;
        await OnChanged.InvokeAsync();
    }

    /// <summary>A file on its way is of no use when the page is gone.</summary>
    public void Dispose() => _sending?.Cancel();
}
