using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Data;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Intake.Inbox;

/// <summary>What could not be taken, newest first.</summary>
public sealed class InboxList(IDbContextFactory<OrderDeskDb> contexts)
{
    /// <param name="State">Where the items stand.</param>
    /// <param name="Mine">Only what this member of staff looks after.</param>
    public sealed record Filter(InboxState State = InboxState.Open, bool Mine = false);

    /// <summary>One item in the list.</summary>
    public sealed record Row(InboxItemId Id, string Channel, InboxSource Source, string? ExternalId, string Problems, DateTime ReceivedAt, int Times, InboxState State, StaffId? OwnerId, string? OwnerName, int Version)
    {
        /// <summary>What is wrong, field by field.</summary>
        public IReadOnlyList<FieldError> Wrong { get; } = InboxProblems.Read(Problems);
    }

    /// <summary>A page of items.</summary>
    public async Task<Result<Page<Row>>> ReadAsync(Actor actor, Filter filter, Paging paging, CancellationToken ct)
    {
        if (!actor.Can(IntakePermissions.Read))
        {
            return Error.Forbidden("intake.read-forbidden");
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var items = db.InboxItems.Where(i => i.State == filter.State);
        if (filter.Mine)
        {
            items = items.Where(i => i.OwnerId == actor.Id);
        }

        var cursor = MomentCursor.Parse(paging.After);
        items = (cursor, paging.Back) switch
        {
            ({ At: var at, Id: var number }, true) => items.Where(i => i.ReceivedAt >= at && (i.ReceivedAt > at || i.Id > new InboxItemId(number))).OrderBy(i => i.ReceivedAt).ThenBy(i => i.Id),
            ({ At: var at, Id: var number }, false) => items.Where(i => i.ReceivedAt <= at && (i.ReceivedAt < at || i.Id < new InboxItemId(number))).OrderByDescending(i => i.ReceivedAt).ThenByDescending(i => i.Id),
            (null, _) => items.OrderByDescending(i => i.ReceivedAt).ThenByDescending(i => i.Id),
        };
        var rows = await items.Take(paging.Take + 1)
            .Select(i => new Row(
                i.Id, db.Channels.Where(c => c.Id == i.ChannelId).Select(c => c.Code).First(), i.Source, i.ExternalId, i.Problems, i.ReceivedAt, i.Times, i.State, i.OwnerId, i.OwnerName, i.Version))
            .ToListAsync(ct);
        return rows.ToPage(paging, cursor is not null, row => new MomentCursor(row.ReceivedAt, row.Id.Value).ToString());
    }
}

/// <summary>One item with what was sent.</summary>
public sealed class InboxDetails(IDbContextFactory<OrderDeskDb> contexts, Desk desk)
{
    /// <summary>The item.</summary>
    public sealed record Answer(
        InboxItemId Id, string Channel, InboxSource Source, string? Profile, string? ExternalId, string Payload, string Problems, DateTime ReceivedAt, int Times, InboxState State,
        StaffId? OwnerId, string? OwnerName, OrderId? OrderId, string? DiscardReason, DateTime? ClosedAt, int Version)
    {
        /// <summary>What is wrong, field by field.</summary>
        public IReadOnlyList<FieldError> Wrong { get; } = InboxProblems.Read(Problems);
    }

    /// <summary>The item, or not found; what was sent names a customer, so it is for those who may correct it, and who opens it is noted in the audit trail.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="id">The item.</param>
    /// <param name="again">Whether it is on the person's screen already and only read once more.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<Result<Answer>> ReadAsync(Actor actor, InboxItemId id, bool again, CancellationToken ct)
    {
        if (!actor.Can(IntakePermissions.Correct))
        {
            return Error.Forbidden("intake.correct-forbidden");
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var item = await db.InboxItems.Where(i => i.Id == id)
            .Select(i => new Answer(
                i.Id, db.Channels.Where(c => c.Id == i.ChannelId).Select(c => c.Code).First(), i.Source, i.Profile, i.ExternalId, i.Payload, i.Problems, i.ReceivedAt, i.Times, i.State,
                i.OwnerId, i.OwnerName, i.OrderId, i.DiscardReason, i.ClosedAt, i.Version))
            .FirstOrDefaultAsync(ct);
        if (item is null)
        {
            return Error.NotFound("intake.item-not-found");
        }

        if (!again)
        {
            await desk.WriteAsync(actor, write =>
            {
                write.Audit("inbox.opened", "inbox", id.Value);
                return Task.FromResult(Result.Ok);
            }, ct);
        }

        return item;
    }
}

/// <summary>The wrong fields of an item as they are kept.</summary>
public static class InboxProblems
{
    /// <summary>As kept: the fields of an error, or the error itself.</summary>
    public static string Write(Error error) => JsonSerializer.Serialize(error.Fields.Count > 0 ? error.Fields : [new FieldError("", error.Code, error.Args)]);

    /// <summary>As they were kept; arguments come back as numbers and texts.</summary>
    public static IReadOnlyList<FieldError> Read(string json)
    {
        using var problems = JsonDocument.Parse(json);
        return [.. problems.RootElement.EnumerateArray().Select(p => new FieldError(
            p.GetProperty(nameof(FieldError.Field)).GetString()!,
            p.GetProperty(nameof(FieldError.Code)).GetString()!,
            [.. p.GetProperty(nameof(FieldError.Args)).EnumerateArray().Select(arg => arg.ValueKind is JsonValueKind.Number ? arg.TryGetInt64(out var whole) ? (object)whole : arg.GetDecimal() : arg.ToString())]))];
    }
}
