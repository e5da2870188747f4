using Microsoft.AspNetCore.Components;

namespace OrderDesk.Web.Shell;

/// <summary>What every page needs and none should write again: a token that dies with the page, one action at a time, live refresh.</summary>
public abstract class DeskPage : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private IDisposable? _listening;
    private Task _reading = Task.CompletedTask;
    private TaskCompletionSource _acting = new();
    private bool _stale;

    /// <summary>A page that nobody has left yet.</summary>
    protected DeskPage() => Gone = _gone.Token;

    /// <summary>Whether an action of the person is under way.</summary>
    protected bool Busy { get; private set; }

    /// <summary>Whether the page reads what the person asked for; what it reads because others moved it, it reads in silence.</summary>
    protected bool Loading { get; private set; }

    /// <summary>Whether the page has loaded once; before that it shows its skeleton.</summary>
    protected bool Loaded { get; private set; }

    /// <summary>Ends when the person leaves the page.</summary>
    protected CancellationToken Gone { get; }

    /// <summary>Reads everything the page shows.</summary>
    protected abstract Task LoadAsync(CancellationToken ct);

    /// <summary>Hears of committed changes; a page that shows live data starts to listen here and calls back when its rows moved.</summary>
    /// <param name="moved">Loads the page again, at the next quiet moment.</param>
    /// <returns>What ends the listening, or null for a page that does not move by itself.</returns>
    protected virtual IDisposable? Listen(Action moved) => null;

    /// <inheritdoc />
    protected sealed override async Task OnInitializedAsync()
    {
        _listening = Listen(() => InBackground(ReadAsync));
        await ReloadAsync();
        Loaded = true;
    }

    /// <summary>Loads the page again, for example because its address asks for something else; while an action is under way, right after it.</summary>
    protected Task ReloadAsync()
    {
        Loading = true;
        return ReadAsync();
    }

    /// <summary>One action of the person at a time: it waits for what the page is reading, a second one while it runs is ignored, and leaving the page is not an error.</summary>
    protected async Task ActAsync(Func<CancellationToken, Task> act)
    {
        if (Busy || Gone.IsCancellationRequested)
        {
            return;
        }

        Busy = true;
        try
        {
            // Whoever asked for it hears if it fails.
            await Task.WhenAny(_reading);
            await act(Gone);
        }
        catch (OperationCanceledException) when (Gone.IsCancellationRequested)
        {
        }
        finally
        {
            Busy = false;
            var acted = _acting;
            _acting = new();
            acted.SetResult();
        }

        if (_stale)
        {
            await ReadAsync();
        }
    }

    /// <summary>An action that is not lost while another one is under way: it comes right after it.</summary>
    protected async Task ActNextAsync(Func<CancellationToken, Task> act)
    {
        while (Busy)
        {
            await _acting.Task;
        }

        await ActAsync(act);
    }

    /// <summary>Does something nobody waits for; if it breaks, the page says so as for anything else that breaks on it.</summary>
    private protected void InBackground(Func<Task> work) => _ = InvokeAsync(async () =>
    {
        try
        {
            await work();
        }
        catch (Exception broken) when (!Gone.IsCancellationRequested)
        {
            await DispatchExceptionAsync(broken);
        }
    });

    /// <summary>Reads until what is shown is what there is; one reading at a time, and none during an action.</summary>
    private protected Task ReadAsync()
    {
        _stale = true;
        if (!Busy && _reading.IsCompleted)
        {
            _reading = ReadWhileStaleAsync();
        }

        return Busy ? Task.CompletedTask : _reading;
    }

    private async Task ReadWhileStaleAsync()
    {
        if (Loaded && Loading)
        {
            StateHasChanged();
        }

        try
        {
            while (_stale && !Busy && !Gone.IsCancellationRequested)
            {
                _stale = false;
                await LoadAsync(Gone);
            }
        }
        catch (OperationCanceledException) when (Gone.IsCancellationRequested)
        {
        }
        finally
        {
            Loading &= _stale;
        }

        StateHasChanged();
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
        if (disposing && !Gone.IsCancellationRequested)
        {
            _listening?.Dispose();
            _gone.Cancel();
            _gone.Dispose();
        }
    }
}
