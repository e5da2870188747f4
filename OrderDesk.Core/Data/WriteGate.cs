namespace OrderDesk.Core.Data;

/// <summary>Where one file has one writer, writers of this process queue here instead of inside the engine: the worst wait is shorter.</summary>
public sealed class WriteGate : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>Waits for a turn; on engines with many writers there is nothing to wait for.</summary>
    public async ValueTask<IDisposable?> EnterAsync(Dialect dialect, CancellationToken ct)
    {
        if (!dialect.OneWriter)
        {
            return null;
        }

        await _turn.WaitAsync(ct);
        return new Turn(_turn);
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private sealed class Turn(SemaphoreSlim turn) : IDisposable
    {
        private SemaphoreSlim? _turn = turn;

        public void Dispose() => Interlocked.Exchange(ref _turn, null)?.Release();
    }
}
