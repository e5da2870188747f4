using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using OrderDesk.Core.Access;
using OrderDesk.Core.Data;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Review.Skills;

/// <summary>Says of an open case that it is outside the skills of who looks at it, or of everybody.</summary>
public sealed class CaseSkills(IDbContextFactory<OrderDeskDb> contexts, RoleGrants grants, IOptions<ReviewOptions> options, IOptions<CompanyOptions> company)
{
    private static readonly PerModel<Func<OrderDeskDb, CancellationToken, Task<bool>>> AnySkills = new(() => EF.CompileAsyncQuery((OrderDeskDb db, CancellationToken _) => db.StaffSkills.Any()));

    /// <summary>What is missing.</summary>
    /// <param name="Nobody">Whether nobody here is skilled for it.</param>
    /// <param name="Language">The customer's language, or null.</param>
    /// <param name="Channel">The name of the channel.</param>
    /// <param name="Worth">What the order is worth.</param>
    /// <param name="EverybodyFrom">From when on it is served to everybody (UTC).</param>
    public sealed record Gap(bool Nobody, string? Language, string Channel, Money Worth, DateTime EverybodyFrom);

    /// <summary>Reads it; null inside the answer where nothing is missing.</summary>
    public async Task<Result<Gap?>> ReadAsync(Actor actor, OrderId order, CancellationToken ct)
    {
        if (!actor.Can(ReviewPermissions.Read))
        {
            return Error.Forbidden("review.read-forbidden");
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        if (!await AnySkills.For(db)(db, ct))
        {
            return new Result<Gap?>(null, null);
        }

        var open = await db.ReviewCases.Where(r => r.OrderId == order && r.State == ReviewState.Open)
            .Join(db.Orders, r => r.OrderId, o => o.Id, (r, o) => new { r.Language, r.WorthMinor, r.DecideBy, o.ChannelId })
            .Join(db.Channels, x => x.ChannelId, c => c.Id, (x, c) => new { x.Language, x.WorthMinor, x.DecideBy, x.ChannelId, c.Name }).SingleOrDefaultAsync(ct);
        if (open is null)
        {
            return new Result<Gap?>(null, null);
        }

        var people = await SkillsSheet.DecidersAsync(db, grants, ct);
        var skilled = people.FindAll(person => person.Skills.Cover(open.Language, open.ChannelId, open.WorthMinor));
        return skilled.Count > 0 && (skilled.Exists(person => person.Id == actor.Id) || !people.Exists(person => person.Id == actor.Id))
            ? new Result<Gap?>(null, null)
            : new Gap(skilled.Count == 0, open.Language, open.Name, new Money(open.WorthMinor, company.Value.Currency), open.DecideBy - options.Value.EverybodyWithin);
    }
}
