using System.Collections.Frozen;
using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Data;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Access;

/// <summary>Uses a one-time link: sets the password of its account, or makes the first administrator. A second factor stays as it was.</summary>
public sealed class AcceptLink(Desk desk, IDbContextFactory<OrderDeskDb> contexts, Passwords passwords, StaffDirectory directory, TimeProvider clock)
{
    /// <param name="Secret">What stood in the address.</param>
    /// <param name="Password">The new password.</param>
    /// <param name="DisplayName">The person's name; needed for the first administrator, otherwise the name stays when empty.</param>
    /// <param name="Email">The address of the first administrator; ignored for an account that exists.</param>
    public sealed record Command(string Secret, string Password, string? DisplayName = null, string? Email = null);

    /// <summary>What a link opens.</summary>
    /// <param name="Purpose">What it is for.</param>
    /// <param name="StaffId">Whose account; 0 for the setup link.</param>
    /// <param name="Email">The address of its account; null for the setup link.</param>
    /// <param name="DisplayName">The name of its account.</param>
    public sealed record Opened(OneTimeLinkPurpose Purpose, StaffId StaffId, string? Email, string? DisplayName);

    /// <summary>What a link is for, if it still works; nothing is used up.</summary>
    public async Task<Result<Opened>> LookAsync(string secret, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return (await FindAsync(db, secret, clock.GetUtcNow().UtcDateTime, ct)) is { } found
            ? new Opened(found.Link.Purpose, found.User?.StaffId ?? default, found.User?.Email, found.User?.DisplayName)
            : Error.NotFound("access.link-gone");
    }

    /// <summary>Uses the link; it works once, for a day, and tells nobody why it does not.</summary>
    public async Task<Result<Opened>> RunAsync(Command command, CancellationToken ct)
    {
        var looked = await LookAsync(command.Secret, ct);
        if (!looked.IsOk)
        {
            return looked;
        }

        var email = looked.Value.Email ?? command.Email?.Trim() ?? "";
        var name = command.DisplayName?.Trim() is { Length: > 0 } given ? given : looked.Value.DisplayName ?? "";
        if (Problems(looked.Value.Purpose, email, name, command.Password) is { Count: > 0 } wrong)
        {
            return Error.Invalid("access.account-invalid") with { Fields = wrong };
        }

        // Slow on purpose, so it is done before the write and not inside it.
        var kept = passwords.Keep(command.Password);
        var actor = new Actor(looked.Value.StaffId, name, ActorKind.Person, FrozenSet<string>.Empty);
        var result = await desk.WriteAsync<Opened>(actor, async write =>
        {
            if (await FindAsync(write.Db, command.Secret, write.Now, ct) is not { } found)
            {
                return Error.NotFound("access.link-gone");
            }

            found.Link.UsedAt = write.Now;
            var user = found.User ?? await FirstAdministratorAsync(write, email, name, ct);
            if (user is null)
            {
                return Error.NotFound("access.link-gone");
            }

            write.Audit(found.Link.Purpose is OneTimeLinkPurpose.PasswordReset ? "staff.password-reset" : "staff.accepted", StaffWriting.Kind, user.Id);
            (user.PasswordHash, user.DisplayName, user.EmailConfirmed) = (kept, name, true);
            (user.LockoutEnd, user.AccessFailedCount) = (null, 0);
            await write.EndSessionsAsync(user, keep: null, ct);
            write.Moved(user);
            return new Opened(found.Link.Purpose, user.StaffId, user.Email, user.DisplayName);
        }, ct);
        directory.Forget(result.Value?.StaffId ?? default);
        return result;
    }

    private static async Task<(OneTimeLink Link, StaffUser? User)?> FindAsync(OrderDeskDb db, string secret, DateTime now, CancellationToken ct)
    {
        var hash = Secret.Hash(secret);
        var link = await db.OneTimeLinks.SingleOrDefaultAsync(row => row.SecretHash == hash && row.UsedAt == null, ct);
        if (link is null || link.ExpiresAt <= now)
        {
            return null;
        }

        var user = link.UserId is { } id ? await db.Users.SingleOrDefaultAsync(row => row.Id == id, ct) : null;
        return link.UserId is not null && user is not { DisabledAt: null } ? null : (link, user);
    }

    /// <summary>Only while there is no account; whoever comes second finds the other setup links used.</summary>
    private static async Task<StaffUser?> FirstAdministratorAsync(Write write, string email, string name, CancellationToken ct)
    {
        if (await write.Db.Users.AnyAsync(ct))
        {
            return null;
        }

        var others = await write.Db.OneTimeLinks.Where(link => link.UserId == null && link.UsedAt == null).OrderBy(link => link.Id).ToListAsync(ct);
        others.ForEach(link => link.UsedAt = write.Now);
        var user = StaffUser.New(write.NewId<StaffId>(), email, name, StaffRoles.Administrator, write.Now);
        write.Db.Users.Add(user);
        return user;
    }

    private static List<FieldError> Problems(OneTimeLinkPurpose purpose, string email, string name, string password)
    {
        var wrong = new List<FieldError>();
        if (purpose is OneTimeLinkPurpose.Setup && !StaffUser.IsEmail(email))
        {
            wrong.Add(new FieldError("email", "access.email-invalid"));
        }

        if (!StaffUser.IsName(name))
        {
            wrong.Add(new FieldError("displayName", "access.name-invalid", StaffUser.NameMaxLength));
        }

        if (PasswordRules.Problem(password, email, name) is { } code)
        {
            wrong.Add(new FieldError("password", code, PasswordRules.MinLength, PasswordRules.MaxLength));
        }

        return wrong;
    }
}
