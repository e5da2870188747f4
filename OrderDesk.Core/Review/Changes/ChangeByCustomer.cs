using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using OrderDesk.Core.Data;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Review;

/// <summary>A customer changes or cancels their own order by a link, inside the policy window; staff may do the same on their behalf at any time before picking.</summary>
public sealed class ChangeByCustomer(Desk desk, IOptions<OrdersOptions> options)
{
    /// <param name="OrderId">The order; whoever makes the actor of a link makes it for this order alone.</param>
    /// <param name="SeenVersion">The version on the customer's screen.</param>
    /// <param name="Contact">Contact and address from now on, or null.</param>
    /// <param name="Lines">Lines whose units change.</param>
    /// <param name="CancelReason">Why it is to be cancelled, or null where it is not.</param>
    public sealed record Command(OrderId OrderId, int SeenVersion, CorrectContact.Command? Contact, IReadOnlyList<EditLines.Units> Lines, string? CancelReason = null);

    /// <summary>Changes or cancels.</summary>
    public async Task<Result> RunAsync(Actor actor, Command command, CancellationToken ct)
    {
        if (!actor.Can(OrdersPermissions.Amend))
        {
            return Error.Forbidden("orders.amend-forbidden");
        }

        if (command.Contact is { } contact && CorrectContact.WhyNot(contact) is { } wrong)
        {
            return wrong;
        }

        return await desk.WriteAsync(actor, async write =>
        {
            var order = await write.Db.Orders.Include(o => o.Lines).Include(o => o.Holds).SingleOrDefaultAsync(o => o.Id == command.OrderId, ct);
            return order is null ? Error.NotFound("orders.not-found", command.OrderId.Number)
                : write.Stale(order, command.SeenVersion) is { } stale ? stale
                : ChangeWindow.WhyNot(order, actor, options.Value, write.Now) is { } late ? late
                : Change(write, order, command);
        }, ct);
    }

    private static Result Change(Write write, Order order, Command command)
    {
        if (command.CancelReason is { } reason)
        {
            return order.CancelByStage(reason, (order.IsPaid ? RefundInstruction.Full : RefundInstruction.None).ToString(), write.Actor, write.Now).Plain;
        }

        if (ChangeWindow.ToChange(order.Status) is not ChangeWay.AtOnce)
        {
            return Error.Conflict(ChangeWindow.ToChange(order.Status) is ChangeWay.AsReturn ? "orders.only-as-return" : "orders.too-late-to-change", order.Status);
        }

        if (command.Contact is { } contact && CorrectContact.Apply(order, contact, write) is { IsOk: false } uncorrected)
        {
            return uncorrected;
        }

        if (command.Lines.Count == 0)
        {
            return command.Contact is null ? Error.Invalid("orders.nothing-changed") : Result.Ok;
        }

        ChangeBook.Drop(write, order, line => command.Lines.Any(c => c.Line == line.Number && c.Quantity == 0));
        return order.EditLines([.. command.Lines.Select(c => new LineChange(c.Line, c.Quantity))], [], null, write.Actor, write.Now).Plain;
    }
}
