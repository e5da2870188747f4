using OrderDesk.Core.Orders;

namespace OrderDesk.Core.Verification;

/// <summary>What a check says of an order.</summary>
public enum Outcome
{
    /// <summary>Nothing to see.</summary>
    Pass = 1,

    /// <summary>Worth knowing; does not hold the order.</summary>
    Warn = 2,

    /// <summary>Holds the order.</summary>
    Fail = 3,
}

/// <summary>The latest verification of one order: every check with its facts, and the policy that judged.</summary>
public sealed class OrderVerification
{
    /// <summary>The order.</summary>
    public OrderId OrderId { get; init; }

    /// <summary>How often the order was verified.</summary>
    public int Runs { get; set; }

    /// <summary>When (UTC).</summary>
    public DateTime At { get; set; }

    /// <summary>The policy that judged.</summary>
    public int PolicyVersion { get; set; }

    /// <summary>The worst outcome of all checks.</summary>
    public Outcome Worst { get; set; }

    /// <summary>Every finding with its facts, as compact JSON.</summary>
    public string Findings { get; set; } = "[]";
}
