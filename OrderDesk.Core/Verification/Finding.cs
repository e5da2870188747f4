using OrderDesk.Core.Orders;

namespace OrderDesk.Core.Verification;

/// <summary>What a check looks at, for the order in which a person reads.</summary>
public enum CheckGroup
{
    /// <summary>Who buys and how to reach them.</summary>
    Customer = 1,

    /// <summary>The money.</summary>
    Payment = 2,

    /// <summary>The order itself.</summary>
    Order = 3,

    /// <summary>Units for every line.</summary>
    Stock = 4,

    /// <summary>What the customer wishes.</summary>
    Request = 5,

    /// <summary>OrderDesk's own trouble.</summary>
    System = 6,
}

/// <summary>A sentence that is chosen when it is read: a translation key and what its words need.</summary>
public sealed record Phrase(string Code, IReadOnlyList<Term> Args);

/// <summary>One thing a check used.</summary>
/// <param name="Label">What it is: a translation key.</param>
/// <param name="Value">The value.</param>
/// <param name="Source">Where it came from: a translation key.</param>
public sealed record Fact(string Label, Term Value, string Source);

/// <summary>What one check says of one order, with everything an agent needs to explain it.</summary>
public sealed record Finding
{
    /// <summary>The check, such as <c>phone</c>; its words are under <c>check.phone</c>.</summary>
    public required string Check { get; init; }

    /// <summary>What people call the check, where they named it themselves: a rule of the policy.</summary>
    public string? Name { get; init; }

    /// <summary>What it looks at.</summary>
    public required CheckGroup Group { get; init; }

    /// <summary>What it says.</summary>
    public required Outcome Outcome { get; init; }

    /// <summary>The kind of hold it places when it fails.</summary>
    public HoldType Hold { get; init; }

    /// <summary>What that hold does to reserved units.</summary>
    public StockEffect Effect { get; init; } = StockEffect.Keeps;

    /// <summary>Points it adds to the sum that holds an order of many small doubts.</summary>
    public int Points { get; init; }

    /// <summary>Why, unless it passed.</summary>
    public Phrase? Reason { get; init; }

    /// <summary>What it used.</summary>
    public IReadOnlyList<Fact> Facts { get; init; } = [];

    /// <summary>What would turn it green, the easiest first.</summary>
    public IReadOnlyList<Phrase> Flips { get; init; } = [];

    /// <summary>The reason to hold the order, or null where it does not fail.</summary>
    public HoldReason? ToHold() => Outcome is Outcome.Fail && Reason is { } reason
        ? new HoldReason(Hold, reason.Code, [.. reason.Args], Check, Effect) { About = NamesAnother.Contains(reason.Code) && reason.Args is [{ Text: { } number }, ..] ? OrderId.Parse(number) : null }
        : null;

    /// <summary>Reasons that name another order and end with it.</summary>
    private static readonly HashSet<string> NamesAnother = ["hold.duplicate", "hold.payment-used-twice"];
}
