using OrderDesk.Core.Channels;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Intake;

/// <summary>The id of one import of one file.</summary>
public readonly record struct ImportRunId(long Value) : ITypedId
{
    /// <summary>Whether one import was asked for before another; the list is paged by it.</summary>
    public static bool operator <(ImportRunId one, ImportRunId other) => one.Value < other.Value;

    /// <summary>Whether one import was asked for after another.</summary>
    public static bool operator >(ImportRunId one, ImportRunId other) => one.Value > other.Value;
}

/// <summary>What an import is for.</summary>
public enum ImportMode
{
    /// <summary>Orders run through the whole pipeline.</summary>
    Live = 1,

    /// <summary>Orders are recorded for the figures only: never stock, messages or the queue.</summary>
    History = 2,
}

/// <summary>Where an import stands.</summary>
public enum ImportState
{
    /// <summary>Waiting for its turn.</summary>
    Queued = 1,

    /// <summary>Running; after a crash it goes on from its checkpoint.</summary>
    Running = 2,

    /// <summary>Every row is accounted for.</summary>
    Done = 3,

    /// <summary>Stopped by a person; what was taken stays.</summary>
    Cancelled = 4,

    /// <summary>It could not go on; the reason is kept.</summary>
    Failed = 5,
}

/// <summary>The file of an import.</summary>
/// <param name="Name">Its own name.</param>
/// <param name="StoredAs">Where the server keeps it, or null where it is read from its own place.</param>
/// <param name="ReportAs">Where the server keeps the account of its rows.</param>
/// <param name="Hash">SHA-256 in lower-case hex, or empty until it was read.</param>
public sealed record ImportFile(string Name, string? StoredAs, string ReportAs, string Hash = "");

/// <summary>One import of one file: what was asked for, how far it is, and where every row went.</summary>
public sealed class ImportRun : Entity
{
    /// <summary>How often in a row a run may break off at the same place before it is given up.</summary>
    public const int MostFaults = 3;

    /// <summary>The longest name of a file; longer ones lose their beginning.</summary>
    public const int FileNameMaxLength = 200;

    private ImportRun() { }

    /// <summary>The import's id.</summary>
    public ImportRunId Id { get; private init; }

    /// <summary>The channel its orders belong to; null for a trial whose channel nobody has opened, for a trial opens none.</summary>
    public ChannelId? ChannelId { get; private init; }

    /// <summary>The code of the channel that the import of a trial would open, or null.</summary>
    public string? NewChannel { get; private init; }

    /// <summary>The file's own name, shortened.</summary>
    public string FileName { get; private init; } = "";

    /// <summary>Where the server keeps the file until it is done; null for the command line, which reads its own.</summary>
    public string? StoredAs { get; private init; }

    /// <summary>Where the server keeps the account of every row that was skipped or rejected.</summary>
    public string ReportAs { get; private init; } = "";

    /// <summary>SHA-256 in lower-case hex of the file as sent; empty until it was read once.</summary>
    public string FileHash { get; private set; } = "";

    /// <summary>The layout, such as <c>generic</c>.</summary>
    public string Profile { get; private init; } = "";

    /// <summary>What it is for.</summary>
    public ImportMode Mode { get; private init; }

    /// <summary>Whether it only says what it would do.</summary>
    public bool DryRun { get; private init; }

    /// <summary>Where it stands.</summary>
    public ImportState State { get; private set; } = ImportState.Queued;

    /// <summary>Groups of rows that are committed: a resume begins after them.</summary>
    public int GroupsDone { get; private set; }

    /// <summary>The figures so far, or the result, as JSON.</summary>
    public string Tally { get; private set; } = "{}";

    /// <summary>How far it is, 0 to 100.</summary>
    public int Percent { get; private set; }

    /// <summary>Why it failed: a dotted code that is also a translation key.</summary>
    public string? FailureCode { get; private set; }

    /// <summary>What the words of the failure need, as a JSON array.</summary>
    public string? FailureArgs { get; private set; }

    /// <summary>Whether somebody asked it to stop.</summary>
    public bool CancelAsked { get; private set; }

    /// <summary>How often it went on after a crash.</summary>
    public int Resumed { get; private set; }

    /// <summary>How often in a row it broke off on a fault of the program before anything more was taken.</summary>
    public int Faults { get; private set; }

    /// <summary>Rises each time somebody begins to run it, so that whoever ran it before is refused.</summary>
    public int Fence { get; private set; }

    /// <summary>The member of staff who started it, or 0 for the command line.</summary>
    public StaffId StartedById { get; private init; }

    /// <summary>Who started it.</summary>
    public string StartedBy { get; private init; } = "";

    /// <summary>When it was asked for (UTC).</summary>
    public DateTime CreatedAt { get; private init; }

    /// <summary>When it last made progress (UTC).</summary>
    public DateTime? ProgressAt { get; private set; }

    /// <summary>When it ended (UTC).</summary>
    public DateTime? EndedAt { get; private set; }

    /// <inheritdoc/>
    public override string Kind => "import";

    /// <inheritdoc/>
    public override long Key => Id.Value;

    /// <inheritdoc/>
    public override bool Audited => false;

    /// <summary>How long a running import may be silent before somebody else goes on with it.</summary>
    public static readonly TimeSpan SilentFor = TimeSpan.FromSeconds(10);

    /// <summary>An import that is asked for.</summary>
    public static ImportRun Ask(ImportRunId id, (ChannelId? Id, string Code) channel, ImportFile file, string profile, ImportMode mode, bool dryRun, Actor by, DateTime now) => new()
    {
        Id = id,
        ChannelId = channel.Id,
        NewChannel = channel.Id is null ? channel.Code : null,
        FileName = Writing.Keepable(file.Name.Length > FileNameMaxLength ? file.Name[^FileNameMaxLength..] : file.Name),
        StoredAs = file.StoredAs,
        ReportAs = file.ReportAs,
        FileHash = file.Hash,
        Profile = profile,
        Mode = mode,
        DryRun = dryRun,
        StartedById = by.Id,
        StartedBy = by.Name,
        CreatedAt = now,
    };

    /// <summary>Whether it runs, but nobody has heard of it for a while: its program has ended.</summary>
    public bool IsOrphaned(DateTime now) => State is ImportState.Running && ProgressAt <= now - SilentFor;

    /// <summary>It begins, or goes on from its checkpoint after a crash; a trial begins anew, for it has kept nothing.</summary>
    public Result Begin(string fileHash, DateTime now)
    {
        if (State is not (ImportState.Queued or ImportState.Running))
        {
            return Error.Conflict("intake.import-is-over", State);
        }

        if (State is ImportState.Running && !IsOrphaned(now))
        {
            return Error.Conflict("intake.import-already-running");
        }

        if (FileHash.Length > 0 && FileHash != fileHash)
        {
            return Error.Conflict("intake.import-file-changed");
        }

        Resumed += Fence > 0 ? 1 : 0;
        (State, FileHash, ProgressAt, Fence) = (ImportState.Running, fileHash, now, Fence + 1);
        if (DryRun)
        {
            (GroupsDone, Tally, Percent) = (0, "{}", 0);
        }

        return Result.Ok;
    }

    /// <summary>A batch is about to be committed with these figures.</summary>
    public void Advance(int groupsDone, int percent, string tally, DateTime now)
    {
        (GroupsDone, Percent, Tally, ProgressAt) = (groupsDone, Math.Clamp(percent, 0, 100), tally, now);
        Faults = DryRun ? Faults : 0;
    }

    /// <summary>It broke off on a fault of the program: it waits for another try from its checkpoint, or is given up where it broke off too often.</summary>
    public void BreakOff(Error givenUp, string args, DateTime now)
    {
        (State, Faults) = (ImportState.Queued, Faults + 1);
        if (Faults >= MostFaults)
        {
            End(ImportState.Failed, Tally, now, givenUp.Code, args);
        }
    }

    /// <summary>Somebody wants it to stop: at the next batch, or at once where nobody runs it.</summary>
    public Result AskToCancel(DateTime now)
    {
        if (State is not (ImportState.Queued or ImportState.Running))
        {
            return Error.Conflict("intake.import-is-over", State);
        }

        CancelAsked = true;
        if (State is ImportState.Queued || IsOrphaned(now))
        {
            End(ImportState.Cancelled, Tally, now);
        }

        return Result.Ok;
    }

    /// <summary>It ended with these figures.</summary>
    public void End(ImportState state, string tally, DateTime now, string? failureCode = null, string? failureArgs = null)
    {
        (State, Tally, EndedAt, FailureCode, FailureArgs) = (state, tally, now, failureCode, failureArgs);
        Percent = state is ImportState.Done ? 100 : Percent;
    }
}
