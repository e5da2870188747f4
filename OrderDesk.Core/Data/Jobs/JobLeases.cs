using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Data.Jobs;

/// <summary>A job in this node's hands.</summary>
/// <param name="Name">The job.</param>
/// <param name="Owner">This node.</param>
/// <param name="Fence">Rises when the job changes hands.</param>
/// <param name="LastRunAt">When its last round ended by the database's clock, or null.</param>
/// <param name="Now">What the database's clock said when the lease was taken or kept.</param>
public sealed record HeldJob(string Name, string Owner, long Fence, DateTime? LastRunAt, DateTime Now);

/// <summary>Hands each job to one node at a time, by the database's clock: taken by a conditional update, kept by renewing, lost by silence.</summary>
public sealed class JobLeases(IServiceScopeFactory scopes)
{
    /// <summary>How long a node that has fallen silent keeps its jobs.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(30);

    /// <summary>How often a living node renews.</summary>
    public static readonly TimeSpan RenewEvery = Lifetime / 3;

    /// <summary>This node's name: the machine, the process, and something random against a process number that comes back.</summary>
    public string Owner { get; } = FormattableString.Invariant($"{Environment.MachineName}/{Environment.ProcessId}/{System.Security.Cryptography.RandomNumberGenerator.GetHexString(6, lowercase: true)}");

    /// <summary>Takes a job that nobody holds, or keeps one's own; null while another node holds it.</summary>
    public async Task<HeldJob?> TakeAsync(string name, CancellationToken ct)
    {
        var result = await WriteAsync<HeldJob>(name, async write =>
        {
            var now = await NowAsync(write, ct);
            var until = now + Lifetime;
            if (await write.ExecuteAsync(write.Db.Dialect.TakeLease, ct, ("name", name), ("owner", Owner), ("now", now), ("until", until)) == 0
                && await write.ExecuteAsync(write.Db.Dialect.StartLease, ct, ("name", name), ("owner", Owner), ("until", until)) == 0)
            {
                return Error.Conflict("jobs.held-elsewhere", name);
            }

            var row = (await write.QueryAsync(write.Db.Dialect.ReadLease, read => (Fence: read.GetInt64(1), Last: read.IsDBNull(2) ? (DateTime?)null : Utc(read.GetDateTime(2))), ct, ("name", name)))[0];
            return new HeldJob(name, Owner, row.Fence, row.Last, now);
        }, ct);
        return result.IsOk ? result.Value : null;
    }

    /// <summary>Keeps a job; false when another node has taken it over, null when the database could not be asked.</summary>
    public async Task<bool?> RenewAsync(HeldJob job, CancellationToken ct)
    {
        var result = await WriteAsync<bool>(job.Name, async write =>
        {
            var until = await NowAsync(write, ct) + Lifetime;
            return await write.ExecuteAsync(write.Db.Dialect.RenewLease, ct, ("name", job.Name), ("owner", job.Owner), ("fence", job.Fence), ("until", until)) == 1
                ? true
                : Error.Conflict("jobs.lease-lost", job.Name);
        }, ct);
        return result.IsOk ? true : result.Error.Kind is ErrorKind.Conflict ? false : null;
    }

    /// <summary>Notes how a round ended; answers the database's clock, or null when another node has taken the job over.</summary>
    public async Task<DateTime?> NoteAsync(HeldJob job, JobOutcome? outcome, CancellationToken ct)
    {
        var result = await WriteAsync<DateTime>(job.Name, async write =>
        {
            var now = await NowAsync(write, ct);
            write.Changed("job", 0);
            var before = await write.Db.JobLeases.Where(lease => lease.Name == job.Name).Select(lease => lease.LastOutcome).FirstOrDefaultAsync(ct);
            var note = JobNote.FromJson(before).After(outcome, now).ToJson();
            return await write.ExecuteAsync(write.Db.Dialect.NoteRun, ct, ("name", job.Name), ("owner", job.Owner), ("fence", job.Fence), ("now", now), ("outcome", note)) == 1
                ? now
                : Error.Conflict("jobs.lease-lost", job.Name);
        }, ct);
        return result.IsOk ? result.Value : null;
    }

    /// <summary>Lets go, so that the next node need not wait.</summary>
    public Task EndAsync(HeldJob job, CancellationToken ct) => WriteAsync<bool>(job.Name, async write =>
    {
        var now = await NowAsync(write, ct);
        return await write.ExecuteAsync(write.Db.Dialect.RenewLease, ct, ("name", job.Name), ("owner", job.Owner), ("fence", job.Fence), ("until", now)) == 1;
    }, ct);

    private async Task<Result<T>> WriteAsync<T>(string name, Func<Write, Task<Result<T>>> work, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<Desk>().WriteAsync(Actor.System(name), work, ct);
    }

    private static async Task<DateTime> NowAsync(Write write, CancellationToken ct) =>
        (await write.QueryAsync(write.Db.Dialect.Clock, read => Dialect.ReadClock(read.GetValue(0)), ct))[0];

    private static DateTime Utc(DateTime time) => DateTime.SpecifyKind(time, DateTimeKind.Utc);
}
