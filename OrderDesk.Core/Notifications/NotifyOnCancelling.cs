using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Access;
using OrderDesk.Core.Data;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Review;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Notifications;

/// <summary>Who can stop a parcel is told that somebody asks for it: the leads of the warehouse, or where there is none whoever else may answer for it.</summary>
internal sealed class NotifyOnCancelAsked(RoleGrants grants) : Reaction<CancelAsked>
{
    private const int MostTold = 50;

    public override int Order => 400;

    protected override async Task<Result> ReactAsync(Write write, CancelAsked happened, CancellationToken ct)
    {
        var may = grants.All.Single(grant => grant.Permission == OrdersPermissions.AnswerCancel).Roles;
        var people = await write.Db.Users.Where(u => (u.Roles & may) != 0 && u.DisabledAt == null).OrderBy(u => u.Id).Select(u => new { u.Id, u.Roles }).Take(MostTold).ToListAsync(ct);
        var leads = people.Exists(p => p.Roles.HasFlag(StaffRoles.WarehouseLead)) ? people.Where(p => p.Roles.HasFlag(StaffRoles.WarehouseLead)) : people;
        foreach (var person in leads)
        {
            write.Notify(new StaffId(person.Id), NotificationKind.StopAsked, happened.OrderId, write.Newest(happened.OrderId));
        }

        return Result.Ok;
    }
}

/// <summary>Who asked for it is told what the warehouse could do.</summary>
internal sealed class NotifyOnCancelAnswered : Reaction<CancelAnswered>
{
    public override int Order => 400;

    protected override async Task<Result> ReactAsync(Write write, CancelAnswered happened, CancellationToken ct)
    {
        if (await OrderSheet.AsksToStop(write.Db, happened.OrderId).FirstOrDefaultAsync(ct) is { } asked)
        {
            write.Notify(asked.ActorId, happened.Stopped ? NotificationKind.Stopped : NotificationKind.NotStopped, happened.OrderId, write.Newest(happened.OrderId));
        }

        return Result.Ok;
    }
}
