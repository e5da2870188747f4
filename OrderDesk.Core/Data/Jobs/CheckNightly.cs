using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using OrderDesk.Core.Data.Checks;

namespace OrderDesk.Core.Data.Jobs;

/// <summary>Looks at every invariant each night, so that a broken promise is known before somebody stumbles over it.</summary>
public sealed class CheckNightly(IDbContextFactory<OrderDeskDb> contexts, InvariantLook look, ILogger<CheckNightly> log) : IJob
{
    /// <inheritdoc/>
    public async Task<JobOutcome?> WorkAsync(JobRun run, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var lines = await look.AtAsync(db, live: true, each: null, ct);
        var broken = lines.Where(line => !line.Found.Ok).ToList();
        foreach (var line in broken)
        {
            log.InvariantBroken(line.Name, line.Found.Violations, string.Join("; ", line.Found.Examples));
        }

        return broken.Count == 0
            ? new JobOutcome("jobs.check.clean", lines.Count.ToString(CultureInfo.InvariantCulture))
            : new JobOutcome("jobs.check.broken", string.Join(", ", broken.Select(line => line.Name)));
    }
}
