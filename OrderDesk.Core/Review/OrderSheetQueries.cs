using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Customers;
using OrderDesk.Core.Data;
using OrderDesk.Core.Inventory;
using OrderDesk.Core.Orders;

namespace OrderDesk.Core.Review;

/// <summary>The statements of the page that is opened all day, each compiled once: composing one costs more than what the engine does for it.</summary>
public sealed partial class OrderSheet
{
    private static readonly PerModel<Func<OrderDeskDb, OrderId, CancellationToken, Task<Head?>>> Heads = new(() => EF.CompileAsyncQuery(
        (OrderDeskDb db, OrderId id, CancellationToken _) => db.Orders.AsNoTracking().Where(o => o.Id == id)
            .Join(db.Channels, o => o.ChannelId, c => c.Id, (o, c) => new { Order = o, Channel = c.Name })
            .LeftJoin(db.ReviewCases, x => x.Order.Id, r => r.OrderId, (x, r) => new { x.Order, x.Channel, Case = r })
            .LeftJoin(db.Customers, x => x.Order.CustomerId, c => c.Id, (x, c) => new Head { Order = x.Order, Channel = x.Channel, Case = x.Case, Customer = c })
            .SingleOrDefault()));

    private static readonly PerModel<Func<OrderDeskDb, OrderId, IAsyncEnumerable<LineRow>>> LinesOf = new(() => EF.CompileAsyncQuery(
        (OrderDeskDb db, OrderId id) => db.OrderLines.AsNoTracking().Where(l => l.OrderId == id).OrderBy(l => l.Number).Select(l => new LineRow
        {
            Line = l,
            OnHand = db.StockLevels.Where(s => s.VariantId == l.VariantId).Sum(s => s.OnHand),
            Reserved = db.StockLevels.Where(s => s.VariantId == l.VariantId).Sum(s => s.Reserved),
            Waits = db.StockWaits.Any(w => w.OrderId == id && w.LineNumber == l.Number),
        })));

    private static readonly PerModel<Func<OrderDeskDb, OrderId, IAsyncEnumerable<PromisedRow>>> Promises = new(() => EF.CompileAsyncQuery(
        (OrderDeskDb db, OrderId id) => db.Reservations.Where(r => r.OrderId == id && r.State == ReservationState.Open)
            .Join(db.Warehouses, r => r.WarehouseId, w => w.Id, (r, w) => new PromisedRow { LineNumber = r.LineNumber, Warehouse = w.Code, Quantity = r.Quantity })));

    private static readonly PerModel<Func<OrderDeskDb, OrderId, IAsyncEnumerable<OrderHold>>> HoldsOf = new(() => EF.CompileAsyncQuery(
        (OrderDeskDb db, OrderId id) => db.OrderHolds.AsNoTracking().Where(h => h.OrderId == id)));

    private static readonly PerModel<Func<OrderDeskDb, OrderId, IAsyncEnumerable<Waited>>> WaitedBeside = new(() => EF.CompileAsyncQuery(
        (OrderDeskDb db, OrderId id) => db.StockWaits.Where(w => db.OrderLines.Where(l => l.OrderId == id).Select(l => l.Sku).Contains(w.Sku) && w.OrderId != id)
            .GroupBy(w => w.Sku).Select(g => new Waited { Sku = g.Key, Units = g.Sum(w => w.Quantity) })));

    private static readonly PerModel<Func<OrderDeskDb, OrderId, IAsyncEnumerable<NoteFiles.Row>>> Files = new(() => EF.CompileAsyncQuery(
        (OrderDeskDb db, OrderId id) => db.NoteFiles.Where(f => f.OrderId == id && f.Entry != null).OrderBy(f => f.Id).Select(NoteFiles.Shape)));

    private static readonly PerModel<Func<OrderDeskDb, OrderId, OrderId, IAsyncEnumerable<Sibling>>> Families = new(() => EF.CompileAsyncQuery(
        (OrderDeskDb db, OrderId id, OrderId first) => db.Orders.Where(o => o.SplitFrom == first && o.Id != id).Concat(db.Orders.Where(o => o.Id == first && o.Id != id))
            .OrderBy(o => o.Id).Select(o => new Sibling(o.Id, o.ExternalId, o.TotalMinor, o.Currency, o.Status))));

    private static readonly PerModel<Func<OrderDeskDb, CustomerId, IAsyncEnumerable<Refunded>>> RefundsOf = new(() => EF.CompileAsyncQuery(
        (OrderDeskDb db, CustomerId customer) => db.Refunds.Where(r => r.CustomerId == customer).GroupBy(r => r.Currency).Select(g => new Refunded(g.Key, g.Count(), g.Sum(r => r.AmountMinor)))));

    private sealed class Head
    {
        public required Order Order { get; init; }

        public required string Channel { get; init; }

        public required ReviewCase? Case { get; init; }

        public required Customer? Customer { get; init; }
    }

    private sealed class LineRow
    {
        public required OrderLine Line { get; init; }

        public required int OnHand { get; init; }

        public required int Reserved { get; init; }

        public required bool Waits { get; init; }
    }

    private sealed class PromisedRow
    {
        public required int LineNumber { get; init; }

        public required string Warehouse { get; init; }

        public required int Quantity { get; init; }
    }

    private sealed class Waited
    {
        public required string Sku { get; init; }

        public required int Units { get; init; }
    }
}
