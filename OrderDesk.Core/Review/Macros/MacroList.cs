using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Data;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Review.Macros;

/// <summary>The macros a person can run: their own, then those that are shared.</summary>
public sealed class MacroList(IDbContextFactory<OrderDeskDb> contexts)
{
    private static readonly PerModel<Func<OrderDeskDb, StaffId, IAsyncEnumerable<Macro>>> OfPerson = new(() => EF.CompileAsyncQuery(
        (OrderDeskDb db, StaffId me) => db.Macros.AsNoTracking().Where(m => m.OwnerId == me || m.IsShared)));

    /// <summary>One macro.</summary>
    /// <param name="Id">Its id.</param>
    /// <param name="Version">Its version, which running and changing it carry.</param>
    /// <param name="Name">What it is called.</param>
    /// <param name="IsShared">Whether everybody who decides sees it.</param>
    /// <param name="OwnerName">Who made it.</param>
    /// <param name="MayChange">Whether this person may change it.</param>
    /// <param name="Steps">What it does.</param>
    public sealed record Row(MacroId Id, int Version, string Name, bool IsShared, string OwnerName, bool MayChange, IReadOnlyList<MacroStep> Steps);

    /// <summary>Reads them.</summary>
    public async Task<Result<IReadOnlyList<Row>>> ReadAsync(Actor actor, CancellationToken ct)
    {
        if (!actor.Can(ReviewPermissions.Decide))
        {
            return Error.Forbidden("review.decide-forbidden");
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var macros = await OfPerson.For(db)(db, actor.Id).ToListAsync(ct);
        // Names are sorted here: every engine sorts Chinese differently.
        return macros.OrderBy(m => m.IsShared).ThenBy(m => m.Name, StringComparer.CurrentCulture)
            .Select(m => new Row(m.Id, m.Version, m.Name, m.IsShared, m.OwnerName, m.MayChange(actor), MacroSteps.Read(m.Steps))).ToList();
    }
}
