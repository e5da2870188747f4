using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Channels;
using OrderDesk.Core.Data;
using OrderDesk.Core.Intake.Files;
using OrderDesk.Core.Orders;

namespace OrderDesk.Core.Intake.Imports;

/// <summary>What is here already of the orders and refunds of a batch, with the fingerprint of what they said.</summary>
internal sealed class Shelf
{
    private readonly Dictionary<string, Kept> _orders;
    private readonly Dictionary<string, (RefundId Id, string Hash)> _refunds;

    private Shelf(Dictionary<string, Kept> orders, Dictionary<string, (RefundId Id, string Hash)> refunds) => (_orders, _refunds) = (orders, refunds);

    /// <summary>An order that is here.</summary>
    public sealed record Kept(OrderId Id, string Hash, OrderOrigin Origin);

    /// <summary>Reads what is here of these groups.</summary>
    public static async Task<Shelf> ReadAsync(OrderDeskDb db, ChannelId channel, IReadOnlyList<ImportGroup> groups, CancellationToken ct)
    {
        var orders = groups.Where(g => g.Order is not null).Select(g => g.Order!.ExternalId).ToList();
        var refunds = groups.Where(g => g.Refund is not null).Select(g => g.Refund!.ExternalId).ToList();
        return new Shelf(
            orders.Count == 0
                ? []
                : await db.Orders.AsNoTracking().Where(o => o.ChannelId == channel && orders.Contains(o.ExternalId))
                    .Select(o => new { o.ExternalId, o.Id, o.Origin, Hash = db.IntakeReceipts.Where(r => r.OrderId == o.Id).Select(r => r.ContentHash).FirstOrDefault() })
                    .ToDictionaryAsync(o => o.ExternalId, o => new Kept(o.Id, o.Hash ?? "", o.Origin), StringComparer.Ordinal, ct),
            refunds.Count == 0
                ? []
                : await db.Refunds.AsNoTracking().Where(r => r.ChannelId == channel && refunds.Contains(r.ExternalId)).Select(r => new { r.ExternalId, r.Id, r.ContentHash })
                    .ToDictionaryAsync(r => r.ExternalId, r => (r.Id, r.ContentHash), StringComparer.Ordinal, ct));
    }

    /// <summary>The order of this number, or null.</summary>
    public Kept? Order(ImportGroup group) => group.Order is { } order ? _orders.GetValueOrDefault(order.ExternalId) : null;

    /// <summary>The refund of this number, or null.</summary>
    public RefundId? Refund(ImportGroup group) => group.Refund is { } refund && _refunds.TryGetValue(refund.ExternalId, out var kept) ? kept.Id : null;

    /// <summary>Whether the group says what is here already; an order that came through the API is compared as the API compares.</summary>
    public bool Says(ImportGroup group) =>
        group.Order is not null ? Order(group) is { } kept && (kept.Hash == group.ContentHash || (kept.Origin is OrderOrigin.Live && kept.Hash == ImportedMapping.ToIncoming(group.Order).Order?.ContentHash()))
        : group.Refund is not null && _refunds.TryGetValue(group.Refund.ExternalId, out var refund) && refund.Hash == group.ContentHash;

    /// <summary>What becomes of a group in the records: imported, updated, unchanged, or refused because the order is being fulfilled.</summary>
    public GroupDone InRecords(ImportGroup group)
    {
        var order = Order(group);
        return order is null && Refund(group) is null ? new GroupDone(group, GroupOutcome.Imported)
            : Says(group) ? new GroupDone(group, GroupOutcome.Unchanged)
            : order is { Origin: not OrderOrigin.History } ? new GroupDone(group, GroupOutcome.Refused, RowReason.AlreadyLive(order.Id.Number))
            : new GroupDone(group, GroupOutcome.Updated);
    }
}
