using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Data;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Access;

/// <summary>What writes to accounts have in common.</summary>
internal static class StaffWriting
{
    /// <summary>The kind of an account to the change feed and the audit trail.</summary>
    public const string Kind = "staff";

    /// <summary>The answer to whoever may not manage accounts.</summary>
    public static readonly Error MayNotManage = Error.Forbidden("access.manage-forbidden");

    /// <summary>The answer to whoever is not, or no longer, signed in.</summary>
    public static readonly Error NotSignedIn = Error.Forbidden("access.not-signed-in");

    public static readonly Error NotFound = Error.NotFound("access.staff-not-found");

    public static Task<StaffUser?> StaffAsync(this Write write, StaffId id, CancellationToken ct) =>
        write.Db.Users.SingleOrDefaultAsync(user => user.Id == id.Value, ct);

    /// <summary>Marks an account as moved: one of two writers at the same moment starts again, and every process forgets what it knew.</summary>
    public static void Moved(this Write write, StaffUser user)
    {
        user.NewConcurrencyStamp();
        write.Changed(Kind, user.Id);
    }

    /// <summary>Ends every open session of an account but one, and makes the others' cookies worthless even where the rows were lost.</summary>
    public static async Task EndSessionsAsync(this Write write, StaffUser user, StaffSessionId? keep, CancellationToken ct)
    {
        user.NewSecurityStamp();
        var open = await write.Db.StaffSessions.Where(session => session.UserId == user.Id && session.EndedAt == null).ToListAsync(ct);
        foreach (var session in open)
        {
            if (session.Id == keep)
            {
                session.SecurityStamp = user.SecurityStamp!;
            }
            else
            {
                session.EndedAt = write.Now;
            }
        }
    }

    /// <summary>Makes a one-time link and takes back the unused ones of the same account.</summary>
    public static async Task<IssuedLink> IssueLinkAsync(this Write write, OneTimeLinkPurpose purpose, StaffUser user, CancellationToken ct)
    {
        await write.WithdrawLinksAsync(user, ct);
        return write.AddLink(purpose, user.Id);
    }

    public static async Task WithdrawLinksAsync(this Write write, StaffUser user, CancellationToken ct)
    {
        var unused = await write.Db.OneTimeLinks.Where(link => link.UserId == user.Id && link.UsedAt == null).ToListAsync(ct);
        unused.ForEach(link => link.UsedAt = write.Now);
    }

    public static IssuedLink AddLink(this Write write, OneTimeLinkPurpose purpose, long? userId)
    {
        var secret = Secret.Make(StaffUser.SecretLength);
        var expires = write.Now + OneTimeLink.Lifetime;
        write.Db.OneTimeLinks.Add(new OneTimeLink
        {
            Id = write.NewId<OneTimeLinkId>(),
            SecretHash = Secret.Hash(secret),
            Purpose = purpose,
            UserId = userId,
            CreatedAt = write.Now,
            ExpiresAt = expires,
        });
        return new IssuedLink(purpose, secret, expires);
    }

    /// <summary>Before and after as the audit trail shows them.</summary>
    public static Dictionary<string, object?[]> Change(string what, object? before, object? after) => new() { [what] = [before, after] };
}

/// <summary>A one-time link just made; this is the only moment its secret is known.</summary>
/// <param name="Purpose">What it is for.</param>
/// <param name="Secret">What goes into the address; never logged, never kept.</param>
/// <param name="ExpiresAt">When it lapses (UTC).</param>
public sealed record IssuedLink(OneTimeLinkPurpose Purpose, string Secret, DateTime ExpiresAt)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Purpose} link until {ExpiresAt:u}";
}
