using OrderDesk.Core.Data;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Access.Upkeep;

/// <summary>Copies the whole database into one file while it is in use.</summary>
public sealed class TakeBackup(Desk desk, StorageCopies copies)
{
    /// <param name="File">Where to, absolute.</param>
    public sealed record Command(string File);

    /// <summary>Takes it, and says so in the audit trail of the database it was taken from.</summary>
    public async Task<Result<BackupTaken>> RunAsync(Actor actor, Command command, CancellationToken ct)
    {
        if (!actor.Can(AccessPermissions.KeepBackups))
        {
            return Error.Forbidden("access.keep-backups-forbidden");
        }

        var taken = await copies.BackUpAsync(command.File, ct);
        if (!taken.IsOk)
        {
            return taken;
        }

        var noted = await desk.WriteAsync(actor, write =>
        {
            write.Audit("backup.taken", "storage", 0, new { file = Path.GetFileName(command.File), taken.Value.Sha256, taken.Value.Orders });
            return Task.FromResult(Result.Ok);
        }, ct);
        return noted.IsOk ? taken : noted.Error;
    }
}
