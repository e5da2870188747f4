using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Access;
using OrderDesk.Core.Channels;
using OrderDesk.Core.Data;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Review.Skills;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Review.Bulk;

/// <summary>What counts of a case when it is asked who can take it.</summary>
internal sealed record HandedCase(StaffId? FirstYesBy, string? FirstYesByName, bool Escalated, string? Language, ChannelId Channel, long WorthMinor, DateTime DecideBy)
{
    public static HandedCase Of(Order order, ReviewCase review) =>
        new(review.FirstYesBy, review.FirstYesByName, review.EscalatedAt is not null, review.Language, order.ChannelId, review.WorthMinor, review.DecideBy);
}

/// <summary>Somebody cases are handed to: what they may do, which cases are theirs, and whether they can be handed any.</summary>
/// <param name="Id">Who.</param>
/// <param name="Name">Their name.</param>
/// <param name="Skills">The cases they are served.</param>
/// <param name="DecidesEscalated">Whether they decide what others pass on.</param>
/// <param name="Near">Cases whose clock runs out by then (UTC) are anybody's, whatever the skills.</param>
/// <param name="Wrong">Why they cannot be handed any case, or null.</param>
internal sealed record Colleague(StaffId Id, string Name, SkillSet Skills, bool DecidesEscalated, DateTime Near, Error? Wrong)
{
    /// <summary>One person by their number.</summary>
    public static async Task<Colleague> OfAsync(OrderDeskDb db, StaffId id, RoleGrants grants, ReviewOptions options, DateTime now, CancellationToken ct)
    {
        var user = await db.Users.AsNoTracking().SingleOrDefaultAsync(u => u.Id == id.Value, ct);
        var skills = await db.StaffSkills.AsNoTracking().SingleOrDefaultAsync(s => s.StaffId == id, ct);
        return user is null
            ? new Colleague(id, "", SkillSet.Any, false, now, Error.NotFound("review.hand-nobody"))
            : Of(user.StaffId, user.DisplayName, grants.Of(user.Roles), user.DisabledAt is not null, skills, now + options.EverybodyWithin);
    }

    /// <summary>Everybody who decides and can sign in, but one.</summary>
    public static async Task<List<Colleague>> AllAsync(OrderDeskDb db, StaffId but, RoleGrants grants, ReviewOptions options, DateTime now, CancellationToken ct)
    {
        var skills = await db.StaffSkills.AsNoTracking().ToDictionaryAsync(s => s.StaffId, ct);
        var people = await db.Users.Where(u => u.DisabledAt == null && u.Id != but.Value).Select(u => new { u.Id, u.DisplayName, u.Roles }).ToListAsync(ct);
        return [.. people.Select(u => Of(new StaffId(u.Id), u.DisplayName, grants.Of(u.Roles), false, skills.GetValueOrDefault(new StaffId(u.Id)), now + options.EverybodyWithin)).Where(one => one.Wrong is null)];
    }

    /// <summary>Why they cannot take a case, or null.</summary>
    public Error? WhyNot(HandedCase one) =>
        one.FirstYesBy == Id ? Error.Conflict("review.second-must-be-another", one.FirstYesByName ?? Name)
        : one.Escalated && !DecidesEscalated ? Error.Conflict("review.hand-escalated", Name)
        : one.DecideBy > Near && !Skills.Cover(one.Language, one.Channel, one.WorthMinor) ? Error.Conflict("review.hand-unskilled", Name)
        : null;

    private static Colleague Of(StaffId id, string name, IReadOnlySet<string> may, bool off, StaffSkills? skills, DateTime near) => new(
        id, name, skills?.Read() ?? SkillSet.Any, may.Contains(ReviewPermissions.DecideEscalated), near,
        off ? Error.Conflict("review.hand-disabled", name) : !may.Contains(ReviewPermissions.Decide) ? Error.Conflict("review.hand-may-not", name) : null);
}
