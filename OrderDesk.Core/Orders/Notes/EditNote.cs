using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Access;
using OrderDesk.Core.Data;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Orders;

/// <summary>Who wrote a note mends it within five minutes; the audit trail keeps what it said before.</summary>
public sealed class EditNote(Desk desk, RoleGrants grants)
{
    /// <param name="OrderId">The order.</param>
    /// <param name="Number">The note's number on the timeline.</param>
    /// <param name="Seen">What it says on the writer's screen.</param>
    /// <param name="Text">What it is to say.</param>
    public sealed record Command(OrderId OrderId, int Number, string Seen, string? Text);

    /// <summary>Changes the note; colleagues it names only now are told.</summary>
    public async Task<Result> RunAsync(Actor actor, Command command, CancellationToken ct)
    {
        if (!actor.Can(OrdersPermissions.Note))
        {
            return Error.Forbidden("orders.note-forbidden");
        }

        return await desk.WriteAsync(actor, async write =>
        {
            var entry = await write.Db.OrderEvents.SingleOrDefaultAsync(e => e.OrderId == command.OrderId && e.Number == command.Number && e.Code == OrderEvent.NoteCode, ct);
            if (entry is null)
            {
                return Error.NotFound("orders.note-gone");
            }

            if (entry.Note != command.Seen)
            {
                return Error.Conflict("shared.changed-meanwhile");
            }

            var named = await Mentions.FindAsync(write.Db, grants, command.Text, ct);
            if (!named.IsOk)
            {
                return named.Error;
            }

            var before = Mentions.Of(entry);
            if (entry.Edit(command.Text, named.Value, actor, write.Now) is { IsOk: false } refused)
            {
                return refused;
            }

            write.Audit("order.note-edited", "order", command.OrderId.Value, new { entry = command.Number, before = command.Seen, after = entry.Note });
            write.Changed("order", command.OrderId.Value);
            write.Tell(new NoteWritten(command.OrderId, command.Number, [.. named.Value.Where(mention => !before.Contains(mention.Id))]));
            return Result.Ok;
        }, ct);
    }
}
