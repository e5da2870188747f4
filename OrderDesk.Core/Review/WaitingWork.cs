using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using OrderDesk.Core.Data;
using OrderDesk.Core.Intake;
using OrderDesk.Core.Inventory;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Review.Skills;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Review;

/// <summary>How much waits for a person, by what they may do; read often, so nothing is counted beyond what is said.</summary>
public sealed class WaitingWork(IDbContextFactory<OrderDeskDb> contexts, IOptions<ReviewOptions> options, TimeProvider clock)
{
    /// <summary>The most that is counted.</summary>
    public const int MostCounted = 1_000;

    /// <summary>The counts; null for those whose work is not this person's.</summary>
    /// <param name="Cases">Cases to be decided next, for who decides.</param>
    /// <param name="Stock">Orders that wait for units, for who books receipts.</param>
    /// <param name="Inbox">What could not be taken and is still open, for who sees it.</param>
    public sealed record Answer(int? Cases, int? Stock, int? Inbox);

    /// <summary>Reads the counts.</summary>
    public async Task<Result<Answer>> ReadAsync(Actor actor, CancellationToken ct)
    {
        if (!actor.Can(OrdersPermissions.Read))
        {
            return Error.Forbidden("orders.read-forbidden");
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        return new Answer(
            actor.Can(ReviewPermissions.Decide) ? await ReviewQueue.NextCountAsync(db, await Looker.OfAsync(db, actor.Id, clock.GetUtcNow().UtcDateTime, options.Value, ct), MostCounted, ct) : null,
            actor.Can(InventoryPermissions.Receive) ? await ShortAsync(db, ct) : null,
            actor.Can(IntakePermissions.Read) ? await db.InboxItems.Where(i => i.State == InboxState.Open).Take(MostCounted).CountAsync(ct) : null);
    }

    private static async Task<int> ShortAsync(OrderDeskDb db, CancellationToken ct)
    {
        var waiting = OrderCounters.Of(HoldType.Stock);
        return (int)await db.Counters.Where(c => c.Name == waiting).SumAsync(c => c.Value, ct);
    }
}
