namespace OrderDesk.Core.Data;

/// <summary>No turn to write came in time.</summary>
public sealed class NoTurnException() : Exception("No turn to write came in time.");

/// <summary>Where one file has one writer, writers of this process queue here instead of inside the engine: the worst wait is shorter.</summary>
public sealed class WriteGate : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>Waits for a turn, no longer than told; on engines with many writers there is nothing to wait for.</summary>
    /// <exception cref="NoTurnException">None came.</exception>
    public async ValueTask<IDisposable?> EnterAsync(Dialect dialect, TimeSpan patience, CancellationToken ct) => dialect.OneWriter ? await EnterAsync(_turn, patience, ct) : null;

    /// <summary>Waits for a turn at one door, no longer than told.</summary>
    internal static async ValueTask<IDisposable> EnterAsync(SemaphoreSlim door, TimeSpan patience, CancellationToken ct)
    {
        if (!await door.WaitAsync(patience > TimeSpan.Zero || patience == Timeout.InfiniteTimeSpan ? patience : TimeSpan.Zero, ct))
        {
            throw new NoTurnException();
        }

        return new Turn(door);
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private sealed class Turn(SemaphoreSlim turn) : IDisposable
    {
        private SemaphoreSlim? _turn = turn;

        public void Dispose() => Interlocked.Exchange(ref _turn, null)?.Release();
    }
}
