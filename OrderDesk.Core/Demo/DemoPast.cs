using OrderDesk.Core.Catalog;
using OrderDesk.Core.Channels;
using OrderDesk.Core.Customers;
using OrderDesk.Core.Inventory;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Review;
using OrderDesk.Core.Shared;
using OrderDesk.Core.Verification;

namespace OrderDesk.Core.Demo;

/// <summary>One past order with everything that belongs to it.</summary>
internal sealed record DemoLife(Order Order, ReviewCase? Case, ReviewDecision? Decision, IReadOnlyList<Reservation> Reservations, IReadOnlyList<StockMovement> Shipments);

/// <summary>Lives past orders through the verbs of every order, so that timeline, holds, status and stock tell one story.</summary>
internal sealed class DemoPast(DemoStory story, CompanyOptions company, ChannelId channel0, VariantId variant0, WarehouseId warehouse0, CustomerId customer0, StaffId staff0)
{
    private static readonly Actor Sender = Actor.System("Channel");

    /// <summary>Lives one sale up to midnight of today.</summary>
    public DemoLife Live(DemoSale sale, OrderId id, ReviewCaseId caseId, ReviewDecisionId decisionId)
    {
        var order = Order.Imagine(id, ToNew(sale), Sender, sale.TakenAt);
        var agent = Person(sale.Person);
        order.MarkReserved(VerifyOrder.Automatic, sale.TakenAt);
        var (review, decision) = sale.Flag is { } flag ? Hold(order, flag, sale, agent, (caseId, decisionId)) : default;
        if (sale.End is not DemoEnd.Rejected)
        {
            Must(order.Judge([], 1, VerifyOrder.Automatic, sale.ReadyAt));
        }

        if (sale.End is DemoEnd.Kept)
        {
            Fulfil(order, sale);
        }
        else
        {
            CallOff(order, sale.End is DemoEnd.Rejected ? "Not an order we can take." : "The customer called the order off.", agent, sale.EndedAt);
        }

        order.TakeEvents();
        var left = order.Status is OrderStatus.Shipped or OrderStatus.Delivered or OrderStatus.Completed;
        return new DemoLife(order, review, decision, [.. Reservations(order, sale, left)], left ? [.. Shipments(order, sale)] : []);
    }

    public Actor Person(int number) => new(new StaffId(staff0.Value + number), DemoShop.Staff[number].Name, ActorKind.Person, new HashSet<string>());

    private static (ReviewCase Case, ReviewDecision Decision) Hold(Order order, HoldReason flag, DemoSale sale, Actor agent, (ReviewCaseId Case, ReviewDecisionId Decision) ids)
    {
        Must(order.Judge([flag], 1, VerifyOrder.Automatic, sale.TakenAt));
        var review = ReviewCase.Open(ids.Case, order.Id, sale.TakenAt.AddHours(6), order.TotalMinor, sale.TakenAt);
        var begun = sale.ReadyAt.AddMinutes(-1 - (ids.Case.Value % 7));
        Must(review.Claim(agent, begun < sale.TakenAt ? sale.TakenAt : begun));
        var rejected = sale.End is DemoEnd.Rejected;
        var decision = ReviewDecision.Of(ids.Decision, rejected ? DecisionKind.Rejected : DecisionKind.Approved, order, review, [.. order.Holds], agent, sale.ReadyAt);
        Must(review.Decide(rejected ? ReviewVerdict.Rejected : ReviewVerdict.Approved, agent, sale.ReadyAt));
        if (!rejected)
        {
            Must(order.Release([], "Spoke with the customer, all is well.", agent, sale.ReadyAt));
        }

        return (review, decision);
    }

    private static void CallOff(Order order, string why, Actor agent, DateTime at)
    {
        order.MarkUnreserved(agent, at);
        Must(order.RecordPayment(PaymentStatus.Refunded, order.TotalMinor, null, agent, at));
        Must(order.Cancel(why, "full", agent, at));
    }

    private void Fulfil(Order order, DemoSale sale)
    {
        var picker = Person(6 + sale.Warehouse);
        foreach (var (at, status, goods) in new[]
        {
            (sale.PickedAt, OrderStatus.Fulfilling, FulfilmentStatus.Picking), (sale.ShippedAt, OrderStatus.Shipped, FulfilmentStatus.Shipped),
            (sale.DeliveredAt, OrderStatus.Delivered, FulfilmentStatus.Delivered), (sale.CompletedAt, OrderStatus.Completed, FulfilmentStatus.Delivered),
        })
        {
            if (at < story.Today)
            {
                order.Imagine(status, goods, status is OrderStatus.Fulfilling or OrderStatus.Shipped ? picker : Sender, at);
            }
        }
    }

    private IEnumerable<Reservation> Reservations(Order order, DemoSale sale, bool left) => order.Lines.Select(line => new Reservation
    {
        OrderId = order.Id,
        LineNumber = line.Number,
        VariantId = line.VariantId!.Value,
        WarehouseId = new WarehouseId(warehouse0.Value + sale.Warehouse),
        Quantity = line.Quantity,
        State = order.Status is OrderStatus.Cancelled ? ReservationState.Released : left ? ReservationState.Consumed : ReservationState.Open,
        ReservedAt = sale.TakenAt,
        EndedAt = order.Status is OrderStatus.Cancelled ? sale.EndedAt : left ? sale.ShippedAt : null,
    });

    private IEnumerable<StockMovement> Shipments(Order order, DemoSale sale) => order.Lines.Select(line => new StockMovement
    {
        VariantId = line.VariantId!.Value,
        WarehouseId = new WarehouseId(warehouse0.Value + sale.Warehouse),
        Delta = -line.Quantity,
        Kind = MovementKind.Shipment,
        Reference = order.Number,
        Line = line.Number,
        ActorName = DemoShop.Staff[6 + sale.Warehouse].Name,
        At = sale.ShippedAt,
    });

    private NewOrder ToNew(DemoSale sale)
    {
        var buyer = story.People[sale.Buyer];
        var lines = sale.Lines.Select(l => (story.Products[l.Product], l)).Select(x => new NewLine(
            x.Item1.Sku, new VariantId(variant0.Value + x.l.Product), x.Item1.Name, x.Item1.Style, x.l.Quantity, x.Item1.Pence * 100L, 0, 0)).ToList();
        var goods = lines.Sum(l => l.Quantity * l.UnitPrice / 100);
        var shipping = goods >= 5_000 ? 0 : 395;
        return new NewOrder
        {
            ChannelId = new ChannelId(channel0.Value + sale.Channel),
            ExternalId = FormattableString.Invariant($"P-{sale.Number:00000}"),
            CustomerId = new CustomerId(customer0.Value + sale.Buyer),
            PlacedAt = sale.PlacedAt,
            BusinessDay = company.BusinessDay(sale.PlacedAt),
            Currency = DemoShop.Currency,
            Lines = lines,
            ShippingMinor = shipping,
            TotalMinor = goods + shipping,
            CustomerName = buyer.Name,
            Email = buyer.Email,
            Phone = buyer.Phone,
            Billing = buyer.Address,
            Shipping = buyer.Address,
            Payment = PaymentStatus.Paid,
            PaymentMethod = sale.Buyer % 3 == 0 ? "paypal" : "card",
            PaymentReference = FormattableString.Invariant($"pay-{sale.Number:00000}"),
            PaymentMinor = goods + shipping,
            PaymentCurrency = DemoShop.Currency,
            PaidAt = sale.PlacedAt,
        };
    }

    private static void Must(Result result)
    {
        if (!result.IsOk)
        {
            throw new InvalidOperationException($"The story does not hold: {result.Error.Code}");
        }
    }
}
