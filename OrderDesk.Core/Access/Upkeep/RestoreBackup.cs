using OrderDesk.Core.Data;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Access.Upkeep;

/// <summary>Brings a backup back in the place of the database; refused while anybody uses it.</summary>
public sealed class RestoreBackup(Desk desk, StorageCopies copies, SchemaUpgrade schema)
{
    /// <param name="File">Where from, absolute.</param>
    public sealed record Command(string File);

    /// <summary>Restores, brings an older schema up and says so in the audit trail.</summary>
    public async Task<Result<BackupRestored>> RunAsync(Actor actor, Command command, CancellationToken ct)
    {
        if (!actor.Can(AccessPermissions.KeepBackups))
        {
            return Error.Forbidden("access.keep-backups-forbidden");
        }

        var restored = await copies.RestoreAsync(command.File, ct);
        if (!restored.IsOk)
        {
            return restored;
        }

        if (await schema.GetReadyAsync(ct) is { IsOk: false } old)
        {
            return old.Error;
        }

        var noted = await desk.WriteAsync(actor, write =>
        {
            write.Audit("backup.restored", "storage", 0, new { file = Path.GetFileName(command.File), restored.Value.AsOf, restored.Value.Orders, restored.Value.HeldMessages });
            return Task.FromResult(Result.Ok);
        }, ct);
        return noted.IsOk ? restored : noted.Error;
    }
}
