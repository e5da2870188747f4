using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Access;
using OrderDesk.Core.Channels;
using OrderDesk.Core.Data;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Review.Skills;

/// <summary>Everybody who decides with the cases they are served, and what waits that nobody is skilled for.</summary>
public sealed class SkillsSheet(IDbContextFactory<OrderDeskDb> contexts, RoleGrants grants)
{
    /// <summary>One person.</summary>
    /// <param name="Id">Who.</param>
    /// <param name="Name">Their name.</param>
    /// <param name="Skills">Which cases they are served.</param>
    /// <param name="Version">The version of their skills, or null where they have none.</param>
    public sealed record Row(StaffId Id, string Name, SkillSet Skills, int? Version);

    /// <summary>Open cases that nobody is skilled for.</summary>
    /// <param name="Language">Their language, or null.</param>
    /// <param name="Channel">The name of their channel.</param>
    /// <param name="Cases">How many.</param>
    public sealed record Gap(string? Language, string Channel, int Cases);

    /// <summary>All of it.</summary>
    public sealed record Answer(IReadOnlyList<Row> People, IReadOnlyDictionary<ChannelId, string> Channels, IReadOnlyList<Gap> Gaps);

    /// <summary>Reads it.</summary>
    public async Task<Result<Answer>> ReadAsync(Actor actor, CancellationToken ct)
    {
        if (!actor.Can(ReviewPermissions.SetSkills))
        {
            return Error.Forbidden("review.skills-forbidden");
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var people = await DecidersAsync(db, grants, ct);
        var channels = await db.Channels.OrderBy(c => c.Code).ToDictionaryAsync(c => c.Id, c => c.Name, ct);
        // Names are sorted here: every engine sorts Chinese differently.
        return new Answer([.. people.OrderBy(row => row.Name, StringComparer.CurrentCulture)], channels, await GapsAsync(db, people, channels, ct));
    }

    /// <summary>Everybody who decides and can sign in, with their skills.</summary>
    internal static async Task<List<Row>> DecidersAsync(OrderDeskDb db, RoleGrants grants, CancellationToken ct)
    {
        var skills = await db.StaffSkills.ToDictionaryAsync(s => s.StaffId, ct);
        var people = await db.Users.Where(u => u.DisabledAt == null).Select(u => new { u.Id, u.DisplayName, u.Roles }).ToListAsync(ct);
        return [.. people.Where(person => grants.Of(person.Roles).Contains(ReviewPermissions.Decide)).Select(person =>
            new Row(new StaffId(person.Id), person.DisplayName, skills.GetValueOrDefault(new StaffId(person.Id))?.Read() ?? SkillSet.Any, skills.GetValueOrDefault(new StaffId(person.Id))?.Version))];
    }

    private static async Task<IReadOnlyList<Gap>> GapsAsync(OrderDeskDb db, List<Row> people, Dictionary<ChannelId, string> channels, CancellationToken ct)
    {
        if (people.Exists(person => person.Skills.IsAny))
        {
            return [];
        }

        var open = await db.ReviewCases.Where(r => r.State == ReviewState.Open).Join(db.Orders, r => r.OrderId, o => o.Id, (r, o) => new { r.Language, o.ChannelId, r.WorthMinor })
            .GroupBy(x => new { x.Language, x.ChannelId }).Select(g => new { g.Key.Language, g.Key.ChannelId, Cases = g.Count(), Least = g.Min(x => x.WorthMinor) }).ToListAsync(ct);
        return [.. open.Where(kind => !people.Exists(person => person.Skills.Cover(kind.Language, kind.ChannelId, kind.Least)))
            .OrderByDescending(kind => kind.Cases).Select(kind => new Gap(kind.Language, channels.GetValueOrDefault(kind.ChannelId, ""), kind.Cases))];
    }
}
