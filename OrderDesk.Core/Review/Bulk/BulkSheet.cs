using System.Globalization;
using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Data;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Review.Bulk;

/// <summary>One bulk action with what came of it for each order.</summary>
public sealed class BulkSheet(IDbContextFactory<OrderDeskDb> contexts)
{
    /// <summary>One order of it.</summary>
    /// <param name="OrderId">The order.</param>
    /// <param name="Customer">Who buys.</param>
    /// <param name="Total">What the customer owes.</param>
    /// <param name="Status">Where the order stands now.</param>
    /// <param name="Outcome">What came of it.</param>
    /// <param name="Why">Why not, or null.</param>
    public sealed record Row(OrderId OrderId, string? Customer, Money Total, OrderStatus Status, BulkOutcome Outcome, Error? Why);

    /// <summary>The bulk action and a page of its orders.</summary>
    public sealed record Answer(BulkList.Row Run, Page<Row> Page);

    /// <summary>Reads it; a page of all its orders, or of those with one outcome.</summary>
    public async Task<Result<Answer>> ReadAsync(Actor actor, BulkRunId id, BulkOutcome? outcome, Paging paging, CancellationToken ct)
    {
        if (!actor.Can(OrdersPermissions.Read))
        {
            return Error.Forbidden("orders.read-forbidden");
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var run = await BulkList.Rows(db.BulkRuns.Where(r => r.Id == id)).SingleOrDefaultAsync(ct);
        return run is null ? Error.NotFound("review.bulk-not-found", id.Value) : new Answer(run, await PageAsync(db, id, outcome, paging, ct));
    }

    private static async Task<Page<Row>> PageAsync(OrderDeskDb db, BulkRunId id, BulkOutcome? outcome, Paging paging, CancellationToken ct)
    {
        var rows = db.BulkRows.Where(r => r.RunId == id);
        rows = outcome is { } wanted ? rows.Where(r => r.Outcome == wanted) : rows;
        var cursor = long.TryParse(paging.After, NumberStyles.None, CultureInfo.InvariantCulture, out var at) ? new OrderId(at) : (OrderId?)null;
        rows = (cursor, paging.Back) switch
        {
            ({ } before, true) => rows.Where(r => r.OrderId < before).OrderByDescending(r => r.OrderId),
            ({ } after, false) => rows.Where(r => r.OrderId > after).OrderBy(r => r.OrderId),
            (null, _) => rows.OrderBy(r => r.OrderId),
        };
        var found = await rows.Take(paging.Take + 1)
            .Join(db.Orders, r => r.OrderId, o => o.Id, (r, o) => new { r.OrderId, o.CustomerName, o.TotalMinor, o.Currency, o.Status, r.Outcome, r.Code, r.Args }).ToListAsync(ct);
        // A join is free to answer in another order than it was asked in.
        found = [.. paging.Back && cursor is not null ? found.OrderByDescending(r => r.OrderId.Value) : found.OrderBy(r => r.OrderId.Value)];
        return found.ConvertAll(r => new Row(
            r.OrderId, r.CustomerName, new Money(r.TotalMinor, r.Currency), r.Status, r.Outcome, r.Code is null ? null : new Error(ErrorKind.Conflict, r.Code, ErrorText.Read(r.Args))))
            .ToPage(paging, cursor is not null, row => row.OrderId.Value.ToString(CultureInfo.InvariantCulture));
    }
}

/// <summary>Every bulk action that was started, the newest first.</summary>
public sealed class BulkList(IDbContextFactory<OrderDeskDb> contexts)
{
    /// <summary>One bulk action.</summary>
    public sealed record Row(
        BulkRunId Id, BulkKind Action, string? Text, RefundInstruction? Refund, DateTime? Until, string? Asked, BulkRunId? RetryOf, BulkState State, int? Total, int Done, int Half, int Refused,
        StaffId StartedById, string StartedBy, DateTime CreatedAt, DateTime? StartedAt, DateTime? EndedAt, string? ToName)
    {
        /// <summary>How many orders have their outcome.</summary>
        public int Worked => Done + Half + Refused;

        /// <summary>How long it still takes at the pace so far, or null while nobody knows.</summary>
        /// <param name="now">UTC.</param>
        public TimeSpan? Remaining(DateTime now) =>
            State is BulkState.Running && StartedAt is { } began && Total is { } total && Worked > 0 && now > began ? (now - began) * ((double)(total - Worked) / Worked) : null;
    }

    /// <summary>A page of them.</summary>
    public async Task<Result<Page<Row>>> ReadAsync(Actor actor, Paging paging, CancellationToken ct)
    {
        if (!actor.Can(OrdersPermissions.Read))
        {
            return Error.Forbidden("orders.read-forbidden");
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var runs = db.BulkRuns.Where(r => r.StartedAt != null);
        var cursor = long.TryParse(paging.After, NumberStyles.None, CultureInfo.InvariantCulture, out var at) ? new BulkRunId(at) : (BulkRunId?)null;
        runs = (cursor, paging.Back) switch
        {
            ({ } before, true) => runs.Where(r => r.Id > before).OrderBy(r => r.Id),
            ({ } after, false) => runs.Where(r => r.Id < after).OrderByDescending(r => r.Id),
            (null, _) => runs.OrderByDescending(r => r.Id),
        };
        var rows = await Rows(runs).Take(paging.Take + 1).ToListAsync(ct);
        return rows.ToPage(paging, cursor is not null, row => row.Id.Value.ToString(CultureInfo.InvariantCulture));
    }

    internal static IQueryable<Row> Rows(IQueryable<BulkRun> runs) => runs.Select(r => new Row(
        r.Id, r.Action, r.Text, r.Refund, r.Until, r.Asked, r.RetryOf, r.State, r.Total, r.Done, r.Half, r.Refused, r.StartedById, r.StartedBy, r.CreatedAt, r.StartedAt, r.EndedAt, r.ToName));
}
