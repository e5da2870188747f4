using System.Text;
using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Customers;
using OrderDesk.Core.Data;
using OrderDesk.Core.Intake;
using OrderDesk.Core.Inventory;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Review;

/// <summary>A person splits an order by what is there: what can go now stays, what waits for units goes to an order of its own.</summary>
public sealed class SplitOrder(Desk desk)
{
    /// <param name="OrderId">The order.</param>
    /// <param name="SeenVersion">The version on the person's screen.</param>
    /// <param name="Stays">Units that stay, by line, as the person saw them; refused where stock says something else by now.</param>
    /// <param name="Fence">The claim it is done under; null where none is asked for.</param>
    public sealed record Command(OrderId OrderId, int SeenVersion, IReadOnlyDictionary<int, int> Stays, long? Fence = null);

    /// <summary>The order that was split off, and where both stand.</summary>
    public sealed record Answer(OrderId Second, OrderStatus First, OrderStatus Other);

    /// <summary>Splits.</summary>
    public async Task<Result<Answer>> RunAsync(Actor actor, Command command, CancellationToken ct)
    {
        if (!actor.Can(OrdersPermissions.Amend))
        {
            return Error.Forbidden("orders.amend-forbidden");
        }

        return await desk.WriteAsync(actor, write => SplitAsync(write, command, ct), ct);
    }

    private static async Task<Result<Answer>> SplitAsync(Write write, Command command, CancellationToken ct)
    {
        var opened = await ReviewBook.OpenAsync(write, command.OrderId, command.SeenVersion, command.Fence, ct);
        if (!opened.IsOk)
        {
            return opened.Error;
        }

        var order = opened.Value.Order;
        var plan = await SplitPlan.StaysAsync(write.Db, order, ct);
        if (!plan.IsOk)
        {
            return plan.Error;
        }

        var stays = plan.Value;
        if (stays.Count != command.Stays.Count || stays.Any(s => command.Stays.GetValueOrDefault(s.Key) != s.Value))
        {
            return Error.Conflict("orders.split-changed");
        }

        ChangeBook.Drop(write, order, line => line.Priced().IsGoods && !stays.ContainsKey(line.Number));
        var split = order.Split(write.NewId<OrderId>(), await NumberAsync(write.Db, order, ct), stays, write.Actor, write.Now);
        if (!split.IsOk)
        {
            return split.Error;
        }

        // The first asks for its units before the second is there to want them.
        if (await write.SettleAsync(ct) is { IsOk: false } first)
        {
            return first.Error;
        }

        return await AddAsync(write, order, split.Value, ct);
    }

    private static async Task<Result<Answer>> AddAsync(Write write, Order order, Order second, CancellationToken ct)
    {
        write.Db.Orders.Add(second);
        if (await write.SettleAsync(ct) is { IsOk: false } unsettled)
        {
            return unsettled.Error;
        }

        write.Db.IntakeReceipts.Add(new IntakeReceipt
        {
            OrderId = second.Id,
            ChannelId = second.ChannelId,
            ExternalId = second.ExternalId,
            ContentHash = Secret.Hash(Encoding.UTF8.GetBytes($"split of {order.Number} as {second.ExternalId}")),
            Answer = OrderAnswer.Of(second).ToJson(),
            TakenAt = write.Now,
        });
        await write.SaveAsync(ct);
        if (second.CustomerId is { } customer)
        {
            await CustomerBook.RecountOrdersAsync(write, customer, ct);
        }

        return new Answer(second.Id, order.Status, second.Status);
    }

    /// <summary>The first one's number of the channel with the next free ending: 1042/2, 1042/3.</summary>
    private static async Task<string> NumberAsync(OrderDeskDb db, Order order, CancellationToken ct)
    {
        var first = order.SplitFrom is { } family ? await db.Orders.AsNoTracking().Where(o => o.Id == family).Select(o => o.ExternalId).SingleAsync(ct) : order.ExternalId;
        var stem = first.Length > Order.ExternalIdMaxLength - 6 ? first[..(Order.ExternalIdMaxLength - 6)] : first;
        for (var n = 2; ; n++)
        {
            var number = FormattableString.Invariant($"{stem}/{n}");
            if (!await db.Orders.AnyAsync(o => o.ChannelId == order.ChannelId && o.ExternalId == number, ct))
            {
                return number;
            }
        }
    }
}

/// <summary>What a split would do, before it is done.</summary>
public sealed class SplitPlan(IDbContextFactory<OrderDeskDb> contexts)
{
    /// <summary>Both halves as they would be.</summary>
    /// <param name="Version">The version of the order that was looked at.</param>
    /// <param name="Stays">Units that stay, by line.</param>
    /// <param name="Parting">Lines and amounts of both.</param>
    public sealed record Answer(int Version, IReadOnlyDictionary<int, int> Stays, Parting Parting);

    /// <summary>Looks.</summary>
    public async Task<Result<Answer>> ReadAsync(Actor actor, OrderId id, CancellationToken ct)
    {
        if (!actor.Can(OrdersPermissions.Read))
        {
            return Error.Forbidden("orders.read-forbidden");
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var order = await db.Orders.Include(o => o.Lines).SingleOrDefaultAsync(o => o.Id == id, ct);
        if (order is null)
        {
            return Error.NotFound("orders.not-found", id.Number);
        }

        var stays = await StaysAsync(db, order, ct);
        return stays.IsOk
            ? new Answer(order.Version, stays.Value, OrderParting.Of(order.Reckoned(), stays.Value, order.PaymentMinor ?? (order.IsPaid ? order.TotalMinor : null)))
            : stays.Error;
    }

    /// <summary>The units of each line that can go now; refused where all can, none can, or the order is past it.</summary>
    internal static async Task<Result<IReadOnlyDictionary<int, int>>> StaysAsync(OrderDeskDb db, Order order, CancellationToken ct)
    {
        if (order.Status is not OrderStatus.OnHold)
        {
            return Error.Conflict("orders.not-on-hold", order.Status);
        }

        var goods = order.Lines.Where(l => l.Priced().IsGoods).ToList();
        if (order.Fulfilment is not FulfilmentStatus.Unfulfilled)
        {
            return Error.Conflict("orders.nothing-waits");
        }

        var stays = await StockDesk.FreeForAsync(db, goods, ct);
        return stays.Count == 0 ? Error.Conflict("orders.nothing-can-go")
            : goods.All(l => stays.GetValueOrDefault(l.Number) == l.Quantity) ? Error.Conflict("orders.nothing-waits")
            : new Result<IReadOnlyDictionary<int, int>>(stays, null);
    }
}
