using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Data;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Intake.Inbox;

/// <summary>Somebody looks after an item from now on.</summary>
public sealed class OwnInboxItem(Desk desk)
{
    /// <param name="Id">The item.</param>
    /// <param name="SeenVersion">The version on the person's screen.</param>
    public sealed record Command(InboxItemId Id, int SeenVersion);

    /// <summary>The actor becomes the owner, also after somebody else.</summary>
    public async Task<Result> RunAsync(Actor actor, Command command, CancellationToken ct)
    {
        if (!actor.Can(IntakePermissions.Correct))
        {
            return Error.Forbidden("intake.correct-forbidden");
        }

        return await desk.WriteAsync(actor, async write => await write.Db.InboxItems.FirstOrDefaultAsync(i => i.Id == command.Id, ct) is not { } item
            ? Error.NotFound("intake.item-not-found")
            : write.Stale(item, command.SeenVersion) is { } stale ? stale : item.Own(actor.Id, actor.Name), ct);
    }
}

/// <summary>Somebody puts an item away with a reason; nothing becomes of it.</summary>
public sealed class DiscardInboxItem(Desk desk)
{
    /// <param name="Id">The item.</param>
    /// <param name="Reason">Why nothing becomes of it.</param>
    /// <param name="SeenVersion">The version on the person's screen.</param>
    public sealed record Command(InboxItemId Id, string? Reason, int SeenVersion);

    /// <summary>Closes the item.</summary>
    public async Task<Result> RunAsync(Actor actor, Command command, CancellationToken ct)
    {
        if (!actor.Can(IntakePermissions.Correct))
        {
            return Error.Forbidden("intake.correct-forbidden");
        }

        return await desk.WriteAsync(actor, async write => await write.Db.InboxItems.FirstOrDefaultAsync(i => i.Id == command.Id, ct) is not { } item
            ? Error.NotFound("intake.item-not-found")
            : write.Stale(item, command.SeenVersion) is { } stale ? stale : item.Discard(command.Reason, write.Now), ct);
    }
}
