using System.Collections.Immutable;
using System.Security.Cryptography;

namespace OrderDesk.Core.Data;

/// <summary>One beat of the feed: which rows moved on since the last one.</summary>
public sealed record Moved(IReadOnlySet<(string Kind, long Id)> Rows)
{
    /// <summary>Whether a row of this kind moved.</summary>
    public bool Any(string kind) => Rows.Any(row => row.Kind == kind);

    /// <summary>Whether this row moved.</summary>
    public bool Has(string kind, long id) => Rows.Contains((kind, id));
}

/// <summary>Tells open screens that committed data has moved on, in this process and, through the reader, in others; carries no data.</summary>
public sealed class ChangeFeed
{
    private ImmutableList<Func<Moved, Task>> _listeners = [];

    /// <summary>Which process this is to the table of changes: random, so that two nodes hardly ever share it, and never 0.</summary>
    public int Node { get; } = RandomNumberGenerator.GetInt32(1, int.MaxValue);

    /// <summary>Calls back after each commit that moved something; dispose to leave.</summary>
    public IDisposable Listen(Func<Moved, Task> onMoved)
    {
        ImmutableInterlocked.Update(ref _listeners, (list, added) => list.Add(added), onMoved);
        return new Listener(() => ImmutableInterlocked.Update(ref _listeners, (list, left) => list.Remove(left), onMoved));
    }

    /// <summary>Rows this process has just committed; the reader knows them by their node and does not tell them again.</summary>
    public void Committed(IReadOnlySet<(string Kind, long Id)> rows)
    {
        if (rows.Count > 0)
        {
            Tell(new Moved(rows));
        }
    }

    /// <summary>A slow or broken screen must not slow down the person who just saved.</summary>
    internal void Tell(Moved moved)
    {
        foreach (var listener in _listeners)
        {
            _ = Task.Run(() => listener(moved));
        }
    }

    private sealed class Listener(Action leave) : IDisposable
    {
        public void Dispose() => leave();
    }
}
