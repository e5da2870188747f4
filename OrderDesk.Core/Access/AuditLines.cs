using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Data;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Access;

/// <summary>The audit trail, the latest line first. Looking into it is itself a line of it.</summary>
public sealed class AuditLines(IDbContextFactory<OrderDeskDb> contexts, Desk desk, IEnumerable<ISubjectCurrencies> currencies)
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
    public sealed record Row(AuditEntryId Id, DateTime At, StaffId ActorId, string ActorName, string Action, string SubjectKind, long SubjectId, IReadOnlyList<Difference> Differences)
    {
        /// <summary>The currencies of the row today, by the name of the property that holds them; only where the line has an amount without one.</summary>
        public IReadOnlyDictionary<string, string> Currencies { get; init; } = new Dictionary<string, string>();

        /// <summary>The currency of an amount of this line: of the same line, else of the row; null where neither says.</summary>
        public string? CurrencyOf(string name, bool before) => AuditAmounts.CurrencyNames(name)
            .Select(currency => Differences.FirstOrDefault(one => one.Name == currency) is { } told && (before ? told.Before : told.After) is { Length: > 0 } own
                ? own : Currencies.GetValueOrDefault(currency))
            .FirstOrDefault(currency => currency is { Length: > 0 });
    }

    /// <summary>One value before and after, as the trail keeps them: nothing is put into words.</summary>
    public sealed record Difference(string Name, string? Before, string? After)
    {
        /// <summary>Whether only the fact of the change is kept.</summary>
        public bool Hidden { get; init; }

        /// <summary>What the values are, where the model or the trail says it; null for plain text.</summary>
        public Type? Type { get; init; }
    }

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
        var fields = AuditedFields.Of(db.Model);
        return new Page<Row>(
            await InCurrencyAsync(db, [.. page.Select(entry => Read(entry, fields.GetValueOrDefault(entry.SubjectKind)))], ct),
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

    private static Row Read(AuditEntry entry, IReadOnlyDictionary<string, Type>? fields) =>
        new(entry.Id, entry.At, entry.ActorId, entry.ActorName, entry.Action, entry.SubjectKind, entry.SubjectId, AuditDetails.Read(entry.Details, fields));

    /// <summary>One question for each kind of row on the page, and only where a line does not say the currency of its amounts.</summary>
    private async Task<IReadOnlyList<Row>> InCurrencyAsync(OrderDeskDb db, List<Row> rows, CancellationToken ct)
    {
        foreach (var kind in currencies)
        {
            var open = rows.Where(row => row.SubjectKind == kind.Kind && AuditAmounts.LacksCurrency(row)).Select(row => row.SubjectId).Distinct().ToList();
            var found = open.Count == 0 ? null : await kind.FindAsync(db, open, ct);
            rows = found is null ? rows : [.. rows.Select(row => row.SubjectKind == kind.Kind && found.GetValueOrDefault(row.SubjectId) is { } known ? row with { Currencies = known } : row)];
        }

        return rows;
    }
}
