using OrderDesk.Core.Data;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Access;

/// <summary>Sets a new own password, against the old one; every other session ends.</summary>
public sealed class ChangePassword(Desk desk, OwnPassword own, Passwords passwords, StaffDirectory directory)
{
    /// <param name="Current">The password until now.</param>
    /// <param name="New">The password from now on.</param>
    /// <param name="Keep">The session that asks.</param>
    public sealed record Command(string Current, string New, StaffSessionId? Keep);

    /// <summary>Changes it.</summary>
    public async Task<Result> RunAsync(Actor actor, Command command, CancellationToken ct)
    {
        if (!actor.Can(AccessPermissions.UseDesk))
        {
            return StaffWriting.NotSignedIn;
        }

        if (await own.WhyNotAsync(actor, command.Current, ct) is { } no)
        {
            return no;
        }

        if (PasswordRules.Problem(command.New, actor.Name) is { } code)
        {
            return Error.Invalid(code, PasswordRules.MinLength, PasswordRules.MaxLength);
        }

        var kept = passwords.Keep(command.New);
        var result = await desk.WriteAsync(actor, async write =>
        {
            if (await write.StaffAsync(actor.Id, ct) is not { } user)
            {
                return StaffWriting.NotFound;
            }

            if (PasswordRules.Problem(command.New, user.Email, user.DisplayName) is { } guessed)
            {
                return Error.Invalid(guessed, PasswordRules.MinLength, PasswordRules.MaxLength);
            }

            user.PasswordHash = kept;
            write.Audit("staff.password-changed", StaffWriting.Kind, user.Id);
            await write.EndSessionsAsync(user, command.Keep, ct);
            write.Moved(user);
            return Result.Ok;
        }, ct);
        directory.Forget(actor.Id);
        return result;
    }
}
