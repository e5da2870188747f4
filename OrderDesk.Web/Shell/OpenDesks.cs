using System.Collections.Concurrent;

namespace OrderDesk.Web.Shell;

/// <summary>The pages that are open on this process. Before it stops it lets them take their state along and waits a moment for that.</summary>
internal sealed class OpenDesks
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(1500);

    private readonly ConcurrentDictionary<CircuitCare, bool> _open = new();

    public OpenDesks(IHostApplicationLifetime lifetime)
    {
        // Callbacks of a stopping process run in reverse order: made with the first open page, this one comes before SignalR closes every
        // connection, and while it waits the connections still carry the state out.
        lifetime.ApplicationStopping.Register(LetGo);
    }

    public void Add(CircuitCare desk) => _open[desk] = true;

    public void Remove(CircuitCare desk) => _open.TryRemove(desk, out _);

    private void LetGo()
    {
        foreach (var desk in _open.Keys)
        {
            desk.GoDown();
        }

        SpinWait.SpinUntil(() => _open.IsEmpty, Patience);
    }
}
