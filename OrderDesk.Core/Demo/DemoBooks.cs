using OrderDesk.Core.Access;
using OrderDesk.Core.Catalog;
using OrderDesk.Core.Channels;
using OrderDesk.Core.Customers;
using OrderDesk.Core.Data;
using OrderDesk.Core.Intake;
using OrderDesk.Core.Inventory;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Review;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Demo;

/// <summary>Writes the past of the made-up shop in one transaction: catalogue, staff, customers, stock, and orders with all that belongs to them.</summary>
internal static class DemoBooks
{
    private const int OrdersPerSave = 500;

    /// <summary>Takes all numbers first, or the write would run again for each kind that runs dry.</summary>
    public static async Task ReserveForDemoAsync(this IdSupply ids, DemoStory story, CancellationToken ct)
    {
        var (orders, lines) = (story.Sales.Count, story.Sales.Sum(s => s.Lines.Count));
        foreach (var (name, count) in new[]
        {
            (nameof(ProductId), story.Products.Count), (nameof(VariantId), story.Products.Count), (nameof(AuditEntryId), (story.Products.Count * 2) + 50), (nameof(CustomerId), story.People.Count),
            (nameof(OrderId), orders), (nameof(OrderLineId), lines), (nameof(OrderEventId), orders * 12), (nameof(OrderHoldId), orders), (nameof(ReservationId), lines),
            (nameof(ReviewCaseId), orders), (nameof(ReviewDecisionId), orders), (nameof(StockMovementId), lines + (story.Products.Count * 15)), (nameof(StockLevelId), story.Products.Count * DemoShop.Warehouses.Length),
        })
        {
            await ids.RefillAsync(name, count, Timeout.InfiniteTimeSpan, ct);
        }
    }

    public static async Task<Result> WriteAsync(Write write, DemoStory story, CompanyOptions company, string hash, Action<int> progress, CancellationToken ct)
    {
        var (db, began) = (write.Db, story.Today.AddDays(-DemoStory.Days - 1));
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        var channel0 = new ChannelId(write.NewIds<ChannelId>(DemoShop.Channels.Length));
        var warehouse0 = new WarehouseId(write.NewIds<WarehouseId>(DemoShop.Warehouses.Length));
        var staff0 = new StaffId(write.NewIds<StaffId>(DemoShop.Staff.Length));
        var (product0, variant0) = (write.NewIds<ProductId>(story.Products.Count), new VariantId(write.NewIds<VariantId>(story.Products.Count)));
        var customer0 = new CustomerId(write.NewIds<CustomerId>(story.People.Count));
        var (order0, case0, decision0) = (write.NewIds<OrderId>(story.Sales.Count), write.NewIds<ReviewCaseId>(story.Sales.Count), write.NewIds<ReviewDecisionId>(story.Sales.Count));

        db.Channels.AddRange(DemoShop.Channels.Select((c, i) => Channel.Open(new ChannelId(channel0.Value + i), c.Code, c.Name)));
        db.Warehouses.AddRange(DemoShop.Warehouses.Select((w, i) => Warehouse.Open(new WarehouseId(warehouse0.Value + i), w.Code, w.Name, i + 1)));
        // The last account is made when all is done: until then the demo is not complete.
        db.Users.AddRange(DemoShop.Staff.SkipLast(1).Select((account, i) => Account(account, new StaffId(staff0.Value + i), hash, began)));
        db.Products.AddRange(story.Products.Select((p, i) => Product.Create(new ProductId(product0 + i), p.Name, began)));
        db.Variants.AddRange(story.Products.Select((p, i) => Variant(p, i, new VariantId(variant0.Value + i), new ProductId(product0 + i))));
        await write.SaveAsync(ct);
        db.ChangeTracker.Clear();
        var bulk = new BulkWriter(write);
        await bulk.InsertAsync(Customers(story, customer0, began).ToList(), ct);
        progress(10);

        var past = new DemoPast(story, company, channel0, variant0, warehouse0, customer0, staff0);
        var lives = story.Sales.Select((sale, i) => past.Live(sale, new OrderId(order0 + i), new ReviewCaseId(case0 + i), new ReviewDecisionId(decision0 + i))).ToList();
        progress(25);
        foreach (var some in lives.Chunk(OrdersPerSave))
        {
            await WriteAsync(bulk, some, ct);
            progress(25 + (int)((some[^1].Order.Id.Value - order0) * 60 / lives.Count));
        }

        var movements = DemoStock.Receipts(story, lives, variant0, warehouse0).Concat(lives.SelectMany(l => l.Shipments)).OrderBy(m => m.At).ToList();
        await bulk.InsertAsync(DemoStock.Levels(story, movements, lives, variant0, warehouse0, write.Now).ToList(), ct);
        await bulk.InsertAsync(movements, ct);
        db.ChangeTracker.AutoDetectChangesEnabled = true;
        progress(100);
        return Result.Ok;
    }

    /// <summary>A demo account; its password is known to everybody.</summary>
    public static StaffUser Account(DemoAccount account, StaffId id, string passwordHash, DateTime now) => new()
    {
        Id = id.Value,
        Email = account.Email,
        UserName = account.Email,
        NormalizedEmail = account.Email.ToUpperInvariant(),
        NormalizedUserName = account.Email.ToUpperInvariant(),
        EmailConfirmed = true,
        DisplayName = account.Name,
        Roles = account.Role,
        IsDemo = true,
        CreatedAt = now,
        LockoutEnabled = true,
        PasswordHash = passwordHash,
        SecurityStamp = Secret.Make(43),
        ConcurrencyStamp = Secret.Make(43),
    };

    private static async Task WriteAsync(BulkWriter bulk, IReadOnlyList<DemoLife> lives, CancellationToken ct)
    {
        await OrderBook.RecordAsync(bulk, [.. lives.Select(l => l.Order)], ct);
        await bulk.InsertAsync(lives.SelectMany(l => l.Reservations).ToList(), ct);
        await bulk.InsertAsync(lives.Select(l => Receipt(l.Order)).ToList(), ct);
        await bulk.InsertAsync(lives.Select(l => l.Case).OfType<ReviewCase>().ToList(), ct);
        await bulk.InsertAsync(lives.Select(l => l.Decision).OfType<ReviewDecision>().ToList(), ct);
        bulk.Write.Changed("order", lives[^1].Order.Id.Value);
    }

    private static IntakeReceipt Receipt(Order order) =>
        new() { OrderId = order.Id, ChannelId = order.ChannelId, ExternalId = order.ExternalId, ContentHash = Secret.Hash(order.ExternalId), TakenAt = order.ReceivedAt };

    internal static Variant Variant(DemoProduct from, int number, VariantId id, ProductId product)
    {
        var variant = Catalog.Variant.Create(id, product, from.Sku, from.Name, from.Pence * 100L, DemoShop.Currency);
        variant.Describe(from.Style, FormattableString.Invariant($"20000{number:00000000}"), from.Grams, (120 + (number % 9 * 25), 110 + (number % 7 * 20), 80 + (number % 5 * 30)), from.Traits);
        variant.Reprice(from.Pence * 100L, from.Pence * 42L, DemoShop.Currency);
        variant.TakeEvents();
        return variant;
    }

    private static IEnumerable<Customer> Customers(DemoStory story, CustomerId customer0, DateTime began)
    {
        var sales = story.Sales.ToLookup(s => s.Buyer, s => s.PlacedAt);
        for (var i = 0; i < story.People.Count; i++)
        {
            var (who, orders) = (story.People[i], sales[i].ToList());
            var customer = Customer.Imagine(
                new CustomerId(customer0.Value + i), who.Name, who.Email, who.Phone, orders.Count, orders.Count == 0 ? null : orders.Min(), orders.Count == 0 ? null : orders.Max(), orders.Count == 0 ? began : orders.Min());
            if (i == DemoStory.Blocked)
            {
                customer.Block("Three payments were reversed after delivery.", story.Today.AddDays(-20));
            }

            yield return customer;
        }
    }
}
