using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Data;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Access;

/// <summary>Ends one session: signing out, or somebody else's by who manages accounts. Its cookie and its open pages are dead at once.</summary>
public sealed class EndSession(Desk desk, RoleGrants grants, StaffDirectory directory)
{
    /// <summary>Which session.</summary>
    public sealed record Command(StaffSessionId SessionId);

    /// <summary>Ends it; one that has ended already stays ended.</summary>
    public async Task<Result> RunAsync(Actor actor, Command command, CancellationToken ct)
    {
        if (!actor.Can(AccessPermissions.UseDesk))
        {
            return StaffWriting.NotSignedIn;
        }

        var owner = actor.Id;
        var result = await desk.WriteAsync(actor, async write =>
        {
            var session = await write.Db.StaffSessions.SingleOrDefaultAsync(row => row.Id == command.SessionId, ct);
            var user = session is null ? null : await write.StaffAsync(new StaffId(session.UserId), ct);
            var isOwn = user?.StaffId == actor.Id;
            if (session is null || user is null || (!isOwn && (!actor.Can(AccessPermissions.ManageUsers) || StaffGuards.WhyNotTouch(actor, grants, user) is not null)))
            {
                return Error.NotFound("access.session-not-found");
            }

            owner = user.StaffId;
            if (session.EndedAt is null)
            {
                session.EndedAt = write.Now;
                write.Audit("session.ended", StaffWriting.Kind, user.Id);
                write.Changed(StaffWriting.Kind, user.Id);
            }

            return Result.Ok;
        }, ct);
        directory.Forget(owner);
        return result;
    }
}
