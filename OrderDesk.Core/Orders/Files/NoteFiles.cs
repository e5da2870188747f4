using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Data;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Orders;

/// <summary>The files beside the notes of an order: who may read the order may read them, and what is not sent yet is its sender's alone.</summary>
public sealed class NoteFiles(IDbContextFactory<OrderDeskDb> contexts)
{
    /// <summary>A row of a file.</summary>
    internal static readonly Expression<Func<NoteFile, Row>> Shape = f => new Row(f.Id, f.Name, f.Bytes, f.Entry);

    /// <summary>One file.</summary>
    /// <param name="Id">The file.</param>
    /// <param name="Name">Its name.</param>
    /// <param name="Bytes">Its size.</param>
    /// <param name="Entry">The number of its note on the timeline, or null while the note is not written.</param>
    public sealed record Row(NoteFileId Id, string Name, int Bytes, int? Entry);

    /// <summary>What one person has sent for a note on this order that they have not written yet, oldest first.</summary>
    public async Task<Result<IReadOnlyList<Row>>> PendingAsync(Actor actor, OrderId order, CancellationToken ct)
    {
        if (!actor.Can(OrdersPermissions.Note))
        {
            return Error.Forbidden("orders.note-forbidden");
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        return await Rows(db.NoteFiles.Where(f => f.OrderId == order && f.StaffId == actor.Id && f.Entry == null && f.Sha256 != null)).ToListAsync(ct);
    }

    /// <summary>One file, for who may see it.</summary>
    public async Task<Result<Row>> ReadAsync(Actor actor, OrderId order, NoteFileId id, CancellationToken ct)
    {
        if (!actor.Can(OrdersPermissions.Read))
        {
            return Error.Forbidden("orders.read-forbidden");
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var found = await Rows(db.NoteFiles.Where(f => f.Id == id && f.OrderId == order && f.Sha256 != null && (f.Entry != null || f.StaffId == actor.Id))).SingleOrDefaultAsync(ct);
        return found is null ? Error.NotFound("orders.file-gone") : found;
    }

    /// <summary>The bytes of a file that was <see cref="ReadAsync">read</see>, part by part.</summary>
    public async IAsyncEnumerable<byte[]> ContentAsync(Row file, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        for (var (number, sent) = (1, 0); sent < file.Bytes; number++)
        {
            var part = await db.NoteFileParts.Where(p => p.FileId == file.Id && p.Number == number).Select(p => p.Content).SingleAsync(ct);
            sent += part.Length;
            yield return part;
        }
    }

    /// <summary>The rows of some files in the order they came.</summary>
    internal static IQueryable<Row> Rows(IQueryable<NoteFile> files) => files.OrderBy(f => f.Id).Select(Shape);
}
