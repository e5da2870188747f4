using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Data;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Verification;

/// <summary>What the checks say of one order, for the screen: failures first, then warnings, then what passed.</summary>
public sealed class OrderFindings(IDbContextFactory<OrderDeskDb> contexts)
{
    private static readonly PerModel<Func<OrderDeskDb, OrderId, CancellationToken, Task<OrderVerification?>>> Latest = new(() => EF.CompileAsyncQuery(
        (OrderDeskDb db, OrderId order, CancellationToken _) => db.Verifications.AsNoTracking().FirstOrDefault(v => v.OrderId == order)));

    /// <summary>The latest verification of an order.</summary>
    /// <param name="At">When (UTC).</param>
    /// <param name="Runs">How often the order was verified.</param>
    /// <param name="PolicyVersion">The policy that judged.</param>
    /// <param name="Worst">The worst outcome.</param>
    /// <param name="Findings">Every finding; personal values are empty for an actor who may not see them.</param>
    public sealed record Row(DateTime At, int Runs, int PolicyVersion, Outcome Worst, IReadOnlyList<Finding> Findings);

    /// <summary>The verification, or null for an order that was never verified.</summary>
    public async Task<Result<Row?>> ReadAsync(Actor actor, OrderId order, CancellationToken ct)
    {
        if (!actor.Can(OrdersPermissions.Read))
        {
            return Error.Forbidden("orders.read-forbidden");
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var row = await Latest.For(db)(db, order, ct);
        if (row is null)
        {
            return new Result<Row?>(null, null);
        }

        var seesPersonal = actor.Can(OrdersPermissions.SeePersonal);
        var findings = FindingsText.Read(row.Findings)
            .Select(f => seesPersonal ? f : f with { Facts = [.. f.Facts.Select(fact => fact with { Value = fact.Value.WithoutPersonal() })] })
            .OrderByDescending(f => f.Outcome).ThenBy(f => f.Group);
        return new Row(row.At, row.Runs, row.PolicyVersion, row.Worst, [.. findings]);
    }
}
