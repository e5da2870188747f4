using Microsoft.Extensions.Localization;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Verification;
using OrderDesk.Core.Verification.Policies;
using OrderDesk.Web.Parts;
using OrderDesk.Web.Shell;

namespace OrderDesk.Web.Features.Policies;

/// <summary>Rules and differences in plain words.</summary>
public sealed class RuleSpeech(IStringLocalizer<Messages> messages, IStringLocalizer<PoliciesWords> words, IStringLocalizer<StateWords> states)
{
    /// <summary>What the company calls its holds.</summary>
    public HoldBook Holds { get; set; } = HoldBook.BuiltIn;

    /// <summary>The channels there are, whose names rules are read by.</summary>
    public IReadOnlyList<OrderChannels.Row> Channels { get; set; } = [];

    /// <summary>A change, as a sentence; a rule that nobody has named yet is called a new one.</summary>
    public string Of(PolicyChange change) =>
        HoldWords.Of(change.Words with { Args = [.. change.Words.Args.Select(arg => arg is { Kind: TermKind.Text, Text: "" } ? words["rule.unnamed"].Value : arg)] }, (code, args) => messages[code, args].Value);

    /// <summary>A rule: when it matches, and what it does then.</summary>
    public string Of(CustomRule rule) => Then(rule.Then) is { Length: > 0 } then ? Flowing.Joined(When(rule.When), "→", then) : When(rule.When);

    /// <summary>When a rule matches, as a sentence; groups inside it stand in brackets.</summary>
    public string When(RuleGroup group) => words[$"said.{group.Join}", Parts(group)];

    /// <summary>What a rule does, as a list.</summary>
    public string Then(RuleActions then) => string.Join(messages["term.separator"].Value, Actions(then));

    private string Parts(RuleGroup group)
    {
        var parts = group.Leaves.Select(Leaf).Concat(group.Groups.Select(inner => words["said.brackets", Parts(inner)].Value));
        var joined = words[group.Join is RuleJoin.All ? "said.and" : "said.or"].Value;
        return Flowing.Joined(parts.SelectMany((part, at) => at == 0 ? [part] : new[] { joined, part }));
    }

    private string Leaf(RuleLeaf leaf)
    {
        var field = RuleFields.Find(leaf.Field);
        var values = leaf.Values.Select(value => Value(field, value, leaf.Currency));
        return Flowing.Joined(field is null ? leaf.Field : messages[field.Label].Value, messages[$"rule.op.{leaf.Is}"].Value, string.Join(words[leaf.Is is RuleOperator.Between ? "said.to" : "said.comma"].Value, values));
    }

    private string Value(RuleField? field, string value, string? currency) => field?.Type switch
    {
        RuleType.Money => RuleValues.Number(value) is { } amount && amount == Math.Round(amount, 4) ? $"{currency} {Prices.Written(amount, currency)}" : $"{currency} {value}",
        RuleType.Share when RuleValues.Number(value) is { } share => $"{PolicyForm.Text(share * 100)} %",
        RuleType.YesNo => messages[$"rule.{value}"],
        RuleType.Choice when field.Choices.Contains(value) => messages[$"rule.choice.{value}"],
        RuleType.Choice => states.Channel(Channels.FirstOrDefault(channel => channel.Code == value)?.Name ?? value),
        RuleType.Text => words["quoted", value],
        _ => value,
    };

    private IEnumerable<string> Actions(RuleActions then)
    {
        if (then.Hold is { } hold)
        {
            yield return words["said.hold", states.Called(hold, Holds)];
        }

        if (then.Tag is { } tag)
        {
            yield return words["said.tag", tag];
        }

        if (then.Queue is { } queue)
        {
            yield return words["said.queue", queue];
        }

        if (then.TwoPeople)
        {
            yield return words["said.two"];
        }

        if (then.LetPass is { } check)
        {
            yield return words["said.pass", messages["check." + check]];
        }
    }
}
