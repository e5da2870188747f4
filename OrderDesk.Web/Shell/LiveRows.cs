using OrderDesk.Core.Data;

namespace OrderDesk.Web.Shell;

/// <summary>Listens to the change feed for one page: calls back only when something it shows has moved, and at most once per beat however much moves.</summary>
internal sealed class LiveRows : IDisposable
{
    /// <summary>How long changes are gathered before the page loads again; well inside the two seconds in which a screen must follow.</summary>
    public static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(400);

    private readonly Lock _door = new();
    private readonly TimeSpan _beat;
    private readonly IDisposable _listening;
    private readonly ITimer _timer;
    private bool _waiting;
    private bool _gone;

    /// <param name="feed">What moves.</param>
    /// <param name="clock">The clock of the beat.</param>
    /// <param name="concerns">Whether the page shows any of it.</param>
    /// <param name="moved">Loads the page again.</param>
    /// <param name="beat">How long changes are gathered; <see cref="Beat"/> when null.</param>
    public LiveRows(ChangeFeed feed, TimeProvider clock, Func<Moved, bool> concerns, Action moved, TimeSpan? beat = null)
    {
        _beat = beat ?? Beat;
        _timer = clock.CreateTimer(_ => Fire(moved), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _listening = feed.Listen(change =>
        {
            if (concerns(change))
            {
                Wait();
            }

            return Task.CompletedTask;
        });
    }

    /// <summary>Stops listening.</summary>
    public void Dispose()
    {
        _listening.Dispose();
        lock (_door)
        {
            _gone = true;
            _timer.Dispose();
        }
    }

    private void Wait()
    {
        lock (_door)
        {
            if (!_waiting && !_gone)
            {
                _waiting = true;
                _timer.Change(_beat, Timeout.InfiniteTimeSpan);
            }
        }
    }

    private void Fire(Action moved)
    {
        lock (_door)
        {
            _waiting = false;
            if (_gone)
            {
                return;
            }
        }

        moved();
    }
}
