using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Access;
using OrderDesk.Core.Data;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Review;

/// <summary>Every type of hold with what counts for it, and how many orders it holds now.</summary>
public sealed class HoldTypes(IDbContextFactory<OrderDeskDb> contexts, RoleGrants grants)
{
    /// <summary>One type.</summary>
    /// <param name="Terms">What counts.</param>
    /// <param name="Own">The version of the company's own terms, or null where what is built in counts.</param>
    /// <param name="Open">How many orders it holds now.</param>
    public sealed record Row(HoldTerms Terms, int? Own, long Open);

    /// <summary>The types, and the roles that decide at all.</summary>
    public sealed record Answer(IReadOnlyList<Row> Rows, IReadOnlyList<StaffRoles> Deciders);

    /// <summary>Reads them.</summary>
    public async Task<Result<Answer>> ReadAsync(Actor actor, CancellationToken ct)
    {
        if (!actor.Can(ReviewPermissions.Read))
        {
            return Error.Forbidden("review.read-forbidden");
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var own = await db.HoldKinds.AsNoTracking().ToListAsync(ct);
        var names = HoldTerms.Types.ToDictionary(OrderCounters.Of);
        var open = await db.Counters.Where(c => EF.Parameter(names.Keys.ToList()).Contains(c.Name)).GroupBy(c => c.Name).Select(g => new { g.Key, Open = g.Sum(c => c.Value) }).ToDictionaryAsync(c => c.Key, c => c.Open, ct);
        return new Answer(
            [.. names.Select(one => new Row(own.Find(kind => kind.Type == one.Value)?.Terms ?? new HoldTerms(one.Value), own.Find(kind => kind.Type == one.Value)?.Version, open.GetValueOrDefault(one.Key)))],
            [.. ActorRoles.Each(grants.Holding(ReviewPermissions.Decide))]);
    }
}

/// <summary>A manager says who may release a type of hold, what becomes of the units, how long it lasts, how it looks and what it is called; or goes back to what is built in.</summary>
public sealed class SetHoldTerms(Desk desk, CurrentHolds current, RoleGrants grants)
{
    /// <param name="Type">The type.</param>
    /// <param name="Terms">What counts from now on; null takes the company's own terms away.</param>
    /// <param name="Seen">The version of the company's own terms on the screen, or null where there were none.</param>
    public sealed record Command(HoldType Type, HoldTerms? Terms, int? Seen);

    /// <summary>Sets them.</summary>
    public async Task<Result> RunAsync(Actor actor, Command command, CancellationToken ct)
    {
        if (!actor.Can(ReviewPermissions.SetHolds))
        {
            return Error.Forbidden("review.holds-forbidden");
        }

        var terms = (command.Terms ?? new HoldTerms(command.Type)).Trimmed() with { Type = command.Type };
        if (terms.WhyNot() is { } wrong)
        {
            return wrong;
        }

        var deciders = grants.Holding(ReviewPermissions.Decide);
        if (terms.ReleasedBy != StaffUser.AllRoles && (terms.ReleasedBy & ~deciders) is not StaffRoles.None)
        {
            return Error.Invalid("orders.hold-nobody-releases");
        }

        // All who decide are everybody who is ever let in, also those who are given it later.
        terms = (terms.ReleasedBy & deciders) == deciders ? terms with { ReleasedBy = StaffUser.AllRoles } : terms;
        var set = await desk.WriteAsync(actor, async write =>
        {
            var all = await write.Db.HoldKinds.ToListAsync(ct);
            var known = all.Find(kind => kind.Type == command.Type);
            if (known?.Version != command.Seen)
            {
                return Error.Conflict("shared.changed-meanwhile");
            }

            if (command.Terms is not null && Twin(all, terms) is { } twin)
            {
                return Error.Invalid("orders.hold-name-taken", twin);
            }

            Keep(write.Db, known, command.Terms is null ? null : terms);
            return Result.Ok;
        }, ct);
        // Whoever set it finds it so at once; the others hear of it a moment later.
        current.Forget();
        return set;
    }

    private static void Keep(OrderDeskDb db, HoldKind? known, HoldTerms? terms)
    {
        if (terms is null && known is not null)
        {
            db.HoldKinds.Remove(known);
        }
        else if (terms is not null && known is not null)
        {
            known.Become(terms);
        }
        else if (terms is not null)
        {
            db.HoldKinds.Add(HoldKind.Of(terms));
        }
    }

    /// <summary>A name that another type has already in the same language: nobody could tell them apart.</summary>
    private static string? Twin(List<HoldKind> all, HoldTerms terms) => all.Where(kind => kind.Type != terms.Type)
        .SelectMany(kind => kind.Terms.Names.Zip(terms.Names, (other, own) => own is not null && own.Equals(other, StringComparison.OrdinalIgnoreCase) ? own : null)).FirstOrDefault(name => name is not null);
}
