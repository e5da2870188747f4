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
    /// <summary>Reads the skills of somebody.</summary>
    public static async Task<Looker> OfAsync(OrderDeskDb db, StaffId id, DateTime now, ReviewOptions options, CancellationToken ct)
    {
        var own = await db.StaffSkills.AsNoTracking().SingleOrDefaultAsync(s => s.StaffId == id, ct);
        return new Looker(id, now, own?.Read() ?? SkillSet.Any, now + options.EverybodyWithin);
    }
}
