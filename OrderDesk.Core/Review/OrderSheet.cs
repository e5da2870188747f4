using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Customers;
using OrderDesk.Core.Data;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Review;

/// <summary>Everything the page of one order shows, except its timeline and findings, which are read on their own. E-mail and phones are masked.</summary>
public sealed partial class OrderSheet(IDbContextFactory<OrderDeskDb> contexts, CurrentHolds terms, TimeProvider clock)
{
    /// <summary>Reads the sheet.</summary>
    public async Task<Result<Sheet>> ReadAsync(Actor actor, OrderId id, CancellationToken ct)
    {
        if (!actor.Can(OrdersPermissions.Read))
        {
            return Error.Forbidden("orders.read-forbidden");
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var order = await db.Orders.SingleOrDefaultAsync(o => o.Id == id, ct);
        if (order is null)
        {
            return Error.NotFound("orders.not-found", id.Number);
        }

        var lines = await LinesAsync(db, id, ct);
        return new Sheet(
            order.Id,
            order.Version,
            order.ExternalId,
            await db.Channels.Where(c => c.Id == order.ChannelId).Select(c => c.Name).SingleAsync(ct),
            order.Origin,
            order.Status,
            order.Fulfilment,
            order.OpenHolds,
            order.HeldSince,
            order.WaitingUntil,
            order.PlacedAt,
            order.ReceivedAt,
            order.IsTest,
            order.CustomerName,
            ContactMask.Email(order.Email),
            ContactMask.Phone(order.Phone),
            MoneyOf(order),
            Masked(order.Billing),
            Masked(order.Shipping),
            AddressPart.Different(order.Billing, order.Shipping),
            new Wishes(order.Packaging, order.GiftMessage, order.DeliverFrom, order.DeliverTo, order.Remark, order.Tags, order.AutoTags, order.ReviewQueue),
            lines,
            await KnownAsync(db, actor, id, lines, ct),
            await CaseAsync(db, id, ct),
            await CustomerAsync(db, order, ct),
            await SimilarAsync(db, order, ct))
        {
            ChannelId = order.ChannelId,
            PromisedFor = order.PromisedFor,
            Files = await NoteFiles.Rows(db.NoteFiles.Where(f => f.OrderId == id && f.Entry != null)).ToListAsync(ct),
            AskToStop = order is { CancelAskedAt: { } asked, Status: OrderStatus.Fulfilling }
                ? new AskToStop(asked, order.CancelAskedByName, await AsksToStop(db, id).Select(e => e.Note).FirstOrDefaultAsync(ct))
                : null,
            Family = await FamilyAsync(db, order, ct),
        };
    }

    /// <summary>The entries in which somebody asks the warehouse to stop this order, newest first.</summary>
    internal static IQueryable<OrderEvent> AsksToStop(OrderDeskDb db, OrderId id) =>
        db.OrderEvents.Where(e => e.OrderId == id && e.Code == Order.CancelAskedCode).OrderByDescending(e => e.Number);

    private static async Task<IReadOnlyList<Sibling>> FamilyAsync(OrderDeskDb db, Order order, CancellationToken ct)
    {
        var first = order.Family;
        return await db.Orders.Where(o => o.SplitFrom == first && o.Id != order.Id).Concat(db.Orders.Where(o => o.Id == first && o.Id != order.Id))
            .OrderBy(o => o.Id).Select(o => new Sibling(o.Id, o.ExternalId, o.TotalMinor, o.Currency, o.Status)).ToListAsync(ct);
    }

    private static Amounts MoneyOf(Order order) => new(
        order.Currency, order.LinesMinor, order.ShippingMinor, order.AdjustmentMinor, order.DiscountMinor, order.TaxMinor, order.TotalMinor, order.UnexplainedMinor,
        order.Payment, order.PaymentMethod, order.PaymentReference, order.PaymentMinor, order.PaymentCurrency, order.PaidAt);

    private static PostalAddress Masked(PostalAddress address) => address with { Phone = ContactMask.Phone(address.Phone) };

    private static async Task<IReadOnlyList<Line>> LinesAsync(OrderDeskDb db, OrderId id, CancellationToken ct)
    {
        var lines = await db.OrderLines.Where(l => l.OrderId == id).OrderBy(l => l.Number).ToListAsync(ct);
        var variants = lines.Where(l => l.VariantId is not null).Select(l => l.VariantId!.Value).Distinct().ToList();
        var levels = variants.Count == 0 ? [] : await db.StockLevels.Where(l => EF.Parameter(variants).Contains(l.VariantId))
            .GroupBy(l => l.VariantId).Select(g => new { g.Key, OnHand = g.Sum(l => l.OnHand), Reserved = g.Sum(l => l.Reserved) }).ToListAsync(ct);
        var promised = await db.Reservations.Where(r => r.OrderId == id && r.State == Inventory.ReservationState.Open)
            .Join(db.Warehouses, r => r.WarehouseId, w => w.Id, (r, w) => new { r.LineNumber, w.Code, r.Quantity }).ToListAsync(ct);
        var waiting = await db.StockWaits.Where(w => w.OrderId == id).Select(w => w.LineNumber).ToListAsync(ct);
        return [.. lines.Select(line => new Line(
            line.Number, line.Kind, line.VariantId, line.Sku, line.Name, line.Specification, line.Quantity, line.UnitPrice, line.DiscountMinor, line.TaxMinor, line.NetMinor,
            line.VariantId is null ? null : levels.Find(l => l.Key == line.VariantId) is { } level ? new Stock(level.OnHand, level.OnHand - level.Reserved) : new Stock(0, 0),
            [.. promised.Where(p => p.LineNumber == line.Number).Select(p => new Promise(p.Code, p.Quantity))],
            waiting.Contains(line.Number)))];
    }

    private static async Task<IReadOnlyList<Hold>> HoldsAsync(OrderDeskDb db, OrderId id, CancellationToken ct)
    {
        var holds = await db.OrderHolds.Where(h => h.OrderId == id).ToListAsync(ct);
        var people = holds.Where(h => h.EndedBy is { Value: > 0 }).Select(h => h.EndedBy!.Value.Value).Distinct().ToList();
        var names = people.Count == 0 ? [] : await db.Users.Where(u => EF.Parameter(people).Contains(u.Id)).ToDictionaryAsync(u => u.Id, u => u.DisplayName, ct);
        return [.. holds.OrderBy(h => h.State is not HoldState.Open).ThenByDescending(h => h.PlacedAt).ThenBy(h => h.Id.Value).Select(h => new Hold(
            h.Id, h.Type, h.Reason, h.Args, h.Check, h.Effect, h.State, h.PlacedAt, h.EndedAt,
            h.EndedBy is { } by && names.TryGetValue(by.Value, out var name) ? name : null, h.Note) { ExpiresAt = h.ExpiresAt })];
    }

    private async Task<Case?> CaseAsync(OrderDeskDb db, OrderId id, CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var review = await db.ReviewCases.SingleOrDefaultAsync(r => r.OrderId == id, ct);
        return review is null ? null : new Case(
            review.State, review.DecideBy, review.Claimant(now), review.Claimant(now) is null ? null : review.ClaimedByName, review.ClaimedUntil,
            review.Verdict, review.DecidedByName, review.ClosedAt, review.Fence, review.IsSnoozed(now) ? review.SnoozedUntil : null,
            review.EscalatedAt, review.EscalatedByName, review.FirstYesBy, review.FirstYesByName, review.MissedAt);
    }
}
