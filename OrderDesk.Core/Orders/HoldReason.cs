using System.Text.Json;

namespace OrderDesk.Core.Orders;

/// <summary>Why an order is to be held.</summary>
/// <param name="Type">What it is about.</param>
/// <param name="Code">A dotted code that is also a translation key.</param>
/// <param name="Args">What the words of the code need.</param>
/// <param name="Check">The check that found it, or null when a person holds the order.</param>
/// <param name="Effect">What the hold does to reserved units.</param>
public sealed record HoldReason(HoldType Type, string Code, IReadOnlyList<object?> Args, string? Check = null, StockEffect Effect = StockEffect.Keeps)
{
    /// <summary>The arguments as stored: two reasons are the same when code and this are.</summary>
    public string ArgsJson { get; } = JsonSerializer.Serialize(Args) is { Length: <= OrderHold.ArgsMaxLength } fits ? fits : "[]";

    /// <summary>The other order it names, whose end may end the reason too; null where it names none.</summary>
    public OrderId? About { get; init; }

    /// <summary>When the time of the hold is up (UTC), or null where it has no end.</summary>
    public DateTime? ExpiresAt { get; init; }
}
