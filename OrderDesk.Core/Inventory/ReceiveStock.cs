using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrderDesk.Core.Catalog;
using OrderDesk.Core.Data;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Inventory;

/// <summary>Books units that came in; who waits for them is served at once, oldest first.</summary>
public sealed class ReceiveStock(
    Desk desk, ServeWaitingOrders serve, IDbContextFactory<OrderDeskDb> contexts, IOptions<CompanyOptions> company, ILogger<ReceiveStock> log)
{
    /// <summary>The most units of one receipt.</summary>
    public const int MostUnits = 10_000_000;

    /// <param name="Sku">Any case; a new one is added to the catalogue.</param>
    /// <param name="Warehouse">Its code; a new one is opened.</param>
    /// <param name="Quantity">Units, at least 1.</param>
    /// <param name="Name">The name of a new product.</param>
    /// <param name="Price">The list price of a new product in major units.</param>
    /// <param name="Currency">ISO 4217 of the price; the company's when null.</param>
    /// <param name="Reference">The paper, such as a delivery note; the same paper for the same SKU and warehouse counts once. Null makes one up.</param>
    /// <param name="Reason">What a person wrote.</param>
    public sealed record Command(
        string? Sku, string? Warehouse, int Quantity, string? Name = null, decimal? Price = null, string? Currency = null, string? Reference = null, string? Reason = null);

    /// <summary>What stands in the warehouse now.</summary>
    public sealed record Answer(VariantId VariantId, string Sku, string Warehouse, int OnHand, int Reserved, int OrdersServed);

    /// <summary>Books the receipt.</summary>
    public async Task<Result<Answer>> RunAsync(Actor actor, Command command, CancellationToken ct)
    {
        if (!actor.Can(InventoryPermissions.Receive))
        {
            return Error.Forbidden("inventory.receive-forbidden");
        }

        if (WhyNot(command) is { } wrong)
        {
            return wrong;
        }

        var sku = Variant.Normalise(command.Sku!);
        var booked = await desk.WriteAsync<Answer>(actor, write => BookAsync(write, command, sku, ct), ct);
        return booked.IsOk ? await ServeAsync(actor, booked.Value, ct) : booked.Error;
    }

    private static Error? WhyNot(Command command)
    {
        var wrong = new List<FieldError>();
        if (string.IsNullOrWhiteSpace(command.Sku))
        {
            wrong.Add(new FieldError("sku", "shared.required"));
        }
        else if (command.Sku.Trim().Length > Variant.SkuMaxLength)
        {
            wrong.Add(new FieldError("sku", "shared.too-long", Variant.SkuMaxLength));
        }

        if (Warehouse.Normalise(command.Warehouse) is null)
        {
            wrong.Add(new FieldError("warehouse", "inventory.bad-warehouse-code", Warehouse.CodeMaxLength));
        }

        if (command.Quantity is < 1 or > MostUnits)
        {
            wrong.Add(new FieldError("quantity", "shared.out-of-range", 1, MostUnits));
        }

        if (command.Currency is not null && !Currencies.IsKnown(command.Currency))
        {
            wrong.Add(new FieldError("currency", "shared.unknown-currency", command.Currency));
        }

        if (command.Price is < 0 or > 1_000_000_000)
        {
            wrong.Add(new FieldError("price", "shared.out-of-range", 0, 1_000_000_000));
        }

        if (command.Reference?.Length > 100 || command.Reason?.Length > StockMovement.ReasonMaxLength)
        {
            wrong.Add(new FieldError("reference", "shared.too-long", 100));
        }

        return wrong.Count == 0 ? null : Error.Invalid("inventory.receipt-wrong") with { Fields = wrong };
    }

    private async Task<Result<Answer>> BookAsync(Write write, Command command, string sku, CancellationToken ct)
    {
        var currency = command.Currency ?? company.Value.Currency;
        var known = await CatalogBook.FindAsync(write.Db, [sku], ct);
        if (!known.TryGetValue(sku, out var variant))
        {
            variant = CatalogBook.Add(write, sku, command.Name, command.Price is { } price ? Money.ToPrice(price) : null, currency).Id;
        }

        var code = Warehouse.Normalise(command.Warehouse)!;
        var warehouse = await OpenAsync(write, code, ct);
        var reference = string.IsNullOrWhiteSpace(command.Reference) ? FormattableString.Invariant($"receipt-{write.NewId<ReceiptId>().Value}") : command.Reference.Trim();
        if (await write.Db.StockMovements.AnyAsync(m => m.Kind == MovementKind.Receipt && m.Reference == reference && m.Line == 1 && m.VariantId == variant && m.WarehouseId == warehouse, ct))
        {
            return Error.Conflict("inventory.receipt-already-booked", reference);
        }

        await write.SaveAsync(ct);
        await StockBook.MoveAsync(write, new StockMovement
        {
            Id = write.NewId<StockMovementId>(),
            VariantId = variant,
            WarehouseId = warehouse,
            Delta = command.Quantity,
            Kind = MovementKind.Receipt,
            Reference = reference,
            Line = 1,
            Reason = command.Reason,
            ActorName = write.Actor.Name,
            At = write.Now,
        }, ct);
        write.Audit("stock.received", "variant", variant.Value, new { sku, warehouse = command.Warehouse, command.Quantity, reference });
        var level = await write.Db.StockLevels.AsNoTracking().SingleAsync(l => l.VariantId == variant && l.WarehouseId == warehouse, ct);
        return new Answer(variant, sku, code, level.OnHand, level.Reserved, OrdersServed: 0);
    }

    private static async Task<WarehouseId> OpenAsync(Write write, string code, CancellationToken ct)
    {
        if (await write.Db.Warehouses.SingleOrDefaultAsync(w => w.Code == code, ct) is { } known)
        {
            return known.Id;
        }

        var priority = await write.Db.Warehouses.CountAsync(ct) + 1;
        var opened = Warehouse.Open(write.NewId<WarehouseId>(), code, null, priority);
        write.Db.Warehouses.Add(opened);
        return opened.Id;
    }

    /// <summary>What is booked is booked: whatever becomes of the serving, nobody is led to book it again, and the job serves who was left out.</summary>
    private async Task<Answer> ServeAsync(Actor actor, Answer booked, CancellationToken ct)
    {
        var answer = booked;
        try
        {
            var served = await serve.RunAsync(actor, new ServeWaitingOrders.Command(booked.Sku), ct);
            answer = booked with { OrdersServed = served.IsOk ? served.Value : 0 };
            await using var db = await contexts.CreateDbContextAsync(ct);
            var level = await db.StockLevels
                .Join(db.Warehouses, l => l.WarehouseId, w => w.Id, (l, w) => new { l.VariantId, l.OnHand, l.Reserved, w.Code })
                .SingleAsync(x => x.VariantId == booked.VariantId && x.Code == booked.Warehouse, ct);
            return answer with { OnHand = level.OnHand, Reserved = level.Reserved };
        }
        catch (Exception failure)
        {
            log.ServingFailed(failure, booked.Sku);
            return answer;
        }
    }
}

/// <summary>The number of a receipt that came without a paper.</summary>
public readonly record struct ReceiptId(long Value) : ITypedId;
