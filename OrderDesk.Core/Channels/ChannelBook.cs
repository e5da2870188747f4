using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Data;

namespace OrderDesk.Core.Channels;

/// <summary>Finds a channel by its code, or opens it.</summary>
public static class ChannelBook
{
    /// <summary>The channel of a normalised code; opened in this write when nobody knows it.</summary>
    public static async Task<Channel> OpenAsync(Write write, string code, string? name, CancellationToken ct)
    {
        if (await write.Db.Channels.SingleOrDefaultAsync(c => c.Code == code, ct) is { } known)
        {
            return known;
        }

        var opened = Channel.Open(write.NewId<ChannelId>(), code, name);
        write.Db.Channels.Add(opened);
        return opened;
    }
}
