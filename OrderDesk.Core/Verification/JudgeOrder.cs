using Microsoft.Extensions.Logging;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Verification.Checks;

namespace OrderDesk.Core.Verification;

/// <summary>Asks every check; a check that throws leaves the order held, for nobody knows what it would have said.</summary>
public static class JudgeOrder
{
    /// <summary>What every check says, and what small doubts add up to.</summary>
    public static IReadOnlyList<Finding> Ask(IReadOnlyList<Check> checks, OrderFacts facts, VerificationPolicy policy, ILogger log)
    {
        var findings = new List<Finding>(checks.Count + 1);
        foreach (var check in checks)
        {
            if (Ask(check, facts, policy, log) is { } finding)
            {
                findings.Add(finding);
            }
        }

        if (SumUp(findings, policy) is { } sum)
        {
            findings.Add(sum);
        }

        return findings;
    }

    private static Finding? Ask(Check check, OrderFacts facts, VerificationPolicy policy, ILogger log)
    {
        try
        {
            return check.Run(facts, policy);
        }
        catch (Exception exception)
        {
            log.CheckFailed(exception, check.Code, facts.Order.Id.Value);
            return new Finding
            {
                // Under a name of its own: releasing this hold must not silence the check itself.
                Check = "failed:" + check.Code,
                Group = CheckGroup.System,
                Outcome = Outcome.Fail,
                Hold = HoldType.System,
                Reason = new Phrase("hold.check-failed", [Term.Word("check." + check.Code)]),
                Facts = [new Fact("fact.check", Term.Word("check." + check.Code), Source.Programme)],
                Flips = [new Phrase("flip.run-again", []), new Phrase("flip.release-after-look", [])],
            };
        }
    }

    /// <summary>Several small doubts together are one large one.</summary>
    private static Finding? SumUp(List<Finding> findings, VerificationPolicy policy)
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
