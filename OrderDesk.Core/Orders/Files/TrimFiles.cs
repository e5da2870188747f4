using System.Globalization;
using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Data;
using OrderDesk.Core.Data.Jobs;

namespace OrderDesk.Core.Orders;

/// <summary>Forgets files whose note was not written within a week, in small steps.</summary>
public sealed class TrimFiles(Desk desk) : IJob
{
    /// <summary>How long a file waits for its note.</summary>
    public static readonly TimeSpan Keep = TimeSpan.FromDays(7);

    private const int Step = 5, MostSteps = 1_000;

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
            await WritePace.BreatheAsync(ct);
        }

        return total == 0 ? null : new JobOutcome("jobs.files.trimmed", total.ToString(CultureInfo.InvariantCulture));
    }

    private static async Task<int> StepAsync(Write write, CancellationToken ct)
    {
        var before = write.Now - Keep;
        var old = await write.Db.NoteFiles.Where(f => f.Entry == null && f.At < before).OrderBy(f => f.At).Take(Step).ToListAsync(ct);
        write.Db.NoteFiles.RemoveRange(old);
        return old.Count;
    }
}
