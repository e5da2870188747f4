using OrderDesk.Core.Catalog;
using OrderDesk.Core.Channels;
using OrderDesk.Core.Customers;
using OrderDesk.Core.Data;
using OrderDesk.Core.Intake.Files;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Intake.Imports;

/// <summary>A trial: says what would become of every group, and writes nothing of it.</summary>
internal sealed class TrialWay(ChannelId channel, ImportMode mode) : ImportWay
{
    private readonly HashSet<string> _skus = new(StringComparer.Ordinal);
    private readonly HashSet<BuyerNote> _buyers = [];

    private List<string> _newSkus = [];
    private List<BuyerNote> _newBuyers = [];

    /// <inheritdoc/>
    public override async Task<Result<BatchDone>> TakeAsync(Write write, IReadOnlyList<ImportGroup> groups, CancellationToken ct)
    {
        var shelf = await Shelf.ReadAsync(write.Db, channel, groups, ct);
        var done = groups.Select(g => mode is ImportMode.History ? shelf.InRecords(g) : InPipeline(g, shelf)).ToList();
        var orders = done.Where(d => d.Outcome is GroupOutcome.Imported or GroupOutcome.Updated).Select(d => d.Group.Order).OfType<ImportedOrder>().ToList();
        if (mode is ImportMode.Live || orders.Count == 0)
        {
            return new BatchDone(done, 0, 0);
        }

        var skus = orders.SelectMany(o => o.Lines).Where(l => l.Kind is ImportedLineKind.Product).Select(l => l.Sku).Distinct(StringComparer.Ordinal).ToList();
        var known = await CatalogBook.FindAsync(write.Db, skus, ct);
        _newSkus = [.. skus.Where(sku => !known.ContainsKey(sku) && !_skus.Contains(sku))];

        // By the channel's own number where there is one, for that is how most files name buyers; else by what is written of them.
        var notes = orders.Select(o => ImportedMapping.ToBuyer(o.Customer, o.ShippingAddress ?? o.BillingAddress)).Where(b => !b.IsGuest)
            .Select(b => b.ExternalId is null ? b : new BuyerNote(b.ExternalId, null, null, null)).Distinct().ToList();
        var roll = await CustomerRoll.ReadAsync(write.Db, channel, notes, toKeep: false, ct);
        var unknown = 0;
        _newBuyers = [.. notes.Where(n => roll.Find(n, () => new CustomerId(--unknown), write.Now) is { OrderCount: 0 } && !_buyers.Contains(n))];
        return new BatchDone(done, _newBuyers.Count, _newSkus.Count);
    }

    /// <inheritdoc/>
    public override void Committed(BatchDone done)
    {
        _skus.UnionWith(_newSkus);
        _buyers.UnionWith(_newBuyers);
        (_newSkus, _newBuyers) = ([], []);
    }

    private static GroupDone InPipeline(ImportGroup group, Shelf shelf) =>
        group.Order is null ? shelf.InRecords(group)
        : shelf.Says(group) ? new GroupDone(group, GroupOutcome.Unchanged)
        : shelf.Order(group) is { } kept ? new GroupDone(group, GroupOutcome.Refused, RowReason.OtherContent(kept.Id.Number))
        : ImportedMapping.ToIncoming(group.Order) is { Order: null, WrongSku: var sku } ? new GroupDone(group, GroupOutcome.Refused, RowReason.CannotBeFulfilled(sku ?? ""))
        : new GroupDone(group, GroupOutcome.Imported);
}
