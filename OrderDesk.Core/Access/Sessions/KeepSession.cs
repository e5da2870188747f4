using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Data;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Access;

/// <summary>Notes that a person is using their session; the database hears of it once a minute.</summary>
public sealed class KeepSession(StaffDirectory directory, SessionsKept kept, Desk desk, TimeProvider clock)
{
    /// <summary>How often the database hears of it.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    /// <summary>Which session.</summary>
    public sealed record Command(StaffSessionId SessionId);

    /// <summary>Keeps the session going; one that is over stays over.</summary>
    public async Task<Result> RunAsync(Actor actor, Command command, CancellationToken ct)
    {
        if (!actor.Can(AccessPermissions.UseDesk))
        {
            return StaffWriting.NotSignedIn;
        }

        var now = clock.GetUtcNow().UtcDateTime;
        directory.Seen(command.SessionId, now);
        return kept.IsDue(command.SessionId, now) ? await desk.WriteAsync(actor, async write =>
        {
            var session = await write.Db.StaffSessions
                .SingleOrDefaultAsync(row => row.Id == command.SessionId && row.UserId == actor.Id.Value && row.EndedAt == null, ct);
            if (session is not null && session.LastSeenAt < write.Now)
            {
                session.LastSeenAt = write.Now;
            }

            return Result.Ok;
        }, ct) : Result.Ok;
    }
}

/// <summary>When the database last heard of each session from this process.</summary>
public sealed class SessionsKept
{
    private readonly ConcurrentDictionary<StaffSessionId, DateTime> _told = new();

    /// <summary>Whether the database should hear of this session again; the answer is yes once per interval.</summary>
    internal bool IsDue(StaffSessionId session, DateTime now)
    {
        while (true)
        {
            if (!_told.TryGetValue(session, out var told))
            {
                if (_told.TryAdd(session, now))
                {
                    return true;
                }
            }
            else if (now - told < KeepSession.Every)
            {
                return false;
            }
            else if (_told.TryUpdate(session, now, told))
            {
                return true;
            }
        }
    }
}
