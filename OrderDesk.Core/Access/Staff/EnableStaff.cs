using OrderDesk.Core.Data;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Access;

/// <summary>Switches an account on again, or ends its pause after too many wrong tries.</summary>
public sealed class EnableStaff(Desk desk, RoleGrants grants, StaffDirectory directory)
{
    /// <summary>Whose account.</summary>
    public sealed record Command(StaffId StaffId);

    /// <summary>Switches on; refused above oneself.</summary>
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

            if (StaffGuards.WhyNotTouch(actor, grants, user) is { } no)
            {
                return no;
            }

            if (user.DisabledAt is null && !user.IsLocked(write.Now))
            {
                return Result.Ok;
            }

            write.Audit(user.DisabledAt is null ? "staff.unlocked" : "staff.enabled", StaffWriting.Kind, user.Id);
            (user.DisabledAt, user.LockoutEnd, user.AccessFailedCount) = (null, null, 0);
            write.Moved(user);
            return Result.Ok;
        }, ct);
        directory.Forget(command.StaffId);
        return result;
    }
}
