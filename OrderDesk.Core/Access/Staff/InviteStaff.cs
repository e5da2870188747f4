using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Data;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Access;

/// <summary>Makes an account for a new member of staff and a one-time link with which they set their password.</summary>
public sealed class InviteStaff(Desk desk, RoleGrants grants)
{
    /// <summary>Whom to invite and as what; without a name the address stands in until the person chooses one.</summary>
    public sealed record Command(string Email, StaffRoles Roles, string? DisplayName = null);

    /// <summary>The account and its link.</summary>
    public sealed record Invited(StaffId StaffId, IssuedLink Link);

    /// <summary>Invites; refused for an address that has an account and for roles above the inviter's own.</summary>
    public async Task<Result<Invited>> RunAsync(Actor actor, Command command, CancellationToken ct)
    {
        if (!actor.Can(AccessPermissions.ManageUsers))
        {
            return StaffWriting.MayNotManage;
        }

        var email = command.Email.Trim();
        var name = command.DisplayName?.Trim() is { Length: > 0 } given ? given : email.Split('@')[0];
        if (Problems(email, name, command.Roles) is { Count: > 0 } wrong)
        {
            return Error.Invalid("access.invitation-invalid") with { Fields = wrong };
        }

        if (!grants.MayGrant(actor, command.Roles))
        {
            return Error.Forbidden("access.role-above-own");
        }

        return await desk.WriteAsync<Invited>(actor, async write =>
        {
            var normalized = StaffUser.Normalized(email);
            if (await write.Db.Users.AnyAsync(user => user.NormalizedUserName == normalized, ct))
            {
                return Error.Conflict("access.email-taken", email);
            }

            var user = StaffUser.New(write.NewId<StaffId>(), email, name, command.Roles, write.Now);
            write.Db.Users.Add(user);
            write.Moved(user);
            write.Audit("staff.invited", StaffWriting.Kind, user.Id, new Dictionary<string, object?[]>
            {
                ["Email"] = [null, email],
                ["Roles"] = [null, command.Roles.ToString()],
            });
            return new Invited(user.StaffId, write.AddLink(OneTimeLinkPurpose.Invitation, user.Id));
        }, ct);
    }

    private static List<FieldError> Problems(string email, string name, StaffRoles roles)
    {
        var wrong = new List<FieldError>();
        if (!StaffUser.IsEmail(email))
        {
            wrong.Add(new FieldError("email", "access.email-invalid"));
        }

        if (!StaffUser.IsName(name))
        {
            wrong.Add(new FieldError("displayName", "access.name-invalid", StaffUser.NameMaxLength));
        }

        if (roles is StaffRoles.None || (roles & ~StaffUser.AllRoles) != 0)
        {
            wrong.Add(new FieldError("roles", "access.role-missing"));
        }

        return wrong;
    }
}
