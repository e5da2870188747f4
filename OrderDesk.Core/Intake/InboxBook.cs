using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Channels;
using OrderDesk.Core.Data;

namespace OrderDesk.Core.Intake;

/// <summary>Keeps what could not be taken, whichever way it came in; nothing is dropped.</summary>
internal static class InboxBook
{
    /// <summary>Keeps it for a person; the same once more only counts, and a channel that is full takes no room from the others.</summary>
    /// <param name="write">The write it is kept in.</param>
    /// <param name="channel">The channel it came from.</param>
    /// <param name="hash">SHA-256 in lower-case hex of what was sent.</param>
    /// <param name="make">Makes the item where it is to be kept.</param>
    /// <param name="ct">Stops it.</param>
    public static async Task KeepAsync(Write write, ChannelId channel, string hash, Func<InboxItem> make, CancellationToken ct)
    {
        var same = await write.Db.InboxItems.FirstOrDefaultAsync(i => i.ChannelId == channel && i.PayloadHash == hash && i.State == InboxState.Open, ct);
        if (same is not null)
        {
            same.Again();
        }
        else if (await write.Db.InboxItems.CountAsync(i => i.ChannelId == channel && i.State == InboxState.Open, ct) < TakeOrder.MostOpenItems)
        {
            write.Db.InboxItems.Add(make());
        }
    }
}
