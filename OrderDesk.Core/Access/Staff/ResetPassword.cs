using OrderDesk.Core.Data;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Access;

/// <summary>Makes a one-time link with which a member of staff sets a new password; for one who never had a password, a new invitation.</summary>
public sealed class ResetPassword(Desk desk, RoleGrants grants)
{
    /// <summary>Whose password.</summary>
    public sealed record Command(StaffId StaffId);

    /// <summary>Makes the link and takes back unused ones; refused above oneself and for an account that is switched off. The old password works until the new one is set.</summary>
    public async Task<Result<IssuedLink>> RunAsync(Actor actor, Command command, CancellationToken ct)
    {
        if (!actor.Can(AccessPermissions.ManageUsers))
        {
            return StaffWriting.MayNotManage;
        }

        return await desk.WriteAsync<IssuedLink>(actor, async write =>
        {
            if (await write.StaffAsync(command.StaffId, ct) is not { } user)
            {
                return StaffWriting.NotFound;
            }

            if (StaffGuards.WhyNotTouch(actor, grants, user) is { } no)
            {
                return no;
            }

            if (user.DisabledAt is not null)
            {
                return Error.Conflict("access.staff-disabled");
            }

            var purpose = user.PasswordHash is null ? OneTimeLinkPurpose.Invitation : OneTimeLinkPurpose.PasswordReset;
            write.Audit(user.PasswordHash is null ? "staff.invited-again" : "staff.password-reset-issued", StaffWriting.Kind, user.Id);
            write.Moved(user);
            return await write.IssueLinkAsync(purpose, user, ct);
        }, ct);
    }
}
