using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Customers;
using OrderDesk.Core.Data;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Review.Skills;
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
        // One connection for all of it.
        await db.Database.OpenConnectionAsync(ct);
        var head = await Heads.For(db)(db, id, ct);
        if (head is null)
        {
            return Error.NotFound("orders.not-found", id.Number);
        }

        var order = head.Order;
        var lines = await LinesAsync(db, id, ct);
        var others = await OthersAsync(db, order, ct);
        return new Sheet(
            order.Id,
            order.Version,
            order.ExternalId,
            head.Channel,
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
            head.Case is null ? null : Known(head.Case),
            head.Customer is null ? null : await KnownAsync(db, head.Customer, others, ct),
            Similar(others))
        {
            ChannelId = order.ChannelId,
            Language = CustomerLanguage.Of(order),
            PromisedFor = order.PromisedFor,
            Files = await Files.For(db)(db, id).ToListAsync(ct),
            AskToStop = order is { CancelAskedAt: { } asked, Status: OrderStatus.Fulfilling }
                ? new AskToStop(asked, order.CancelAskedByName, await AsksToStop(db, id).Select(e => e.Note).FirstOrDefaultAsync(ct))
                : null,
            Book = await terms.GetAsync(ct),
            Family = await Families.For(db)(db, id, order.Family).ToListAsync(ct),
        };
    }

    /// <summary>The entries in which somebody asks the warehouse to stop this order, newest first.</summary>
    internal static IQueryable<OrderEvent> AsksToStop(OrderDeskDb db, OrderId id) =>
        db.OrderEvents.Where(e => e.OrderId == id && e.Code == Order.CancelAskedCode).OrderByDescending(e => e.Number);

    private static Amounts MoneyOf(Order order) => new(
        order.Currency, order.LinesMinor, order.ShippingMinor, order.AdjustmentMinor, order.DiscountMinor, order.TaxMinor, order.TotalMinor, order.UnexplainedMinor,
        order.Payment, order.PaymentMethod, order.PaymentReference, order.PaymentMinor, order.PaymentCurrency, order.PaidAt);

    private static PostalAddress Masked(PostalAddress address) => address with { Phone = ContactMask.Phone(address.Phone) };

    private static async Task<IReadOnlyList<Line>> LinesAsync(OrderDeskDb db, OrderId id, CancellationToken ct)
    {
        var lines = await LinesOf.For(db)(db, id).ToListAsync(ct);
        var promised = await Promises.For(db)(db, id).ToListAsync(ct);
        return [.. lines.Select(row => new Line(
            row.Line.Number, row.Line.Kind, row.Line.VariantId, row.Line.Sku, row.Line.Name, row.Line.Specification, row.Line.Quantity, row.Line.UnitPrice, row.Line.DiscountMinor,
            row.Line.TaxMinor, row.Line.NetMinor, row.Line.VariantId is null ? null : new Stock(row.OnHand, row.OnHand - row.Reserved),
            [.. promised.Where(p => p.LineNumber == row.Line.Number).Select(p => new Promise(p.Warehouse, p.Quantity))],
            row.Waits))];
    }

    private static async Task<IReadOnlyList<Hold>> HoldsAsync(OrderDeskDb db, OrderId id, CancellationToken ct)
    {
        var holds = await HoldsOf.For(db)(db, id).ToListAsync(ct);
        var people = holds.Where(h => h.EndedBy is { Value: > 0 }).Select(h => h.EndedBy!.Value.Value).Distinct().ToList();
        var names = people.Count == 0 ? [] : await db.Users.Where(u => EF.Parameter(people).Contains(u.Id)).ToDictionaryAsync(u => u.Id, u => u.DisplayName, ct);
        return [.. holds.OrderBy(h => h.State is not HoldState.Open).ThenByDescending(h => h.PlacedAt).ThenBy(h => h.Id.Value).Select(h => new Hold(
            h.Id, h.Type, h.Reason, h.Args, h.Check, h.Effect, h.State, h.PlacedAt, h.EndedAt,
            h.EndedBy is { } by && names.TryGetValue(by.Value, out var name) ? name : null, h.Note) { ExpiresAt = h.ExpiresAt })];
    }

    private Case Known(ReviewCase review)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return new Case(
            review.State, review.DecideBy, review.Claimant(now), review.Claimant(now) is null ? null : review.ClaimedByName, review.ClaimedUntil,
            review.Verdict, review.DecidedByName, review.ClosedAt, review.Fence, review.IsSnoozed(now) ? review.SnoozedUntil : null,
            review.EscalatedAt, review.EscalatedByName, review.FirstYesBy, review.FirstYesByName, review.MissedAt);
    }
}
