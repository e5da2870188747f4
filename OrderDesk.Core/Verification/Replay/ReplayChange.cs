using OrderDesk.Core.Orders;

namespace OrderDesk.Core.Verification.Replay;

/// <summary>How an order would fare differently.</summary>
public enum ReplayDifference
{
    /// <summary>It would be held and was not.</summary>
    Newly = 1,

    /// <summary>It would no longer be held.</summary>
    NoLonger = 2,

    /// <summary>It would be held for other reasons, or be tagged, routed or passed to two people differently.</summary>
    Otherwise = 3,
}

/// <summary>One order that the tried policy judges differently, with the reasons of both sides.</summary>
public sealed class ReplayChange
{
    /// <summary>The replay.</summary>
    public ReplayRunId RunId { get; init; }

    /// <summary>How it would fare.</summary>
    public ReplayDifference Difference { get; init; }

    /// <summary>The order.</summary>
    public OrderId OrderId { get; init; }

    /// <summary>When it came in (UTC).</summary>
    public DateTime ReceivedAt { get; init; }

    /// <summary>What it cost, in minor units.</summary>
    public long TotalMinor { get; init; }

    /// <summary>ISO 4217.</summary>
    public string Currency { get; init; } = "";

    /// <summary>Whether it was cancelled later.</summary>
    public bool Cancelled { get; init; }

    /// <summary>Whether money was given back later.</summary>
    public bool Refunded { get; init; }

    /// <summary>Why the version in force holds it: findings without facts, as compact JSON.</summary>
    public string Before { get; init; } = "[]";

    /// <summary>Why the tried version holds it: findings without facts, as compact JSON.</summary>
    public string After { get; init; } = "[]";
}
