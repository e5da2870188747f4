using System.Globalization;
using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Data;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Orders;

/// <summary>How many orders stand where, kept in the transaction that moves them instead of counted on each look.</summary>
public sealed class OrderCounters(IDbContextFactory<OrderDeskDb> contexts)
{
    private const string StatusPrefix = "orders.status.";
    private const string HoldPrefix = "orders.hold.";

    /// <summary>The counter of a status.</summary>
    public static string Of(OrderStatus status) => StatusPrefix + ((int)status).ToString(CultureInfo.InvariantCulture);

    /// <summary>The counter of orders with an open hold of one type.</summary>
    public static string Of(HoldType type) => HoldPrefix + ((int)type).ToString(CultureInfo.InvariantCulture);

    /// <summary>The counts, summed over their shards.</summary>
    public sealed record Counts(IReadOnlyDictionary<OrderStatus, long> ByStatus, IReadOnlyDictionary<HoldType, long> ByHold);

    /// <summary>Reads every count.</summary>
    public async Task<Result<Counts>> ReadAsync(Actor actor, CancellationToken ct)
    {
        if (!actor.Can(OrdersPermissions.Read))
        {
            return Error.Forbidden("orders.read-forbidden");
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var sums = await db.Counters.GroupBy(c => c.Name).Select(g => new { g.Key, Sum = g.Sum(c => c.Value) }).ToListAsync(ct);
        return new Counts(
            sums.Where(s => s.Key.StartsWith(StatusPrefix, StringComparison.Ordinal)).ToDictionary(s => (OrderStatus)Number(s.Key, StatusPrefix), s => s.Sum),
            sums.Where(s => s.Key.StartsWith(HoldPrefix, StringComparison.Ordinal)).ToDictionary(s => (HoldType)Number(s.Key, HoldPrefix), s => s.Sum));
    }

    private static int Number(string name, string prefix) => int.Parse(name.AsSpan(prefix.Length), CultureInfo.InvariantCulture);
}

/// <summary>An order that moves takes its count with it.</summary>
internal sealed class CountOrderOnMoved : Reaction<OrderMoved>
{
    protected override Task<Result> ReactAsync(Write write, OrderMoved happened, CancellationToken ct)
    {
        if (happened.From is { } from)
        {
            write.Count(OrderCounters.Of(from), happened.Order.Id.Value, -1);
        }

        write.Count(OrderCounters.Of(happened.To), happened.Order.Id.Value, 1);
        return Task.FromResult(Result.Ok);
    }
}

/// <summary>An order is counted under every type of hold it has.</summary>
internal sealed class CountOrderOnHoldsChanged : Reaction<HoldsChanged>
{
    protected override Task<Result> ReactAsync(Write write, HoldsChanged happened, CancellationToken ct)
    {
        foreach (var type in HoldTerms.Types.Where(type => ((happened.After ^ happened.Before) & type) != 0))
        {
            write.Count(OrderCounters.Of(type), happened.Order.Id.Value, happened.After.HasFlag(type) ? 1 : -1);
        }

        return Task.FromResult(Result.Ok);
    }
}
