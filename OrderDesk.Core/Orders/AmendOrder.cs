using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Customers;
using OrderDesk.Core.Data;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Orders;

/// <summary>An agent fills in or corrects who buys and where the goods go; checks run again in the same commit.</summary>
public sealed class CorrectContact(Desk desk)
{
    /// <param name="OrderId">The order.</param>
    /// <param name="SeenVersion">The version on the agent's screen.</param>
    /// <param name="Name">The buyer's name.</param>
    /// <param name="Email">The buyer's e-mail address.</param>
    /// <param name="Phone">The buyer's phone.</param>
    /// <param name="Shipping">Where the goods go.</param>
    public sealed record Command(OrderId OrderId, int SeenVersion, string? Name, string? Email, string? Phone, PostalAddress Shipping);

    /// <summary>Corrects.</summary>
    public async Task<Result> RunAsync(Actor actor, Command command, CancellationToken ct)
    {
        if (!actor.Can(OrdersPermissions.Amend))
        {
            return Error.Forbidden("orders.amend-forbidden");
        }

        if (WhyNot(command) is { } wrong)
        {
            return wrong;
        }

        return await desk.WriteAsync(actor, async write =>
        {
            var order = await write.Db.Orders.Include(o => o.Lines).Include(o => o.Holds).SingleOrDefaultAsync(o => o.Id == command.OrderId, ct);
            return order is null ? Error.NotFound("orders.not-found", command.OrderId.Number)
                : write.Stale(order, command.SeenVersion) is { } stale ? stale
                : Apply(order, command, write);
        }, ct);
    }

    /// <summary>What is wrong with the fields, or null.</summary>
    internal static Error? WhyNot(Command command) => TooLong(command) is { Count: > 0 } wrong ? Error.Invalid("orders.contact-wrong") with { Fields = wrong } : null;

    /// <summary>Corrects an order that this write has loaded.</summary>
    internal static Result Apply(Order order, Command command, Write write)
    {
        var shipping = Trim(command.Shipping);
        return order.CorrectContact(
            Trim(command.Name), ContactText.Email(command.Email), ContactText.Phone(command.Phone, shipping.Country), shipping, write.Actor, write.Now);
    }

    private static List<FieldError> TooLong(Command command)
    {
        var wrong = new List<FieldError>();
        Check("name", command.Name, Customer.NameMaxLength);
        Check("email", ContactText.Folded(command.Email), Customer.EmailMaxLength);
        Check("phone", ContactText.Folded(command.Phone), Customer.PhoneMaxLength);
        Check("shipping.name", command.Shipping.Name, PostalAddress.PartMaxLength);
        Check("shipping.line1", command.Shipping.Line1, PostalAddress.PartMaxLength);
        Check("shipping.line2", command.Shipping.Line2, PostalAddress.PartMaxLength);
        Check("shipping.city", command.Shipping.City, PostalAddress.PartMaxLength);
        Check("shipping.region", command.Shipping.Region, PostalAddress.PartMaxLength);
        Check("shipping.postalCode", command.Shipping.PostalCode, PostalAddress.PostalCodeMaxLength);
        Check("shipping.country", command.Shipping.Country, PostalAddress.PartMaxLength);
        Check("shipping.phone", command.Shipping.Phone, Customer.PhoneMaxLength);
        return wrong;

        void Check(string field, string? text, int max)
        {
            if (text?.Length > max)
            {
                wrong.Add(new FieldError(field, "shared.too-long", max));
            }
        }
    }

    private static PostalAddress Trim(PostalAddress a) => new()
    {
        Name = Trim(a.Name),
        Line1 = Trim(a.Line1),
        Line2 = Trim(a.Line2),
        City = Trim(a.City),
        Region = Trim(a.Region),
        PostalCode = Trim(a.PostalCode),
        Country = Trim(a.Country) is { Length: 2 } code ? code.ToUpperInvariant() : Trim(a.Country),
        Phone = Trim(a.Phone),
    };

    private static string? Trim(string? text) => text?.Trim() is { Length: > 0 } kept ? kept : null;
}

/// <summary>An agent records that money came in, or that it will not; checks run again in the same commit.</summary>
public sealed class RecordPayment(Desk desk)
{
    /// <param name="OrderId">The order.</param>
    /// <param name="SeenVersion">The version on the agent's screen.</param>
    /// <param name="Status">What happened to the money.</param>
    /// <param name="Amount">What came in, in major units of the order's currency; when null what was said before, else the total; never for money that did not come.</param>
    /// <param name="Reference">The provider's number, or null.</param>
    public sealed record Command(OrderId OrderId, int SeenVersion, PaymentStatus Status, decimal? Amount, string? Reference);

    /// <summary>Records.</summary>
    public async Task<Result> RunAsync(Actor actor, Command command, CancellationToken ct)
    {
        if (!actor.Can(OrdersPermissions.Amend))
        {
            return Error.Forbidden("orders.amend-forbidden");
        }

        if (command.Status is not (PaymentStatus.Paid or PaymentStatus.Authorized or PaymentStatus.Failed or PaymentStatus.Voided)
            || command.Amount is < 0 or > Money.MostAmount || command.Reference?.Length > Order.PaymentTextMaxLength)
        {
            return Error.Invalid("orders.payment-wrong");
        }

        return await desk.WriteAsync(actor, async write =>
        {
            var order = await write.Db.Orders.Include(o => o.Lines).Include(o => o.Holds).SingleOrDefaultAsync(o => o.Id == command.OrderId, ct);
            if (order is null)
            {
                return Error.NotFound("orders.not-found", command.OrderId.Number);
            }

            if (write.Stale(order, command.SeenVersion) is { } stale)
            {
                return stale;
            }

            return order.RecordPayment(command.Status, MinorOf(command, order), command.Reference, actor, write.Now);
        }, ct);
    }

    private static long? MinorOf(Command command, Order order) => command switch
    {
        { Amount: { } amount } => Money.ToMinor(amount, order.Currency),
        { Status: PaymentStatus.Paid or PaymentStatus.Authorized } => (order.PaymentCurrency == order.Currency ? order.PaymentMinor : null) ?? order.TotalMinor,
        _ => null,
    };
}
