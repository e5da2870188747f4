using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using OrderDesk.Core.Data;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Shared;
using OrderDesk.Core.Verification.Policies;

namespace OrderDesk.Core.Verification.Replay;

/// <summary>Somebody wants to know what a version of the policy would have done: it is compared with the one in force on past orders. A job judges them.</summary>
public sealed class AskForReplay(Desk desk, IDbContextFactory<OrderDeskDb> contexts, IOptions<VerificationPolicy> settings, IOptions<CompanyOptions> company, TimeProvider clock)
{
    /// <summary>Days that are looked at unless asked otherwise, today among them.</summary>
    public const int UsualDays = 90;

    /// <summary>The longest period in years.</summary>
    public const int MostYears = 2;

    /// <summary>Replays that may wait or run at once.</summary>
    public const int MostOpen = 5;

    /// <param name="Version">The version that is tried: a draft, or one that was in force once.</param>
    /// <param name="From">The first day, in the company's time zone; null for <see cref="UsualDays"/> ago.</param>
    /// <param name="To">The last day; null for today.</param>
    public sealed record Command(PolicyVersionId Version, DateOnly? From = null, DateOnly? To = null);

    private readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById(company.Value.TimeZone);

    /// <summary>Asks; an open replay of the same version is stopped, for its answer is no longer wanted.</summary>
    public async Task<Result<ReplayRunId>> RunAsync(Actor actor, Command command, CancellationToken ct)
    {
        if (!actor.Can(VerificationPermissions.EditPolicy))
        {
            return Error.Forbidden("verification.edit-policy-forbidden");
        }

        var now = clock.GetUtcNow().UtcDateTime;
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(now, _zone));
        var to = command.To ?? today;
        var from = command.From ?? (to.DayNumber < UsualDays ? DateOnly.MinValue : to.AddDays(1 - UsualDays));
        if (Wrong(from, to, today) is { } wrong)
        {
            return wrong;
        }

        var (begin, end) = (Start(from), to >= today ? now.AddMilliseconds(1) : Start(to.AddDays(1)));
        await using (var db = await contexts.CreateDbContextAsync(ct))
        {
            if (!await db.Orders.AnyAsync(o => o.ReceivedAt >= begin && o.ReceivedAt < end && o.Origin != OrderOrigin.History, ct))
            {
                return Error.Invalid("verification.replay-empty", Day(from), Day(to));
            }
        }

        return await desk.WriteAsync<ReplayRunId>(actor, write => AskAsync(write, command.Version, (begin, end), ct), ct);
    }

    private static Error? Wrong(DateOnly from, DateOnly to, DateOnly today) =>
        from > to ? Error.Invalid("verification.replay-order", Day(from), Day(to))
        : from > today ? Error.Invalid("verification.replay-empty", Day(from), Day(to))
        : to > from.AddYears(MostYears) ? Error.Invalid("verification.replay-too-long", MostYears)
        : from.Year < Order.FirstYear || to.Year > Order.LastYear ? Error.Invalid("verification.replay-too-long", MostYears)
        : null;

    private async Task<Result<ReplayRunId>> AskAsync(Write write, PolicyVersionId id, (DateTime From, DateTime To) period, CancellationToken ct)
    {
        var version = await write.Db.PolicyVersions.SingleOrDefaultAsync(v => v.Id == id, ct);
        if (version is null)
        {
            return Error.NotFound("verification.policy-not-found");
        }

        if (PolicyMistakes.In(version.Policy()) is { Count: > 0 } mistakes)
        {
            return Error.Invalid("verification.replay-mistakes", mistakes.Count) with { Fields = mistakes };
        }

        var open = await write.Db.ReplayRuns.Where(r => r.State == ReplayState.Queued || r.State == ReplayState.Running).ToListAsync(ct);
        if (open.Count(r => r.PolicyId != id) >= MostOpen)
        {
            return Error.Conflict("verification.replay-too-many", MostOpen);
        }

        open.FindAll(r => r.PolicyId == id && !r.CancelAsked).ForEach(r => r.AskToCancel(write.Now));
        var inForce = await PolicyBook.InForceAsync(write, settings.Value, ct);
        var run = ReplayRun.Ask(write.NewId<ReplayRunId>(), id, new ReplayPolicies(inForce.Number!.Value, inForce.Document, version.Document), period, write.Actor, write.Now);
        write.Db.ReplayRuns.Add(run);
        return run.Id;
    }

    /// <summary>The first instant of a day in the company's time zone; some days begin at one o'clock.</summary>
    private DateTime Start(DateOnly day)
    {
        var local = day.ToDateTime(TimeOnly.MinValue);
        return TimeZoneInfo.ConvertTimeToUtc(_zone.IsInvalidTime(local) ? local.AddHours(1) : local, _zone);
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

/// <summary>Somebody wants a replay to stop.</summary>
public sealed class CancelReplay(Desk desk)
{
    /// <param name="Id">The replay.</param>
    public sealed record Command(ReplayRunId Id);

    /// <summary>It stops at its next commit, or at once where nobody runs it.</summary>
    public async Task<Result> RunAsync(Actor actor, Command command, CancellationToken ct)
    {
        if (!actor.Can(VerificationPermissions.EditPolicy))
        {
            return Error.Forbidden("verification.edit-policy-forbidden");
        }

        return await desk.WriteAsync(actor, async write => await write.Db.ReplayRuns.SingleOrDefaultAsync(r => r.Id == command.Id, ct) is { } run
            ? run.AskToCancel(write.Now)
            : Error.NotFound("verification.replay-not-found"), ct);
    }
}
