using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using OrderDesk.Core.Data;
using OrderDesk.Core.Data.Jobs;

namespace OrderDesk.Core.Access.Upkeep;

/// <summary>Forgets sessions and one-time links that ended more than thirty days ago, in small steps; the audit trail keeps what they did.</summary>
public sealed class TrimSessions(Desk desk, IOptions<SecurityOptions> options) : IJob
{
    /// <summary>How long an ended session or link is kept.</summary>
    public static readonly TimeSpan Keep = TimeSpan.FromDays(30);

    private const int Step = 500, MostSteps = 40;

    /// <inheritdoc/>
    public async Task<JobOutcome?> WorkAsync(JobRun run, CancellationToken ct)
    {
        var (sessions, links) = (0, 0);
        for (var step = 0; step < MostSteps; step++)
        {
            var trimmed = await desk.WriteAsync<(int Sessions, int Links)>(run.Actor, async write => await run.GuardAsync(write, ct) is { } lost ? lost : await StepAsync(write, ct), ct);
            if (trimmed is not { IsOk: true, Value: ( > 0, _) or (_, > 0) })
            {
                break;
            }

            (sessions, links) = (sessions + trimmed.Value.Sessions, links + trimmed.Value.Links);
        }

        return sessions + links == 0
            ? null
            : new JobOutcome("jobs.sessions.trimmed", sessions.ToString(CultureInfo.InvariantCulture), links.ToString(CultureInfo.InvariantCulture));
    }

    private async Task<(int Sessions, int Links)> StepAsync(Write write, CancellationToken ct)
    {
        var before = write.Now - Keep;
        var startedBefore = before - options.Value.SessionLimit;
        var sessions = await write.Db.StaffSessions.Where(session => session.StartedAt < startedBefore).OrderBy(session => session.Id).Take(Step).ToListAsync(ct);
        var links = await write.Db.OneTimeLinks.Where(link => link.ExpiresAt < before).OrderBy(link => link.Id).Take(Step).ToListAsync(ct);
        write.Db.RemoveRange([.. sessions, .. links]);
        return (sessions.Count, links.Count);
    }
}
