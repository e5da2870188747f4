using System.Text.Json;
using OrderDesk.Core.Orders;

namespace OrderDesk.Core.Intake;

/// <summary>One open hold as an answer names it.</summary>
/// <param name="Type">What it is about.</param>
/// <param name="Code">Why: a translation key.</param>
/// <param name="Args">What its words need, as a JSON array.</param>
public sealed record AnswerHold(HoldType Type, string Code, string Args);

/// <summary>What a channel is told of its order.</summary>
public sealed record OrderAnswer(long Id, string Number, OrderStatus Status, IReadOnlyList<AnswerHold> Holds)
{
    /// <summary>The answer of an order whose holds are loaded; only open holds count.</summary>
    public static OrderAnswer Of(Order order) => new(
        order.Id.Value,
        order.Number,
        order.Status,
        [.. order.Holds.Where(h => h.State is HoldState.Open).Select(h => new AnswerHold(h.Type, h.Reason, h.Args))]);

    /// <summary>As kept with the receipt.</summary>
    public string ToJson() => JsonSerializer.Serialize(this);

    /// <summary>As kept with the receipt.</summary>
    public static OrderAnswer FromJson(string json) => JsonSerializer.Deserialize<OrderAnswer>(json)!;
}
