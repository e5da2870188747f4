using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Data.Jobs;

/// <summary>Runs the registered jobs of this node: each under its lease, one round at a time, until it is stopped.</summary>
public sealed class JobRunner(
    IEnumerable<JobEntry> jobs,
    JobLeases leases,
    IServiceScopeFactory scopes,
    IOptions<CompanyOptions> company,
    TimeProvider clock,
    ILogger<JobRunner> log)
{
    /// <summary>A round that had nothing to tell is noted this often, so that people see the job is alive.</summary>
    public static readonly TimeSpan NoteEvery = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(10), LongestWait = TimeSpan.FromSeconds(10), Farewell = TimeSpan.FromSeconds(2);

    private readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById(company.Value.TimeZone);

    /// <summary>Runs every job until it is stopped, then lets go of the leases.</summary>
    public Task RunAllAsync(CancellationToken ct) => Task.WhenAll(jobs.Select(job => FollowAsync(job, ct)));

    private async Task FollowAsync(JobEntry entry, CancellationToken ct)
    {
        var mine = new Mine();
        while (!ct.IsCancellationRequested)
        {
            TimeSpan wait;
            try
            {
                wait = await StepAsync(entry, mine, ct);
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                break;
            }
            catch (Exception failure)
            {
                log.JobFailed(failure, entry.Name);
                wait = AfterFailure;
            }

            await Task.WhenAny(Task.Delay(wait, clock, ct));
        }

        await LetGoAsync(entry, mine);
    }

    /// <summary>Takes or keeps the lease and does a round if one is due; answers how long to wait.</summary>
    private async Task<TimeSpan> StepAsync(JobEntry entry, Mine mine, CancellationToken ct)
    {
        if (mine.Held is null || clock.GetElapsedTime(mine.KeptAt) >= JobLeases.RenewEvery)
        {
            mine.Keep(await leases.TakeAsync(entry.Name, ct), clock.GetTimestamp());
        }

        if (mine.Held is not { } held)
        {
            return JobLeases.RenewEvery;
        }

        var now = held.Now + clock.GetElapsedTime(mine.KeptAt);
        var due = entry.Schedule.Next(mine.LastRound, mine.Since, _zone);
        if (due > now)
        {
            return due - now < LongestWait ? due - now : LongestWait;
        }

        var outcome = await RoundAsync(entry, mine, held, ct);
        mine.LastRound = held.Now + clock.GetElapsedTime(mine.KeptAt);
        if (outcome is not null || entry.Schedule.Interval is not { } interval || interval >= NoteEvery || mine.NotedAt is null || clock.GetElapsedTime(mine.NotedAt.Value) >= NoteEvery)
        {
            mine.NotedAt = clock.GetTimestamp();
            mine.LastRound = await leases.NoteAsync(held, outcome, ct) ?? mine.LastRound;
        }

        return outcome?.Code is JobOutcome.FailedCode ? AfterFailure : TimeSpan.Zero;
    }

    /// <summary>One round; the lease is kept beside it, and when it is lost the round is stopped.</summary>
    private async Task<JobOutcome?> RoundAsync(JobEntry entry, Mine mine, HeldJob held, CancellationToken ct)
    {
        using var round = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var keeping = KeepAsync(mine, held, round);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var job = (IJob)scope.ServiceProvider.GetRequiredService(entry.Type);
            return await job.WorkAsync(new JobRun(held.Name, held.Owner, held.Fence), round.Token);
        }
        catch (Exception failure) when (!ct.IsCancellationRequested)
        {
            log.JobFailed(failure, entry.Name);
            return new JobOutcome(JobOutcome.FailedCode, failure.Message);
        }
        finally
        {
            await round.CancelAsync();
            await keeping;
        }
    }

    private async Task KeepAsync(Mine mine, HeldJob held, CancellationTokenSource round)
    {
        while (true)
        {
            await Task.WhenAny(Task.Delay(JobLeases.RenewEvery, clock, round.Token));
            if (round.IsCancellationRequested)
            {
                return;
            }

            var kept = await TryRenewAsync(held, round.Token);
            if (kept is true)
            {
                mine.Keep(held with { Now = held.Now + clock.GetElapsedTime(mine.KeptAt) }, clock.GetTimestamp());
                held = mine.Held!;
            }
            else if (kept is false || clock.GetElapsedTime(mine.KeptAt) > JobLeases.Lifetime)
            {
                log.LeaseLost(held.Name);
                mine.Keep(null, clock.GetTimestamp());
                await round.CancelAsync();
                return;
            }
        }
    }

    private async Task<bool?> TryRenewAsync(HeldJob held, CancellationToken ct)
    {
        try
        {
            return await leases.RenewAsync(held, ct);
        }
        catch (Exception) when (ct.IsCancellationRequested)
        {
            return true;
        }
        catch (Exception failure)
        {
            log.JobFailed(failure, held.Name);
            return null;
        }
    }

    private async Task LetGoAsync(JobEntry entry, Mine mine)
    {
        if (mine.Held is not { } held)
        {
            return;
        }

        using var farewell = new CancellationTokenSource(Farewell);
        try
        {
            await leases.EndAsync(held, farewell.Token);
        }
        catch (Exception failure)
        {
            log.JobFailed(failure, entry.Name);
        }
    }

    /// <summary>What this node knows of one job.</summary>
    private sealed class Mine
    {
        public HeldJob? Held { get; private set; }

        public long KeptAt { get; private set; }

        public DateTime Since { get; private set; }

        public DateTime? LastRound { get; set; }

        public long? NotedAt { get; set; }

        public void Keep(HeldJob? held, long at)
        {
            if (held is not null && held.Fence != Held?.Fence)
            {
                (Since, LastRound) = (held.Now, held.LastRunAt);
            }

            (Held, KeptAt) = (held, at);
        }
    }
}
