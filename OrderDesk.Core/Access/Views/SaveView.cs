using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Data;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Access;

/// <summary>Keeps a view of a list, or changes one: its name, what it shows, whom it is for, whether the list opens with it.</summary>
public sealed class SaveView(Desk desk)
{
    /// <summary>The lists that have views.</summary>
    public static readonly IReadOnlyList<string> Lists = ["orders", "review", "stock"];

    /// <param name="Id">The view to change, or null for a new one.</param>
    /// <param name="SeenVersion">The version on the person's screen; not asked for a new one.</param>
    /// <param name="List">The list it is a view of.</param>
    /// <param name="Name">What it is to be called; unique among the person's views of the list.</param>
    /// <param name="Query">The state of the list as an address writes it.</param>
    /// <param name="Roles">Whom it is shared with; none keeps it to oneself.</param>
    /// <param name="IsDefault">Whether the list opens with it.</param>
    public sealed record Command(SavedViewId? Id, int SeenVersion, string List, string Name, string Query, StaffRoles Roles, bool IsDefault);

    /// <summary>Keeps it; every wrong field is named.</summary>
    public async Task<Result<SavedViewId>> RunAsync(Actor actor, Command command, CancellationToken ct)
    {
        if (!actor.Can(AccessPermissions.UseDesk))
        {
            return StaffWriting.NotSignedIn;
        }

        if (command.Roles is not StaffRoles.None && !actor.Can(AccessPermissions.ShareViews))
        {
            return Error.Forbidden("access.view-share-forbidden");
        }

        var query = ViewQuery.Normalise(command.Query);
        if (Problems(command, query) is { Count: > 0 } wrong)
        {
            return Error.Invalid("access.view-invalid") with { Fields = wrong };
        }

        return await desk.WriteAsync<SavedViewId>(actor, async write =>
        {
            var own = await write.Db.SavedViews.Where(v => v.OwnerId == actor.Id && v.List == command.List).ToListAsync(ct);
            var view = command.Id is { } id ? own.Find(v => v.Id == id) : null;
            if (command.Id is not null && view is null)
            {
                return Error.NotFound("access.view-gone");
            }

            if (view is not null && write.Stale(view, command.SeenVersion) is { } stale)
            {
                return stale;
            }

            var name = command.Name.Trim();
            if (own.Any(v => v != view && string.Equals(v.Name, name, StringComparison.OrdinalIgnoreCase)))
            {
                return Error.Invalid("access.view-invalid") with { Fields = [new FieldError("name", "access.view-name-taken", name)] };
            }

            if (view is null && own.Count >= SavedView.MostOfOne)
            {
                return Error.Conflict("access.view-too-many", SavedView.MostOfOne);
            }

            if (command.IsDefault)
            {
                await StepBackAsync(write, own, command, view, ct);
            }

            if (view is null)
            {
                view = SavedView.Keep(write.NewId<SavedViewId>(), command.List, actor, own.Count == 0 ? 1 : own.Max(v => v.Position) + 1);
                write.Db.SavedViews.Add(view);
            }

            view.Become(name, query!, command.Roles, command.IsDefault);
            return view.Id;
        }, ct);
    }

    /// <summary>A list opens with one view of a person, and with one of those shared with a role.</summary>
    private static async Task StepBackAsync(Write write, List<SavedView> own, Command command, SavedView? view, CancellationToken ct)
    {
        var others = command.Roles is StaffRoles.None
            ? own.Where(v => !v.IsShared)
            : await write.Db.SavedViews.Where(v => v.List == command.List && (v.Roles & command.Roles) != StaffRoles.None && v.IsDefault).ToListAsync(ct);
        foreach (var other in others.Where(v => v.IsDefault && v != view))
        {
            other.StepBack();
        }
    }

    private static List<FieldError> Problems(Command command, string? query)
    {
        var wrong = new List<FieldError>();
        if (command.Name.Trim() is not { Length: > 0 and <= SavedView.NameMaxLength } name || name.Any(char.IsControl))
        {
            wrong.Add(new FieldError("name", "access.view-name", SavedView.NameMaxLength));
        }

        if (query is null || !Lists.Contains(command.List))
        {
            wrong.Add(new FieldError("query", "access.view-query"));
        }
        else if (command.Roles is not StaffRoles.None && ViewQuery.NamesPerson(query))
        {
            wrong.Add(new FieldError("roles", "access.view-names-person"));
        }

        if ((command.Roles & ~StaffUser.AllRoles) is not StaffRoles.None)
        {
            wrong.Add(new FieldError("roles", "access.choice-unknown"));
        }

        return wrong;
    }
}
