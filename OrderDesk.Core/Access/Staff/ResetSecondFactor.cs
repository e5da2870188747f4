using OrderDesk.Core.Data;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Access;

/// <summary>Takes the second factor off an account whose owner has lost it; who must have one sets up a new one at the next sign-in.</summary>
public sealed class ResetSecondFactor(Desk desk, RoleGrants grants, StaffDirectory directory)
{
    /// <summary>Whose second factor.</summary>
    public sealed record Command(StaffId StaffId);

    /// <summary>Takes it off and ends the open sessions; refused for oneself and above oneself.</summary>
    public async Task<Result> RunAsync(Actor actor, Command command, CancellationToken ct)
    {
        if (!actor.Can(AccessPermissions.ManageUsers))
        {
            return StaffWriting.MayNotManage;
        }

        var result = await desk.WriteAsync(actor, async write =>
        {
            var other = await StaffGuards.OtherAsync(write, grants, command.StaffId, ct);
            if (!other.IsOk)
            {
                return other.Error;
            }

            var user = other.Value;
            write.Audit("staff.second-factor-reset", StaffWriting.Kind, user.Id);
            await SecondFactors.RemoveAsync(write, user, ct);
            await write.EndSessionsAsync(user, keep: null, ct);
            write.Moved(user);
            return Result.Ok;
        }, ct);
        directory.Forget(command.StaffId);
        return result;
    }
}
