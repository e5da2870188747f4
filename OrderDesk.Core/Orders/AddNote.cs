using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Access;
using OrderDesk.Core.Data;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Orders;

/// <summary>A person writes a note on an order's timeline and may name colleagues in it; notes never conflict.</summary>
public sealed class AddNote(Desk desk, RoleGrants grants)
{
    /// <param name="OrderId">The order.</param>
    /// <param name="Text">The note; required. An @ before a colleague's name tells them.</param>
    /// <param name="Files">Files that were sent for it, or null.</param>
    public sealed record Command(OrderId OrderId, string? Text, IReadOnlyList<NoteFileId>? Files = null);

    /// <summary>Writes the note, tells who is named and drops its draft.</summary>
    public async Task<Result> RunAsync(Actor actor, Command command, CancellationToken ct)
    {
        if (!actor.Can(OrdersPermissions.Note))
        {
            return Error.Forbidden("orders.note-forbidden");
        }

        return await desk.WriteAsync(actor, async write =>
        {
            var order = await write.Db.Orders.SingleOrDefaultAsync(o => o.Id == command.OrderId, ct);
            if (order is null)
            {
                return Error.NotFound("orders.not-found", command.OrderId.Number);
            }

            var named = await Mentions.FindAsync(write.Db, grants, command.Text, ct);
            if (!named.IsOk)
            {
                return named.Error;
            }

            write.Db.Drafts.RemoveRange(await write.Db.Drafts.Where(d => d.StaffId == actor.Id && d.Box == KeepDraft.OrderNote && d.Key == command.OrderId.Value).ToListAsync(ct));
            var written = order.AddNote(command.Text, actor, write.Now, named.Value);
            return written.IsOk ? await SendFilesAsync(write, order, command.Files ?? [], ct) : written;
        }, ct);
    }

    /// <summary>Everybody sees the files now; one that its sender took away meanwhile refuses the note, for it would say less than was meant.</summary>
    private static async Task<Result> SendFilesAsync(Write write, Order order, IReadOnlyList<NoteFileId> ids, CancellationToken ct)
    {
        if (ids.Count == 0)
        {
            return Result.Ok;
        }

        var files = await write.Db.NoteFiles.Where(f => f.OrderId == order.Id && f.StaffId == write.Actor.Id && f.Entry == null && f.Sha256 != null).ToListAsync(ct);
        foreach (var id in ids.Distinct())
        {
            if (files.Find(f => f.Id == id) is not { } file)
            {
                return Error.NotFound("orders.file-gone");
            }

            file.Sent(order.EventCount);
        }

        return Result.Ok;
    }
}
