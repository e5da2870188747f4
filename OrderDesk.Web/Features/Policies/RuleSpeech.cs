using Microsoft.Extensions.Localization;
using OrderDesk.Core.Verification.Policies;
using OrderDesk.Web.Parts;
using OrderDesk.Web.Shell;

namespace OrderDesk.Web.Features.Policies;

/// <summary>Rules and differences in plain words.</summary>
public sealed class RuleSpeech(IStringLocalizer<Messages> messages, IStringLocalizer<PoliciesWords> words, IStringLocalizer<StateWords> states)
{
    /// <summary>A change, as a sentence.</summary>
    public string Of(PolicyChange change) => HoldWords.Of(change.Words, (code, args) => messages[code, args].Value);

    /// <summary>When a rule matches, as a sentence; groups inside it stand in brackets.</summary>
    public string When(RuleGroup group) => words[$"said.{group.Join}", Parts(group)];

    /// <summary>What a rule does, as a list.</summary>
    public string Then(RuleActions then) => string.Join(messages["term.separator"].Value, Actions(then));

    private string Parts(RuleGroup group)
    {
        var parts = group.Leaves.Select(Leaf).Concat(group.Groups.Select(inner => words["said.brackets", Parts(inner)].Value));
        return string.Join(words[group.Join is RuleJoin.All ? "said.and" : "said.or"].Value, parts);
    }

    private string Leaf(RuleLeaf leaf)
    {
        var field = RuleFields.Find(leaf.Field);
        var values = leaf.Values.Select(value => Value(field, value, leaf.Currency));
        return string.Join(' ', new[] { field is null ? leaf.Field : messages[field.Label].Value, messages[$"rule.op.{leaf.Is}"].Value, string.Join(words[leaf.Is is RuleOperator.Between ? "said.to" : "said.comma"].Value, values) }.Where(part => part.Length > 0));
    }

    private string Value(RuleField? field, string value, string? currency) => field?.Type switch
    {
        RuleType.Money => $"{currency} {value}",
        RuleType.Share when RuleValues.Number(value) is { } share => $"{PolicyForm.Text(share * 100)} %",
        RuleType.YesNo => messages[$"rule.{value}"],
        RuleType.Choice when field.Choices.Contains(value) => messages[$"rule.choice.{value}"],
        RuleType.Text => words["quoted", value],
        _ => value,
    };

    private IEnumerable<string> Actions(RuleActions then)
    {
        if (then.Hold is { } hold)
        {
            yield return words["said.hold", states.Word(hold)];
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
