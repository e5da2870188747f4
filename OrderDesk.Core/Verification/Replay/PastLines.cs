using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Data;
using OrderDesk.Core.Orders;

namespace OrderDesk.Core.Verification.Replay;

/// <summary>What is on the orders that may be twins of those of a batch.</summary>
internal sealed class PastLines
{
    private static readonly IReadOnlySet<OrderId> None = new HashSet<OrderId>();

    private readonly Dictionary<OrderId, List<(string Sku, long Units)>> _units = [];

    /// <summary>Reads what the batch itself does not hold, in one statement.</summary>
    public static async Task<PastLines> ReadAsync(OrderDeskDb db, IReadOnlyList<Order> batch, IEnumerable<OrderId> alike, CancellationToken ct)
    {
        var made = new PastLines();
        var wanted = alike.ToHashSet();
        foreach (var order in batch.Where(o => wanted.Remove(o.Id)))
        {
            made._units[order.Id] = Units(order);
        }

        var ids = wanted.ToList();
        var lines = ids.Count == 0 ? [] : await db.OrderLines.AsNoTracking().Where(l => ids.Contains(l.OrderId)).Select(l => new { l.OrderId, l.Sku, l.Quantity }).ToListAsync(ct);
        foreach (var other in lines.GroupBy(l => l.OrderId))
        {
            made._units[other.Key] = GatherFacts.Units(other.Select(l => (l.Sku, l.Quantity)));
        }

        return made;
    }

    /// <summary>Those of a few others that hold exactly the same lines.</summary>
    public IReadOnlySet<OrderId> Same(Order order, List<OrderId> alike)
    {
        if (alike.Count == 0)
        {
            return None;
        }

        var own = Units(order);
        return alike.Where(id => _units.TryGetValue(id, out var units) && own.SequenceEqual(units)).ToHashSet();
    }

    private static List<(string Sku, long Units)> Units(Order order) => GatherFacts.Units(order.Lines.Select(l => (l.Sku, l.Quantity)));
}
