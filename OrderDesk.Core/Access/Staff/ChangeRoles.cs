using OrderDesk.Core.Data;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Access;

/// <summary>Gives a member of staff other roles; their open sessions end, because what they show was for the old ones.</summary>
public sealed class ChangeRoles(Desk desk, RoleGrants grants, StaffDirectory directory)
{
    /// <param name="StaffId">Whose roles.</param>
    /// <param name="Seen">The roles on the screen when it was decided.</param>
    /// <param name="Roles">The roles from now on.</param>
    public sealed record Command(StaffId StaffId, StaffRoles Seen, StaffRoles Roles);

    /// <summary>Changes the roles; refused for oneself, above oneself and for the last administrator.</summary>
    public async Task<Result> RunAsync(Actor actor, Command command, CancellationToken ct)
    {
        if (!actor.Can(AccessPermissions.ManageUsers))
        {
            return StaffWriting.MayNotManage;
        }

        if (command.Roles is StaffRoles.None || (command.Roles & ~StaffUser.AllRoles) != 0)
        {
            return Error.Invalid("access.role-missing");
        }

        var result = await desk.WriteAsync(actor, async write =>
        {
            if (await write.StaffAsync(command.StaffId, ct) is not { } user)
            {
                return StaffWriting.NotFound;
            }

            if (user.Roles != command.Seen)
            {
                return Error.Conflict("shared.changed-meanwhile");
            }

            if (user.Roles == command.Roles)
            {
                return Result.Ok;
            }

            if (await StaffGuards.WhyNotAsync(write, grants, user, command.Roles, ct) is { } no)
            {
                return no;
            }

            write.Audit("staff.roles-changed", StaffWriting.Kind, user.Id, StaffWriting.Change("Roles", user.Roles.ToString(), command.Roles.ToString()));
            user.Roles = command.Roles;
            await write.EndSessionsAsync(user, keep: null, ct);
            write.Moved(user);
            return Result.Ok;
        }, ct);
        directory.Forget(command.StaffId);
        return result;
    }
}
