using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Orders;

public sealed partial class Order
{
    /// <summary>A person puts a tag on it, beside those of the channel.</summary>
    public Result AddTag(string? tag, Actor actor, DateTime now)
    {
        var name = tag?.Trim();
        if (OrderMarks.WhyNoTag(name) is { } wrong)
        {
            return wrong;
        }

        var known = (Tags ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (known.Contains(name, StringComparer.OrdinalIgnoreCase))
        {
            return Error.Conflict("orders.tagged-already", name!);
        }

        var joined = Joined([.. known, name!])!;
        if (joined.Length > RemarkMaxLength)
        {
            return Error.Conflict("orders.too-many-tags", RemarkMaxLength);
        }

        Tags = joined;
        Append("order.tag-added", actor, now, data: new { tag = name });
        return Result.Ok;
    }
}
