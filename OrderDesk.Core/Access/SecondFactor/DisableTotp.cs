using Microsoft.Extensions.Options;
using OrderDesk.Core.Data;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Access;

/// <summary>Gives up the own second factor, against the password; refused where the role needs one.</summary>
public sealed class DisableTotp(Desk desk, OwnPassword own, IOptions<SecurityOptions> options, StaffDirectory directory)
{
    /// <param name="Password">The password, once more.</param>
    /// <param name="Keep">The session that asks.</param>
    public sealed record Command(string Password, StaffSessionId? Keep);

    /// <summary>Gives it up; other sessions end.</summary>
    public async Task<Result> RunAsync(Actor actor, Command command, CancellationToken ct)
    {
        if (!actor.Can(AccessPermissions.UseDesk))
        {
            return StaffWriting.NotSignedIn;
        }

        if (await own.WhyNotAsync(actor, command.Password, ct) is { } no)
        {
            return no;
        }

        var result = await desk.WriteAsync(actor, async write =>
        {
            if (await write.StaffAsync(actor.Id, ct) is not { } user)
            {
                return StaffWriting.NotFound;
            }

            if (options.Value.NeedsSecondFactor(user))
            {
                return Error.Conflict("access.second-factor-needed");
            }

            write.Audit("staff.second-factor-off", StaffWriting.Kind, user.Id);
            await SecondFactors.RemoveAsync(write, user, ct);
            await write.EndSessionsAsync(user, command.Keep, ct);
            write.Moved(user);
            return Result.Ok;
        }, ct);
        directory.Forget(actor.Id);
        return result;
    }
}
