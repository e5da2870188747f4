using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Channels;
using OrderDesk.Core.Customers;
using OrderDesk.Core.Data;
using OrderDesk.Core.Intake.Files;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Intake.Imports;

/// <summary>Records that say something else than before, and refunds, which have no life of their own.</summary>
internal static class RecordChange
{
    /// <summary>Brings a recorded order to what the file says now, or takes the old content of a refund away.</summary>
    public static async Task<Result> ApplyAsync(BulkWriter bulk, Shelf shelf, ImportGroup group, NewOrder? record, ImportRunId run, CancellationToken ct)
    {
        var write = bulk.Write;
        if (record is null)
        {
            var id = shelf.Refund(group)!.Value;
            write.Db.RefundLines.RemoveRange(await write.Db.RefundLines.Where(l => l.RefundId == id).ToListAsync(ct));
            write.Db.Refunds.Remove(await write.Db.Refunds.SingleAsync(r => r.Id == id, ct));
            await write.SaveAsync(ct);
            return Result.Ok;
        }

        var kept = shelf.Order(group)!;
        var order = await write.Db.Orders.Include(o => o.Lines).SingleAsync(o => o.Id == kept.Id, ct);
        var buyer = order.CustomerId;
        write.Db.OrderLines.RemoveRange(order.Lines);
        if (order.RecordAgain(record, write.Actor, write.Now, new { import = run.Value }) is { IsOk: false } refused)
        {
            return refused;
        }

        var receipt = await write.Db.IntakeReceipts.SingleAsync(r => r.OrderId == kept.Id, ct);
        (receipt.ContentHash, receipt.ImportRunId) = (group.ContentHash, run);
        await write.SaveAsync(ct);
        await OrderSearch.IndexAsync(write, order, isNew: false, ct);
        foreach (var customer in new[] { buyer, order.CustomerId }.OfType<CustomerId>().Distinct())
        {
            await CustomerBook.RecountOrdersAsync(write, customer, ct);
        }

        return Result.Ok;
    }

    /// <summary>Writes refunds with their lines; one that was here before keeps its id.</summary>
    public static async Task AddRefundsAsync(
        BulkWriter bulk, IReadOnlyList<ImportGroup> groups, Shelf shelf, ChannelId channel, Func<ImportGroup, CustomerId?> customer, CompanyOptions company, CancellationToken ct)
    {
        if (groups.Count == 0)
        {
            return;
        }

        var first = bulk.Write.NewIds<RefundId>(groups.Count);
        var refunds = groups.Select((g, i) => new Refund
        {
            Id = shelf.Refund(g) ?? new RefundId(first + i),
            ChannelId = channel,
            ExternalId = g.Refund!.ExternalId,
            CustomerId = customer(g),
            At = g.Refund.At,
            BusinessDay = company.BusinessDay(g.Refund.At),
            Currency = g.Refund.Currency,
            AmountMinor = g.Refund.Total,
            LineCount = g.Refund.Lines.Count,
            ContentHash = g.ContentHash,
        }).ToList();
        await bulk.InsertAsync(refunds, ct);
        await bulk.InsertAsync(refunds.Zip(groups).SelectMany(pair => pair.Second.Refund!.Lines.Select(line => new RefundLine
        {
            RefundId = pair.First.Id,
            Sku = line.Sku,
            Name = line.Name,
            Quantity = line.Quantity,
            UnitPrice = line.UnitPrice,
        })).ToList(), ct);
    }
}
