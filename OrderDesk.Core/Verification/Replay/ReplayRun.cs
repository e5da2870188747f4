using OrderDesk.Core.Data;
using OrderDesk.Core.Shared;
using OrderDesk.Core.Verification.Policies;

namespace OrderDesk.Core.Verification.Replay;

/// <summary>The id of one replay.</summary>
public readonly record struct ReplayRunId(long Value) : ITypedId;

/// <summary>Where a replay stands.</summary>
public enum ReplayState
{
    /// <summary>Waiting for its turn.</summary>
    Queued = 1,

    /// <summary>Judging; after a crash it goes on behind the last order that was counted.</summary>
    Running = 2,

    /// <summary>Every order of the period was judged.</summary>
    Done = 3,

    /// <summary>Stopped by a person, or by asking again.</summary>
    Cancelled = 4,

    /// <summary>It could not go on; the log tells why.</summary>
    Failed = 5,
}

/// <summary>The two policies of a replay, as they were when it was asked for: what is typed later does not change what is counted.</summary>
/// <param name="Number">The number of the version in force.</param>
/// <param name="Document">The version in force as compact JSON.</param>
/// <param name="Tried">The version that is tried as compact JSON.</param>
public sealed record ReplayPolicies(int Number, string Document, string Tried);

/// <summary>One trial of a policy on past orders: what was asked for, how far it is, and what came out.</summary>
public sealed class ReplayRun : Entity
{
    /// <summary>How often in a row a run may break off before it is given up.</summary>
    public const int MostFaults = 3;

    /// <summary>How long a running replay may be silent before somebody else goes on with it.</summary>
    public static readonly TimeSpan SilentFor = TimeSpan.FromSeconds(30);

    private ReplayRun() { }

    /// <summary>The replay's id.</summary>
    public ReplayRunId Id { get; private init; }

    /// <summary>The version that is tried.</summary>
    public PolicyVersionId PolicyId { get; private init; }

    /// <summary>The version that is tried, as it was when it was asked for.</summary>
    [NotAudited]
    public string Document { get; private init; } = "{}";

    /// <summary>The number of the version in force it is compared with.</summary>
    public int InForceNumber { get; private init; }

    /// <summary>The version in force it is compared with.</summary>
    [NotAudited]
    public string InForceDocument { get; private init; } = "{}";

    /// <summary>Orders that came in from here on are judged (UTC).</summary>
    public DateTime FromAt { get; private init; }

    /// <summary>Orders that came in before are judged (UTC).</summary>
    public DateTime ToAt { get; private init; }

    /// <summary>Where it stands.</summary>
    public ReplayState State { get; private set; } = ReplayState.Queued;

    /// <summary>Orders to read; 0 until it began.</summary>
    public long Total { get; private set; }

    /// <summary>Orders that were read.</summary>
    public long Done { get; private set; }

    /// <summary>When the last order that was counted came in (UTC).</summary>
    public DateTime? LastAt { get; private set; }

    /// <summary>The number of that order.</summary>
    public long LastId { get; private set; }

    /// <summary>The figures so far, or the result, as JSON.</summary>
    public string Tally { get; private set; } = "{}";

    /// <summary>Whether somebody asked it to stop.</summary>
    public bool CancelAsked { get; private set; }

    /// <summary>How often in a row it broke off before anything more was counted.</summary>
    public int Faults { get; private set; }

    /// <summary>Rises each time somebody begins to run it, so that whoever ran it before is refused.</summary>
    public int Fence { get; private set; }

    /// <summary>Who asked for it, by the name of that time.</summary>
    public string AskedByName { get; private init; } = "";

    /// <summary>When it was asked for (UTC).</summary>
    public DateTime AskedAt { get; private init; }

    /// <summary>When it last made progress (UTC).</summary>
    public DateTime? ProgressAt { get; private set; }

    /// <summary>When it ended (UTC).</summary>
    public DateTime? EndedAt { get; private set; }

    /// <inheritdoc/>
    public override string Kind => "replay";

    /// <inheritdoc/>
    public override long Key => Id.Value;

    /// <inheritdoc/>
    public override bool Audited => false;

    /// <summary>A replay that is asked for.</summary>
    public static ReplayRun Ask(ReplayRunId id, PolicyVersionId policy, ReplayPolicies policies, (DateTime From, DateTime To) period, Actor by, DateTime now) => new()
    {
        Id = id,
        PolicyId = policy,
        Document = policies.Tried,
        InForceNumber = policies.Number,
        InForceDocument = policies.Document,
        FromAt = period.From,
        ToAt = period.To,
        AskedByName = by.Name,
        AskedAt = now,
    };

    /// <summary>Whether it runs, but nobody has heard of it for a while: its program has ended.</summary>
    public bool IsOrphaned(DateTime now) => State is ReplayState.Running && ProgressAt <= now - SilentFor;

    /// <summary>It begins, or goes on behind the last order that was counted.</summary>
    public Result Begin(long total, DateTime now)
    {
        if (State is not (ReplayState.Queued or ReplayState.Running))
        {
            return Error.Conflict("verification.replay-is-over", State);
        }

        if (State is ReplayState.Running && !IsOrphaned(now))
        {
            return Error.Conflict("verification.replay-running");
        }

        (State, Total, ProgressAt, Fence) = (ReplayState.Running, total, now, Fence + 1);
        return Result.Ok;
    }

    /// <summary>Orders up to this one are about to be committed with these figures.</summary>
    public void Advance(long done, (DateTime At, long Id) last, string tally, DateTime now)
    {
        (Done, LastAt, LastId, Tally, ProgressAt, Faults) = (done, last.At, last.Id, tally, now, 0);
        Total = Math.Max(Total, done);
    }

    /// <summary>It broke off on a fault of the program: it waits for another try, or is given up.</summary>
    public void BreakOff(DateTime now)
    {
        (State, Faults) = (ReplayState.Queued, Faults + 1);
        if (Faults >= MostFaults)
        {
            End(ReplayState.Failed, now);
        }
    }

    /// <summary>Somebody wants it to stop: at the next commit, or at once where nobody runs it.</summary>
    public Result AskToCancel(DateTime now)
    {
        if (State is not (ReplayState.Queued or ReplayState.Running))
        {
            return Error.Conflict("verification.replay-is-over", State);
        }

        CancelAsked = true;
        if (State is ReplayState.Queued || IsOrphaned(now))
        {
            End(ReplayState.Cancelled, now);
        }

        return Result.Ok;
    }

    /// <summary>It ended.</summary>
    public void End(ReplayState state, DateTime now) => (State, EndedAt) = (state, now);
}
