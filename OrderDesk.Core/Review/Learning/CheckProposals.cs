using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using OrderDesk.Core.Data;
using OrderDesk.Core.Shared;
using OrderDesk.Core.Verification;
using OrderDesk.Core.Verification.Checks;
using OrderDesk.Core.Verification.Policies;

namespace OrderDesk.Core.Review.Learning;

/// <summary>Changes of the policy that the decisions of the last days speak for; a person drafts, tries and publishes them, or does not.</summary>
public sealed class CheckProposals(
    IDbContextFactory<OrderDeskDb> contexts, CheckFigures figures, MinedProposals mined, CurrentPolicy current, IOptions<CompanyOptions> company, TimeProvider clock)
{
    /// <summary>Orders a check must have held before its retirement is proposed.</summary>
    public const int Needs = 100;

    /// <summary>Decided orders that a looser threshold or orders of a kind need.</summary>
    public const int NeedsFreed = PassBuckets.Needs;

    /// <summary>Drawn orders that a tighter threshold needs.</summary>
    public const int NeedsDrawn = BetterThresholds.NeedsDrawn;

    /// <summary>Held orders that are looked at one by one.</summary>
    public const int MostHeld = DecidedHits.Most;

    /// <summary>The share of right questions below which a check is not worth the looks it costs; the upper end of its interval must lie below.</summary>
    public const double Worthless = 0.02;

    /// <summary>What is proposed, the most expensive first, and the period it comes from.</summary>
    /// <param name="From">The first day.</param>
    /// <param name="To">The last day: today.</param>
    /// <param name="Policy">The policy in force that was looked at.</param>
    /// <param name="Rows">The proposals, dismissed ones last.</param>
    /// <param name="OrMore">Whether there are more held orders than were looked at.</param>
    public sealed record Answer(DateOnly From, DateOnly To, VerificationPolicy Policy, IReadOnlyList<Proposal> Rows, bool OrMore = false);

    /// <summary>Whether people let nearly everything go that a check held: enough orders, and even the upper end of its interval is too low.</summary>
    public static bool IsWorthless(CheckFigures.Row row) => row.Hits >= Needs && row.Precision.High < Worthless;

    /// <summary>Reads the proposals from the orders of the last <see cref="CheckFigures.UsualDays"/> days.</summary>
    public async Task<Result<Answer>> ReadAsync(Actor actor, CancellationToken ct)
    {
        if (!actor.Can(VerificationPermissions.ReadPolicy))
        {
            return Error.Forbidden("verification.read-policy-forbidden");
        }

        var to = DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(clock.GetUtcNow().UtcDateTime, TimeZoneInfo.FindSystemTimeZoneById(company.Value.TimeZone)));
        var from = to.AddDays(1 - CheckFigures.UsualDays);
        var read = await figures.ReadAsync(actor, new CheckFigures.Filter(from, to), ct);
        if (!read.IsOk)
        {
            return read.Error;
        }

        var policy = await current.GetAsync(ct);
        var retire = read.Value.Rows.Where(row => IsWorthless(row) && Without(policy, row.Check) is not null).ToList();
        var (others, orMore) = await mined.ReadAsync(policy, (from, to), read.Value, [.. retire.Select(row => row.Check)], ct);
        var rows = retire.Select(Proposal (row) => new RetireProposal(row)).Concat(others).ToList();
        var dismissed = await DismissedAsync(rows, ct);
        return new Answer(
            from, to, policy,
            [.. rows.Select(row => row with { Dismissed = dismissed.GetValueOrDefault(row.Key) }).OrderBy(row => row.Dismissed is not null).ThenByDescending(row => row.Decided)], orMore);
    }

    /// <summary>The newest no to each, as far as it still stands.</summary>
    private async Task<Dictionary<string, DismissedProposal>> DismissedAsync(List<Proposal> rows, CancellationToken ct)
    {
        var keys = rows.ConvertAll(row => row.Key);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var last = await db.DismissedProposals.AsNoTracking().Where(d => keys.Contains(d.Check) && !db.DismissedProposals.Any(newer => newer.Check == d.Check && newer.At > d.At)).OrderBy(d => d.Id).ToListAsync(ct);
        return last.GroupBy(d => d.Check, StringComparer.Ordinal).Select(same => same.Last()).Where(d => rows.Exists(row => row.Key == d.Check && d.Stands(row.Decided))).ToDictionary(d => d.Check, StringComparer.Ordinal);
    }

    /// <summary>The policy without a check or rule; null where it does not hold orders for it, or where it cannot be told apart.</summary>
    internal static VerificationPolicy? Without(VerificationPolicy policy, string code)
    {
        if (AllChecks.List.FirstOrDefault(check => check.Code == code) is { } known)
        {
            return policy.ModeOf(known) is not CheckMode.Hold ? null : policy with
            {
                Checks = new Dictionary<string, CheckSetting>(policy.Checks) { [code] = (policy.Checks.GetValueOrDefault(code) ?? new CheckSetting()) with { Mode = CheckMode.Off } },
            };
        }

        return policy.Rules.Any(rule => rule.On && rule.Check == code)
            ? policy with { Rules = [.. policy.Rules.Select(rule => rule.Check == code ? rule with { On = false } : rule)] }
            : null;
    }
}
