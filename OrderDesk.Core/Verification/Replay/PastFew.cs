using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Channels;
using OrderDesk.Core.Data;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Verification.Policies;

namespace OrderDesk.Core.Verification.Replay;

/// <summary>Some past orders out of many, with what rules can ask of them as it was known when they came in; a few statements for many orders, each along an index.</summary>
internal static class PastFew
{
    /// <summary>Orders that are read at once.</summary>
    public const int Batch = 500;

    /// <summary>The facts of these orders, as far as rules ask them.</summary>
    public static async Task<IReadOnlyDictionary<OrderId, OrderFacts>> ReadAsync(
        OrderDeskDb db, IEnumerable<OrderId> orders, VerificationPolicy policy, PassLimits limits, TimeZoneInfo zone, CancellationToken ct)
    {
        var all = new Dictionary<OrderId, OrderFacts>();
        var window = GatherFacts.Window(policy);
        var channels = new Dictionary<ChannelId, string>();
        foreach (var ids in orders.Distinct().OrderBy(id => id.Value).Chunk(Batch).Select(chunk => chunk.ToList()))
        {
            var batch = await db.Orders.AsNoTracking().Where(o => EF.Parameter(ids).Contains(o.Id)).Include(o => o.Lines.OrderBy(l => l.Number))
                .OrderBy(o => o.ReceivedAt).ThenBy(o => o.Id).ToListAsync(ct);
            channels = channels.Count > 0 ? channels : await db.Channels.AsNoTracking().ToDictionaryAsync(c => c.Id, c => c.Code, ct);
            var fates = await PastFate.ReadAsync(db, batch, ct);
            var ties = new PastTies(window, few: true);
            await ties.ReadAsync(db, batch, ct);
            foreach (var order in batch)
            {
                order.LookBack(fates[order.Id].Payment);
                all[order.Id] = new OrderFacts
                {
                    Order = order,
                    Now = order.ReceivedAt,
                    Others = ties.Others(order, window),
                    Zone = zone,
                    Channel = channels.GetValueOrDefault(order.ChannelId),
                    NeedsTwo = order.NeedsTwo || limits.NeedsTwo(order.Currency, order.TotalMinor),
                };
            }
        }

        return all;
    }
}
