using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Data;

/// <summary>The one door to the database for writes: one context, one explicit transaction, one save, one answer; a refusal rolls everything back.</summary>
public sealed class Desk(
    IDbContextFactory<OrderDeskDb> contexts,
    IEnumerable<IReaction> reactions,
    IdSupply ids,
    WriteGate gate,
    ChangeFeed feed,
    TimeProvider clock,
    ILogger<Desk> log)
{
    /// <summary>How long one write may fight for its turn before it is refused as busy; with the last try inside the engine, which waits up to four seconds, under ten.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5.5);

    private static readonly string[] Change = ["kind", "id", "node", "at"];

    private readonly IReadOnlyList<IReaction> _reactions = [.. reactions.OrderBy(r => r.Order)];

    /// <summary>Runs the work in one transaction; it must be repeatable, for it runs again when somebody was in the way.</summary>
    public async Task<Result> WriteAsync(Actor actor, Func<Write, Task<Result>> work, CancellationToken ct)
    {
        var result = await WriteAsync<bool>(actor, async write => (await work(write)).Error is { } error ? error : true, ct);
        return result.Plain;
    }

    /// <summary>Runs the work in one transaction and hands its answer out once it is committed.</summary>
    public async Task<Result<T>> WriteAsync<T>(Actor actor, Func<Write, Task<Result<T>>> work, CancellationToken ct)
    {
        var started = clock.GetTimestamp();
        IdsRanDryException? dry = null;
        var timesDry = 0;
        for (var attempt = 1; ; attempt++)
        {
            StorageFault fault;
            try
            {
                var left = Patience - clock.GetElapsedTime(started);
                await (dry is null
                    ? ids.TopUpAsync(left, ct)
                    : ids.RefillAsync(dry.Name, Math.Max(dry.Wanted, IdPool.SizeOf(dry.Name) << Math.Min(timesDry - 1, 10)), left, ct));
                dry = null;
                return await OnceAsync(actor, work, Patience - clock.GetElapsedTime(started), ct);
            }
            catch (IdsRanDryException ranDry)
            {
                // A write that runs dry has used up what it took of the other kinds: each time twice as many, or a big one never ends.
                dry = ranDry;
                timesDry++;
                continue;
            }
            catch (NoTurnException)
            {
                return Error.Unavailable("shared.busy");
            }
            catch (DbUpdateConcurrencyException)
            {
                fault = StorageFault.Transient;
            }
            catch (Exception exception) when (contexts.FaultOf(exception) is not StorageFault.None)
            {
                fault = contexts.FaultOf(exception);
                log.WriteFailed(exception, attempt, fault);
            }

            switch (fault)
            {
                case StorageFault.Full:
                    return Error.Unavailable("shared.disk-full");
                case StorageFault.Broken:
                    return Error.Unavailable("shared.storage-down");
                case StorageFault.Duplicate when attempt >= 12:
                    return Error.Conflict("shared.already-there");
                case StorageFault.None or StorageFault.Duplicate or StorageFault.Transient:
                    break;
            }

            if (clock.GetElapsedTime(started) > Patience || attempt >= 50)
            {
                return Error.Unavailable("shared.busy");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(5, 20 * Math.Min(attempt, 10))), ct);
        }
    }

    private async Task<Result<T>> OnceAsync<T>(Actor actor, Func<Write, Task<Result<T>>> work, TimeSpan patience, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.TrackAll;
        using var turn = await gate.EnterAsync(db.Dialect, patience, ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);

        using var write = new Write(db, actor, Instant(), _reactions);
        var result = await work(write);
        if (!result.IsOk)
        {
            return result;
        }

        if (await write.SettleAsync(ct) is { IsOk: false } refused)
        {
            return refused.Error;
        }

        await write.SaveAsync(ct);
        await FinishAsync(write, ct);
        await transaction.CommitAsync(CancellationToken.None);
        feed.Committed(write.Changes);
        return result;
    }

    private DateTime Instant()
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return new DateTime(now.Ticks - (now.Ticks % TimeSpan.TicksPerMillisecond), DateTimeKind.Utc);
    }

    /// <summary>Counters last and in one order, so that writers meet on them as late and as briefly as possible.</summary>
    private async Task FinishAsync(Write write, CancellationToken ct)
    {
        var dialect = write.Db.Dialect;
        await new BulkWriter(write).RunAsync(dialect.AddChange, Change, [.. write.Changes.Select(change => (object[])[change.Kind, change.Id, feed.Node, write.Now])], ct);

        foreach (var ((name, shard), delta) in write.Counts)
        {
            if (delta != 0 && await write.ExecuteAsync(dialect.AddToCounter, ct, ("name", name), ("shard", shard), ("delta", delta)) == 0)
            {
                await write.ExecuteAsync(dialect.StartCounter, ct, ("name", name), ("shard", shard), ("delta", delta));
            }
        }

        if (dialect.Notify is { } notify && write.Changes.Count > 0)
        {
            await write.ExecuteAsync(notify, ct);
        }
    }
}
