using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Channels;
using OrderDesk.Core.Data;
using OrderDesk.Core.Intake.Files;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Intake.Imports;

/// <summary>Somebody wants a file imported: it is looked at, kept where it was sent, and waits for its turn.</summary>
public sealed class AskForImport(Desk desk, ImportStore store)
{
    /// <summary>Imports that may wait or run at once.</summary>
    public const int MostOpen = 10;

    /// <param name="Channel">The code of the channel; opened where nobody knows it and the actor may open channels, but not for a trial.</param>
    /// <param name="FileName">The file's own name.</param>
    /// <param name="Profile">The layout.</param>
    /// <param name="Mode">What it is for.</param>
    /// <param name="DryRun">Whether it is only to say what it would do.</param>
    /// <param name="Sent">The content as sent, or null where <paramref name="Path"/> is read in its place.</param>
    /// <param name="Path">Where the file lies on this machine, for the command line.</param>
    public sealed record Command(string? Channel, string FileName, string Profile, ImportMode Mode, bool DryRun, Stream? Sent = null, string? Path = null);

    /// <summary>The import; the same unfinished one where the command line asks again for a file whose import was interrupted.</summary>
    public async Task<Result<ImportRunId>> RunAsync(Actor actor, Command command, CancellationToken ct)
    {
        if (!actor.Can(IntakePermissions.Import))
        {
            return Error.Forbidden("intake.import-forbidden");
        }

        if (command.Path is not null && actor.Kind is not ActorKind.System)
        {
            return Error.Forbidden("intake.import-forbidden");
        }

        var profile = ImportProfiles.Find(command.Profile);
        if (!profile.IsOk || Channel.Normalise(command.Channel) is not { } channel)
        {
            return profile.Error ?? Error.Invalid("channels.bad-code", Channels.Channel.CodeMaxLength);
        }

        var kept = command.Sent is null ? new Result<string?>(null, null) : await KeepAsync(command.Sent, ct);
        if (kept.Error is { } tooMuch)
        {
            return tooMuch;
        }

        var asked = await AskAsync(actor, command, channel, profile.Value, kept.Value, ct);
        if (!asked.IsOk)
        {
            store.Drop(kept.Value);
        }

        return asked;
    }

    private async Task<Result<string?>> KeepAsync(Stream sent, CancellationToken ct)
    {
        var kept = await store.KeepAsync(sent, ImportLimits.Upload.SentBytes, ct);
        return kept.IsOk ? kept.Value : kept.Error;
    }

    private async Task<Result<ImportRunId>> AskAsync(Actor actor, Command command, string channel, ImportProfile profile, string? storedAs, CancellationToken ct)
    {
        var path = storedAs is null ? command.Path! : store.PathOf(storedAs);
        var opened = OrderFile.Open(path, storedAs is null ? ImportLimits.CommandLine : ImportLimits.Upload);
        if (!opened.IsOk)
        {
            return opened.Error;
        }

        using (opened.Value)
        {
            if (ColumnMap.Match(profile, opened.Value.Header) is { IsOk: false } other)
            {
                return other.Error;
            }
        }

        var hash = storedAs is null ? await HashAsync(path, ct) : "";
        return await desk.WriteAsync<ImportRunId>(actor, async write =>
        {
            var sold = await write.Db.Channels.SingleOrDefaultAsync(c => c.Code == channel, ct);
            if (sold is null && !actor.Can(ChannelsPermissions.Manage))
            {
                return Error.NotFound("channels.unknown", channel);
            }

            if (!command.DryRun)
            {
                sold ??= await ChannelBook.OpenAsync(write, channel, null, ct);
            }

            var open = await write.Db.ImportRuns.Where(r => r.State == ImportState.Queued || r.State == ImportState.Running).ToListAsync(ct);
            var same = open.Find(r => hash.Length > 0 && r.StoredAs is null && !r.DryRun && !command.DryRun && r.FileHash == hash && r.ChannelId == sold!.Id && r.Profile == profile.Name && r.Mode == command.Mode);
            if (same is not null)
            {
                return same.Id;
            }

            if (storedAs is not null && open.Count(r => r.StoredAs is not null) >= MostOpen)
            {
                return Error.Conflict("intake.too-many-imports", MostOpen);
            }

            var file = new ImportFile(Path.GetFileName(command.FileName), storedAs, ImportStore.NewReport(), hash);
            var run = ImportRun.Ask(write.NewId<ImportRunId>(), (sold?.Id, channel), file, profile.Name, command.Mode, command.DryRun, actor, write.Now);
            write.Db.ImportRuns.Add(run);
            write.Audit("import.asked", run.Kind, run.Key, new { file.Name, channel, profile = profile.Name, mode = command.Mode.ToString(), command.DryRun });
            return run.Id;
        }, ct);
    }

    private static async Task<string> HashAsync(string path, CancellationToken ct)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 81_920, FileOptions.Asynchronous | FileOptions.SequentialScan);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, ct));
    }
}

/// <summary>Somebody wants an import to stop; what was taken stays.</summary>
public sealed class CancelImport(Desk desk)
{
    /// <param name="Id">The import.</param>
    public sealed record Command(ImportRunId Id);

    /// <summary>It stops at its next transaction, or at once where nobody runs it.</summary>
    public async Task<Result> RunAsync(Actor actor, Command command, CancellationToken ct)
    {
        if (!actor.Can(IntakePermissions.Import))
        {
            return Error.Forbidden("intake.import-forbidden");
        }

        return await desk.WriteAsync(actor, async write => await write.Db.ImportRuns.FirstOrDefaultAsync(r => r.Id == command.Id, ct) is { } run
            ? run.AskToCancel(write.Now)
            : Error.NotFound("intake.import-not-found"), ct);
    }
}
