using System.Net;
using Microsoft.Extensions.Logging;
using OrderDesk.Core.Data;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Access;

/// <summary>Completes a sign-in with a code of the second factor or a recovery code; each works once.</summary>
public sealed class SignInSecondFactor(Desk desk, SecondFactors factors, SignInBrake brake, StaffDirectory directory, ILogger<SignInSecondFactor> log)
{
    /// <param name="Half">What the password proved.</param>
    /// <param name="Code">Six digits, or a recovery code.</param>
    /// <param name="From">Where the request came from.</param>
    /// <param name="Browser">What the browser says of itself.</param>
    public sealed record Command(HalfSignIn Half, string Code, IPAddress? From, string? Browser);

    /// <summary>The answer to every wrong code.</summary>
    public static readonly Error Wrong = Error.Invalid("access.code-wrong");

    /// <summary>Begins the session; a wrong code counts as a wrong try.</summary>
    public async Task<Result<SessionKey>> RunAsync(Command command, CancellationToken ct)
    {
        var id = command.Half.StaffId;
        var account = $"code of {id.Value}";
        if (brake.Wait(account, command.From) is var wait && wait > TimeSpan.Zero)
        {
            return Error.Conflict("access.slow-down", (int)Math.Ceiling(wait.TotalSeconds));
        }

        // A wrong code must be counted, so the write itself succeeds; the answer says what came of it.
        var result = await desk.WriteAsync<Attempt>(command.Half.Actor, async write =>
        {
            if (await write.StaffAsync(id, ct) is not { DisabledAt: null, TwoFactorEnabled: true } user || user.SecurityStamp != command.Half.Stamp)
            {
                return Error.Conflict("access.sign-in-again");
            }

            if (!user.IsLocked(write.Now) && await factors.AcceptAsync(write, user, command.Code, ct))
            {
                return new Attempt(write.StartSession(user, withSecondFactor: true, command.Browser));
            }

            await WrongTry.CountAsync(write, id, ct);
            return new Attempt(null);
        }, ct);
        directory.Forget(id);
        if (!result.IsOk)
        {
            return result.Error;
        }

        if (result.Value.Session is not { } session)
        {
            brake.Failed(account, command.From);
            log.SignInRefused(id.Value, "wrong code", SignInBrake.NetworkOf(command.From));
            return Wrong;
        }

        brake.Succeeded(account, command.From);
        log.SignedIn(id.Value, secondFactor: true);
        return session;
    }

    private sealed record Attempt(SessionKey? Session);
}
