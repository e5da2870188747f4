using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Data;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Review.Presence;

/// <summary>Somebody opens an order, or still has it open: colleagues who have it open too see their name.</summary>
public sealed class LookAtCase(Desk desk)
{
    private const int Swept = 50;

    /// <param name="OrderId">The order.</param>
    /// <param name="Look">The page that still has it open, or null for one that opens it.</param>
    public sealed record Command(OrderId OrderId, CaseLookId? Look = null);

    /// <summary>Keeps it; answers the page's id, or null where so many pages of the order are open that another one says no more.</summary>
    public async Task<Result<CaseLookId?>> RunAsync(Actor actor, Command command, CancellationToken ct)
    {
        if (!actor.Can(ReviewPermissions.Read))
        {
            return Error.Forbidden("review.read-forbidden");
        }

        return await desk.WriteAsync<CaseLookId?>(actor, async write =>
        {
            var looks = await write.Db.CaseLooks.Where(l => l.OrderId == command.OrderId).ToListAsync(ct);
            if (looks.Find(l => l.Id == command.Look && l.StaffId == actor.Id) is { } known)
            {
                known.Stay(write.Now);
                return known.Id;
            }

            // Whoever comes sweeps: pages of a process that died are forgotten by the way, also those of other orders.
            write.Db.CaseLooks.RemoveRange(await write.Db.CaseLooks.Where(l => l.Until <= write.Now).OrderBy(l => l.Until).Take(Swept).ToListAsync(ct));
            if (looks.Count(l => l.Until > write.Now) >= CaseLook.MostOfOne)
            {
                return new Result<CaseLookId?>(null, null);
            }

            if (!await write.Db.Orders.AnyAsync(o => o.Id == command.OrderId, ct))
            {
                return Error.NotFound("orders.not-found", command.OrderId.Number);
            }

            var look = CaseLook.At(write.NewId<CaseLookId>(), command.OrderId, actor, write.Now);
            write.Db.CaseLooks.Add(look);
            write.Changed(CaseLook.Feed, command.OrderId.Value);
            return look.Id;
        }, ct);
    }
}

/// <summary>Somebody closes the page of an order.</summary>
public sealed class LeaveCase(Desk desk)
{
    /// <param name="OrderId">The order.</param>
    /// <param name="Look">The page.</param>
    public sealed record Command(OrderId OrderId, CaseLookId Look);

    /// <summary>Forgets it; harmless where it is forgotten already.</summary>
    public async Task<Result> RunAsync(Actor actor, Command command, CancellationToken ct)
    {
        if (!actor.Can(ReviewPermissions.Read))
        {
            return Error.Forbidden("review.read-forbidden");
        }

        return await desk.WriteAsync(actor, async write =>
        {
            var gone = await write.Db.CaseLooks.Where(l => l.OrderId == command.OrderId && ((l.Id == command.Look && l.StaffId == actor.Id) || l.Until <= write.Now)).ToListAsync(ct);
            if (gone.Count > 0)
            {
                write.Db.CaseLooks.RemoveRange(gone);
                write.Changed(CaseLook.Feed, command.OrderId.Value);
            }

            return Result.Ok;
        }, ct);
    }
}
