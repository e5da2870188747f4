using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Data;
using OrderDesk.Core.Shared;
using OrderDesk.Core.Verification.Policies;

namespace OrderDesk.Core.Verification.Replay;

/// <summary>The newest replay of a version of the policy: how far it is, or what came out.</summary>
public sealed class ReplaySheet(IDbContextFactory<OrderDeskDb> contexts)
{
    /// <summary>One replay.</summary>
    /// <param name="Id">Its id.</param>
    /// <param name="State">Where it stands.</param>
    /// <param name="FromAt">Orders that came in from here on (UTC).</param>
    /// <param name="ToAt">Orders that came in before (UTC).</param>
    /// <param name="Done">Orders that were read.</param>
    /// <param name="Total">Orders to read; 0 until it began.</param>
    /// <param name="CancelAsked">Whether somebody asked it to stop.</param>
    /// <param name="AskedByName">Who asked for it.</param>
    /// <param name="AskedAt">When (UTC).</param>
    /// <param name="EndedAt">When it ended (UTC).</param>
    /// <param name="InForceNumber">The version it is compared with.</param>
    /// <param name="Outdated">Whether the version, or the one in force, says something else since.</param>
    /// <param name="Figures">The figures.</param>
    public sealed record Row(
        ReplayRunId Id, ReplayState State, DateTime FromAt, DateTime ToAt, long Done, long Total, bool CancelAsked, string AskedByName, DateTime AskedAt, DateTime? EndedAt,
        int InForceNumber, bool Outdated, ReplayTally Figures)
    {
        /// <summary>Whether it waits or runs.</summary>
        public bool IsOpen => State is ReplayState.Queued or ReplayState.Running;

        /// <summary>Whether it says what the version would do now.</summary>
        public bool IsCurrent => State is ReplayState.Done && !Outdated;
    }

    /// <summary>The newest replay, or null where nobody asked for one.</summary>
    public async Task<Result<Row?>> ReadAsync(Actor actor, PolicyVersionId version, CancellationToken ct)
    {
        if (!actor.Can(VerificationPermissions.ReadPolicy))
        {
            return Error.Forbidden("verification.read-policy-forbidden");
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var found = await db.ReplayRuns.AsNoTracking().Where(r => r.PolicyId == version).OrderByDescending(r => r.Id)
            .Select(r => new
            {
                Run = r,
                Same = db.PolicyVersions.Any(v => v.Id == version && v.Document == r.Document)
                    && !db.PolicyVersions.Any(v => v.State == PolicyState.Published && v.Id != version && v.Number != r.InForceNumber),
            }).FirstOrDefaultAsync(ct);
        return found?.Run is not { } run ? new Result<Row?>(null, null) : new Row(
            run.Id, run.State, run.FromAt, run.ToAt, run.Done, run.Total, run.CancelAsked, run.AskedByName, run.AskedAt, run.EndedAt, run.InForceNumber, !found.Same, ReplayTally.FromJson(run.Tally));
    }
}
