using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Channels;
using OrderDesk.Core.Data;

namespace OrderDesk.Core.Customers;

/// <summary>Finds the customer of a new order again, or meets a new one.</summary>
public static class CustomerBook
{
    private static readonly PerModel<Func<OrderDeskDb, ChannelId?, string, Task<Customer?>>> ByExternalId = new(() => EF.CompileAsyncQuery(
        (OrderDeskDb db, ChannelId? channel, string id) => db.Set<Customer>().AsTracking().FirstOrDefault(c => c.ChannelId == channel && c.ExternalId == id)));

    private static readonly PerModel<Func<OrderDeskDb, string, Task<Customer?>>> ByEmail = new(() => EF.CompileAsyncQuery(
        (OrderDeskDb db, string email) => db.Set<Customer>().AsTracking().OrderBy(c => c.Id).FirstOrDefault(c => c.Email == email)));

    private static readonly PerModel<Func<OrderDeskDb, string, Task<Customer?>>> ByPhone = new(() => EF.CompileAsyncQuery(
        (OrderDeskDb db, string phone) => db.Set<Customer>().AsTracking().OrderBy(c => c.Id).FirstOrDefault(c => c.Phone == phone)));

    /// <summary>
    /// The customer of an order placed at this instant, counted in the database; a guest without id, e-mail and phone has none.
    /// E-mail and phone must be normalised (<see cref="ContactText"/>).
    /// </summary>
    public static async Task<Customer?> OrderedAsync(
        Write write, ChannelId channel, string? externalId, string? name, string? email, string? phone, DateTime placedAt, CancellationToken ct)
    {
        if (externalId is null && email is null && phone is null)
        {
            return null;
        }

        var known = await FindAsync(write.Db, channel, externalId, email, phone);
        if (known is null)
        {
            var met = Customer.Meet(write.NewId<CustomerId>(), channel, externalId, name, email, phone, placedAt, write.Now);
            write.Db.Customers.Add(met);
            return met;
        }

        known.Learn(channel, externalId, name, email, phone);
        if (write.Db.Entry(known).State is not EntityState.Added)
        {
            // Counted in the database, never read and written back: two orders of one customer may arrive at once.
            await write.Db.Customers.Where(c => c.Id == known.Id).ExecuteUpdateAsync(
                set => set
                    .SetProperty(c => c.OrderCount, c => c.OrderCount + 1)
                    .SetProperty(c => c.FirstOrderAt, c => c.FirstOrderAt == null || c.FirstOrderAt > placedAt ? placedAt : c.FirstOrderAt)
                    .SetProperty(c => c.LastOrderAt, c => c.LastOrderAt == null || c.LastOrderAt < placedAt ? placedAt : c.LastOrderAt),
                ct);
        }

        return known;
    }

    /// <summary>Counts a range of orders, just written in bulk, with their customers.</summary>
    public static Task CountOrdersAsync(Write write, long firstOrder, long lastOrder, CancellationToken ct) =>
        write.ExecuteAsync(write.Db.Dialect.CountOrders, ct, ("first", firstOrder), ("last", lastOrder));

    /// <summary>Counts all orders of one customer anew; what is pending must be saved.</summary>
    public static Task RecountOrdersAsync(Write write, CustomerId customer, CancellationToken ct) =>
        write.ExecuteAsync(write.Db.Dialect.RecountOrders, ct, ("id", customer.Value));

    /// <summary>Whether somebody found by e-mail or phone is who the channel means by its own id.</summary>
    internal static bool IsSame(Customer found, ChannelId channel, string? externalId) =>
        externalId is null || found.ExternalId is null || (found.ChannelId == channel && found.ExternalId == externalId) || found.ChannelId != channel;

    private static async Task<Customer?> FindAsync(OrderDeskDb db, ChannelId channel, string? externalId, string? email, string? phone)
    {
        if (externalId is not null && await ByExternalId.For(db)(db, channel, externalId) is { } byId)
        {
            return byId;
        }

        if (email is not null && await ByEmail.For(db)(db, email) is { } byEmail && IsSame(byEmail, channel, externalId))
        {
            return byEmail;
        }

        return email is null && phone is not null && await ByPhone.For(db)(db, phone) is { } byPhone && IsSame(byPhone, channel, externalId) ? byPhone : null;
    }
}
