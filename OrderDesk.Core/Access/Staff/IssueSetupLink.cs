using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Data;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Access;

/// <summary>Makes the link with which the first administrator of a new installation makes their account.</summary>
public sealed class IssueSetupLink(Desk desk)
{
    /// <summary>Makes the link; refused once any account exists. Links of earlier starts go on working until they lapse or one of them is used.</summary>
    public async Task<Result<IssuedLink>> RunAsync(Actor actor, CancellationToken ct)
    {
        if (!actor.Can(AccessPermissions.ManageUsers))
        {
            return StaffWriting.MayNotManage;
        }

        return await desk.WriteAsync<IssuedLink>(actor, async write =>
        {
            if (await write.Db.Users.AnyAsync(ct))
            {
                return Error.Conflict("access.already-set-up");
            }

            write.Audit("access.setup-link-made", "access", 0);
            return write.AddLink(OneTimeLinkPurpose.Setup, userId: null);
        }, ct);
    }
}
