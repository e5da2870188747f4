using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Data;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Verification.Policies;

/// <summary>Versions of the policy: the one in force, then all of them, the newest first.</summary>
public sealed class PolicyList(IDbContextFactory<OrderDeskDb> contexts)
{
    /// <summary>One version without its document.</summary>
    public sealed record Row(
        PolicyVersionId Id, int Version, int? Number, PolicyState State, string? Note, int? BasedOn, int? RolledBackTo,
        string MadeByName, DateTime MadeAt, string ChangedByName, DateTime ChangedAt, string? PublishedByName, DateTime? PublishedAt);

    /// <summary>The version in force and a page of all; without any row the settings file rules.</summary>
    public sealed record Answer(Row? InForce, Page<Row> Page);

    internal static readonly Expression<Func<PolicyVersion, Row>> ToRow = v => new Row(
        v.Id, v.Version, v.Number, v.State, v.Note, v.BasedOn, v.RolledBackTo, v.MadeByName, v.MadeAt, v.ChangedByName, v.ChangedAt, v.PublishedByName, v.PublishedAt);

    /// <summary>Reads one page.</summary>
    public async Task<Result<Answer>> ReadAsync(Actor actor, Paging paging, CancellationToken ct)
    {
        if (!actor.Can(VerificationPermissions.ReadPolicy))
        {
            return Error.Forbidden("verification.read-policy-forbidden");
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var inForce = await db.PolicyVersions.Where(v => v.State == PolicyState.Published).Select(ToRow).SingleOrDefaultAsync(ct);
        var cursor = MomentCursor.Parse(paging.After);
        var rows = await Around(db.PolicyVersions.Where(v => v.State != PolicyState.Published), cursor, paging.Back).Take(paging.Take + 1).Select(ToRow).ToListAsync(ct);
        return new Answer(inForce, rows.ToPage(paging, cursor is not null, row => new MomentCursor(row.MadeAt, row.Id.Value).ToString()));
    }

    private static IQueryable<PolicyVersion> Around(IQueryable<PolicyVersion> versions, MomentCursor? cursor, bool back)
    {
        if (cursor is not { } at)
        {
            return versions.OrderByDescending(v => v.MadeAt).ThenByDescending(v => v.Id);
        }

        var (moment, id) = (at.At, new PolicyVersionId(at.Id));
        return back
            ? versions.Where(v => v.MadeAt >= moment && (v.MadeAt > moment || v.Id > id)).OrderBy(v => v.MadeAt).ThenBy(v => v.Id)
            : versions.Where(v => v.MadeAt <= moment && (v.MadeAt < moment || v.Id < id)).OrderByDescending(v => v.MadeAt).ThenByDescending(v => v.Id);
    }
}
