using OrderDesk.Core.Data;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Access;

/// <summary>Ends every own session but the one it is asked from.</summary>
public sealed class EndOtherSessions(Desk desk, StaffDirectory directory)
{
    /// <summary>The session to keep.</summary>
    public sealed record Command(StaffSessionId Keep);

    /// <summary>Ends the others.</summary>
    public async Task<Result> RunAsync(Actor actor, Command command, CancellationToken ct)
    {
        if (!actor.Can(AccessPermissions.UseDesk))
        {
            return StaffWriting.NotSignedIn;
        }

        var result = await desk.WriteAsync(actor, async write =>
        {
            if (await write.StaffAsync(actor.Id, ct) is not { } user)
            {
                return StaffWriting.NotFound;
            }

            write.Audit("session.others-ended", StaffWriting.Kind, user.Id);
            await write.EndSessionsAsync(user, command.Keep, ct);
            write.Moved(user);
            return Result.Ok;
        }, ct);
        directory.Forget(actor.Id);
        return result;
    }
}
