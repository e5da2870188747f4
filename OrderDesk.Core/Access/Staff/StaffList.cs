using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Data;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Access;

/// <summary>Whether a member of staff can sign in.</summary>
public enum StaffState
{
    /// <summary>Can sign in.</summary>
    Active,

    /// <summary>Has not set a password yet.</summary>
    Invited,

    /// <summary>Pauses after too many wrong tries.</summary>
    Paused,

    /// <summary>Switched off.</summary>
    Disabled,
}

/// <summary>Everybody with an account, by name.</summary>
public sealed class StaffList(IDbContextFactory<OrderDeskDb> contexts, TimeProvider clock)
{
    /// <summary>More than any desk has.</summary>
    private const int Most = 2_000;

    /// <summary>One member of staff.</summary>
    public sealed record Row(StaffId Id, string Name, string Email, StaffRoles Roles, StaffState State, bool SecondFactor, bool IsDemo, DateTime CreatedAt, DateTime? LastSignInAt);

    /// <summary>Reads them all.</summary>
    public async Task<Result<IReadOnlyList<Row>>> ReadAsync(Actor actor, CancellationToken ct)
    {
        if (!actor.Can(AccessPermissions.ManageUsers))
        {
            return StaffWriting.MayNotManage;
        }

        var now = clock.GetUtcNow().UtcDateTime;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var users = await db.Users.OrderBy(user => user.Id).Take(Most).ToListAsync(ct);
        // Names are sorted here: every engine sorts Chinese differently.
        return users
            .Select(user => new Row(user.StaffId, user.DisplayName, user.Email ?? "", user.Roles, StateOf(user, now), user.TwoFactorEnabled, user.IsDemo, user.CreatedAt, user.LastSignInAt))
            .OrderBy(row => row.Name, StringComparer.CurrentCulture)
            .ToList();
    }

    private static StaffState StateOf(StaffUser user, DateTime now) => user switch
    {
        { DisabledAt: not null } => StaffState.Disabled,
        { PasswordHash: null } => StaffState.Invited,
        _ when user.IsLocked(now) => StaffState.Paused,
        _ => StaffState.Active,
    };
}
