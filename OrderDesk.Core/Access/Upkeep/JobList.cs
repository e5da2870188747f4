using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using OrderDesk.Core.Data;
using OrderDesk.Core.Data.Jobs;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Access.Upkeep;

/// <summary>Every background job: when it last came round, when it is due, what it said, and which node does it.</summary>
public sealed class JobList(IDbContextFactory<OrderDeskDb> contexts, IEnumerable<JobEntry> jobs, IOptions<CompanyOptions> company, TimeProvider clock)
{
    /// <summary>One job.</summary>
    /// <param name="Name">Its name, also the end of its translation key.</param>
    /// <param name="Schedule">When it comes round.</param>
    /// <param name="LastRunAt">When its last round was noted (UTC); rounds without news are noted once a minute.</param>
    /// <param name="NextRunAt">When it is due next (UTC); in the past where it runs or waits for a node.</param>
    /// <param name="Node">The node that does it now, or null where nobody does.</param>
    /// <param name="Note">What it said.</param>
    public sealed record Row(string Name, JobSchedule Schedule, DateTime? LastRunAt, DateTime NextRunAt, string? Node, JobNote Note)
    {
        /// <summary>Whether the last thing it said is that it failed.</summary>
        public bool IsFailing => Note.Code is JobOutcome.FailedCode;
    }

    /// <summary>Reads them, by name.</summary>
    public async Task<Result<IReadOnlyList<Row>>> ReadAsync(Actor actor, CancellationToken ct)
    {
        if (!actor.Can(AccessPermissions.SeeJobs))
        {
            return Error.Forbidden("access.see-jobs-forbidden");
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var leases = await db.JobLeases.ToDictionaryAsync(lease => lease.Name, StringComparer.Ordinal, ct);
        var now = clock.GetUtcNow().UtcDateTime;
        var zone = TimeZoneInfo.FindSystemTimeZoneById(company.Value.TimeZone);
        var rows = jobs.OrderBy(job => job.Name, StringComparer.Ordinal).Select(job => leases.GetValueOrDefault(job.Name) is { } lease
            ? new Row(job.Name, job.Schedule, lease.LastRunAt, job.Schedule.Next(lease.LastRunAt, now, zone), lease.Until > now ? lease.Owner : null, JobNote.FromJson(lease.LastOutcome))
            : new Row(job.Name, job.Schedule, null, job.Schedule.Next(null, now, zone), null, JobNote.None));
        return new Result<IReadOnlyList<Row>>([.. rows], null);
    }
}
