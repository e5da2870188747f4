using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Data;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Orders;

/// <summary>Who sent a file takes it away again while its note is not written; what stands beside a note stays, as the note does.</summary>
public sealed class DropFile(Desk desk)
{
    /// <param name="FileId">The file.</param>
    public sealed record Command(NoteFileId FileId);

    /// <summary>Takes it away.</summary>
    public async Task<Result> RunAsync(Actor actor, Command command, CancellationToken ct)
    {
        if (!actor.Can(OrdersPermissions.Note))
        {
            return Error.Forbidden("orders.note-forbidden");
        }

        return await desk.WriteAsync(actor, async write =>
        {
            if (await write.Db.NoteFiles.SingleOrDefaultAsync(f => f.Id == command.FileId && f.StaffId == actor.Id && f.Entry == null, ct) is not { } file)
            {
                return Error.NotFound("orders.file-gone");
            }

            write.Db.NoteFiles.Remove(file);
            return Result.Ok;
        }, ct);
    }
}
