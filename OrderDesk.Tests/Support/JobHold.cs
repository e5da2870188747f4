using Microsoft.Extensions.DependencyInjection;
using OrderDesk.Core.Data.Jobs;

namespace OrderDesk.Tests.Support;

/// <summary>How a test stands in for the runner of jobs.</summary>
public static class JobHold
{
    /// <summary>Takes a job's lease for this desk, as its runner would before a round.</summary>
    public static async Task<JobRun> HoldJobAsync(this TestDesk desk, string name)
    {
        var held = await desk.Services.GetRequiredService<JobLeases>().TakeAsync(name, TestContext.Current.CancellationToken);
        Assert.NotNull(held);
        return new JobRun(held.Name, held.Owner, held.Fence);
    }

    /// <summary>One round of a registered job, under its lease; answers what it had to tell.</summary>
    public static async Task<JobOutcome?> RoundAsync(this TestDesk desk, string name)
    {
        var run = await desk.HoldJobAsync(name);
        var type = desk.Services.GetServices<JobEntry>().Single(entry => entry.Name == name).Type;
        await using var scope = desk.Services.CreateAsyncScope();
        return await ((IJob)scope.ServiceProvider.GetRequiredService(type)).WorkAsync(run, TestContext.Current.CancellationToken);
    }
}
