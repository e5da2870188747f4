using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Access;
using OrderDesk.Core.Data;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Orders;

/// <summary>Whom a note can name: everybody whose account works and who may read orders.</summary>
public sealed class Colleagues(IDbContextFactory<OrderDeskDb> contexts, RoleGrants grants)
{
    /// <summary>More than any desk has.</summary>
    private const int Most = 2_000;

    /// <summary>One colleague.</summary>
    public sealed record Row(StaffId Id, string Name);

    /// <summary>Reads them by name, without the person who asks.</summary>
    public async Task<Result<IReadOnlyList<Row>>> ReadAsync(Actor actor, CancellationToken ct)
    {
        if (!actor.Can(OrdersPermissions.Note))
        {
            return Error.Forbidden("orders.note-forbidden");
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var people = await db.Users.Where(user => user.DisabledAt == null && user.Id != actor.Id.Value).OrderBy(user => user.Id).Take(Most)
            .Select(user => new { user.Id, user.DisplayName, user.Roles }).ToListAsync(ct);
        return people.Where(person => grants.Of(person.Roles).Contains(OrdersPermissions.Read))
            .Select(person => new Row(new StaffId(person.Id), person.DisplayName)).OrderBy(row => row.Name, StringComparer.CurrentCulture).ToList();
    }
}
