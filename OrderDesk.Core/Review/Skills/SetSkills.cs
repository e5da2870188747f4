using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Access;
using OrderDesk.Core.Channels;
using OrderDesk.Core.Data;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Review.Skills;

/// <summary>A manager says which cases somebody who decides is served.</summary>
public sealed class SetSkills(Desk desk, RoleGrants grants)
{
    /// <param name="StaffId">Who.</param>
    /// <param name="SeenVersion">The version of their skills on the screen, or null where they had none.</param>
    /// <param name="Skills">Which cases.</param>
    public sealed record Command(StaffId StaffId, int? SeenVersion, SkillSet Skills);

    /// <summary>Sets them.</summary>
    public async Task<Result> RunAsync(Actor actor, Command command, CancellationToken ct)
    {
        if (!actor.Can(ReviewPermissions.SetSkills))
        {
            return Error.Forbidden("review.skills-forbidden");
        }

        var languages = command.Skills.Languages.Distinct().ToList();
        var channels = command.Skills.Channels.Distinct().ToList();
        if (languages.Find(language => !CustomerLanguage.Known.Contains(language)) is { } unknown)
        {
            return Error.Invalid("review.skills-language", Writing.Start(unknown, CustomerLanguage.MaxLength));
        }

        if (command.Skills.MostMinor is { } most && (most <= 0 || most > (long)Money.MostAmount))
        {
            return Error.Invalid("review.skills-value");
        }

        return await desk.WriteAsync(actor, async write =>
        {
            var person = await write.Db.Users.AsNoTracking().Where(u => u.Id == command.StaffId.Value && u.DisabledAt == null).Select(u => new { u.DisplayName, u.Roles }).SingleOrDefaultAsync(ct);
            if (person is null)
            {
                return Error.NotFound("review.skills-nobody");
            }

            if (!grants.Of(person.Roles).Contains(ReviewPermissions.Decide))
            {
                return Error.Conflict("review.skills-may-not", person.DisplayName);
            }

            if (await WrongChannelAsync(write, channels, ct))
            {
                return Error.Invalid("review.skills-channel");
            }

            var skills = await write.Db.StaffSkills.SingleOrDefaultAsync(s => s.StaffId == command.StaffId, ct);
            if (skills?.Version != command.SeenVersion)
            {
                return Error.Conflict("shared.changed-meanwhile");
            }

            if (skills is null)
            {
                skills = StaffSkills.Begin(write.NewId<StaffSkillsId>(), command.StaffId);
                write.Db.StaffSkills.Add(skills);
            }

            skills.Become(new SkillSet(languages, channels, command.Skills.MostMinor));
            return Result.Ok;
        }, ct);
    }

    /// <summary>A channel that is not there, or more of them than can be kept.</summary>
    private static async Task<bool> WrongChannelAsync(Write write, List<ChannelId> channels, CancellationToken ct) =>
        channels.Sum(channel => FormattableString.Invariant($"{channel.Value},").Length) > StaffSkills.ListMaxLength
        || (channels.Count > 0 && await write.Db.Channels.CountAsync(c => EF.Parameter(channels).Contains(c.Id), ct) != channels.Count);
}
