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
}
