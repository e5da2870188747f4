using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrderDesk.Core.Data;
using OrderDesk.Core.Data.Jobs;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Review;

/// <summary>
/// Ends holds whose time is up, as their type says: the order goes on, is cancelled, or is passed on. An order that somebody has in hand waits until they let go,
/// one whose customer was asked waits for the answer, and one that was promised for a day waits for that; where two must say yes, time is not one of them.
/// </summary>
public sealed class ExpireHolds(Desk desk, IDbContextFactory<OrderDeskDb> contexts, CurrentHolds holds, IOptions<ReviewOptions> options, TimeProvider clock, ILogger<ExpireHolds> log) : IJob
{
    /// <summary>The most orders of one round; the next round goes on.</summary>
    public const int MostOrders = 100;

    /// <inheritdoc/>
    public async Task<JobOutcome?> WorkAsync(JobRun run, CancellationToken ct)
    {
        var ended = 0;
        var stuck = new List<string>();
        foreach (var id in await DueAsync(ct))
        {
            var done = await TryAsync(run, id, ct);
            ended += done.Value;
            if (done.Error is { Kind: ErrorKind.Unavailable } or { Code: JobRun.LeaseLost })
            {
                break;
            }

            if (!done.IsOk)
            {
                stuck.Add(id.Number);
            }
        }

        var orders = ended.ToString(CultureInfo.InvariantCulture);
        return stuck.Count > 0 ? new JobOutcome("jobs.hold-expiry.stuck", orders, string.Join(", ", stuck.Take(4)))
            : ended == 0 ? null
            : new JobOutcome("jobs.hold-expiry.done", orders);
    }

    private async Task<IReadOnlyList<OrderId>> DueAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var due = await db.OrderHolds.Where(h => h.State == HoldState.Open && h.ExpiresAt <= now)
            .Join(db.Orders, h => h.OrderId, o => o.Id, (h, o) => new { h.ExpiresAt, h.Type, o.Id, o.WaitingUntil, o.PromisedFor })
            .Where(x => (x.WaitingUntil == null || x.WaitingUntil <= now) && (x.Type != HoldType.Stock || x.PromisedFor == null || x.PromisedFor <= now)
                && !db.ReviewCases.Any(c => c.OrderId == x.Id && c.State == ReviewState.Open && c.ClaimedUntil > now))
            .OrderBy(x => x.ExpiresAt).ThenBy(x => x.Id).Select(x => x.Id).Take(2 * MostOrders).ToListAsync(ct);
        return [.. due.Distinct().Take(MostOrders)];
    }

    /// <summary>One order; 1 where something was done to it.</summary>
    private async Task<Result<int>> TryAsync(JobRun run, OrderId id, CancellationToken ct)
    {
        try
        {
            return await desk.WriteAsync<int>(run.Actor, async write => await run.GuardAsync(write, ct) is { } lost ? lost : await ExpireAsync(write, id, ct), ct);
        }
        catch (Exception failure) when (!ct.IsCancellationRequested)
        {
            log.ExpiryFailed(failure, id.Number);
            return Error.Conflict(JobOutcome.FailedCode, failure.Message);
        }
    }

    private async Task<Result<int>> ExpireAsync(Write write, OrderId id, CancellationToken ct)
    {
        var order = await write.Db.Orders.Include(o => o.Lines).Include(o => o.Holds).SingleAsync(o => o.Id == id, ct);
        var review = await write.Db.ReviewCases.SingleOrDefaultAsync(r => r.OrderId == id, ct);
        if (order.WaitingUntil > write.Now || review is { State: ReviewState.Open } && review.Claimant(write.Now) is not null)
        {
            // Somebody took it a moment ago; the next round comes back.
            return 0;
        }

        var book = await holds.OfAsync(write.Db, ct);
        var due = order.Holds.Where(h => h.State is HoldState.Open && h.ExpiresAt <= write.Now && !(h.Type is HoldType.Stock && order.PromisedFor > write.Now)).ToLookup(h => book.Of(h.Type).AtEnd);
        Order.ForgetExpiry(due[null]);
        if (due[HoldEnd.Cancel].ToList() is { Count: > 0 } final)
        {
            return Done(order.Expire(final, HoldEnd.Cancel, (order.IsPaid ? RefundInstruction.Full : RefundInstruction.None).ToString(), write.Actor, write.Now));
        }

        var (gone, passed) = (due[HoldEnd.Release].ToList(), due[HoldEnd.Escalate].ToList());
        if (gone.Count > 0 && !await MayGoAsync(write.Db, order, gone, ct))
        {
            passed.AddRange(gone);
            gone.Clear();
        }

        if (passed.Count > 0)
        {
            review?.PassOn(write.Actor, write.Now);
        }

        return passed.Count > 0 && order.Expire(passed, HoldEnd.Escalate, null, write.Actor, write.Now) is { IsOk: false } no ? no.Error
            : gone.Count > 0 ? Done(order.Expire(gone, HoldEnd.Release, null, write.Actor, write.Now))
            : passed.Count > 0 ? 1 : 0;
    }

    /// <summary>Whether these holds may go by themselves: not where nothing would be left to which two must say yes.</summary>
    private async Task<bool> MayGoAsync(OrderDeskDb db, Order order, List<OrderHold> gone, CancellationToken ct) =>
        order.Holds.Any(h => h.State is HoldState.Open && h.Type is not HoldType.Stock && !gone.Contains(h)) || !await Deciding.NeedsTwoAsync(db, options.Value, order, ct);

    private static Result<int> Done(Result result) => result.Error is { } error ? error : 1;
}

internal static partial class ReviewLog
{
    [LoggerMessage(EventId = 1502, Level = LogLevel.Error, Message = "Holds of order {Order} whose time is up could not be ended")]
    public static partial void ExpiryFailed(this ILogger log, Exception exception, string order);
}
