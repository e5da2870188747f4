using System.Globalization;
using System.Runtime.CompilerServices;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Verification.Policies;

/// <summary>The rules of a policy, made ready once for as long as the policy lives, and what they say of an order.</summary>
public sealed class RuleBook
{
    private static readonly ConditionalWeakTable<VerificationPolicy, RuleBook> Known = [];

    private RuleBook(VerificationPolicy policy) => Rules = [.. policy.Rules.Where(rule => rule.On).Select(rule => new Ready(rule))];

    private IReadOnlyList<Ready> Rules { get; }

    /// <summary>The book of a policy.</summary>
    public static RuleBook Of(VerificationPolicy policy) => Known.GetValue(policy, made => new RuleBook(made));

    /// <summary>The rules that judge, each with what it says of an order; asking may throw where a rule comes from a newer version.</summary>
    public IEnumerable<(CustomRule Rule, Func<OrderFacts, Finding> Ask)> Questions => Rules.Select(rule => (rule.Rule, (Func<OrderFacts, Finding>)rule.Ask));

    /// <summary>Whether a rule lets pass what a check doubts of an order; one that this version cannot read lets nothing pass.</summary>
    public bool Passes(string check, OrderFacts facts) => Rules.Any(rule => rule.Rule.Then.LetPass == check && rule.Matches(facts));

    /// <summary>
    /// The findings after the rules that let orders pass were heard: a doubt they name is still told and holds nothing. Where two people must say yes nobody says it alone,
    /// and a rule that found nothing to let pass says nothing.
    /// </summary>
    public IReadOnlyList<Finding> LetPass(IReadOnlyList<Finding> findings, OrderFacts facts)
    {
        if (!Rules.Any(rule => rule.Rule.Then.LetPass is not null))
        {
            return findings;
        }

        var matched = findings.Where(finding => finding.Outcome is not Outcome.Pass).Select(finding => finding.Check).ToHashSet(StringComparer.Ordinal);
        var rules = Rules.Select(rule => rule.Rule).Where(rule => matched.Contains(rule.Check)).ToList();
        var two = facts.NeedsTwo || rules.Exists(rule => rule.Then.TwoPeople);
        var passing = two ? [] : rules.Where(rule => rule.Then.LetPass is { } check && Policies.LetPass.Checks.Contains(check)).DistinctBy(rule => rule.Then.LetPass).ToDictionary(rule => rule.Then.LetPass!, StringComparer.Ordinal);
        var idle = rules.Where(rule => rule.Then.OnlyPasses && (two || !findings.Any(f => f.Check == rule.Then.LetPass && f.Outcome is Outcome.Fail))).Select(rule => rule.Check).ToHashSet(StringComparer.Ordinal);
        return [.. findings.Select(finding =>
            idle.Contains(finding.Check) ? finding with { Outcome = Outcome.Pass, Reason = null, Facts = [] }
            : finding.Outcome is Outcome.Fail && passing.TryGetValue(finding.Check, out var rule) ? Policies.LetPass.Passed(finding, rule)
            : finding)];
    }

    /// <summary>What the rules that matched put on the order beside their holds; of two queues the first rule's counts.</summary>
    public OrderMarks Marks(IReadOnlyList<Finding> findings)
    {
        if (Rules.Count == 0)
        {
            return OrderMarks.None;
        }

        var matched = findings.Where(finding => finding.Outcome is not Outcome.Pass).Select(finding => finding.Check).ToHashSet(StringComparer.Ordinal);
        var then = Rules.Where(rule => matched.Contains(rule.Rule.Check)).Select(rule => rule.Rule.Then).ToList();
        return new OrderMarks(
            [.. then.Select(actions => actions.Tag).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase)],
            then.Select(actions => actions.Queue).FirstOrDefault(queue => queue is not null),
            then.Any(actions => actions.TwoPeople));
    }

    /// <summary>A rule whose questions are ready; one that this version cannot read throws when it is asked, not when it is loaded.</summary>
    private sealed class Ready(CustomRule rule)
    {
        private readonly Lazy<Node> _when = new(() => new Node(rule.When));

        public CustomRule Rule => rule;

        public bool Matches(OrderFacts facts)
        {
            try
            {
                return _when.Value.Holds(facts);
            }
            catch (InvalidOperationException)
            {
                return false;
            }
        }

        public Finding Ask(OrderFacts facts)
        {
            var matches = _when.Value.Holds(facts);
            var outcome = !matches ? Outcome.Pass : rule.Then.Hold is null ? Outcome.Warn : Outcome.Fail;
            return new Finding
            {
                Check = rule.Check,
                Name = rule.Name,
                Group = GroupOf(_when.Value.Fields.Select(field => field.Subject).FirstOrDefault(RuleSubject.Order)),
                Outcome = outcome,
                Hold = matches ? rule.Then.Hold ?? HoldType.None : HoldType.None,
                Reason = !matches ? null : rule.Then is { OnlyPasses: true, LetPass: { } passed } ? new Phrase("hold.rule-passes", [rule.Name, Term.Word("check." + passed)]) : new Phrase("hold.rule", [rule.Name]),
                Facts = matches ? [.. _when.Value.Fields.Select(field => new Fact(field.Label, ValueOf(field, facts), field.Source))] : [],
                Flips = outcome is Outcome.Fail ? [new Phrase("flip.rule-no-longer", []), new Phrase("flip.release-after-look", [])] : [],
            };
        }
    }

    private sealed class Node(RuleGroup group)
    {
        private readonly RuleTest[] _tests = [.. group.Leaves.Select(leaf => new RuleTest(leaf))];
        private readonly Node[] _parts = [.. group.Groups.Select(part => new Node(part))];

        public IEnumerable<RuleField> Fields => _tests.Select(test => test.Field).Concat(_parts.SelectMany(part => part.Fields)).DistinctBy(asked => asked.Code);

        // Nothing asked is nothing found: a group without parts never matches.
        public bool Holds(OrderFacts facts) => group.Join is RuleJoin.Any
            ? Array.Exists(_tests, test => test.Holds(facts)) || Array.Exists(_parts, part => part.Holds(facts))
            : _tests.Length + _parts.Length > 0 && Array.TrueForAll(_tests, test => test.Holds(facts)) && Array.TrueForAll(_parts, part => part.Holds(facts));
    }

    private static CheckGroup GroupOf(RuleSubject subject) => subject switch
    {
        RuleSubject.Order or RuleSubject.Line => CheckGroup.Order,
        RuleSubject.Customer or RuleSubject.Address => CheckGroup.Customer,
        RuleSubject.Payment => CheckGroup.Payment,
        RuleSubject.Request => CheckGroup.Request,
    };

    private static Term ValueOf(RuleField field, OrderFacts facts) => field.Read(facts) switch
    {
        [] => Term.Word("rule.nothing"),
        [var one] => ValueOf(field, one),
        var several => Term.Several(several.Take(5).Select(one => ValueOf(field, one)).Concat(several.Count > 5 ? ["…"] : [])),
    };

    private static Term ValueOf(RuleField field, RuleReading value) => field.Type switch
    {
        RuleType.Money => new Money(Money.ToMinor(value.Number, value.Currency!), value.Currency!),
        RuleType.Number or RuleType.Hour => (long)value.Number,
        RuleType.Share => (value.Number * 100).ToString("0.# '%'", CultureInfo.InvariantCulture),
        RuleType.YesNo => Term.Word("rule." + value.Text),
        RuleType.Choice when field.Choices.Count > 0 => Term.Word($"rule.choice.{value.Text}"),
        RuleType.Text or RuleType.Choice or RuleType.Country => field.Personal ? Term.Personal(value.Text) : value.Text!,
    };
}
