using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Data;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Access;

/// <summary>Whose lines the audit trail can be asked for, by name; also people whose account is switched off.</summary>
public sealed class AuditPeople(IDbContextFactory<OrderDeskDb> contexts)
{
    /// <summary>More than any desk has.</summary>
    private const int Most = 2_000;

    /// <summary>One person.</summary>
    public sealed record Row(StaffId Id, string Name);

    /// <summary>Reads them.</summary>
    public async Task<Result<IReadOnlyList<Row>>> ReadAsync(Actor actor, CancellationToken ct)
    {
        if (!actor.Can(AccessPermissions.ReadAudit))
        {
            return Error.Forbidden("access.audit-forbidden");
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var people = await db.Users.OrderBy(user => user.Id).Take(Most).Select(user => new { user.Id, user.DisplayName }).ToListAsync(ct);
        return people.Select(user => new Row(new StaffId(user.Id), user.DisplayName)).OrderBy(row => row.Name, StringComparer.CurrentCulture).ToList();
    }
}
