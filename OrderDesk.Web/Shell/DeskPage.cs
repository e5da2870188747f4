using Microsoft.AspNetCore.Components;

namespace OrderDesk.Web.Shell;

/// <summary>What every page needs and none should write again: a token that dies with the page, one busy flag, live refresh.</summary>
public abstract class DeskPage : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private IDisposable? _listening;
    private bool _stale;

    /// <summary>Whether an action of this page is under way.</summary>
    protected bool Busy { get; private set; }

    /// <summary>Whether the page has loaded once; before that it shows its skeleton.</summary>
    protected bool Loaded { get; private set; }

    /// <summary>Ends when the person leaves the page.</summary>
    protected CancellationToken Gone => _gone.Token;

    /// <summary>Reads everything the page shows.</summary>
    protected abstract Task LoadAsync(CancellationToken ct);

    /// <summary>Hears of committed changes; a page that shows live data starts to listen here and calls back when its rows moved.</summary>
    /// <param name="moved">Loads the page again, at the next quiet moment.</param>
    /// <returns>What ends the listening, or null for a page that does not move by itself.</returns>
    protected virtual IDisposable? Listen(Action moved) => null;

    /// <inheritdoc />
    protected sealed override async Task OnInitializedAsync()
    {
        _listening = Listen(() => _ = InvokeAsync(RefreshAsync));
        await ActAsync(LoadAsync);
        Loaded = true;
    }

    /// <summary>Loads the page again, for example because its address asks for something else; while an action is under way, right after it.</summary>
    protected Task ReloadAsync()
    {
        _stale |= Busy;
        return ActAsync(LoadAsync);
    }

    /// <summary>One action of the person at a time: a second click while busy is ignored, and leaving the page is not an error.</summary>
    protected async Task ActAsync(Func<CancellationToken, Task> act)
    {
        if (Busy || _gone.IsCancellationRequested)
        {
            return;
        }

        Busy = true;
        try
        {
            await act(_gone.Token);
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
        }
        finally
        {
            Busy = false;
        }

        if (_stale)
        {
            await RefreshAsync();
        }
    }

    private async Task RefreshAsync()
    {
        _stale = Busy;
        if (!_stale && !_gone.IsCancellationRequested)
        {
            await ActAsync(LoadAsync);
            StateHasChanged();
        }
    }

    /// <summary>Ends everything the page has under way.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Ends everything the page has under way.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing && !_gone.IsCancellationRequested)
        {
            _listening?.Dispose();
            _gone.Cancel();
            _gone.Dispose();
        }
    }
}
