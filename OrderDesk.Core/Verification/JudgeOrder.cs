using Microsoft.Extensions.Logging;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Verification.Checks;
using OrderDesk.Core.Verification.Policies;

namespace OrderDesk.Core.Verification;

/// <summary>Asks every check; a check that throws leaves the order held, for nobody knows what it would have said.</summary>
public static class JudgeOrder
{
    /// <summary>What every check and every rule of the policy says, and what small doubts add up to.</summary>
    public static IReadOnlyList<Finding> Ask(IReadOnlyList<Check> checks, OrderFacts facts, VerificationPolicy policy, ILogger log)
    {
        var findings = new List<Finding>(checks.Count + 1);
        foreach (var check in checks)
        {
            if (Ask(check.Code, null, facts, log, () => check.Run(facts, policy)) is { } finding)
            {
                findings.Add(finding);
            }
        }

        foreach (var (rule, ask) in RuleBook.Of(policy).Questions)
        {
            findings.Add(Ask(rule.Check, rule.Name, facts, log, () => ask(facts))!);
        }

        var said = RuleBook.Of(policy).LetPass(findings, facts);
        return SumUp(said, policy) is { } sum ? [.. said, sum] : said;
    }

    private static Finding? Ask(string code, string? name, OrderFacts facts, ILogger log, Func<Finding?> ask)
    {
        try
        {
            return ask();
        }
        catch (Exception exception)
        {
            var called = name is null ? Term.Word("check." + code) : name;
            log.CheckFailed(exception, code, facts.Order.Id.Value);
            return new Finding
            {
                // Under a name of its own: releasing this hold must not silence the check itself.
                Check = "failed:" + code,
                Name = name,
                Group = CheckGroup.System,
                Outcome = Outcome.Fail,
                Hold = HoldType.System,
                Reason = new Phrase("hold.check-failed", [called]),
                Facts = [new Fact("fact.check", called, Source.Programme)],
                Flips = [new Phrase("flip.run-again", []), new Phrase("flip.release-after-look", [])],
            };
        }
    }

    /// <summary>Several small doubts together are one large one.</summary>
    private static Finding? SumUp(IReadOnlyList<Finding> findings, VerificationPolicy policy)
    {
        var doubts = findings.Where(f => f.Points > 0).ToList();
        var points = doubts.Sum(f => f.Points);
        return points == 0 || policy.HoldAtPoints == 0 || points < policy.HoldAtPoints
            ? null
            : new Finding
            {
                Check = AllChecks.Sum,
                Group = CheckGroup.Customer,
                Outcome = Outcome.Fail,
                Hold = HoldType.Customer,
                Reason = new Phrase("hold.risk-points", [points, policy.HoldAtPoints]),
                Facts = [.. doubts.Select(d => new Fact("check." + d.Check, d.Points, Source.Policy))],
                Flips = [new Phrase("flip.release-after-look", [])],
            };
    }
}
