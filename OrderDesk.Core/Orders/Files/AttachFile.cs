using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Data;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Orders;

/// <summary>A person sends a file that will stand beside their next note on an order; until then only they see it.</summary>
public sealed class AttachFile(Desk desk)
{
    /// <param name="OrderId">The order.</param>
    /// <param name="Name">The file's own name.</param>
    /// <param name="Content">Its bytes; what is really sent is counted.</param>
    public sealed record Command(OrderId OrderId, string? Name, Stream Content);

    /// <summary>Takes the file in short writes and answers its id; whatever goes wrong on the way, no half of it stays.</summary>
    /// <param name="actor">Who sends it.</param>
    /// <param name="command">What is sent.</param>
    /// <param name="arrived">Told how many bytes have arrived.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<Result<NoteFileId>> RunAsync(Actor actor, Command command, IProgress<int>? arrived, CancellationToken ct)
    {
        if (!actor.Can(OrdersPermissions.Note))
        {
            return Error.Forbidden("orders.note-forbidden");
        }

        if (FileKind.NameOf(command.Name) is not { } name || !FileKind.IsTaken(name))
        {
            return Error.Invalid("orders.file-kind", FileKind.Endings);
        }

        NoteFileId? begun = null;
        try
        {
            var taken = await TakeAsync(actor, command, name, id => begun = id, arrived, ct);
            begun = taken.IsOk ? null : begun;
            return taken;
        }
        catch (IOException)
        {
            return Error.Unavailable("orders.file-broke-off", name);
        }
        finally
        {
            if (begun is { } half)
            {
                await DropAsync(actor, half);
            }
        }
    }

    private async Task<Result<NoteFileId>> TakeAsync(Actor actor, Command command, string name, Action<NoteFileId> began, IProgress<int>? arrived, CancellationToken ct)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        NoteFileId? id = null;
        var (number, bytes, part) = (0, 0, await NextAsync(command.Content, ct));
        if (part.Length == 0)
        {
            return Error.Invalid("orders.file-empty", name);
        }

        if (!FileKind.Fits(name, part))
        {
            return Error.Invalid("orders.file-not-as-named", name);
        }

        while (part.Length > 0)
        {
            (number, bytes) = (number + 1, bytes + part.Length);
            if (bytes > NoteFile.MostBytes)
            {
                return Error.Invalid("orders.file-too-big", name, NoteFile.MostBytes / 1024 / 1024);
            }

            hash.AppendData(part);
            var (now, next) = (part, await NextAsync(command.Content, ct));
            var whole = next.Length == 0 ? Convert.ToHexStringLower(hash.GetCurrentHash()) : null;
            var kept = await desk.WriteAsync<NoteFileId>(actor, write => KeepAsync(write, command.OrderId, id, name, new NoteFilePart { Number = number, Bytes = now.Length, Content = now }, whole is null ? null : (bytes, whole), ct), ct);
            if (!kept.IsOk)
            {
                return kept.Error;
            }

            began((id = kept.Value).Value);
            arrived?.Report(bytes);
            part = next;
        }

        return id!.Value;
    }

    private static async Task<Result<NoteFileId>> KeepAsync(Write write, OrderId order, NoteFileId? id, string name, NoteFilePart part, (int Bytes, string Sha256)? whole, CancellationToken ct)
    {
        NoteFile file;
        if (id is { } known)
        {
            if (await write.Db.NoteFiles.SingleOrDefaultAsync(f => f.Id == known, ct) is not { } begun)
            {
                return Error.NotFound("orders.file-gone");
            }

            file = begun;
        }
        else
        {
            if (await WhyNotAsync(write, order, ct) is { } refusal)
            {
                return refusal;
            }

            file = new NoteFile { Id = write.NewId<NoteFileId>(), OrderId = order, StaffId = write.Actor.Id, Name = name, At = write.Now };
            write.Db.NoteFiles.Add(file);
        }

        write.Db.NoteFileParts.Add(new NoteFilePart { FileId = file.Id, Number = part.Number, Bytes = part.Bytes, Content = part.Content });
        if (whole is { } all)
        {
            file.Arrived(all.Bytes, all.Sha256);
        }

        return file.Id;
    }

    private static async Task<Error?> WhyNotAsync(Write write, OrderId order, CancellationToken ct)
    {
        if (!await write.Db.Orders.AnyAsync(o => o.Id == order, ct))
        {
            return Error.NotFound("orders.not-found", order.Number);
        }

        var there = await write.Db.NoteFiles.Where(f => f.OrderId == order).Select(f => new { f.StaffId, f.Entry }).ToListAsync(ct);
        return there.Count >= NoteFile.MostPerOrder ? Error.Conflict("orders.too-many-files", NoteFile.MostPerOrder)
            : there.Count(f => f.StaffId == write.Actor.Id && f.Entry is null) >= NoteFile.MostPerNote ? Error.Conflict("orders.too-many-files-of-a-note", NoteFile.MostPerNote)
            : null;
    }

    private static async Task<byte[]> NextAsync(Stream content, CancellationToken ct)
    {
        var part = new byte[NoteFile.PartBytes];
        var read = await content.ReadAtLeastAsync(part, part.Length, throwOnEndOfStream: false, ct);
        return read == part.Length ? part : part[..read];
    }

    /// <summary>Half a file is of no use to anybody, also where whoever sent it is gone.</summary>
    private Task<Result> DropAsync(Actor actor, NoteFileId id) => desk.WriteAsync(actor, async write =>
    {
        write.Db.NoteFiles.RemoveRange(await write.Db.NoteFiles.Where(f => f.Id == id && f.Entry == null).ToListAsync(CancellationToken.None));
        return Result.Ok;
    }, CancellationToken.None);
}
