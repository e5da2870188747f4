using OrderDesk.Core.Data;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Access;

/// <summary>Keeps how a person wants the desk: name, language, time zone, theme, row height, shortcuts.</summary>
public sealed class UpdateProfile(Desk desk, StaffDirectory directory)
{
    /// <summary>The languages of the screens.</summary>
    public static readonly IReadOnlyList<string> Languages = ["en", "zh-Hans", "zh-Hant"];

    /// <summary>The themes; system follows the browser.</summary>
    public static readonly IReadOnlyList<string> Themes = ["system", "light", "dark"];

    /// <summary>The heights of a row.</summary>
    public static readonly IReadOnlyList<string> Densities = ["compact", "comfortable"];

    /// <summary>The whole profile; null leaves a choice to the browser or the company.</summary>
    public sealed record Command(string DisplayName, string? Language, string? TimeZone, string? Theme, string? Density, bool ShortcutsOff);

    /// <summary>Keeps it; every wrong field is named.</summary>
    public async Task<Result> RunAsync(Actor actor, Command command, CancellationToken ct)
    {
        if (!actor.Can(AccessPermissions.UseDesk))
        {
            return StaffWriting.NotSignedIn;
        }

        if (Problems(command) is { Count: > 0 } wrong)
        {
            return Error.Invalid("access.profile-invalid") with { Fields = wrong };
        }

        var result = await desk.WriteAsync(actor, async write =>
        {
            if (await write.StaffAsync(actor.Id, ct) is not { } user)
            {
                return StaffWriting.NotFound;
            }

            var name = command.DisplayName.Trim();
            if (user.DisplayName != name)
            {
                write.Audit("staff.renamed", StaffWriting.Kind, user.Id, StaffWriting.Change("DisplayName", user.DisplayName, name));
            }

            (user.DisplayName, user.Language, user.TimeZone) = (name, command.Language, command.TimeZone);
            (user.Theme, user.Density, user.ShortcutsOff) = (command.Theme, command.Density, command.ShortcutsOff);
            write.Moved(user);
            return Result.Ok;
        }, ct);
        directory.Forget(actor.Id);
        return result;
    }

    private static List<FieldError> Problems(Command command)
    {
        var wrong = new List<FieldError>();
        if (!StaffUser.IsName(command.DisplayName.Trim()))
        {
            wrong.Add(new FieldError("displayName", "access.name-invalid", StaffUser.NameMaxLength));
        }

        if (!OneOf(command.Language, Languages) || !OneOf(command.Theme, Themes) || !OneOf(command.Density, Densities))
        {
            wrong.Add(new FieldError("language", "access.choice-unknown"));
        }

        if (command.TimeZone is { } zone && (zone.Length > 60 || !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _)))
        {
            wrong.Add(new FieldError("timeZone", "access.time-zone-unknown"));
        }

        return wrong;
    }

    private static bool OneOf(string? chosen, IReadOnlyList<string> allowed) => chosen is null || allowed.Contains(chosen, StringComparer.Ordinal);
}
