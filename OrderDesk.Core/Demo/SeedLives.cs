using OrderDesk.Core.Catalog;
using OrderDesk.Core.Channels;
using OrderDesk.Core.Customers;
using OrderDesk.Core.Inventory;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Review;
using OrderDesk.Core.Shared;
using OrderDesk.Core.Verification;
using OrderDesk.Core.Verification.Checks;

namespace OrderDesk.Core.Demo;

/// <summary>Where the rows of a seed begin.</summary>
internal sealed record SeedStart(OrderId Order, ReviewCaseId Case, ChannelId Channel, VariantId Variant, WarehouseId Warehouse, CustomerId Customer);

/// <summary>One made-up order with what belongs to it.</summary>
internal sealed record SeedLife(Order Order, ReviewCase? Case, IReadOnlyList<Reservation> Reservations, IReadOnlyList<StockWait> Waits);

/// <summary>
/// Makes the orders of a seed. The newest tenth, and all that is still in the house, live through the verbs of every order with their whole timeline; older ones
/// are recorded as they stand.
/// </summary>
internal sealed class SeedLives(SeedPlan plan, SeedStart start, CompanyOptions company)
{
    /// <summary>Who did all this.</summary>
    public static readonly Actor Sower = Actor.System("Seed");

    private static readonly HoldReason[] Flags =
    [
        new(HoldType.Request, "hold.remark", [], "remark"), new(HoldType.Information, "hold.phone-missing", [], "phone"), new(HoldType.Information, "hold.email-missing", [], "email"),
        new(HoldType.Customer, "hold.velocity", [4, 1], "velocity"),
    ];

    public SeedLife Of(SeedSale sale)
    {
        var (id, told) = (new OrderId(start.Order.Value + sale.Number), Told(sale));
        var taken = sale.PlacedAt.AddMinutes(1);
        if (!sale.Lived)
        {
            return new SeedLife(Order.Record(id, told, OrderOrigin.Seeded, StatusOf(sale.Stage), GoodsOf(sale.Stage), Sower, taken), null, [], []);
        }

        var order = Order.Imagine(id, told, Sower, taken);
        ReviewCase? review = null;
        if (sale.Stage is SeedStage.Short)
        {
            var skus = sale.Lines.Where(IsSoldOut).Select(l => plan.Products[l.Product].Sku).ToList();
            Must(order.Judge([new HoldReason(HoldType.Stock, "hold.stock-short", [OrderChecks.Skus(skus)], "stock")], 1, VerifyOrder.Automatic, taken));
        }
        else
        {
            order.MarkReserved(VerifyOrder.Automatic, taken);
            Must(order.Judge(sale.Stage is SeedStage.Held ? [Flags[sale.Flag]] : [], 1, VerifyOrder.Automatic, taken));
            review = sale.Stage is SeedStage.Held ? ReviewCase.Open(new ReviewCaseId(start.Case.Value + sale.Number), id, taken.AddHours(6), order.TotalMinor, taken) : null;
            GoOn(order, sale, taken);
        }

        order.TakeEvents();
        return new SeedLife(order, review, sale.Stage is SeedStage.Held or SeedStage.Ready or SeedStage.Picking ? Promises(order, sale, taken) : [], sale.Stage is SeedStage.Short ? Waits(order, sale) : []);
    }

    private static void GoOn(Order order, SeedSale sale, DateTime taken)
    {
        if (sale.Stage is SeedStage.Cancelled)
        {
            order.MarkUnreserved(Sower, taken.AddMinutes(30));
            Must(order.RecordPayment(PaymentStatus.Refunded, order.TotalMinor, null, Sower, taken.AddMinutes(30)));
            Must(order.Cancel("The customer called the order off.", "full", Sower, taken.AddMinutes(30)));
            return;
        }

        foreach (var (stage, hours) in (ReadOnlySpan<(SeedStage, int)>)[(SeedStage.Picking, 10), (SeedStage.Shipped, 22), (SeedStage.Delivered, 90), (SeedStage.Completed, 190)])
        {
            if (sale.Stage >= stage)
            {
                order.Imagine(StatusOf(stage), GoodsOf(stage), Sower, taken.AddHours(hours));
            }
        }
    }

    private static OrderStatus StatusOf(SeedStage stage) => stage switch
    {
        SeedStage.Cancelled => OrderStatus.Cancelled,
        SeedStage.Held or SeedStage.Short => OrderStatus.OnHold,
        SeedStage.Ready => OrderStatus.ReadyToFulfil,
        SeedStage.Picking => OrderStatus.Fulfilling,
        SeedStage.Shipped => OrderStatus.Shipped,
        SeedStage.Delivered => OrderStatus.Delivered,
        SeedStage.Completed => OrderStatus.Completed,
    };

    private static FulfilmentStatus GoodsOf(SeedStage stage) => stage switch
    {
        SeedStage.Cancelled or SeedStage.Short => FulfilmentStatus.Unfulfilled,
        SeedStage.Held or SeedStage.Ready => FulfilmentStatus.Reserved,
        SeedStage.Picking => FulfilmentStatus.Picking,
        SeedStage.Shipped => FulfilmentStatus.Shipped,
        SeedStage.Delivered or SeedStage.Completed => FulfilmentStatus.Delivered,
    };

    private bool IsSoldOut((int Product, int Quantity) line) => line.Product >= plan.Products.Count - SeedPlan.SoldOut;

    private List<Reservation> Promises(Order order, SeedSale sale, DateTime at) => [.. order.Lines.Select(line => new Reservation
    {
        OrderId = order.Id,
        LineNumber = line.Number,
        VariantId = line.VariantId!.Value,
        WarehouseId = new WarehouseId(start.Warehouse.Value + sale.Warehouse),
        Quantity = line.Quantity,
        State = ReservationState.Open,
        ReservedAt = at,
    })];

    private List<StockWait> Waits(Order order, SeedSale sale) => [.. order.Lines.Where((_, i) => IsSoldOut(sale.Lines[i])).Select(line => new StockWait
    {
        OrderId = order.Id,
        LineNumber = line.Number,
        Sku = line.Sku,
        Quantity = line.Quantity,
        SkuKnown = true,
        PlacedAt = order.PlacedAt,
    })];

    private NewOrder Told(SeedSale sale)
    {
        var buyer = SeedPlan.Buyer(sale.Buyer);
        var flag = sale.Stage is SeedStage.Held ? Flags[sale.Flag].Check : null;
        var lines = sale.Lines.Select(l => (From: plan.Products[l.Product], l.Product, l.Quantity)).Select(l => new NewLine(
            l.From.Sku, new VariantId(start.Variant.Value + l.Product), l.From.Name, l.From.Style, l.Quantity, l.From.Pence * 100L, 0, 0)).ToList();
        var goods = lines.Sum(l => l.Quantity * l.UnitPrice / 100);
        var total = goods + (goods >= 5_000 ? 0 : 395);
        var address = flag is "phone" ? buyer.Address with { Phone = null } : buyer.Address;
        return new NewOrder
        {
            ChannelId = new ChannelId(start.Channel.Value + sale.Channel),
            ExternalId = FormattableString.Invariant($"S-{sale.Number + 1:0000000}"),
            CustomerId = new CustomerId(start.Customer.Value + sale.Buyer),
            PlacedAt = sale.PlacedAt,
            BusinessDay = company.BusinessDay(sale.PlacedAt),
            Currency = DemoShop.Currency,
            Lines = lines,
            ShippingMinor = total - goods,
            TotalMinor = total,
            CustomerName = buyer.Name,
            Email = flag is "email" ? null : buyer.Email,
            Phone = flag is "phone" ? null : buyer.Phone,
            Billing = address,
            Shipping = address,
            Payment = sale is { Stage: SeedStage.Cancelled, Lived: false } ? PaymentStatus.Refunded : PaymentStatus.Paid,
            PaymentMethod = sale.Buyer % 3 == 0 ? "paypal" : "card",
            PaymentReference = FormattableString.Invariant($"seed-{sale.Number + 1:0000000}"),
            PaymentMinor = total,
            PaymentCurrency = DemoShop.Currency,
            PaidAt = sale.PlacedAt,
            Remark = flag is "remark" ? "Please ring the bell twice and leave it with the neighbour." : null,
        };
    }

    private static void Must(Result result)
    {
        if (!result.IsOk)
        {
            throw new InvalidOperationException($"The seed does not hold: {result.Error.Code}");
        }
    }
}
