using System.Globalization;
using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Data;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Access;

/// <summary>Asks a signed-in person for their password once more before something that decides who they are. Guessing is slowed down like a sign-in.</summary>
public sealed class OwnPassword(IDbContextFactory<OrderDeskDb> contexts, Passwords passwords, SignInBrake brake)
{
    /// <summary>Why the answer does not count, or null.</summary>
    internal async Task<Error?> WhyNotAsync(Actor actor, string password, CancellationToken ct)
    {
        var account = actor.Id.Value.ToString(CultureInfo.InvariantCulture);
        if (brake.Wait(account, from: null) is var wait && wait > TimeSpan.Zero)
        {
            return Error.Conflict("access.slow-down", (int)Math.Ceiling(wait.TotalSeconds));
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var kept = await db.Users.Where(user => user.Id == actor.Id.Value).Select(user => user.PasswordHash).SingleOrDefaultAsync(ct);
        if (passwords.Fits(kept, password.Length > PasswordRules.MaxLength ? "" : password) is not PasswordFit.Wrong)
        {
            brake.Succeeded(account, from: null);
            return null;
        }

        brake.Failed(account, from: null);
        return Error.Invalid("access.password-wrong");
    }
}
