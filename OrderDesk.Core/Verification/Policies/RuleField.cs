namespace OrderDesk.Core.Verification.Policies;

/// <summary>What kind of value a field has.</summary>
public enum RuleType
{
    /// <summary>A whole number.</summary>
    Number = 1,

    /// <summary>An amount, which needs a currency.</summary>
    Money = 2,

    /// <summary>A share from 0 to 1, shown in per cent.</summary>
    Share = 3,

    /// <summary>Text, compared without regard to case, width and blanks.</summary>
    Text = 4,

    /// <summary>One of a known list of codes.</summary>
    Choice = 5,

    /// <summary>Yes or no.</summary>
    YesNo = 6,

    /// <summary>A country, ISO 3166-1 alpha-2.</summary>
    Country = 7,

    /// <summary>An hour of the day, 0 to 23.</summary>
    Hour = 8,
}

/// <summary>What a field belongs to.</summary>
public enum RuleSubject
{
    /// <summary>The order.</summary>
    Order = 1,

    /// <summary>Who buys.</summary>
    Customer = 2,

    /// <summary>Where it goes.</summary>
    Address = 3,

    /// <summary>Any of its lines.</summary>
    Line = 4,

    /// <summary>The money.</summary>
    Payment = 5,

    /// <summary>What the customer wishes.</summary>
    Request = 6,
}

/// <summary>One value of a field: a text, or a number with a currency where it is an amount.</summary>
/// <param name="Text">The comparable text or code.</param>
/// <param name="Number">The number; amounts in major units.</param>
/// <param name="Currency">ISO 4217 of an amount.</param>
public readonly record struct RuleReading(string? Text, decimal Number = 0, string? Currency = null)
{
    /// <summary>A number.</summary>
    public static RuleReading Of(decimal number) => new(null, number);

    /// <summary>An amount in major units.</summary>
    public static RuleReading Of(decimal major, string currency) => new(null, major, currency);
}

/// <summary>A field that rules can ask; its words are under <c>rule.field.</c> + code.</summary>
/// <param name="Code">Short, stable, such as <c>order.total</c>.</param>
/// <param name="Subject">What it belongs to.</param>
/// <param name="Type">What kind of value it has.</param>
/// <param name="Source">Where the value comes from: a translation key.</param>
/// <param name="Read">Its values of one order; none where nothing is there.</param>
public sealed record RuleField(string Code, RuleSubject Subject, RuleType Type, string Source, Func<OrderFacts, IReadOnlyList<RuleReading>> Read)
{
    /// <summary>Whether an order can have several values of it: one match is enough.</summary>
    public bool Several { get; init; }

    /// <summary>Whether the value is about a person and is shown only to those who may see it.</summary>
    public bool Personal { get; init; }

    /// <summary>Whether it can be missing, so that "is empty" makes sense.</summary>
    public bool CanBeEmpty { get; init; }

    /// <summary>The least and the greatest a number can be.</summary>
    public (decimal Low, decimal High) Range { get; init; } = (0, 1_000_000_000);

    /// <summary>The codes of a choice; none where any code can be.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>The label of its fact: a translation key.</summary>
    public string Label => "rule.field." + Code;

    /// <summary>What can be asked of it.</summary>
    public IReadOnlyList<RuleOperator> Operators => _operators ??= [.. OperatorsOf(Type), .. CanBeEmpty ? (RuleOperator[])[RuleOperator.Empty, RuleOperator.Given] : []];

    private IReadOnlyList<RuleOperator>? _operators;

    /// <summary>Whether values of this type are numbers.</summary>
    public static bool IsNumeric(RuleType type) => type is RuleType.Number or RuleType.Money or RuleType.Share or RuleType.Hour;

    private static RuleOperator[] OperatorsOf(RuleType type) => type switch
    {
        RuleType.Number or RuleType.Hour => [RuleOperator.AtLeast, RuleOperator.AtMost, RuleOperator.Between, RuleOperator.Is, RuleOperator.IsNot],
        RuleType.Money or RuleType.Share => [RuleOperator.AtLeast, RuleOperator.AtMost, RuleOperator.Between],
        RuleType.Text => [RuleOperator.Is, RuleOperator.IsNot, RuleOperator.OneOf, RuleOperator.Contains, RuleOperator.StartsWith],
        RuleType.Choice or RuleType.Country => [RuleOperator.Is, RuleOperator.IsNot, RuleOperator.OneOf],
        RuleType.YesNo => [RuleOperator.Is],
    };
}
