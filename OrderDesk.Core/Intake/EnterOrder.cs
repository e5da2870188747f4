using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using OrderDesk.Core.Catalog;
using OrderDesk.Core.Channels;
using OrderDesk.Core.Customers;
using OrderDesk.Core.Data;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Intake;

/// <summary>An agent enters an order that came by telephone or letter; it goes the way of every order, under the channel of manual entry.</summary>
public sealed class EnterOrder(Desk desk, IOptions<CompanyOptions> company, TimeProvider clock)
{
    /// <summary>The code of the channel of manual entry.</summary>
    public const string ChannelCode = "manual";

    /// <summary>How long ago an order of the same person with the same lines is taken for the same.</summary>
    public static readonly TimeSpan TwinWithin = TimeSpan.FromHours(48);

    /// <summary>One line; the price in major units.</summary>
    public sealed record Line(string Sku, string? Name, int Quantity, decimal? UnitPrice);

    /// <param name="Number">The number under which it is entered; the same again is the same order.</param>
    /// <param name="Name">Who buys.</param>
    /// <param name="Email">Their e-mail address.</param>
    /// <param name="Phone">Their phone.</param>
    /// <param name="Address">Where it goes.</param>
    /// <param name="Lines">What they buy.</param>
    /// <param name="Currency">ISO 4217.</param>
    /// <param name="Shipping">What they pay for shipping, in major units.</param>
    /// <param name="Paid">Whether the money is there; else it is awaited.</param>
    /// <param name="Method">How they pay.</param>
    /// <param name="Remark">What they want to be said.</param>
    /// <param name="TwinSeen">Whether the agent knows that the same was ordered a short while ago.</param>
    public sealed record Command(
        string Number, string? Name, string? Email, string? Phone, PostalAddress Address, IReadOnlyList<Line> Lines, string Currency, decimal Shipping, bool Paid, string? Method, string? Remark, bool TwinSeen = false);

    /// <summary>Enters the order; wrong fields are named as the interface for channels names them.</summary>
    public async Task<Result<OrderId>> RunAsync(Actor actor, Command command, CancellationToken ct)
    {
        if (!actor.Can(IntakePermissions.Enter))
        {
            return Error.Forbidden("intake.enter-forbidden");
        }

        var read = OrderReader.Read(Body(command, clock.GetUtcNow().UtcDateTime));
        if (!read.IsOk)
        {
            return Typed(read.Error);
        }

        return await desk.WriteAsync<OrderId>(actor, async write =>
        {
            var channel = await ChannelBook.OpenAsync(write, ChannelCode, null, ct);
            if (!command.TwinSeen && await TwinAsync(write.Db, read.Value, write.Now, ct) is { } twin)
            {
                return Error.Conflict("intake.twin", twin.Number);
            }

            if (await write.Db.IntakeReceipts.AsNoTracking().FirstOrDefaultAsync(r => r.ChannelId == channel.Id && r.ExternalId == read.Value.ExternalId, ct) is { } before)
            {
                return before.OrderId;
            }

            var taken = await IntakeBook.TakeAsync(write, channel.Id, read.Value, null, null, company.Value, ct);
            return taken.IsOk ? new OrderId(taken.Value.Answer.Id) : taken.Error;
        }, ct);
    }

    /// <summary>What is reckoned from other fields is wrong because those are.</summary>
    private static Error Typed(Error error) => error.Fields.Where(f => f.Field is not ("total" or "payment.amount")).ToList() is { Count: > 0 } typed ? error with { Fields = typed } : error;

    private static byte[] Body(Command command, DateTime now)
    {
        var total = command.Lines.Sum(l => l.Quantity * (l.UnitPrice ?? 0)) + command.Shipping;
        var address = command.Address;
        return JsonSerializer.SerializeToUtf8Bytes(new
        {
            externalId = command.Number,
            placedAt = now.ToString("O", CultureInfo.InvariantCulture),
            currency = command.Currency,
            customer = new { name = command.Name, email = command.Email, phone = command.Phone },
            shippingAddress = new { name = address.Name ?? command.Name, line1 = address.Line1, line2 = address.Line2, city = address.City, region = address.Region, postalCode = address.PostalCode, country = address.Country, phone = address.Phone },
            lines = command.Lines.Select(l => new { sku = l.Sku, name = l.Name, quantity = l.Quantity, unitPrice = l.UnitPrice }),
            shippingCharge = command.Shipping,
            total = Money.ToMajor(Money.ToMinor(total, command.Currency), command.Currency),
            payment = new
            {
                method = command.Method,
                status = command.Paid ? "paid" : "pending",
                amount = command.Paid ? Money.ToMajor(Money.ToMinor(total, command.Currency), command.Currency) : (decimal?)null,
                currency = command.Currency,
                paidAt = command.Paid ? now.ToString("O", CultureInfo.InvariantCulture) : null,
            },
            requests = new { remark = command.Remark },
        });
    }

    private static async Task<OrderId?> TwinAsync(OrderDeskDb db, Incoming order, DateTime now, CancellationToken ct)
    {
        var (mail, phone) = (ContactText.Email(order.Customer?.Email) ?? "", ContactText.Phone(order.Customer?.Phone, order.ShippingAddress?.Country) ?? "");
        var since = now - TwinWithin;
        var recent = await db.Orders.AsNoTracking().Where(o => o.Email == mail && o.PlacedAt >= since && o.Status != OrderStatus.Cancelled)
            .Concat(db.Orders.AsNoTracking().Where(o => o.Phone == phone && o.PlacedAt >= since && o.Status != OrderStatus.Cancelled))
            .OrderByDescending(o => o.PlacedAt).Take(20).Select(o => o.Id).ToListAsync(ct);
        if (recent.Count == 0)
        {
            return null;
        }

        var lines = await db.OrderLines.AsNoTracking().Where(l => recent.Contains(l.OrderId)).Select(l => new { l.OrderId, l.Sku, l.Quantity }).ToListAsync(ct);
        var own = Units(order.Lines.Select(l => (Variant.Normalise(l.Sku), l.Quantity)));
        return recent.Distinct().Where(id => own.SequenceEqual(Units(lines.Where(l => l.OrderId == id).Select(l => (l.Sku, l.Quantity))))).Select(id => (OrderId?)id).FirstOrDefault();
    }

    private static List<(string Sku, long Units)> Units(IEnumerable<(string Sku, int Quantity)> lines) =>
        [.. lines.GroupBy(l => l.Sku).Select(sku => (sku.Key, sku.Sum(l => (long)l.Quantity))).OrderBy(sku => sku.Key, StringComparer.Ordinal)];
}
