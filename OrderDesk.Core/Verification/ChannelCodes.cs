using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Channels;
using OrderDesk.Core.Data;

namespace OrderDesk.Core.Verification;

/// <summary>The codes of channels, which never change: each is read once per process, and only where a rule asks for it.</summary>
public sealed class ChannelCodes
{
    private readonly ConcurrentDictionary<ChannelId, string> _known = new();

    /// <summary>The code of a channel.</summary>
    public async ValueTask<string?> OfAsync(OrderDeskDb db, ChannelId id, CancellationToken ct)
    {
        if (_known.TryGetValue(id, out var known))
        {
            return known;
        }

        // A channel that this very write opened may yet be taken back, and its number with it: it is not remembered.
        if (db.Channels.Local.FindEntry(id) is { State: EntityState.Added } opened)
        {
            return opened.Entity.Code;
        }

        return await db.Channels.Where(channel => channel.Id == id).Select(channel => channel.Code).SingleOrDefaultAsync(ct) is { } code ? _known[id] = code : null;
    }
}
