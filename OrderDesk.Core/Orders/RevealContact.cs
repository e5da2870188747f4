using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Data;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Orders;

/// <summary>Shows the e-mail address and phone numbers of an order in full, and says in the audit trail who looked.</summary>
public sealed class RevealContact(Desk desk)
{
    /// <param name="OrderId">The order.</param>
    public sealed record Command(OrderId OrderId);

    /// <summary>How to reach the buyer and the recipient.</summary>
    public sealed record Answer(string? Email, string? Phone, string? BillingPhone, string? ShippingPhone);

    /// <summary>Reveals.</summary>
    public async Task<Result<Answer>> RunAsync(Actor actor, Command command, CancellationToken ct)
    {
        if (!actor.Can(OrdersPermissions.SeePersonal))
        {
            return Error.Forbidden("orders.see-personal-forbidden");
        }

        return await desk.WriteAsync<Answer>(actor, async write =>
        {
            var contact = await write.Db.Orders.Where(o => o.Id == command.OrderId)
                .Select(o => new Answer(o.Email, o.Phone, o.Billing.Phone, o.Shipping.Phone)).SingleOrDefaultAsync(ct);
            if (contact is null)
            {
                return Error.NotFound("orders.not-found", command.OrderId.Number);
            }

            write.Audit("order.contact-revealed", "order", command.OrderId.Value);
            return contact;
        }, ct);
    }
}
