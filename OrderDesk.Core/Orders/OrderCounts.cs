using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using OrderDesk.Core.Data;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Orders;

/// <summary>How many orders filters hold, counted among the newest of each and said honestly where counting stops.</summary>
public sealed class OrderCounts(IDbContextFactory<OrderDeskDb> contexts, IOptions<CompanyOptions> company)
{
    /// <summary>Filters that are counted at once.</summary>
    public const int MostFilters = 60;

    /// <summary>Orders that are looked at for one filter, the newest first.</summary>
    public const int MostLooked = 20_000;

    /// <summary>Counts, in the order of the filters; filters beyond <see cref="MostFilters"/> are left out.</summary>
    public async Task<Result<IReadOnlyList<Counted>>> ReadAsync(Actor actor, IReadOnlyList<OrderQueue.Filter> filters, CancellationToken ct)
    {
        if (!actor.Can(OrdersPermissions.Read))
        {
            return Error.Forbidden("orders.read-forbidden");
        }

        var zone = TimeZoneInfo.FindSystemTimeZoneById(company.Value.TimeZone);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var counts = new List<Counted>();
        foreach (var filter in filters.Take(MostFilters))
        {
            counts.Add(await OfAsync(db, filter, new DaySpan(filter.From, filter.To, zone), ct));
        }

        return counts;
    }

    private static async Task<Counted> OfAsync(OrderDeskDb db, OrderQueue.Filter filter, DaySpan days, CancellationToken ct)
    {
        if (filter.Only is not null || !string.IsNullOrWhiteSpace(filter.Search))
        {
            var found = await OrderLookup.FindAsync(db, filter, days, ct);
            return new Counted(found.Keys.Count, found.OrMore);
        }

        var orders = filter.Hold is not null ? db.Orders.Where(o => o.OpenHolds != HoldType.None)
            : filter.Status is { } status ? db.Orders.Where(o => o.Status == status)
            : filter.Channel is { } channel ? db.Orders.Where(o => o.ChannelId == channel)
            : db.Orders;
        var looked = orders.OrderByDescending(o => o.PlacedAt).ThenByDescending(o => o.Id).Take(MostLooked);
        return new Counted(await OrderQueueQueries.Matching(looked, filter, days).CountAsync(ct), await looked.CountAsync(ct) == MostLooked);
    }
}
