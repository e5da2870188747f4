using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Data;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Access.Upkeep;

/// <summary>Messages to the outside world that are not delivered: those that wait and those that were set aside. What they say is not shown.</summary>
public sealed class OutboxList(IDbContextFactory<OrderDeskDb> contexts)
{
    /// <summary>Counting stops here; more is "10,000 or more".</summary>
    public const int MostCounted = 10_000;

    /// <param name="SetAside">Those that were set aside, the latest first; else those that wait, the next one first.</param>
    public sealed record Filter(bool SetAside = false);

    /// <summary>One message.</summary>
    /// <param name="Fence">What the person saw; a try since then makes it another.</param>
    public sealed record Row(OutboxMessageId Id, string Type, DateTime CreatedAt, DateTime? NextTryAt, int Tries, DateTime? SetAsideAt, string? Error, long Fence)
    {
        /// <summary>What the last try said, or null.</summary>
        public OutboxNote? Note { get; } = OutboxNote.Read(Error);
    }

    /// <summary>A page of messages, and how many there are of each kind.</summary>
    public sealed record Answer(Page<Row> Page, int Waiting, int SetAside, DateTime? OldestWaiting);

    /// <summary>Reads a page.</summary>
    public async Task<Result<Answer>> ReadAsync(Actor actor, Filter filter, Paging paging, CancellationToken ct)
    {
        if (!actor.Can(AccessPermissions.SeeJobs))
        {
            return Error.Forbidden("access.see-jobs-forbidden");
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var place = MomentCursor.Parse(paging.After);
        var rows = await (filter.SetAside ? SetAside(db.Outbox, place, paging.Back) : Waiting(db.Outbox, place, paging.Back)).Take(paging.Take + 1)
            .Select(m => new Row(m.Id, m.Type, m.CreatedAt, m.NextTryAt, m.Tries, m.SetAsideAt, m.Error, m.Fence)).ToListAsync(ct);
        return new Answer(
            rows.ToPage(paging, place is not null, row => new MomentCursor((filter.SetAside ? row.SetAsideAt : row.NextTryAt)!.Value, row.Id.Value).ToString()),
            await db.Outbox.Where(m => m.NextTryAt != null).Take(MostCounted).CountAsync(ct),
            await db.Outbox.Where(m => m.SetAsideAt != null).Take(MostCounted).CountAsync(ct),
            await db.Outbox.Where(m => m.NextTryAt != null).OrderBy(m => m.NextTryAt).Take(MostCounted).MinAsync(m => (DateTime?)m.CreatedAt, ct));
    }

    private static IQueryable<OutboxMessage> Waiting(IQueryable<OutboxMessage> all, MomentCursor? place, bool back) => (place, back) switch
    {
        ({ At: var at, Id: var number }, true) => all.Where(m => m.NextTryAt <= at && (m.NextTryAt < at || m.Id < new OutboxMessageId(number))).OrderByDescending(m => m.NextTryAt).ThenByDescending(m => m.Id),
        ({ At: var at, Id: var number }, false) => all.Where(m => m.NextTryAt >= at && (m.NextTryAt > at || m.Id > new OutboxMessageId(number))).OrderBy(m => m.NextTryAt).ThenBy(m => m.Id),
        (null, _) => all.Where(m => m.NextTryAt != null).OrderBy(m => m.NextTryAt).ThenBy(m => m.Id),
    };

    private static IQueryable<OutboxMessage> SetAside(IQueryable<OutboxMessage> all, MomentCursor? place, bool back) => (place, back) switch
    {
        ({ At: var at, Id: var number }, true) => all.Where(m => m.SetAsideAt >= at && (m.SetAsideAt > at || m.Id > new OutboxMessageId(number))).OrderBy(m => m.SetAsideAt).ThenBy(m => m.Id),
        ({ At: var at, Id: var number }, false) => all.Where(m => m.SetAsideAt <= at && (m.SetAsideAt < at || m.Id < new OutboxMessageId(number))).OrderByDescending(m => m.SetAsideAt).ThenByDescending(m => m.Id),
        (null, _) => all.Where(m => m.SetAsideAt != null).OrderByDescending(m => m.SetAsideAt).ThenByDescending(m => m.Id),
    };
}
