using System.Globalization;
using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Data;
using OrderDesk.Core.Data.Jobs;

namespace OrderDesk.Core.Notifications;

/// <summary>Forgets what was read more than ninety days ago, and after a year also what nobody ever read, in small steps.</summary>
public sealed class TrimNotifications(Desk desk) : IJob
{
    /// <summary>How long something read is kept.</summary>
    public static readonly TimeSpan KeepRead = TimeSpan.FromDays(90);

    /// <summary>How long anything is kept.</summary>
    public static readonly TimeSpan Keep = TimeSpan.FromDays(365);

    private const int Step = 500, MostSteps = 100;

    /// <inheritdoc/>
    public async Task<JobOutcome?> WorkAsync(JobRun run, CancellationToken ct)
    {
        var total = 0;
        for (var step = 0; step < MostSteps; step++)
        {
            var trimmed = await desk.WriteAsync<int>(run.Actor, async write => await run.GuardAsync(write, ct) is { } lost ? lost : await StepAsync(write, ct), ct);
            if (trimmed is not { IsOk: true, Value: > 0 })
            {
                break;
            }

            total += trimmed.Value;
        }

        return total == 0 ? null : new JobOutcome("jobs.notifications.trimmed", total.ToString(CultureInfo.InvariantCulture));
    }

    private static async Task<int> StepAsync(Write write, CancellationToken ct)
    {
        var (readBefore, before) = (write.Now - KeepRead, write.Now - Keep);
        var old = await write.Db.Notifications.Where(n => n.At < readBefore && (n.ReadAt < readBefore || n.At < before)).OrderBy(n => n.At).Take(Step).ToListAsync(ct);
        write.Db.RemoveRange(old);
        return old.Count;
    }
}
