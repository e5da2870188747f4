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
            var other = await StaffGuards.OtherAsync(write, grants, command.StaffId, ct);
            if (!other.IsOk)
            {
                return other.Error;
            }

            var user = other.Value;
            write.Audit("staff.sessions-ended", StaffWriting.Kind, user.Id);
            await write.EndSessionsAsync(user, keep: null, ct);
            write.Moved(user);
            return Result.Ok;
        }, ct);
        directory.Forget(command.StaffId);
        return result;
    }
}
