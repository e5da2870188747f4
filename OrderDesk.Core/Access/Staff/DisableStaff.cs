using OrderDesk.Core.Data;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Access;

/// <summary>Switches an account off: no sign-in, every open session and link ends; everything the person did stays.</summary>
public sealed class DisableStaff(Desk desk, RoleGrants grants, StaffDirectory directory)
{
    /// <summary>Whose account.</summary>
    public sealed record Command(StaffId StaffId);

    /// <summary>Switches off; refused for oneself, above oneself and for the last administrator.</summary>
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

            if (await StaffGuards.WhyNotAsync(write, grants, user, StaffRoles.None, ct) is { } no)
            {
                return no;
            }

            if (user.DisabledAt is not null)
            {
                return Result.Ok;
            }

            write.Audit("staff.disabled", StaffWriting.Kind, user.Id);
            user.DisabledAt = write.Now;
            await write.WithdrawLinksAsync(user, ct);
            await write.EndSessionsAsync(user, keep: null, ct);
            write.Moved(user);
            return Result.Ok;
        }, ct);
        directory.Forget(command.StaffId);
        return result;
    }
}
