using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using OrderDesk.Core.Data;
using OrderDesk.Core.Data.Jobs;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Shared;
using OrderDesk.Core.Verification;
using OrderDesk.Core.Verification.Policies;

namespace OrderDesk.Core.Review;

/// <summary>
/// After a policy was published: verifies again every order that may still be held and that an older version judged, a few in each write. What a person
/// released stays released; an order that somebody has claimed waits until the claim ends, so that nobody's case changes under their hands.
/// </summary>
public sealed class ReverifyOpenOrders(IDbContextFactory<OrderDeskDb> contexts, Desk desk, CurrentPolicy current, VerifyOrder verify, TimeProvider clock, ILogger<ReverifyOpenOrders> log) : IJob
{
    /// <summary>Orders of one write, so that whoever waits for it does not wait long.</summary>
    public const int Batch = 20;

    /// <summary>The most writes of one round; the next round goes on.</summary>
    public const int MostWrites = 250;

    private sealed record Round(JobRun Run, int InForce)
    {
        public int Verified { get; set; }

        public List<OrderId> Stuck { get; } = [];

        /// <summary>Without the lease or the storage nothing more is tried, and nobody is stuck for that.</summary>
        public bool Over { get; set; }
    }

    /// <inheritdoc/>
    public async Task<JobOutcome?> WorkAsync(JobRun run, CancellationToken ct)
    {
        var policy = await current.GetAsync(ct);
        if (policy.Version == VerificationPolicy.FromSettings)
        {
            return null;
        }

        var round = new Round(run, policy.Version);
        var more = true;
        for (var writes = 0; more && !round.Over && writes < MostWrites; writes++)
        {
            more = await StepAsync(round, ct);
        }

        var (verified, version) = (round.Verified.ToString(CultureInfo.InvariantCulture), round.InForce.ToString(CultureInfo.InvariantCulture));
        return round.Stuck.Count > 0 ? new JobOutcome("jobs.reverify.stuck", verified, version, string.Join(", ", round.Stuck.Take(4).Select(id => id.Number)))
            : round.Verified == 0 ? null
            : new JobOutcome(more ? "jobs.reverify.more" : "jobs.reverify.done", verified, version);
    }

    /// <summary>One batch; an order that cannot be verified is tried alone, so that it does not keep the others waiting.</summary>
    private async Task<bool> StepAsync(Round round, CancellationToken ct)
    {
        List<OrderId> found;
        await using (var db = await contexts.CreateDbContextAsync(ct))
        {
            found = await Outdated(db, round.InForce, clock.GetUtcNow().UtcDateTime, round.Stuck).Take(Batch).ToListAsync(ct);
        }

        if (found.Count > 0 && !await TryAsync(round, found, ct))
        {
            foreach (var id in found)
            {
                if (!round.Over && !await TryAsync(round, [id], ct) && !round.Over)
                {
                    round.Stuck.Add(id);
                }
            }
        }

        return found.Count == Batch;
    }

    private static IQueryable<OrderId> Outdated(OrderDeskDb db, int inForce, DateTime now, List<OrderId> stuck) => db.Orders
        .Where(o => o.PolicyVersion < inForce && o.Status <= OrderStatus.ReadyToFulfil && o.Origin != OrderOrigin.History && !stuck.Contains(o.Id)
            && !db.ReviewCases.Any(c => c.OrderId == o.Id && c.State == ReviewState.Open && c.ClaimedUntil > now))
        .OrderBy(o => o.PolicyVersion).ThenBy(o => o.Id)
        .Select(o => o.Id);

    /// <summary>Verifies orders in one write; false where that failed for a reason of theirs.</summary>
    private async Task<bool> TryAsync(Round round, IReadOnlyList<OrderId> ids, CancellationToken ct)
    {
        try
        {
            var done = await desk.WriteAsync<int>(round.Run.Actor, write => VerifyAsync(write, round.Run, ids, ct), ct);
            round.Verified += done.Value;
            round.Over = done.Error is { } error && (error.Kind is ErrorKind.Unavailable || error.Code == JobRun.LeaseLost);
            return done.IsOk;
        }
        catch (Exception failure) when (!ct.IsCancellationRequested)
        {
            log.ReverifyFailed(failure, string.Join(", ", ids.Select(id => id.Number)));
            return false;
        }
    }

    private async Task<Result<int>> VerifyAsync(Write write, JobRun run, IReadOnlyList<OrderId> ids, CancellationToken ct)
    {
        if (await run.GuardAsync(write, ct) is { } lost)
        {
            return lost;
        }

        // Somebody may have claimed one of them a moment ago.
        var claimed = await write.Db.ReviewCases.AsNoTracking()
            .Where(c => ids.Contains(c.OrderId) && c.State == ReviewState.Open && c.ClaimedUntil > write.Now).Select(c => c.OrderId).ToListAsync(ct);
        var verified = 0;
        foreach (var id in ids.Except(claimed))
        {
            var result = await verify.ByIdAsync(write, id, ct);
            if (!result.IsOk && result.Error.Code is not VerifyOrder.NotOpen)
            {
                return result.Error;
            }

            verified += result.IsOk ? 1 : 0;
        }

        return verified;
    }
}

internal static partial class ReviewLog
{
    [LoggerMessage(EventId = 1501, Level = LogLevel.Error, Message = "Orders {Orders} could not be verified by the policy in force")]
    public static partial void ReverifyFailed(this ILogger log, Exception exception, string orders);
}
