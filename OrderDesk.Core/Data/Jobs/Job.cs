using Microsoft.Extensions.DependencyInjection;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Data.Jobs;

/// <summary>Work that comes round by itself, on one node at a time.</summary>
public interface IJob
{
    /// <summary>Does one round; must be safe to repeat. Answers what there is to tell, or null where there was nothing to do.</summary>
    Task<JobOutcome?> WorkAsync(JobRun run, CancellationToken ct);
}

/// <summary>What one round of a job has to tell: a dotted code that is also a translation key, and what its words need.</summary>
public sealed record JobOutcome(string Code, params IReadOnlyList<string> Args)
{
    /// <summary>The code of a round that threw.</summary>
    public const string FailedCode = "jobs.failed";

    private const int ArgMaxLength = 60, MostArgs = 4;

    /// <summary>Short enough to be kept in the row of the job.</summary>
    public JobOutcome Shortened() => new(Code, [.. Args.Take(MostArgs).Select(arg => arg.Length <= ArgMaxLength ? arg : arg[..ArgMaxLength] + "…")]);
}

/// <summary>One round under way: who acts, and the lease every write of the round stands under.</summary>
public sealed class JobRun(string name, string owner, long fence)
{
    /// <summary>The code of the refusal to write for a job that another node has taken over.</summary>
    public const string LeaseLost = "jobs.lease-lost";

    /// <summary>The job.</summary>
    public string Name => name;

    /// <summary>OrderDesk itself, under the name of the job.</summary>
    public Actor Actor { get; } = Actor.System(name);

    /// <summary>Rises when the job changes hands.</summary>
    public long Fence => fence;

    /// <summary>Ties a write to the lease: refused once another node has taken the job over, and nobody can take it over before the write is done.</summary>
    public async Task<Error?> GuardAsync(Write write, CancellationToken ct) =>
        await write.ExecuteAsync(write.Db.Dialect.GuardLease, ct, ("name", name), ("owner", owner), ("fence", fence)) == 1
            ? null
            : Error.Conflict(LeaseLost, name);
}

/// <summary>A job that some feature has registered.</summary>
/// <param name="Name">Short, dashed, lower case; also the end of its translation key.</param>
/// <param name="Type">The class that does the work.</param>
/// <param name="Schedule">When it is due.</param>
public sealed record JobEntry(string Name, Type Type, JobSchedule Schedule);

/// <summary>How features register their jobs.</summary>
public static class JobRegistration
{
    /// <summary>Adds a job that is due this long after its last round.</summary>
    public static IServiceCollection AddJob<TJob>(this IServiceCollection services, string name, TimeSpan every) where TJob : class, IJob =>
        services.AddScoped<TJob>().AddSingleton(new JobEntry(name, typeof(TJob), JobSchedule.Every(every)));

    /// <summary>Adds a job that is due once a day, at this time in the company's time zone.</summary>
    public static IServiceCollection AddJob<TJob>(this IServiceCollection services, string name, TimeOnly at) where TJob : class, IJob =>
        services.AddScoped<TJob>().AddSingleton(new JobEntry(name, typeof(TJob), JobSchedule.Daily(at)));
}
