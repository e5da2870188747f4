using OrderDesk.Core.Data;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Access;

/// <summary>Signs a member of staff out everywhere, for a lost phone or a browser left open; they can sign in again.</summary>
public sealed class EndStaffSessions(Desk desk, RoleGrants grants, StaffDirectory directory)
{
    /// <summary>Whose sessions.</summary>
    public sealed record Command(StaffId StaffId);

    /// <summary>Ends them; refused for oneself, which the profile does, and above oneself.</summary>
    public async Task<Result> RunAsync(Actor actor, Command command, CancellationToken ct)
    {
        if (!actor.Can(AccessPermissions.ManageUsers))
        {
            return StaffWriting.MayNotManage;
        }

        var result = await desk.WriteAsync(actor, async write =>
        {
            if (await write.StaffAsync(command.StaffId, ct) is not { } user)
            {
                return StaffWriting.NotFound;
            }

            if (user.StaffId == actor.Id)
            {
                return Error.Conflict("access.not-yourself");
            }

            if (StaffGuards.WhyNotTouch(actor, grants, user) is { } no)
            {
                return no;
            }

            write.Audit("staff.sessions-ended", StaffWriting.Kind, user.Id);
            await write.EndSessionsAsync(user, keep: null, ct);
            write.Moved(user);
            return Result.Ok;
        }, ct);
        directory.Forget(command.StaffId);
        return result;
    }
}
