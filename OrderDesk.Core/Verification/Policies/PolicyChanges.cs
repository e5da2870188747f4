using System.Globalization;
using OrderDesk.Core.Shared;
using OrderDesk.Core.Verification.Checks;

namespace OrderDesk.Core.Verification.Policies;

/// <summary>One thing that a version changes against another.</summary>
/// <param name="Field">Where: the path that mistakes name too.</param>
/// <param name="Words">What, as a sentence that is chosen when it is read.</param>
/// <param name="Before">The rule as it was, where a rule changed or went.</param>
/// <param name="After">The rule as it is, where a rule changed or came.</param>
public sealed record PolicyChange(string Field, Phrase Words, CustomRule? Before = null, CustomRule? After = null);

/// <summary>What one policy says differently from another: pure, so that a form can show it while somebody types.</summary>
public static class PolicyChanges
{
    /// <summary>Everything that differs; empty where both say the same.</summary>
    public static IReadOnlyList<PolicyChange> Between(VerificationPolicy before, VerificationPolicy after) =>
        [.. Thresholds(before, after), .. Checks(before, after), .. Limits(before, after), .. Lists(before, after), .. Rules(before, after)];

    /// <summary>A number with its unit, as differences write it.</summary>
    public static string Written(PolicyThreshold threshold, decimal value) =>
        threshold.Unit is PolicyUnit.Share ? (value * 100).ToString("0.####", CultureInfo.InvariantCulture) : value.ToString("0.####", CultureInfo.InvariantCulture);

    private static IEnumerable<PolicyChange> Thresholds(VerificationPolicy before, VerificationPolicy after) =>
        from threshold in PolicyThresholds.List
        let was = threshold.Get(before)
        let now = threshold.Get(after)
        where was != now
        select Change(threshold.Key, "policy.diff.threshold", Term.Word(threshold.Label), Written(threshold, was), Written(threshold, now), Term.Word(threshold.UnitLabel));

    private static IEnumerable<PolicyChange> Checks(VerificationPolicy before, VerificationPolicy after)
    {
        foreach (var check in AllChecks.List)
        {
            var path = $"{nameof(after.Checks)}.{check.Code}";
            var (was, now) = (before.ModeOf(check), after.ModeOf(check));
            if (was != now)
            {
                yield return Change($"{path}.Mode", "policy.diff.check", Term.Word("check." + check.Code), Term.Word($"policy.mode.{was}"), Term.Word($"policy.mode.{now}"));
            }

            if (before.PointsOf(check) != after.PointsOf(check))
            {
                yield return Change($"{path}.Points", "policy.diff.points", Term.Word("check." + check.Code), before.PointsOf(check), after.PointsOf(check));
            }
        }

        // What this version does not know it cannot put into words, but it must not look unchanged.
        foreach (var code in after.Checks.Keys.Except(before.Checks.Keys).Except(AllChecks.Codes))
        {
            yield return Change($"{nameof(after.Checks)}.{code}", "policy.diff.check-unknown", code);
        }
    }

    private static IEnumerable<PolicyChange> Limits(VerificationPolicy before, VerificationPolicy after)
    {
        foreach (var currency in before.FirstOrderLimits.Keys.Union(after.FirstOrderLimits.Keys).Order(StringComparer.Ordinal))
        {
            decimal? was = before.FirstOrderLimits.TryGetValue(currency, out var old) ? old : null;
            decimal? now = after.FirstOrderLimits.TryGetValue(currency, out var young) ? young : null;
            if (was != now)
            {
                var label = Term.Word("policy." + nameof(after.FirstOrderLimits));
                yield return (was, now) switch
                {
                    (null, { } added) => Change($"FirstOrderLimits.{currency}", "policy.diff.limit-added", label, Sum(added, currency)),
                    ({ } gone, null) => Change($"FirstOrderLimits.{currency}", "policy.diff.limit-removed", label, Sum(gone, currency)),
                    _ => Change($"FirstOrderLimits.{currency}", "policy.diff.limit", label, Sum(was ?? 0, currency), Sum(now ?? 0, currency)),
                };
            }
        }
    }

    private static IEnumerable<PolicyChange> Lists(VerificationPolicy before, VerificationPolicy after)
    {
        foreach (var list in PolicyEntries.List)
        {
            foreach (var entry in list.Get(after).Except(list.Get(before), StringComparer.Ordinal))
            {
                yield return Change(list.Key, "policy.diff.entry-added", Term.Word(list.Label), Entry(list, entry));
            }

            foreach (var entry in list.Get(before).Except(list.Get(after), StringComparer.Ordinal))
            {
                yield return Change(list.Key, "policy.diff.entry-removed", Term.Word(list.Label), Entry(list, entry));
            }
        }
    }

    private static IEnumerable<PolicyChange> Rules(VerificationPolicy before, VerificationPolicy after)
    {
        foreach (var (rule, at) in after.Rules.Select((rule, at) => (rule, at)))
        {
            var path = $"Rules[{at}]";
            var known = before.Rules.FirstOrDefault(old => old.Code == rule.Code);
            if (known is null)
            {
                yield return new PolicyChange(path, new Phrase("policy.diff.rule-added", [rule.Name]), After: rule);
            }
            else if (What(known, rule).ToList() is { Count: > 0 } what)
            {
                yield return new PolicyChange(path, new Phrase("policy.diff.rule-changed", [rule.Name, Term.Several(what)]), known, rule);
            }
        }

        foreach (var gone in before.Rules.Where(old => after.Rules.All(rule => rule.Code != old.Code)))
        {
            yield return new PolicyChange("Rules", new Phrase("policy.diff.rule-removed", [gone.Name]), Before: gone);
        }

        var both = before.Rules.Select(rule => rule.Code).Intersect(after.Rules.Select(rule => rule.Code)).ToList();
        if (!after.Rules.Select(rule => rule.Code).Intersect(before.Rules.Select(rule => rule.Code)).SequenceEqual(both))
        {
            yield return Change("Rules", "policy.diff.rule-order");
        }
    }

    private static IEnumerable<Term> What(CustomRule was, CustomRule now)
    {
        if (was.Name != now.Name)
        {
            yield return Term.Word("policy.part.name");
        }

        if (was.On != now.On)
        {
            yield return Term.Word(now.On ? "policy.part.on" : "policy.part.off");
        }

        if (PolicyText.Canonical(was.When) != PolicyText.Canonical(now.When))
        {
            yield return Term.Word("policy.part.condition");
        }

        if (was.Then != now.Then)
        {
            yield return Term.Word("policy.part.actions");
        }
    }

    private static Term Entry(PolicyEntries list, string entry) => list.Personal ? Term.Personal(entry) : entry;

    private static Term Sum(decimal major, string currency) => new Money(Money.ToMinor(major, currency), currency);

    private static PolicyChange Change(string field, string code, params Term[] words) => new(field, new Phrase(code, words));
}
