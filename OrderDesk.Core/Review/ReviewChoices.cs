using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Access;
using OrderDesk.Core.Channels;
using OrderDesk.Core.Data;
using OrderDesk.Core.Shared;
using OrderDesk.Core.Verification.Policies;

namespace OrderDesk.Core.Review;

/// <summary>What the list of the review desk can be narrowed to, and whom a case can be handed to: channels, queues of the policy, people who decide.</summary>
public sealed class ReviewChoices(IDbContextFactory<OrderDeskDb> contexts, CurrentPolicy policy, RoleGrants grants)
{
    /// <summary>More than any desk has.</summary>
    private const int MostPeople = 2_000;

    /// <summary>One channel.</summary>
    public sealed record Source(ChannelId Id, string Code, string Name);

    /// <summary>Somebody who decides or once did.</summary>
    /// <param name="Id">Who.</param>
    /// <param name="Name">Their name.</param>
    /// <param name="Decides">Whether they may still decide and sign in.</param>
    public sealed record Person(StaffId Id, string Name, bool Decides);

    /// <summary>All of it.</summary>
    /// <param name="Channels">The channels, by code.</param>
    /// <param name="Queues">The queues that rules in force route to, by name.</param>
    /// <param name="People">Everybody on the staff, by name.</param>
    public sealed record Answer(IReadOnlyList<Source> Channels, IReadOnlyList<string> Queues, IReadOnlyList<Person> People);

    /// <summary>Reads it.</summary>
    public async Task<Result<Answer>> ReadAsync(Actor actor, CancellationToken ct)
    {
        if (!actor.Can(ReviewPermissions.Read))
        {
            return Error.Forbidden("review.read-forbidden");
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var channels = await db.Channels.OrderBy(c => c.Code).Select(c => new Source(c.Id, c.Code, c.Name)).ToListAsync(ct);
        var people = await db.Users.OrderBy(u => u.Id).Take(MostPeople).Select(u => new { u.Id, u.DisplayName, u.Roles, u.DisabledAt }).ToListAsync(ct);
        var rules = (await policy.OfAsync(db, ct)).Rules;
        return new Answer(
            channels,
            [.. rules.Select(rule => rule.Then.Queue).OfType<string>().Distinct().Order(StringComparer.CurrentCulture)],
            [.. people.Select(u => new Person(new StaffId(u.Id), u.DisplayName, u.DisabledAt is null && grants.Of(u.Roles).Contains(ReviewPermissions.Decide))).OrderBy(p => p.Name, StringComparer.CurrentCulture)]);
    }
}
