using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Data;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Access;

/// <summary>The audit trail, the latest line first. Looking into it is itself a line of it.</summary>
public sealed class AuditLines(IDbContextFactory<OrderDeskDb> contexts, Desk desk)
{
    /// <summary>What to look for; null means everything.</summary>
    /// <param name="ActorId">Who acted; 0 is the system and the channels.</param>
    /// <param name="Action">What was done, or the beginning of it up to a dot, such as <c>order.</c></param>
    /// <param name="SubjectKind">The kind of row.</param>
    /// <param name="SubjectId">The number of the row.</param>
    /// <param name="From">Not before (UTC).</param>
    /// <param name="Until">Before (UTC).</param>
    public sealed record Filter(StaffId? ActorId = null, string? Action = null, string? SubjectKind = null, long? SubjectId = null, DateTime? From = null, DateTime? Until = null);

    /// <summary>One line.</summary>
    public sealed record Row(AuditEntryId Id, DateTime At, StaffId ActorId, string ActorName, string Action, string SubjectKind, long SubjectId, IReadOnlyList<Difference> Differences);

    /// <summary>One value before and after; both are null where only the fact of the change is kept.</summary>
    public sealed record Difference(string Name, string? Before, string? After);

    /// <summary>Reads a page; the first page of every question is noted in the trail.</summary>
    public async Task<Result<Page<Row>>> ReadAsync(Actor actor, Filter filter, Paging paging, CancellationToken ct)
    {
        if (!actor.Can(AccessPermissions.ReadAudit))
        {
            return Error.Forbidden("access.audit-forbidden");
        }

        if (paging.After is null)
        {
            await desk.WriteAsync(actor, write =>
            {
                write.Audit("audit.read", "audit", 0, Asked(filter));
                return Task.FromResult(Result.Ok);
            }, ct);
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var rows = await Sorted(Matching(db.AuditEntries, filter), paging).Take(paging.Take + 1).ToListAsync(ct);
        var more = rows.Count > paging.Take;
        var page = rows.Take(paging.Take).ToList();
        if (paging.Back)
        {
            page.Reverse();
        }

        var hasNext = paging.Back || more;
        var hasPrevious = paging.Back ? more : paging.After is not null;
        return new Page<Row>(
            [.. page.Select(entry => new Row(entry.Id, entry.At, entry.ActorId, entry.ActorName, entry.Action, entry.SubjectKind, entry.SubjectId, Differences(entry.Details)))],
            hasNext && page.Count > 0 ? Place(page[^1]) : null,
            hasPrevious && page.Count > 0 ? Place(page[0]) : null);
    }

    private static IQueryable<AuditEntry> Matching(IQueryable<AuditEntry> entries, Filter filter)
    {
        entries = filter.ActorId is { } actor ? entries.Where(entry => entry.ActorId == actor) : entries;
        entries = filter.SubjectKind is { } kind ? entries.Where(entry => entry.SubjectKind == kind) : entries;
        entries = filter.SubjectId is { } subject ? entries.Where(entry => entry.SubjectId == subject) : entries;
        entries = filter.From is { } from ? entries.Where(entry => entry.At >= from) : entries;
        entries = filter.Until is { } until ? entries.Where(entry => entry.At < until) : entries;
        return filter.Action switch
        {
            null => entries,
            [.., '.'] => entries.Where(entry => entry.Action.StartsWith(filter.Action)),
            _ => entries.Where(entry => entry.Action == filter.Action),
        };
    }

    private static IQueryable<AuditEntry> Sorted(IQueryable<AuditEntry> entries, Paging paging)
    {
        var sorted = paging.Back ? entries.OrderBy(entry => entry.At).ThenBy(entry => entry.Id) : entries.OrderByDescending(entry => entry.At).ThenByDescending(entry => entry.Id);
        if (MomentCursor.Parse(paging.After) is not var (at, number))
        {
            return sorted;
        }

        var id = new AuditEntryId(number);
        return paging.Back
            ? sorted.Where(entry => entry.At >= at && (entry.At > at || entry.Id > id))
            : sorted.Where(entry => entry.At <= at && (entry.At < at || entry.Id < id));
    }

    private static string Place(AuditEntry entry) => new MomentCursor(entry.At, entry.Id.Value).ToString();

    private static Dictionary<string, object?[]> Asked(Filter filter)
    {
        var asked = new Dictionary<string, object?[]>();
        Add("Actor", filter.ActorId?.Value);
        Add("Action", filter.Action);
        Add("Subject", filter.SubjectKind is null && filter.SubjectId is null ? null : $"{filter.SubjectKind} {filter.SubjectId}".Trim());
        Add("From", filter.From);
        Add("Until", filter.Until);
        return asked;

        void Add(string name, object? value)
        {
            if (value is not null)
            {
                asked[name] = [null, value];
            }
        }
    }

    /// <summary>Details are [before, after] by name; anything else is shown whole.</summary>
    private static List<Difference> Differences(string? details)
    {
        if (details is null)
        {
            return [];
        }

        using var json = JsonDocument.Parse(details);
        return json.RootElement.ValueKind is not JsonValueKind.Object
            ? [new Difference("", null, Text(json.RootElement))]
            : [.. json.RootElement.EnumerateObject().Select(property => property.Value switch
            {
                { ValueKind: JsonValueKind.Array } pair when pair.GetArrayLength() == 2 => new Difference(property.Name, Text(pair[0]), Text(pair[1])),
                { ValueKind: JsonValueKind.Array } hidden when hidden.GetArrayLength() == 0 => new Difference(property.Name, null, null),
                var value => new Difference(property.Name, null, Text(value)),
            })];
    }

    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Object or JsonValueKind.Array or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
    };
}
