using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Catalog;
using OrderDesk.Core.Channels;
using OrderDesk.Core.Customers;
using OrderDesk.Core.Data;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Intake;

/// <summary>Takes one order inside a write: every way in ends here, and stock and checks answer in the same commit.</summary>
public static class IntakeBook
{
    private static readonly PerModel<Func<OrderDeskDb, ChannelId, string, Task<IntakeReceipt?>>> ByExternalId = new(() => EF.CompileAsyncQuery(
        (OrderDeskDb db, ChannelId channel, string id) => db.Set<IntakeReceipt>().AsNoTracking().FirstOrDefault(r => r.ChannelId == channel && r.ExternalId == id)));

    private static readonly PerModel<Func<OrderDeskDb, ChannelId, string, Task<IntakeReceipt?>>> ByKey = new(() => EF.CompileAsyncQuery(
        (OrderDeskDb db, ChannelId channel, string key) => db.Set<IntakeReceipt>().AsNoTracking().FirstOrDefault(r => r.ChannelId == channel && r.IdempotencyKey == key)));

    /// <summary>What happened to the order.</summary>
    /// <param name="Answer">What the sender is told.</param>
    /// <param name="Already">Whether the same order had been taken before; nothing was changed.</param>
    /// <param name="ExternalId">The channel's own number.</param>
    public sealed record Taken(OrderAnswer Answer, bool Already, string ExternalId);

    /// <summary>
    /// Takes the order, or answers as the first time; another content under the same number is a conflict. The channel's own number comes first: the same
    /// order under another idempotency key is still the same order.
    /// </summary>
    public static async Task<Result<Taken>> TakeAsync(
        Write write, ChannelId channel, Incoming incoming, string? idempotencyKey, ImportRunId? import, CompanyOptions company, CancellationToken ct)
    {
        var hash = incoming.ContentHash();
        if (await ByExternalId.For(write.Db)(write.Db, channel, incoming.ExternalId) is { } before)
        {
            return before.ContentHash == hash
                ? new Taken(await FirstAnswerAsync(write.Db, before, ct), Already: true, before.ExternalId)
                : Error.Conflict("intake.other-content", incoming.ExternalId, before.OrderId.Number);
        }

        if (idempotencyKey is not null && await ByKey.For(write.Db)(write.Db, channel, idempotencyKey) is { } used)
        {
            // The same order may have been committed between the two looks; then it is no misuse of the key.
            return used.ExternalId == incoming.ExternalId && used.ContentHash == hash
                ? new Taken(await FirstAnswerAsync(write.Db, used, ct), Already: true, used.ExternalId)
                : Error.Conflict("intake.key-used", used.ExternalId);
        }

        var order = await MakeAsync(write, channel, incoming, company, ct);
        if (await write.SettleAsync(ct) is { IsOk: false } refused)
        {
            return refused.Error;
        }

        var answer = OrderAnswer.Of(order);
        write.Db.IntakeReceipts.Add(new IntakeReceipt
        {
            OrderId = order.Id,
            ChannelId = channel,
            ExternalId = order.ExternalId,
            ContentHash = hash,
            IdempotencyKey = idempotencyKey,
            Answer = answer.ToJson(),
            ImportRunId = import,
            TakenAt = write.Now,
        });
        return new Taken(answer, Already: false, order.ExternalId);
    }

    private static async Task<OrderAnswer> FirstAnswerAsync(OrderDeskDb db, IntakeReceipt receipt, CancellationToken ct) => receipt.Answer is { } first
        ? OrderAnswer.FromJson(first)
        : OrderAnswer.Of(await db.Orders.AsNoTracking().Include(o => o.Holds).SingleAsync(o => o.Id == receipt.OrderId, ct));

    private static async Task<Order> MakeAsync(Write write, ChannelId channel, Incoming incoming, CompanyOptions company, CancellationToken ct)
    {
        var skus = incoming.Lines.Select(l => Variant.Normalise(l.Sku)).Distinct(StringComparer.Ordinal).ToList();
        var variants = await CatalogBook.FindAsync(write.Db, skus, ct);
        var country = incoming.ShippingAddress?.Country ?? incoming.BillingAddress?.Country;
        var email = ContactText.Email(incoming.Customer?.Email);
        var phone = ContactText.Phone(incoming.Customer?.Phone ?? incoming.ShippingAddress?.Phone, country);
        var name = incoming.Customer?.Name ?? incoming.ShippingAddress?.Name;
        var customer = await CustomerBook.OrderedAsync(write, channel, incoming.Customer?.ExternalId, name, email, phone, incoming.PlacedAt, ct);
        var order = Order.Take(write.NewId<OrderId>(), IncomingMapping.ToNewOrder(incoming, channel, customer?.Id, (name, email, phone), variants, company), write.Actor, write.Now);
        write.Db.Orders.Add(order);
        return order;
    }
}
