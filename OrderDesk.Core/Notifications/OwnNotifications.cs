using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Data;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Notifications;

/// <summary>What a person is told of, newest first, and how much of it is unread.</summary>
public sealed class OwnNotifications(IDbContextFactory<OrderDeskDb> contexts)
{
    /// <summary>The most that is counted.</summary>
    public const int MostCounted = 100;

    /// <summary>One notification.</summary>
    public sealed record Row(NotificationId Id, NotificationKind Kind, OrderId? OrderId, int Number, string ByName, DateTime At, DateTime? ReadAt);

    /// <summary>A page and the number of unread ones, at most <see cref="MostCounted"/>.</summary>
    public sealed record Answer(Page<Row> Page, int Unread);

    /// <summary>Reads one page of the person's own.</summary>
    public async Task<Result<Answer>> ReadAsync(Actor actor, Paging paging, CancellationToken ct)
    {
        if (!actor.Can(OrdersPermissions.Read))
        {
            return Error.Forbidden("orders.read-forbidden");
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var own = db.Notifications.Where(n => n.StaffId == actor.Id);
        var cursor = MomentCursor.Parse(paging.After);
        if (cursor is var (at, number))
        {
            var id = new NotificationId(number);
            own = own.Where(n => n.At <= at && (n.At < at || n.Id < id));
        }

        var rows = await own.OrderByDescending(n => n.At).ThenByDescending(n => n.Id).Take(paging.Take + 1)
            .Select(n => new Row(n.Id, n.Kind, n.OrderId, n.Number, n.ByName, n.At, n.ReadAt)).ToListAsync(ct);
        var unread = await db.Notifications.Where(n => n.StaffId == actor.Id && n.ReadAt == null).Take(MostCounted).CountAsync(ct);
        return new Answer(rows.ToPage(paging with { Back = false }, cursor is not null, row => new MomentCursor(row.At, row.Id.Value).ToString()), unread);
    }
}
