using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Data;
using Row = OrderDesk.Core.Orders.OrderQueue.Row;

namespace OrderDesk.Core.Orders;

/// <summary>
/// How the queue walks an index: one filter and the sorting choose the index (<see cref="OrderMapping"/>), every other filter is asked row by row
/// in a form no engine takes for a key, because without statistics SQLite would start from the wrong index and sort everything by hand.
/// </summary>
internal static class OrderQueueQueries
{
    private static readonly Expression<Func<Order, Row>> Shape = o => new Row(
        o.Id, o.ExternalId, o.ChannelId, o.PlacedAt, o.CustomerName, o.Shipping.City, o.Lines.Count, o.TotalMinor, o.Currency,
        o.Payment, o.Status, o.OpenHolds, o.HeldSince, o.WaitingUntil, o.Version);

    private static readonly PerModel<Func<OrderDeskDb, int, IAsyncEnumerable<Row>>> All = new(() => EF.CompileAsyncQuery(
        (OrderDeskDb db, int take) => db.Orders.OrderByDescending(o => o.PlacedAt).ThenByDescending(o => o.Id).Select(Shape).Take(take)));

    private static readonly PerModel<Func<OrderDeskDb, DateTime, OrderId, int, IAsyncEnumerable<Row>>> AllAfter = new(() => EF.CompileAsyncQuery(
        (OrderDeskDb db, DateTime at, OrderId id, int take) => db.Orders
            .Where(o => o.PlacedAt <= at && (o.PlacedAt < at || o.Id < id))
            .OrderByDescending(o => o.PlacedAt).ThenByDescending(o => o.Id).Select(Shape).Take(take)));

    private static readonly PerModel<Func<OrderDeskDb, OrderStatus, int, IAsyncEnumerable<Row>>> OfStatus = new(() => EF.CompileAsyncQuery(
        (OrderDeskDb db, OrderStatus status, int take) => db.Orders.Where(o => o.Status == status)
            .OrderByDescending(o => o.PlacedAt).ThenByDescending(o => o.Id).Select(Shape).Take(take)));

    private static readonly PerModel<Func<OrderDeskDb, OrderStatus, DateTime, OrderId, int, IAsyncEnumerable<Row>>> OfStatusAfter = new(() => EF.CompileAsyncQuery(
        (OrderDeskDb db, OrderStatus status, DateTime at, OrderId id, int take) => db.Orders
            .Where(o => o.Status == status && o.PlacedAt <= at && (o.PlacedAt < at || o.Id < id))
            .OrderByDescending(o => o.PlacedAt).ThenByDescending(o => o.Id).Select(Shape).Take(take)));

    private static readonly PerModel<Func<OrderDeskDb, OrderId, IAsyncEnumerable<Row>>> OfNumber = new(() => EF.CompileAsyncQuery(
        (OrderDeskDb db, OrderId id) => db.Orders.Where(o => o.Id == id).Select(Shape)));

    /// <summary>The one order of a number, or null.</summary>
    public static async Task<Row?> OfNumberAsync(OrderDeskDb db, OrderId id, CancellationToken ct)
    {
        await foreach (var row in OfNumber.For(db)(db, id).WithCancellation(ct))
        {
            return row;
        }

        return null;
    }

    /// <summary>The pages everybody looks at all day: newest first, all or of one status.</summary>
    public static async Task<List<Row>> NewestAsync(OrderDeskDb db, OrderStatus? status, OrderCursor? after, int take, CancellationToken ct)
    {
        var rows = (status, after) switch
        {
            (null, null) => All.For(db)(db, take),
            (null, { } cursor) => AllAfter.For(db)(db, cursor.At, cursor.Id, take),
            ({ } wanted, null) => OfStatus.For(db)(db, wanted, take),
            ({ } wanted, { } cursor) => OfStatusAfter.For(db)(db, wanted, cursor.At, cursor.Id, take),
        };
        var page = new List<Row>(take);
        await foreach (var row in rows.WithCancellation(ct))
        {
            page.Add(row);
        }

        return page;
    }

    /// <summary>Orders as rows of the queue.</summary>
    public static IQueryable<Row> Rows(IQueryable<Order> orders) => orders.Select(Shape);

    /// <summary>The filter, with one part of it free to choose the index.</summary>
    public static IQueryable<Order> Narrowed(IQueryable<Order> orders, OrderQueue.Filter filter, DaySpan days)
    {
        var byPlaced = filter.Sort is OrderSort.Placed;
        var held = filter.Hold is not null;
        var status = !held && filter.Status is not null;
        var payment = byPlaced && !held && !status && filter.Payment is not null && (filter.Payment is not PaymentStatus.Paid || filter.Channel is null);
        var channel = byPlaced && !held && !status && !payment;

        if (filter.Hold is { } hold)
        {
            orders = orders.Where(o => o.OpenHolds != HoldType.None && (o.OpenHolds & hold) != HoldType.None);
        }

        if (filter.Status is { } wanted)
        {
            orders = status ? orders.Where(o => o.Status == wanted) : orders.Where(o => (o.Status == wanted ? 1 : 0) == 1);
        }

        if (filter.Payment is { } paid)
        {
            orders = payment ? orders.Where(o => o.Payment == paid) : orders.Where(o => (o.Payment == paid ? 1 : 0) == 1);
        }

        if (filter.Channel is { } from)
        {
            orders = channel ? orders.Where(o => o.ChannelId == from) : orders.Where(o => (o.ChannelId == from ? 1 : 0) == 1);
        }

        return byPlaced ? Within(orders, days) : OnDays(orders, days);
    }

    /// <summary>The same filter for orders whose ids are known: every part is asked row by row.</summary>
    public static IQueryable<Order> Matching(IQueryable<Order> orders, OrderQueue.Filter filter, DaySpan days)
    {
        orders = filter.Hold is { } hold ? orders.Where(o => (o.OpenHolds & hold) != HoldType.None) : orders;
        orders = filter.Status is { } status ? orders.Where(o => (o.Status == status ? 1 : 0) == 1) : orders;
        orders = filter.Payment is { } paid ? orders.Where(o => (o.Payment == paid ? 1 : 0) == 1) : orders;
        orders = filter.Channel is { } channel ? orders.Where(o => (o.ChannelId == channel ? 1 : 0) == 1) : orders;
        return OnDays(orders, days);
    }

    /// <summary>In the wanted order from the cursor on, or backwards from it.</summary>
    public static IQueryable<Order> Walk(IQueryable<Order> orders, OrderQueue.Filter filter, OrderCursor? cursor, bool back)
    {
        var down = filter.Ascending == back;
        return (filter.Sort, down) switch
        {
            (OrderSort.Placed, true) => PlacedDown(orders, cursor),
            (OrderSort.Placed, false) => PlacedUp(orders, cursor),
            (OrderSort.Total, true) => TotalDown(orders, cursor),
            (OrderSort.Total, false) => TotalUp(orders, cursor),
        };
    }

    private static IQueryable<Order> PlacedDown(IQueryable<Order> orders, OrderCursor? cursor)
    {
        if (cursor is { At: var at, Id: var id })
        {
            orders = orders.Where(o => o.PlacedAt <= at && (o.PlacedAt < at || o.Id < id));
        }

        return orders.OrderByDescending(o => o.PlacedAt).ThenByDescending(o => o.Id);
    }

    private static IQueryable<Order> PlacedUp(IQueryable<Order> orders, OrderCursor? cursor)
    {
        if (cursor is { At: var at, Id: var id })
        {
            orders = orders.Where(o => o.PlacedAt >= at && (o.PlacedAt > at || o.Id > id));
        }

        return orders.OrderBy(o => o.PlacedAt).ThenBy(o => o.Id);
    }

    private static IQueryable<Order> TotalDown(IQueryable<Order> orders, OrderCursor? cursor)
    {
        if (cursor is { Key: var total, Id: var id })
        {
            orders = orders.Where(o => o.TotalMinor <= total && (o.TotalMinor < total || o.Id < id));
        }

        return orders.OrderByDescending(o => o.TotalMinor).ThenByDescending(o => o.Id);
    }

    private static IQueryable<Order> TotalUp(IQueryable<Order> orders, OrderCursor? cursor)
    {
        if (cursor is { Key: var total, Id: var id })
        {
            orders = orders.Where(o => o.TotalMinor >= total && (o.TotalMinor > total || o.Id > id));
        }

        return orders.OrderBy(o => o.TotalMinor).ThenBy(o => o.Id);
    }

    private static IQueryable<Order> Within(IQueryable<Order> orders, DaySpan days)
    {
        orders = days.Start is { } start ? orders.Where(o => o.PlacedAt >= start) : orders;
        return days.End is { } end ? orders.Where(o => o.PlacedAt < end) : orders;
    }

    private static IQueryable<Order> OnDays(IQueryable<Order> orders, DaySpan days)
    {
        orders = days.FirstDay is { } first ? orders.Where(o => o.BusinessDay >= first) : orders;
        return days.LastDay is { } last ? orders.Where(o => o.BusinessDay <= last) : orders;
    }
}
