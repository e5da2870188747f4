using OrderDesk.Core.Orders;

namespace OrderDesk.Core.Verification.Policies;

/// <summary>How the parts of a condition belong together.</summary>
public enum RuleJoin
{
    /// <summary>Every part must hold.</summary>
    All = 1,

    /// <summary>One part is enough.</summary>
    Any = 2,
}

/// <summary>What a condition asks of a field.</summary>
public enum RuleOperator
{
    /// <summary>It is this value.</summary>
    Is = 1,

    /// <summary>It is not this value; of several things, none is.</summary>
    IsNot = 2,

    /// <summary>It is one of these values.</summary>
    OneOf = 3,

    /// <summary>The text holds this text.</summary>
    Contains = 4,

    /// <summary>The text begins with this text.</summary>
    StartsWith = 5,

    /// <summary>This much or more.</summary>
    AtLeast = 6,

    /// <summary>This much or less.</summary>
    AtMost = 7,

    /// <summary>From the first value to the second, both included; hours may pass midnight.</summary>
    Between = 8,

    /// <summary>Nothing is there.</summary>
    Empty = 9,

    /// <summary>Something is there.</summary>
    Given = 10,
}

/// <summary>One question to one field; the values are kept as they are read and written in every language alike.</summary>
/// <param name="Field">The code of a <see cref="RuleField"/>, such as <c>order.total</c>.</param>
/// <param name="Is">What is asked.</param>
/// <param name="Values">Numbers with a dot, shares from 0 to 1, amounts in major units, <c>yes</c> or <c>no</c>, codes, or text.</param>
/// <param name="Currency">ISO 4217 of amounts; an order in another currency does not match.</param>
public sealed record RuleLeaf(string Field, RuleOperator Is, IReadOnlyList<string> Values, string? Currency = null);

/// <summary>Questions and further groups, joined by "all" or "any".</summary>
/// <param name="Join">How they belong together.</param>
/// <param name="Leaves">The questions.</param>
/// <param name="Groups">Groups inside this one.</param>
public sealed record RuleGroup(RuleJoin Join, IReadOnlyList<RuleLeaf> Leaves, IReadOnlyList<RuleGroup> Groups)
{
    /// <summary>A group without anything.</summary>
    public static RuleGroup None { get; } = new(RuleJoin.All, [], []);

    /// <summary>Every question in it and below.</summary>
    public IEnumerable<RuleLeaf> AllLeaves => Leaves.Concat(Groups.SelectMany(group => group.AllLeaves));

    /// <summary>How deep groups lie inside each other; 1 for a group of questions alone.</summary>
    public int Depth => 1 + Groups.Select(group => group.Depth).DefaultIfEmpty().Max();

    /// <summary>A group of which every question must hold.</summary>
    public static RuleGroup All(params IReadOnlyList<RuleLeaf> leaves) => new(RuleJoin.All, leaves, []);

    /// <summary>A group of which one question is enough.</summary>
    public static RuleGroup Any(params IReadOnlyList<RuleLeaf> leaves) => new(RuleJoin.Any, leaves, []);
}

/// <summary>What a rule does with an order that matches; several things may go together.</summary>
public sealed record RuleActions
{
    /// <summary>The kinds of hold a rule may place; a shortage, a person's hold and a breakdown are none of its business.</summary>
    public static readonly IReadOnlyList<HoldType> HoldTypes = [HoldType.Customer, HoldType.Payment, HoldType.Plausibility, HoldType.Information, HoldType.Request];

    /// <summary>The kind of hold it places, or null.</summary>
    public HoldType? Hold { get; init; }

    /// <summary>The tag it puts on the order, or null.</summary>
    public string? Tag { get; init; }

    /// <summary>The review queue the order is routed to, or null.</summary>
    public string? Queue { get; init; }

    /// <summary>Whether two people must say yes.</summary>
    public bool TwoPeople { get; init; }

    /// <summary>The code of the check whose doubt does not hold such an order, one of <see cref="Policies.LetPass.Checks"/>, or null.</summary>
    public string? LetPass { get; init; }

    /// <summary>Whether it does nothing at all.</summary>
    public bool None => Hold is null && Tag is null && Queue is null && !TwoPeople && LetPass is null;

    /// <summary>Whether letting an order pass is all it does.</summary>
    public bool OnlyPasses => LetPass is not null && Hold is null && Tag is null && Queue is null && !TwoPeople;
}

/// <summary>A rule of the company's own: a condition on the order and its surroundings, and what it does.</summary>
public sealed record CustomRule
{
    /// <summary>The longest name.</summary>
    public const int NameMaxLength = 80;

    /// <summary>The longest code.</summary>
    public const int CodeMaxLength = 40;

    /// <summary>The most rules of a policy.</summary>
    public const int Most = 50;

    /// <summary>The deepest groups may lie inside each other.</summary>
    public const int MostDepth = 3;

    /// <summary>The most questions of one rule.</summary>
    public const int MostLeaves = 20;

    /// <summary>The most values of one question.</summary>
    public const int MostValues = 50;

    /// <summary>The longest value.</summary>
    public const int ValueMaxLength = 200;

    /// <summary>What the code of its finding begins with.</summary>
    public const string Prefix = "rule:";

    /// <summary>Its stable code: lower-case letters, digits, dashes; unique in the policy, never reused for another rule.</summary>
    public string Code { get; init; } = "";

    /// <summary>What people call it; the words of its hold.</summary>
    public string Name { get; init; } = "";

    /// <summary>Whether it judges.</summary>
    public bool On { get; init; } = true;

    /// <summary>When it matches.</summary>
    public RuleGroup When { get; init; } = RuleGroup.None;

    /// <summary>What it does then.</summary>
    public RuleActions Then { get; init; } = new();

    /// <summary>The check code of its findings and holds, such as <c>rule:night-orders</c>.</summary>
    public string Check => Prefix + Code;

    /// <summary>Whether a text can be a code.</summary>
    public static bool IsCode(string code) => code.Length is > 0 and <= CodeMaxLength && code.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-');
}
