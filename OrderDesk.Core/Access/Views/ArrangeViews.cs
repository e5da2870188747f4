using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Data;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Access;

/// <summary>Gives up a view; who shared it takes it from everybody.</summary>
public sealed class RemoveView(Desk desk)
{
    /// <param name="Id">The view.</param>
    /// <param name="SeenVersion">The version on the person's screen.</param>
    public sealed record Command(SavedViewId Id, int SeenVersion);

    /// <summary>Removes it; only its owner may, and for a shared view whoever may share.</summary>
    public async Task<Result> RunAsync(Actor actor, Command command, CancellationToken ct)
    {
        if (!actor.Can(AccessPermissions.UseDesk))
        {
            return StaffWriting.NotSignedIn;
        }

        return await desk.WriteAsync(actor, async write =>
        {
            var view = await write.Db.SavedViews.SingleOrDefaultAsync(v => v.Id == command.Id, ct);
            if (view is null || (view.OwnerId != actor.Id && !(view.IsShared && actor.Can(AccessPermissions.ShareViews))))
            {
                return Error.NotFound("access.view-gone");
            }

            if (write.Stale(view, command.SeenVersion) is { } stale)
            {
                return stale;
            }

            if (view.IsShared)
            {
                write.Audit("view.removed", view.Kind, view.Key, new { view.Name, Roles = view.Roles.ToString() });
            }

            write.Db.SavedViews.Remove(view);
            return Result.Ok;
        }, ct);
    }
}

/// <summary>Puts a person's own views in another order.</summary>
public sealed class ArrangeViews(Desk desk)
{
    /// <param name="List">The list.</param>
    /// <param name="Order">The views of the person in the wanted order; one that is not named stays behind them.</param>
    public sealed record Command(string List, IReadOnlyList<SavedViewId> Order);

    /// <summary>Arranges them; views of others are left alone.</summary>
    public async Task<Result> RunAsync(Actor actor, Command command, CancellationToken ct)
    {
        if (!actor.Can(AccessPermissions.UseDesk))
        {
            return StaffWriting.NotSignedIn;
        }

        if (command.Order.Count > SavedView.MostOfOne)
        {
            return Error.Conflict("access.view-too-many", SavedView.MostOfOne);
        }

        return await desk.WriteAsync(actor, async write =>
        {
            var own = await write.Db.SavedViews.Where(v => v.OwnerId == actor.Id && v.List == command.List).OrderBy(v => v.Position).ToListAsync(ct);
            var wanted = command.Order.ToList();
            var position = 0;
            foreach (var view in own.OrderBy(v => wanted.IndexOf(v.Id) is >= 0 and var at ? at : int.MaxValue).ToList())
            {
                view.MoveTo(++position);
            }

            return Result.Ok;
        }, ct);
    }
}
