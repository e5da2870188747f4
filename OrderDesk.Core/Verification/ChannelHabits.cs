using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Channels;
using OrderDesk.Core.Data;
using OrderDesk.Core.Orders;

namespace OrderDesk.Core.Verification;

/// <summary>What recent orders of a channel cost, read along an index and remembered for a while; only large first orders ask.</summary>
public sealed class ChannelHabits
{
    /// <summary>How long a figure is good for.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromMinutes(15);

    private readonly ConcurrentDictionary<(ChannelId Channel, string Currency), (DateTime Until, ChannelHabit Habit)> _known = new();

    /// <summary>The habit of the channel in this currency.</summary>
    public async Task<ChannelHabit> OfAsync(Write write, Order order, CancellationToken ct)
    {
        var key = (order.ChannelId, order.Currency);
        if (_known.TryGetValue(key, out var known) && known.Until > write.Now && known.Until <= write.Now + Lasts)
        {
            return known.Habit;
        }

        var totals = await write.Db.Orders
            .Where(o => o.ChannelId == order.ChannelId && o.PlacedAt <= order.PlacedAt && o.Id != order.Id)
            .OrderByDescending(o => o.PlacedAt).ThenByDescending(o => o.Id)
            .Take(OrderFacts.HabitSample)
            .Select(o => new { o.Currency, o.TotalMinor, o.Status })
            .ToListAsync(ct);
        var own = totals.Where(t => t.Currency == order.Currency && t.Status is not OrderStatus.Cancelled).Select(t => t.TotalMinor).ToList();
        var habit = new ChannelHabit(own.Count, OrderFacts.Median(own));
        if (own.Count >= OrderFacts.HabitNeeds)
        {
            _known[key] = (write.Now + Lasts, habit);
        }

        return habit;
    }
}
