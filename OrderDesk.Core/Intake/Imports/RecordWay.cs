using OrderDesk.Core.Catalog;
using OrderDesk.Core.Channels;
using OrderDesk.Core.Customers;
using OrderDesk.Core.Data;
using OrderDesk.Core.Intake.Files;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Intake.Imports;

/// <summary>Mode history: orders and refunds are recorded for the figures; stock, messages and the queue never hear of them.</summary>
internal sealed class RecordWay(ImportRunId run, ChannelId channel, CompanyOptions company) : ImportWay
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, int Count)> Wanted(IReadOnlyList<ImportGroup> groups)
    {
        var orders = groups.Count(g => g.Order is not null);
        var lines = groups.Sum(g => g.Order?.Lines.Count ?? 0);
        var refunds = groups.Count(g => g.Refund is not null);
        return
        [
            (nameof(OrderId), orders), (nameof(OrderLineId), lines), (nameof(OrderEventId), orders), (nameof(RefundId), refunds),
            (nameof(RefundLineId), groups.Sum(g => g.Refund?.Lines.Count ?? 0)), (nameof(CustomerId), orders + refunds), (nameof(ProductId), lines), (nameof(VariantId), lines),
        ];
    }

    /// <inheritdoc/>
    public override async Task RehearseAsync(OrderDeskDb db, IReadOnlyList<ImportGroup> groups, CancellationToken ct)
    {
        await Shelf.ReadAsync(db, channel, groups, ct);
        await CatalogBook.FindAsync(db, [.. groups.SelectMany(g => g.Order?.Lines ?? []).Select(l => l.Sku).Distinct(StringComparer.Ordinal)], ct);
        await CustomerRoll.ReadAsync(db, channel, [.. groups.Where(g => g.Order is not null || g.Refund is not null).Select(BuyerOf).Where(b => !b.IsGuest)], toKeep: true, ct);
        BulkWriter.Prepare(db, typeof(Order), typeof(OrderLine), typeof(OrderEvent), typeof(IntakeReceipt), typeof(Customer), typeof(Product), typeof(Variant), typeof(Refund), typeof(RefundLine));
    }

    /// <inheritdoc/>
    public override async Task<Result<BatchDone>> TakeAsync(Write write, IReadOnlyList<ImportGroup> groups, CancellationToken ct)
    {
        var shelf = await Shelf.ReadAsync(write.Db, channel, groups, ct);
        var done = groups.Select(shelf.InRecords).ToList();
        var added = done.Where(d => d.Outcome is GroupOutcome.Imported && (d.Group.Order is not null || d.Group.Refund is not null)).Select(d => d.Group).ToList();
        var changed = done.Where(d => d.Outcome is GroupOutcome.Updated).Select(d => d.Group).ToList();
        var told = added.Concat(changed).ToList();
        if (told.Count == 0)
        {
            return new BatchDone(done, 0, 0);
        }

        var bulk = new BulkWriter(write);
        var buyers = told.ToDictionary(g => g, BuyerOf);
        var roll = await CustomerRoll.ReadAsync(write.Db, channel, [.. buyers.Values.Where(b => !b.IsGuest)], toKeep: true, ct);
        var customers = told.ToDictionary(g => g, g => roll.Find(buyers[g], write.NewId<CustomerId>, write.Now));
        var (variants, products) = await VariantsAsync(bulk, told, ct);
        await bulk.InsertAsync(roll.Met, ct);
        var first = customers.Where(c => c.Key.Order is not null && c.Value is { OrderCount: 0 }).Select(c => c.Value!.Id).Distinct().Count();
        NewOrder Record(ImportGroup g) => ImportedMapping.ToRecord(g.Order!, channel, customers[g]?.Id, buyers[g], variants, company);
        foreach (var group in changed)
        {
            if (await RecordChange.ApplyAsync(bulk, shelf, group, group.Order is null ? null : Record(group), run, ct) is { IsOk: false } refused)
            {
                return refused.Error;
            }
        }

        await AddOrdersAsync(bulk, [.. added.Where(g => g.Order is not null)], Record, ct);
        await RecordChange.AddRefundsAsync(bulk, [.. told.Where(g => g.Refund is not null)], shelf, channel, g => customers[g]?.Id, company, ct);
        return new BatchDone(done, first, products);
    }

    private static BuyerNote BuyerOf(ImportGroup group) => group.Order is { } order
        ? ImportedMapping.ToBuyer(order.Customer, order.ShippingAddress ?? order.BillingAddress)
        : ImportedMapping.ToBuyer(group.Refund!.Customer, group.Refund.Address);

    /// <summary>Every SKU of goods that were sold is in the catalogue from now on; the first name of the file is its name.</summary>
    private static async Task<(IReadOnlyDictionary<string, VariantId> Variants, int Added)> VariantsAsync(BulkWriter bulk, IReadOnlyList<ImportGroup> groups, CancellationToken ct)
    {
        var lines = groups.Where(g => g.Order is not null).SelectMany(g => g.Order!.Lines.Select(l => (Line: l, g.Order.Currency))).ToList();
        var known = await CatalogBook.FindAsync(bulk.Write.Db, [.. lines.Select(l => l.Line.Sku).Distinct(StringComparer.Ordinal)], ct);
        var fresh = lines.Where(l => l.Line.Kind is ImportedLineKind.Product && !known.ContainsKey(l.Line.Sku)).ToList();
        if (fresh.Count == 0)
        {
            return (known, 0);
        }

        var all = new Dictionary<string, VariantId>(known, StringComparer.Ordinal);
        var count = 0;
        foreach (var sameMoney in fresh.GroupBy(l => l.Currency, StringComparer.Ordinal))
        {
            var skus = sameMoney.GroupBy(l => l.Line.Sku, StringComparer.Ordinal).Where(s => !all.ContainsKey(s.Key))
                .Select(s => (s.Key, s.Select(l => l.Line.Name).FirstOrDefault(name => name is not null))).ToList();
            foreach (var (sku, id) in await CatalogBook.AddManyAsync(bulk, skus, sameMoney.Key, ct))
            {
                all.Add(sku, id);
            }

            count += skus.Count;
        }

        return (all, count);
    }

    private async Task AddOrdersAsync(BulkWriter bulk, IReadOnlyList<ImportGroup> groups, Func<ImportGroup, NewOrder> record, CancellationToken ct)
    {
        if (groups.Count == 0)
        {
            return;
        }

        var write = bulk.Write;
        var first = write.NewIds<OrderId>(groups.Count);
        var from = new { import = run.Value };
        var orders = groups.Select((g, i) => Order.Record(
            new OrderId(first + i), record(g), OrderOrigin.History, OrderStatus.Completed, FulfilmentStatus.Delivered, write.Actor, write.Now, from)).ToList();
        await OrderBook.RecordAsync(bulk, orders, ct);
        await bulk.InsertAsync(orders.Zip(groups, (order, group) => new IntakeReceipt
        {
            OrderId = order.Id,
            ChannelId = channel,
            ExternalId = order.ExternalId,
            ContentHash = group.ContentHash,
            ImportRunId = run,
            TakenAt = write.Now,
        }).ToList(), ct);
        await CustomerBook.CountOrdersAsync(write, first, first + groups.Count - 1, ct);
    }
}
