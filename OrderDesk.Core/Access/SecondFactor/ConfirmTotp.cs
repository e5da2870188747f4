using OrderDesk.Core.Data;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Access;

/// <summary>Takes the offered second factor into use once a code proves that the app has it; other sessions end, recovery codes are shown this once.</summary>
public sealed class ConfirmTotp(Desk desk, SecondFactors factors, StaffDirectory directory)
{
    /// <param name="Code">The code the app shows.</param>
    /// <param name="Keep">The session that asks, from the profile.</param>
    /// <param name="Begin">What the password proved, where this completes a sign-in: a session begins.</param>
    /// <param name="Browser">What the browser says of itself.</param>
    public sealed record Command(string Code, StaffSessionId? Keep = null, HalfSignIn? Begin = null, string? Browser = null);

    /// <summary>The recovery codes, and the session where one has begun.</summary>
    public sealed record Confirmed(IReadOnlyList<string> RecoveryCodes, SessionKey? Session);

    /// <summary>Confirms; refused for a wrong code or when a second factor is in use already.</summary>
    public async Task<Result<Confirmed>> RunAsync(Actor actor, Command command, CancellationToken ct)
    {
        if (!actor.Can(AccessPermissions.UseDesk))
        {
            return StaffWriting.NotSignedIn;
        }

        var result = await desk.WriteAsync<Confirmed>(actor, async write =>
        {
            if (await write.StaffAsync(actor.Id, ct) is not { DisabledAt: null } user || (command.Begin is { } half && half.Stamp != user.SecurityStamp))
            {
                return Error.Conflict("access.sign-in-again");
            }

            if (user.TwoFactorEnabled)
            {
                return Error.Conflict("access.second-factor-on");
            }

            if (await factors.ConfirmAsync(write, user, command.Code, ct) is not { } codes)
            {
                return SignInSecondFactor.Wrong;
            }

            write.Audit("staff.second-factor-on", StaffWriting.Kind, user.Id);
            await write.EndSessionsAsync(user, command.Keep, ct);
            write.Moved(user);
            return new Confirmed(codes, command.Begin is null ? null : write.StartSession(user, withSecondFactor: true, command.Browser));
        }, ct);
        directory.Forget(actor.Id);
        return result;
    }
}
