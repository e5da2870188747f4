using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Data;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Notifications;

/// <summary>A person has read what they were told of: one thing, or everything.</summary>
public sealed class MarkNotifications(Desk desk)
{
    /// <summary>The most that is marked in one go; what is older stays unread and is marked by doing it again.</summary>
    public const int Most = 2_000;

    /// <param name="Id">The one that was read, or null for all.</param>
    public sealed record Command(NotificationId? Id);

    /// <summary>Marks; harmless where it was read already, refused where it is not the person's own.</summary>
    public async Task<Result> RunAsync(Actor actor, Command command, CancellationToken ct)
    {
        if (!actor.Can(OrdersPermissions.Read))
        {
            return Error.Forbidden("orders.read-forbidden");
        }

        return await desk.WriteAsync(actor, async write =>
        {
            var own = write.Db.Notifications.Where(n => n.StaffId == actor.Id);
            var chosen = command.Id is { } id
                ? await own.Where(n => n.Id == id).ToListAsync(ct)
                : await own.Where(n => n.ReadAt == null).OrderByDescending(n => n.At).ThenByDescending(n => n.Id).Take(Most).ToListAsync(ct);
            if (command.Id is not null && chosen.Count == 0)
            {
                return Error.NotFound("notifications.gone");
            }

            foreach (var unread in chosen.Where(n => n.ReadAt is null))
            {
                unread.ReadAt = write.Now;
                write.Changed(Notification.Change, actor.Id.Value);
            }

            return Result.Ok;
        }, ct);
    }
}
