using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Data;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Orders;

/// <summary>What happened to one order, newest first.</summary>
public sealed class OrderTimeline(IDbContextFactory<OrderDeskDb> contexts)
{
    /// <summary>Entries on one page.</summary>
    public const int PageSize = 50;

    /// <summary>One entry.</summary>
    public sealed record Row(int Number, DateTime At, StaffId ActorId, string ActorName, string Code, OrderStatus? From, OrderStatus? To, string? Data, string? Note);

    /// <summary>A page of entries, and whether there are older ones.</summary>
    public sealed record Answer(IReadOnlyList<Row> Rows, bool More);

    /// <summary>The newest entries, or those before the number of an entry.</summary>
    public async Task<Result<Answer>> ReadAsync(Actor actor, OrderId order, int? before, CancellationToken ct)
    {
        if (!actor.Can(OrdersPermissions.Read))
        {
            return Error.Forbidden("orders.read-forbidden");
        }

        var end = before ?? int.MaxValue;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var rows = await db.OrderEvents.Where(e => e.OrderId == order && e.Number < end)
            .OrderByDescending(e => e.Number).Take(PageSize + 1)
            .Select(e => new Row(e.Number, e.At, e.ActorId, e.ActorName, e.Code, e.FromStatus, e.ToStatus, e.Data, e.Note)).ToListAsync(ct);
        return new Answer([.. rows.Take(PageSize)], rows.Count > PageSize);
    }
}
