using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Data;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Access;

/// <summary>The views of a list that a person has: those shared with a role of theirs, then their own.</summary>
public sealed class SavedViews(IDbContextFactory<OrderDeskDb> contexts)
{
    private const int Most = 60;

    /// <summary>One view.</summary>
    public sealed record Row(SavedViewId Id, int Version, string Name, string Query, StaffRoles Roles, bool IsDefault, bool IsOwn, string OwnerName)
    {
        /// <summary>Whether others see it.</summary>
        public bool IsShared => Roles is not StaffRoles.None;
    }

    /// <summary>All views of one list.</summary>
    /// <param name="Rows">The views, in the order of the tabs.</param>
    /// <param name="MayShare">Whether this person may share views with roles.</param>
    public sealed record Answer(IReadOnlyList<Row> Rows, bool MayShare)
    {
        /// <summary>The view the list opens with: the person's own choice, else that of their role, else null.</summary>
        public Row? Opening => Rows.FirstOrDefault(row => row is { IsDefault: true, IsShared: false }) ?? Rows.FirstOrDefault(row => row.IsDefault);
    }

    /// <summary>Reads them.</summary>
    public async Task<Result<Answer>> ReadAsync(Actor actor, string list, CancellationToken ct)
    {
        if (!actor.Can(AccessPermissions.UseDesk))
        {
            return StaffWriting.NotSignedIn;
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var roles = await db.Users.Where(u => u.Id == actor.Id.Value).Select(u => u.Roles).SingleOrDefaultAsync(ct);
        var rows = await db.SavedViews.Where(v => v.List == list && (v.OwnerId == actor.Id || (v.Roles & roles) != StaffRoles.None))
            .OrderBy(v => v.Roles == StaffRoles.None ? 1 : 0).ThenBy(v => v.Position).ThenBy(v => v.Id)
            .Select(v => new Row(v.Id, v.Version, v.Name, v.Query, v.Roles, v.IsDefault, v.OwnerId == actor.Id, v.OwnerName))
            .Take(Most).ToListAsync(ct);
        return new Answer(rows, actor.Can(AccessPermissions.ShareViews));
    }
}
