using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using OrderDesk.Core.Data;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Shared;
using OrderDesk.Core.Verification;
using OrderDesk.Core.Verification.Checks;
using OrderDesk.Core.Verification.Policies;
using OrderDesk.Core.Verification.Replay;

namespace OrderDesk.Core.Review.Learning;

/// <summary>What single orders speak for: kinds of orders to let pass, and thresholds that would have asked better. The newest <see cref="DecidedHits.Most"/> held orders are looked at.</summary>
public sealed class MinedProposals(IDbContextFactory<OrderDeskDb> contexts, IOptions<CompanyOptions> company, IOptions<PassLimits> limits)
{
    private readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById(company.Value.TimeZone);

    /// <summary>Reads them; checks with too few decided orders cost nothing, and of those that are to be retired nothing else is proposed.</summary>
    internal async Task<(IReadOnlyList<Proposal> Rows, bool OrMore)> ReadAsync(
        VerificationPolicy policy, (DateOnly From, DateOnly To) period, CheckFigures.Answer figures, IReadOnlyCollection<string> retired, CancellationToken ct)
    {
        var measures = Measure.All(policy).Where(measure => !retired.Contains(measure.Check)).ToList();
        var passes = AllChecks.List.Where(check => LetPass.Checks.Contains(check.Code) && policy.ModeOf(check) is CheckMode.Hold && !retired.Contains(check.Code)).Select(check => check.Code).ToList();
        var enough = figures.Rows.Where(row => row.Decided >= PassBuckets.Needs).Select(row => row.Check).ToHashSet(StringComparer.Ordinal);
        var asked = measures.Select(measure => measure.Check).Concat(passes).Where(enough.Contains).Distinct(StringComparer.Ordinal).ToList();
        if (asked.Count == 0 && figures.Recall.Missed.Of < BetterThresholds.NeedsDrawn)
        {
            return ([], false);
        }

        var days = new DaySpan(period.From, period.To, _zone);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var judged = HitOutcomes.Judged(db, days.Start!.Value, days.End!.Value, null);
        var (hits, orMore) = asked.Count == 0 ? ([], false) : await DecidedHits.ReadAsync(db, judged, asked, ct);
        var held = hits.ToLookup(hit => hit.Check, StringComparer.Ordinal);
        var drawn = figures.Recall.Missed.Of < BetterThresholds.NeedsDrawn ? [] : await DrawnAsync(db, judged, ct);
        var rows = new List<Proposal>();
        rows.AddRange(await PassesAsync(db, policy, passes.Where(enough.Contains), held, ct));
        rows.AddRange(measures.Select(measure => Looser(measure, policy, held) ?? Tighter(measure, policy, figures, drawn)).OfType<ThresholdProposal>());
        return (rows, orMore);
    }

    /// <summary>Orders that a rule lets pass by now, and those that two people must agree on, speak for nothing.</summary>
    private async Task<IReadOnlyList<PassProposal>> PassesAsync(OrderDeskDb db, VerificationPolicy policy, IEnumerable<string> checks, ILookup<string, DecidedHit> held, CancellationToken ct)
    {
        var found = new List<PassProposal>();
        var wanted = checks.ToList();
        var facts = await PastFew.ReadAsync(db, wanted.SelectMany(check => held[check]).Select(hit => hit.OrderId), policy, limits.Value, _zone, ct);
        var book = RuleBook.Of(policy);
        foreach (var check in wanted)
        {
            var own = held[check].Where(hit => facts.TryGetValue(hit.OrderId, out var known) && !known.NeedsTwo && !book.Passes(check, known)).Select(hit => (hit, facts[hit.OrderId])).ToList();
            if (PassBuckets.Best(own) is var (when, orders))
            {
                var all = CountedShare.Count(own.Count(one => !one.hit.Right), own.Count);
                found.Add(new PassProposal(check, when, FreedOrders.Of([.. orders]), all, policy.AuditShare == 0));
            }
        }

        return [.. found.Where(proposal => proposal.On(policy, null) is not null)];
    }

    private static ThresholdProposal? Looser(Measure measure, VerificationPolicy policy, ILookup<string, DecidedHit> held)
    {
        var now = measure.Get(policy);
        return BetterThresholds.Looser(measure, now, [.. from hit in held[measure.Check]
                                                         let measured = hit.Told.Select(told => measure.OfHold(told.Reason, told.Args)).Max()
                                                         where measured is not null && measure.Holds(measured.Value, now)
                                                         select (hit, measured.Value)]);
    }

    private static ThresholdProposal? Tighter(Measure measure, VerificationPolicy policy, CheckFigures.Answer figures, IReadOnlyList<(DecidedHit Hit, IReadOnlyList<Finding> Findings)> drawn)
    {
        var now = measure.Get(policy);
        var before = figures.Rows.FirstOrDefault(row => row.Check == measure.Check)?.Precision ?? CountedShare.Count(0, 0);
        return measure.OfFinding is not { } read ? null : BetterThresholds.Tighter(measure, now, before, [.. from one in drawn
                                                                                                           let finding = one.Findings.FirstOrDefault(finding => finding.Check == measure.Check)
                                                                                                           where finding is not null
                                                                                                           let measured = read(finding)
                                                                                                           where measured is not null && !measure.Holds(measured.Value, now)
                                                                                                           select new DrawnOrder(one.Hit, measured.Value)], policy.AuditShare);
    }

    /// <summary>The drawn orders that people decided, with what the checks said of them.</summary>
    private static async Task<IReadOnlyList<(DecidedHit Hit, IReadOnlyList<Finding> Findings)>> DrawnAsync(OrderDeskDb db, IQueryable<Order> judged, CancellationToken ct)
    {
        var (hits, _) = await DecidedHits.ReadAsync(db, judged, [AllChecks.Audit], ct);
        var ids = hits.Select(hit => hit.OrderId).ToList();
        var findings = await db.Verifications.AsNoTracking().Where(v => EF.Parameter(ids).Contains(v.OrderId)).Select(v => new { v.OrderId, v.Findings }).ToDictionaryAsync(v => v.OrderId, v => v.Findings, ct);
        return [.. hits.Where(hit => findings.ContainsKey(hit.OrderId)).Select(hit => (hit, FindingsText.Read(findings[hit.OrderId])))];
    }
}
