using OrderDesk.Core.Orders;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Verification.Policies;

/// <summary>Every mistake of the rules of a policy, each at its field.</summary>
internal static class RuleMistakes
{
    public static IEnumerable<FieldError> In(IReadOnlyList<CustomRule> rules)
    {
        if (rules.Count > CustomRule.Most)
        {
            yield return new FieldError("Rules", "verification.rule-too-many", CustomRule.Most);
        }

        for (var at = 0; at < rules.Count; at++)
        {
            var rule = rules[at];
            var path = $"Rules[{at}]";
            var own = Head(rule, path).Concat(Condition(rule.When, $"{path}.When")).Concat(Actions(rule.Then, $"{path}.Then")).ToList();
            foreach (var mistake in own)
            {
                yield return mistake;
            }

            foreach (var mistake in own.Count == 0 ? Reach(rule, path) : [])
            {
                yield return mistake;
            }

            foreach (var mistake in Others(rules, at, path))
            {
                yield return mistake;
            }
        }
    }

    private static IEnumerable<FieldError> Head(CustomRule rule, string path)
    {
        if (string.IsNullOrWhiteSpace(rule.Name))
        {
            yield return new FieldError($"{path}.Name", "verification.rule-name-missing");
        }
        else if (rule.Name.Length > CustomRule.NameMaxLength)
        {
            yield return new FieldError($"{path}.Name", "shared.too-long", CustomRule.NameMaxLength);
        }

        if (!CustomRule.IsCode(rule.Code))
        {
            yield return new FieldError($"{path}.Code", "verification.rule-code", rule.Code);
        }

        if (!rule.When.AllLeaves.Any())
        {
            yield return new FieldError($"{path}.When", "verification.rule-asks-nothing");
        }
        else if (rule.When.Depth > CustomRule.MostDepth)
        {
            yield return new FieldError($"{path}.When", "verification.rule-too-deep", CustomRule.MostDepth);
        }
        else if (rule.When.AllLeaves.Count() > CustomRule.MostLeaves)
        {
            yield return new FieldError($"{path}.When", "verification.rule-too-long", CustomRule.MostLeaves);
        }
    }

    private static IEnumerable<FieldError> Condition(RuleGroup group, string path)
    {
        if (!Enum.IsDefined(group.Join))
        {
            yield return new FieldError($"{path}.Join", "verification.rule-unknown-operator");
        }

        for (var at = 0; at < group.Leaves.Count; at++)
        {
            foreach (var mistake in Leaf(group.Leaves[at], $"{path}.Leaves[{at}]"))
            {
                yield return mistake;
            }
        }

        for (var at = 0; at < group.Groups.Count; at++)
        {
            var inner = $"{path}.Groups[{at}]";
            if (!group.Groups[at].AllLeaves.Any())
            {
                yield return new FieldError(inner, "verification.rule-asks-nothing");
            }

            foreach (var mistake in Condition(group.Groups[at], inner))
            {
                yield return mistake;
            }
        }
    }

    private static IEnumerable<FieldError> Leaf(RuleLeaf leaf, string path)
    {
        if (RuleFields.Find(leaf.Field) is not { } field)
        {
            yield return new FieldError($"{path}.Field", "verification.rule-unknown-field", leaf.Field);
            yield break;
        }

        if (!field.Operators.Contains(leaf.Is))
        {
            yield return new FieldError($"{path}.Is", Enum.IsDefined(leaf.Is) ? "verification.rule-operator" : "verification.rule-unknown-operator");
            yield break;
        }

        var (least, most) = RuleValues.Count(leaf.Is);
        if (leaf.Values.Count < least || leaf.Values.Count > most)
        {
            yield return new FieldError($"{path}.Values", leaf.Values.Count < least ? "verification.rule-value-missing" : "verification.policy-too-many", most);
            yield break;
        }

        if (field.Type is RuleType.Money && most > 0 && !Currencies.IsKnown(leaf.Currency))
        {
            yield return new FieldError($"{path}.Currency", string.IsNullOrWhiteSpace(leaf.Currency) ? "verification.rule-currency-missing" : "verification.policy-currency", leaf.Currency ?? "");
        }

        var wrong = false;
        for (var at = 0; at < leaf.Values.Count; at++)
        {
            if (RuleValues.Mistake(field, leaf.Values[at], leaf.Currency) is var (code, args))
            {
                wrong = true;
                yield return new FieldError($"{path}.Values[{at}]", code, args);
            }
        }

        if (!wrong && leaf.Is is RuleOperator.Between && field.Type is not RuleType.Hour && RuleValues.Number(leaf.Values[0]) > RuleValues.Number(leaf.Values[1]))
        {
            yield return new FieldError($"{path}.Values", "verification.rule-backwards");
        }
    }

    private static IEnumerable<FieldError> Actions(RuleActions then, string path)
    {
        if (then.None)
        {
            yield return new FieldError(path, "verification.rule-does-nothing");
        }

        if (then.Hold is { } hold && !RuleActions.HoldTypes.Contains(hold))
        {
            yield return new FieldError($"{path}.Hold", "verification.rule-hold");
        }

        if (then.LetPass is { } passed && !LetPass.Checks.Contains(passed))
        {
            yield return new FieldError($"{path}.LetPass", "verification.rule-pass-check");
        }
        else if (then.LetPass is not null && (then.Hold is not null || then.TwoPeople))
        {
            yield return new FieldError($"{path}.LetPass", "verification.rule-pass-and-hold");
        }

        if (then.Tag is { } tag && (string.IsNullOrWhiteSpace(tag) || tag.Length > OrderMarks.TagMaxLength || tag.Contains(',', StringComparison.Ordinal)))
        {
            yield return new FieldError($"{path}.Tag", "verification.rule-tag", OrderMarks.TagMaxLength);
        }

        if (then.Queue is { } queue && (string.IsNullOrWhiteSpace(queue) || queue.Length > OrderMarks.QueueMaxLength))
        {
            yield return new FieldError($"{path}.Queue", "verification.rule-queue", OrderMarks.QueueMaxLength);
        }
    }

    private static IEnumerable<FieldError> Reach(CustomRule rule, string path) =>
        RuleReach.NeverMatches(rule.When, $"{path}.When") is { } never ? [new FieldError(never.Path, "verification.rule-never", never.Field)] : [];

    /// <summary>What a rule has against those before it: a code taken, the same said twice, or the same condition with something else to do.</summary>
    private static IEnumerable<FieldError> Others(IReadOnlyList<CustomRule> rules, int at, string path)
    {
        var rule = rules[at];
        var condition = rule.When.AllLeaves.Any() ? PolicyText.Canonical(rule.When) : null;
        for (var other = 0; other < at; other++)
        {
            var before = rules[other];
            if (before.Code == rule.Code)
            {
                yield return new FieldError($"{path}.Code", "verification.rule-code-twice", before.Name);
            }

            if (condition is null || !rule.On || !before.On || PolicyText.Canonical(before.When) != condition)
            {
                continue;
            }

            if (before.Then == rule.Then)
            {
                yield return new FieldError($"{path}.When", "verification.rule-repeats", before.Name);
            }
            else if (Differ(before.Then.Queue, rule.Then.Queue) || Differ(before.Then.Hold, rule.Then.Hold) || Quarrel(before.Then, rule.Then) || Quarrel(rule.Then, before.Then))
            {
                yield return new FieldError($"{path}.Then", "verification.rule-contradicts", before.Name);
            }
        }

        // What one lets go on its way the other stops.
        static bool Quarrel(RuleActions one, RuleActions another) => one.LetPass is not null && (another.Hold is not null || another.TwoPeople);

        static bool Differ<T>(T one, T another) => one is not null && another is not null && !one.Equals(another);
    }
}
