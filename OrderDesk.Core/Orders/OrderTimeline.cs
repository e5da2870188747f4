using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Data;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Orders;

/// <summary>Which entries of a timeline a person wants to see.</summary>
public enum TimelineKind
{
    /// <summary>What people wrote down.</summary>
    Notes = 1,

    /// <summary>What people decided and changed.</summary>
    Decisions = 2,

    /// <summary>What was said to the customer.</summary>
    Messages = 3,

    /// <summary>What the desk and the channels did.</summary>
    System = 4,
}

/// <summary>What happened to one order, newest first.</summary>
public sealed class OrderTimeline(IDbContextFactory<OrderDeskDb> contexts)
{
    /// <summary>Entries on one page.</summary>
    public const int PageSize = 50;

    /// <summary>The most entries that are read to reach one that somebody points at.</summary>
    public const int MostAtOnce = 2_000;

    private static readonly PerModel<Func<OrderDeskDb, OrderId, int, int, IAsyncEnumerable<Row>>> All = new(() => EF.CompileAsyncQuery(
        (OrderDeskDb db, OrderId order, int end, int take) => db.OrderEvents.Where(e => e.OrderId == order && e.Number < end).OrderByDescending(e => e.Number).Take(take)
            .Select(e => new Row(e.Number, e.At, e.ActorId, e.ActorName, e.Code, e.FromStatus, e.ToStatus, e.Data, e.Note))));

    private static readonly string[] Said = ["order.asked", "order.backordered"];

    /// <summary>One entry.</summary>
    public sealed record Row(int Number, DateTime At, StaffId ActorId, string ActorName, string Code, OrderStatus? From, OrderStatus? To, string? Data, string? Note);

    /// <summary>A page of entries, and whether there are older ones.</summary>
    public sealed record Answer(IReadOnlyList<Row> Rows, bool More);

    /// <summary>The newest entries, or those before the number of an entry.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="order">The order.</param>
    /// <param name="before">The number of the entry to go on from, or null for the newest.</param>
    /// <param name="ct">Stops it.</param>
    /// <param name="kind">Only these, or null for all.</param>
    /// <param name="downTo">An entry that is to be among them, so that the page is longer where it is old; null for one page.</param>
    public async Task<Result<Answer>> ReadAsync(Actor actor, OrderId order, int? before, CancellationToken ct, TimelineKind? kind = null, int? downTo = null)
    {
        if (!actor.Can(OrdersPermissions.Read))
        {
            return Error.Forbidden("orders.read-forbidden");
        }

        var end = before ?? int.MaxValue;
        await using var db = await contexts.CreateDbContextAsync(ct);
        if ((kind, downTo) is (null, null))
        {
            var newest = await All.For(db)(db, order, end, PageSize + 1).ToListAsync(ct);
            return new Answer([.. newest.Take(PageSize)], newest.Count > PageSize);
        }

        var entries = Of(db.OrderEvents.Where(e => e.OrderId == order && e.Number < end), kind);
        var take = downTo is { } wanted ? Math.Clamp(await entries.Where(e => e.Number >= wanted).Take(MostAtOnce).CountAsync(ct), PageSize, MostAtOnce) : PageSize;
        var rows = await entries.OrderByDescending(e => e.Number).Take(take + 1)
            .Select(e => new Row(e.Number, e.At, e.ActorId, e.ActorName, e.Code, e.FromStatus, e.ToStatus, e.Data, e.Note)).ToListAsync(ct);
        return new Answer([.. rows.Take(take)], rows.Count > take);
    }

    private static IQueryable<OrderEvent> Of(IQueryable<OrderEvent> entries, TimelineKind? kind)
    {
        var nobody = default(StaffId);
        return kind is not { } only ? entries : only switch
        {
            TimelineKind.Notes => entries.Where(e => e.Code == OrderEvent.NoteCode),
            TimelineKind.Messages => entries.Where(e => Said.Contains(e.Code)),
            TimelineKind.Decisions => entries.Where(e => e.ActorId != nobody && e.Code != OrderEvent.NoteCode && !Said.Contains(e.Code)),
            TimelineKind.System => entries.Where(e => e.ActorId == nobody && e.Code != OrderEvent.NoteCode && !Said.Contains(e.Code)),
        };
    }
}
