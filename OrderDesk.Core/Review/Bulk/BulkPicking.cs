using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using OrderDesk.Core.Data;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Review.Skills;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Review.Bulk;

/// <summary>Which orders a bulk action is about: picked ones, or all that a list holds except some.</summary>
/// <param name="Orders">The picked orders; null where a list is meant.</param>
/// <param name="Filter">The list of orders.</param>
/// <param name="View">The view of the review desk.</param>
/// <param name="But">Orders of the list that are left out.</param>
/// <param name="Asked">The list as an address writes it, to find the way back; never with an e-mail address or a phone number.</param>
/// <param name="Cases">What narrows the view of the review desk; null for nothing.</param>
public sealed record BulkPick(
    IReadOnlyCollection<OrderId>? Orders = null, OrderQueue.Filter? Filter = null, ReviewView? View = null, IReadOnlyCollection<OrderId>? But = null, string? Asked = null, ReviewFilter? Cases = null);

/// <summary>Finds the orders that are picked, at most a few more than a bulk action takes.</summary>
public sealed class BulkPicking(IDbContextFactory<OrderDeskDb> contexts, IOptions<CompanyOptions> company, IOptions<ReviewOptions> options, TimeProvider clock)
{
    internal async Task<Result<List<OrderId>>> OfAsync(Actor actor, BulkPick pick, CancellationToken ct)
    {
        var but = pick.But?.ToHashSet() ?? [];
        var most = BulkRun.MostRows + but.Count + 1;
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (pick.Orders is { } orders)
        {
            return orders.Distinct().ToList();
        }

        if (pick.View is { } view)
        {
            return !actor.Can(ReviewPermissions.Read) ? Error.Forbidden("review.read-forbidden")
                : (await ReviewQueue.PickAsync(db, view, pick.Cases ?? ReviewFilter.None, await Looker.OfAsync(db, actor.Id, clock.GetUtcNow().UtcDateTime, options.Value, ct), most, ct)).FindAll(id => !but.Contains(id));
        }

        if (!actor.Can(OrdersPermissions.Read))
        {
            return Error.Forbidden("orders.read-forbidden");
        }

        var found = await OrderPick.OfAsync(db, pick.Filter ?? new(), TimeZoneInfo.FindSystemTimeZoneById(company.Value.TimeZone), most, ct);
        return found is null ? Error.Invalid("review.bulk-search-too-wide", OrderLookup.MostFound) : found.FindAll(id => !but.Contains(id));
    }
}
