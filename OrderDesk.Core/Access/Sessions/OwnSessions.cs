using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using OrderDesk.Core.Data;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Access;

/// <summary>The open sessions of the person who asks, the latest first.</summary>
public sealed class OwnSessions(IDbContextFactory<OrderDeskDb> contexts, IOptions<SecurityOptions> options, TimeProvider clock)
{
    /// <summary>One open session.</summary>
    public sealed record Row(StaffSessionId Id, DateTime StartedAt, DateTime LastSeenAt, bool WithSecondFactor, string? Browser);

    /// <summary>Reads them.</summary>
    public async Task<Result<IReadOnlyList<Row>>> ReadAsync(Actor actor, CancellationToken ct)
    {
        if (!actor.Can(AccessPermissions.UseDesk))
        {
            return StaffWriting.NotSignedIn;
        }

        var since = clock.GetUtcNow().UtcDateTime - options.Value.SessionLimit;
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await (
            from session in db.StaffSessions
            join user in db.Users on session.UserId equals user.Id
            where session.UserId == actor.Id.Value && session.EndedAt == null && session.StartedAt > since && session.SecurityStamp == user.SecurityStamp
            orderby session.LastSeenAt descending, session.Id
            select new Row(session.Id, session.StartedAt, session.LastSeenAt, session.WithSecondFactor, session.Browser)).ToListAsync(ct);
    }
}
