using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Data;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Access;

/// <summary>Who may touch whom: nobody themselves, nobody above themselves, and never so that no administrator is left.</summary>
internal static class StaffGuards
{
    /// <summary>Why the actor may not leave this account with these roles, or null; pass <see cref="StaffRoles.None"/> for switching it off.</summary>
    public static async Task<Error?> WhyNotAsync(Write write, RoleGrants grants, StaffUser user, StaffRoles after, CancellationToken ct)
    {
        if (user.StaffId == write.Actor.Id)
        {
            return Error.Conflict("access.not-yourself");
        }

        if (WhyNotTouch(write.Actor, grants, user) is not null || !grants.MayGrant(write.Actor, after))
        {
            return Error.Forbidden("access.role-above-own");
        }

        var losesAdministrator = user.Roles.HasFlag(StaffRoles.Administrator) && !after.HasFlag(StaffRoles.Administrator);
        return losesAdministrator && !await OthersAdministerAsync(write, user, ct) ? Error.Conflict("access.last-administrator") : null;
    }

    /// <summary>The account of somebody else whom the actor may touch, or why not.</summary>
    public static async Task<Result<StaffUser>> OtherAsync(Write write, RoleGrants grants, StaffId id, CancellationToken ct) => await write.StaffAsync(id, ct) switch
    {
        null => StaffWriting.NotFound,
        var user when user.StaffId == write.Actor.Id => Error.Conflict("access.not-yourself"),
        var user => WhyNotTouch(write.Actor, grants, user) is { } no ? no : user,
    };

    /// <summary>Why the actor may not touch this account at all, or null.</summary>
    public static Error? WhyNotTouch(Actor actor, RoleGrants grants, StaffUser user) =>
        grants.MayGrant(actor, user.Roles) ? null : Error.Forbidden("access.role-above-own");

    /// <summary>Whether another administrator can sign in. All of them move on with this write, so that two cannot switch each other off at once.</summary>
    private static async Task<bool> OthersAdministerAsync(Write write, StaffUser user, CancellationToken ct)
    {
        var others = await write.Db.Users
            .Where(other => other.Id != user.Id && (other.Roles & StaffRoles.Administrator) != 0 && other.DisabledAt == null && other.PasswordHash != null)
            .OrderBy(other => other.Id)
            .ToListAsync(ct);
        others.ForEach(other => other.NewConcurrencyStamp());
        return others.Count > 0;
    }
}
