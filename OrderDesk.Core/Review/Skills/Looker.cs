using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Data;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Review.Skills;

/// <summary>Who looks at the queue, when, and which cases are theirs.</summary>
/// <param name="Id">Who.</param>
/// <param name="Now">When (UTC).</param>
/// <param name="Skills">The cases they are served.</param>
/// <param name="Near">Cases whose clock runs out by then (UTC) are served to everybody, whatever their skills: better decided by anybody than missed.</param>
internal sealed record Looker(StaffId Id, DateTime Now, SkillSet Skills, DateTime Near)
{
    private static readonly PerModel<Func<OrderDeskDb, StaffId, CancellationToken, Task<StaffSkills?>>> Own = new(() => EF.CompileAsyncQuery(
        (OrderDeskDb db, StaffId id, CancellationToken _) => db.StaffSkills.AsNoTracking().SingleOrDefault(s => s.StaffId == id)));

    /// <summary>Reads the skills of somebody.</summary>
    public static async Task<Looker> OfAsync(OrderDeskDb db, StaffId id, DateTime now, ReviewOptions options, CancellationToken ct)
    {
        var own = await Own.For(db)(db, id, ct);
        return new Looker(id, now, own?.Read() ?? SkillSet.Any, now + options.EverybodyWithin);
    }
}
