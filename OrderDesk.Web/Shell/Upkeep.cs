using OrderDesk.Core.Data;
using OrderDesk.Core.Data.Jobs;

namespace OrderDesk.Web.Shell;

/// <summary>What runs beside the requests while the desk serves: the reader of other processes' changes, and the jobs.</summary>
internal sealed class Upkeep(ChangeReader reader, JobRunner jobs) : BackgroundService
{
    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Task.Run(() => reader.FollowAsync(stoppingToken), stoppingToken), Task.Run(() => jobs.RunAllAsync(stoppingToken), stoppingToken));
}
