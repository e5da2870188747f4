using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Customers;
using OrderDesk.Core.Data;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Intake;

/// <summary>Customers by e-mail, phone or the beginning of their name, with the address of their last order, for somebody who enters an order of theirs.</summary>
public sealed class KnownBuyers(IDbContextFactory<OrderDeskDb> contexts)
{
    /// <summary>The most customers of one answer.</summary>
    public const int MostFound = 8;

    /// <summary>One customer.</summary>
    public sealed record Row(CustomerId Id, string? Name, string? Email, string? Phone, int OrderCount, PostalAddress? Address);

    /// <summary>Finds; nothing for a text of fewer than three letters.</summary>
    public async Task<Result<IReadOnlyList<Row>>> ReadAsync(Actor actor, string? text, CancellationToken ct)
    {
        if (!actor.Can(IntakePermissions.Enter) || !actor.Can(OrdersPermissions.SeePersonal))
        {
            return Error.Forbidden("intake.enter-forbidden");
        }

        if (text?.Trim() is not { Length: >= 3 } wanted)
        {
            return new Result<IReadOnlyList<Row>>([], null);
        }

        var (mail, phone) = (ContactText.Email(wanted), ContactText.Phone(wanted, null));
        await using var db = await contexts.CreateDbContextAsync(ct);
        var found = await db.Customers.Where(c => c.Email == mail || c.Phone == phone || (c.Name != null && c.Name.StartsWith(wanted)))
            .OrderByDescending(c => c.OrderCount).ThenBy(c => c.Id).Take(MostFound).ToListAsync(ct);
        var ids = found.Select(c => (CustomerId?)c.Id).ToList();
        var addresses = await db.Orders.Where(o => EF.Parameter(ids).Contains(o.CustomerId)).OrderByDescending(o => o.PlacedAt).ThenByDescending(o => o.Id).Take(MostFound * 10)
            .Select(o => new { o.CustomerId, o.Shipping }).ToListAsync(ct);
        return new Result<IReadOnlyList<Row>>([.. found.Select(c => new Row(c.Id, c.Name, c.Email, c.Phone, c.OrderCount, addresses.Find(a => a.CustomerId == c.Id)?.Shipping))], null);
    }
}
