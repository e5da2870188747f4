using OrderDesk.Core.Orders;
using OrderDesk.Core.Verification.Policies;

namespace OrderDesk.Web.Features.Policies;

/// <summary>One question while somebody types it; shares in per cent.</summary>
public sealed class LeafForm
{
    /// <summary>The code of the field.</summary>
    public string Field { get; private set; } = "order.total";

    /// <summary>What is asked.</summary>
    public RuleOperator Is { get; private set; } = RuleOperator.AtLeast;

    /// <summary>The values; at least two places, so that a range has both.</summary>
    public List<string?> Values { get; } = [null, null];

    /// <summary>The currency of amounts.</summary>
    public string? Currency { get; set; }

    /// <summary>The field, or null where this version knows none of that code.</summary>
    public RuleField? Known => RuleFields.Find(Field);

    /// <summary>A new question, about the total in the company's currency.</summary>
    public static LeafForm New(string? companyCurrency) => new() { Currency = companyCurrency };

    /// <summary>The form of a question.</summary>
    public static LeafForm Of(RuleLeaf leaf)
    {
        var form = new LeafForm { Field = leaf.Field, Is = leaf.Is, Currency = leaf.Currency };
        if (leaf.Is is RuleOperator.OneOf)
        {
            form.Values[0] = string.Join('\n', leaf.Values);
        }
        else
        {
            for (var at = 0; at < Math.Min(2, leaf.Values.Count); at++)
            {
                form.Values[at] = form.Shown(leaf.Values[at]);
            }
        }

        return form;
    }

    /// <summary>Asks another field; what was typed goes where it makes no sense any more.</summary>
    public void Choose(string field, string? companyCurrency)
    {
        var before = Known?.Type;
        Field = field;
        if (Known is not { } known)
        {
            return;
        }

        Is = known.Operators.Contains(Is) ? Is : known.Operators[0];
        Currency = known.Type is RuleType.Money ? Currency ?? companyCurrency : null;
        if (known.Type != before || known.Type is RuleType.Choice)
        {
            (Values[0], Values[1]) = (known.Type is RuleType.YesNo ? RuleValues.Yes : null, null);
        }
    }

    /// <summary>Asks something else of the field.</summary>
    public void Ask(RuleOperator asked) => Is = asked;

    /// <summary>The question as it is kept.</summary>
    public RuleLeaf Read()
    {
        var (_, most) = RuleValues.Count(Is);
        var values = Is is RuleOperator.OneOf ? PolicyForm.Lines(Values[0]) : [.. Values.Take(most).Select(Kept)];
        return new RuleLeaf(Field, Is, values, Known?.Type is RuleType.Money && most > 0 ? Currency?.Trim().ToUpperInvariant() : null);
    }

    private string Shown(string value) => (Known?.Type, RuleValues.Number(value)) switch
    {
        (RuleType.Share, { } share) => PolicyForm.Text(share * 100),
        (RuleType.Money, { } amount) when amount == Math.Round(amount, 4) => PolicyForm.Amount(amount, Currency),
        _ => value,
    };

    private bool IsShare => Known?.Type is RuleType.Share;

    private string Kept(string? text) => Known is { } known && RuleField.IsNumeric(known.Type) && PolicyForm.Number(text) is { } number
        ? number == Math.Round(number, 6) ? (IsShare ? number / 100 : number).ToString("0.########", System.Globalization.CultureInfo.InvariantCulture) : text!.Trim()
        : text?.Trim() ?? "";
}

/// <summary>Questions joined by "all" or "any" while somebody puts them together.</summary>
public sealed class GroupForm
{
    /// <summary>How they belong together.</summary>
    public RuleJoin Join { get; set; } = RuleJoin.All;

    /// <summary>The questions.</summary>
    public List<LeafForm> Leaves { get; } = [];

    /// <summary>Groups inside it.</summary>
    public List<GroupForm> Groups { get; } = [];

    /// <summary>How many questions there are in it and below.</summary>
    public int Count => Leaves.Count + Groups.Sum(group => group.Count);

    /// <summary>The form of a group.</summary>
    public static GroupForm Of(RuleGroup group)
    {
        var form = new GroupForm { Join = group.Join };
        form.Leaves.AddRange(group.Leaves.Select(LeafForm.Of));
        form.Groups.AddRange(group.Groups.Select(Of));
        return form;
    }

    /// <summary>The group as it is kept.</summary>
    public RuleGroup Read() => new(Join, [.. Leaves.Select(leaf => leaf.Read())], [.. Groups.Select(group => group.Read())]);
}

/// <summary>A rule while somebody writes it.</summary>
public sealed class RuleForm
{
    /// <summary>Its stable code.</summary>
    public string Code { get; init; } = "";

    /// <summary>Its name.</summary>
    public string? Name { get; set; }

    /// <summary>Whether it judges.</summary>
    public bool On { get; set; } = true;

    /// <summary>When it matches.</summary>
    public GroupForm When { get; init; } = new();

    /// <summary>The kind of hold, or none.</summary>
    public HoldType? Hold { get; set; }

    /// <summary>The tag, or nothing.</summary>
    public string? Tag { get; set; }

    /// <summary>The review queue, or nothing.</summary>
    public string? Queue { get; set; }

    /// <summary>Whether two people must say yes.</summary>
    public bool TwoPeople { get; set; }

    /// <summary>The check whose doubt it lets pass, or none.</summary>
    public string? LetPass { get; set; }

    /// <summary>Whether it stands open; a new one does.</summary>
    public bool Open { get; init; }

    /// <summary>The form of a rule.</summary>
    public static RuleForm Of(CustomRule rule) => new()
    {
        Code = rule.Code,
        Name = rule.Name,
        On = rule.On,
        When = GroupForm.Of(rule.When),
        Hold = rule.Then.Hold,
        Tag = rule.Then.Tag,
        Queue = rule.Then.Queue,
        TwoPeople = rule.Then.TwoPeople,
        LetPass = rule.Then.LetPass,
    };

    /// <summary>The rule as it is kept.</summary>
    public CustomRule Read() => new()
    {
        Code = Code,
        Name = Name?.Trim() ?? "",
        On = On,
        When = When.Read(),
        Then = new RuleActions { Hold = Hold, Tag = Given(Tag), Queue = Given(Queue), TwoPeople = TwoPeople, LetPass = Given(LetPass) },
    };

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
