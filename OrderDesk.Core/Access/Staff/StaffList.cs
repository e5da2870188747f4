using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
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
public sealed class StaffList(IDbContextFactory<OrderDeskDb> contexts, IOptions<SecurityOptions> options, TimeProvider clock)
{
    /// <summary>More than any desk has.</summary>
    private const int Most = 2_000;

    /// <summary>One member of staff.</summary>
    /// <param name="Id">The account.</param>
    /// <param name="Name">The name written beside what they do.</param>
    /// <param name="Email">The address to sign in with.</param>
    /// <param name="Roles">What they are here for.</param>
    /// <param name="State">Whether they can sign in.</param>
    /// <param name="SecondFactor">Whether they sign in with a second factor.</param>
    /// <param name="IsDemo">Whether it is a demo account.</param>
    /// <param name="CreatedAt">When the account was made (UTC).</param>
    /// <param name="LastSeenAt">When they last used a session (UTC), to within a minute; null for never.</param>
    /// <param name="OpenSessions">How many browsers they are signed in from.</param>
    public sealed record Row(
        StaffId Id, string Name, string Email, StaffRoles Roles, StaffState State, bool SecondFactor, bool IsDemo, DateTime CreatedAt, DateTime? LastSeenAt, int OpenSessions);

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
        var seen = await db.StaffSessions.GroupBy(session => session.UserId).Select(group => new { group.Key, At = group.Max(session => session.LastSeenAt) }).ToDictionaryAsync(row => row.Key, row => row.At, ct);
        var since = now - options.Value.SessionLimit;
        var open = (await db.StaffSessions.Where(session => session.EndedAt == null && session.StartedAt > since).OrderBy(session => session.Id).ToListAsync(ct)).ToLookup(session => session.UserId);
        // Names are sorted here: every engine sorts Chinese differently.
        return users
            .Select(user => new Row(
                user.StaffId, user.DisplayName, user.Email ?? "", user.Roles, StateOf(user, now), user.TwoFactorEnabled, user.IsDemo, user.CreatedAt,
                seen.TryGetValue(user.Id, out var at) ? at : user.LastSignInAt,
                open[user.Id].Count(session => session.SecurityStamp == user.SecurityStamp && session.LastSeenAt + options.Value.IdleFor(user.Roles) > now)))
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
