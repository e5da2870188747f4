using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using OrderDesk.Core.Access;
using OrderDesk.Core.Data;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Review.Bulk;

/// <summary>Which colleagues can take how many of the picked cases: by skills, role and the second yes; asked before anybody is chosen.</summary>
public sealed class BulkTakers(BulkPicking picking, IDbContextFactory<OrderDeskDb> contexts, RoleGrants grants, IOptions<ReviewOptions> options, TimeProvider clock)
{
    private const int AtOnce = 1_000;

    /// <summary>One colleague.</summary>
    /// <param name="Id">Who.</param>
    /// <param name="Name">Their name.</param>
    /// <param name="Cases">How many of the cases they can take.</param>
    public sealed record Row(StaffId Id, string Name, int Cases);

    /// <summary>Everybody who decides.</summary>
    /// <param name="Cases">How many open cases are picked.</param>
    /// <param name="People">The colleagues, whoever can take most first.</param>
    public sealed record Answer(int Cases, IReadOnlyList<Row> People);

    /// <summary>Reads it; who holds a case and whether it may be handed at all is said by the look.</summary>
    public async Task<Result<Answer>> ReadAsync(Actor actor, BulkPick pick, CancellationToken ct)
    {
        if (!actor.Can(ReviewPermissions.Bulk) || !actor.Can(ReviewPermissions.Decide))
        {
            return Error.Forbidden("review.decide-forbidden");
        }

        var picked = await picking.OfAsync(actor, pick, ct);
        if (!picked.IsOk)
        {
            return picked.Error;
        }

        if (picked.Value.Count > BulkRun.MostRows)
        {
            return Error.Invalid("review.bulk-too-many", BulkRun.MostRows);
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var cases = new List<HandedCase>();
        foreach (var some in picked.Value.Chunk(AtOnce))
        {
            cases.AddRange(await db.ReviewCases.Where(r => EF.Parameter(some).Contains(r.OrderId) && r.State == ReviewState.Open).Join(db.Orders, r => r.OrderId, o => o.Id, (r, o) =>
                new HandedCase(r.FirstYesBy, r.FirstYesByName, r.EscalatedAt != null, r.Language, o.ChannelId, r.WorthMinor, r.DecideBy)).ToListAsync(ct));
        }

        var people = await Colleague.AllAsync(db, actor.Id, grants, options.Value, clock.GetUtcNow().UtcDateTime, ct);
        return new Answer(cases.Count, [.. people.Select(one => new Row(one.Id, one.Name, cases.Count(open => one.WhyNot(open) is null)))
            .OrderByDescending(row => row.Cases).ThenBy(row => row.Name, StringComparer.CurrentCulture)]);
    }
}
