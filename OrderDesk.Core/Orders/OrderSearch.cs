using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using OrderDesk.Core.Data;

namespace OrderDesk.Core.Orders;

/// <summary>The one search interface over the engine's own text index.</summary>
public static class OrderSearch
{
    /// <summary>Ids of orders that hold every word, newest first, below a cursor.</summary>
    public static async Task<IReadOnlyList<long>> FindAsync(OrderDeskDb db, IReadOnlyList<string> words, long before, int take, CancellationToken ct)
    {
        if (words.Count == 0)
        {
            return [];
        }

        await db.Database.OpenConnectionAsync(ct);
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        command.CommandText = db.Dialect.SearchOrders;
        Dialect.Add(command, "words", db.Dialect.SearchExpression(words));
        Dialect.Add(command, "before", before);
        Dialect.Add(command, "take", take);
        var found = new List<long>(take);
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            found.Add(Convert.ToInt64(reader.GetValue(0), CultureInfo.InvariantCulture));
        }

        return found;
    }

    internal static Task IndexAsync(Write write, Order order, bool isNew, CancellationToken ct) => write.ExecuteAsync(
        isNew ? write.Db.Dialect.IndexNewOrder : write.Db.Dialect.IndexOrder, ct, ("id", order.Id.Value), ("words", OrderWords.Of(order)));
}

/// <summary>A new or amended order can be found at once, in the commit that changed it.</summary>
internal sealed class IndexOrderOnTaken : Reaction<OrderTaken>
{
    protected override async Task<Shared.Result> ReactAsync(Write write, OrderTaken happened, CancellationToken ct)
    {
        await OrderSearch.IndexAsync(write, happened.Order, isNew: true, ct);
        return Shared.Result.Ok;
    }
}

/// <summary>A corrected name, e-mail or phone is what the order is found by from now on.</summary>
internal sealed class IndexOrderOnAmended : Reaction<OrderAmended>
{
    protected override async Task<Shared.Result> ReactAsync(Write write, OrderAmended happened, CancellationToken ct)
    {
        var order = await write.Db.Orders.Include(o => o.Lines).SingleAsync(o => o.Id == happened.OrderId, ct);
        await OrderSearch.IndexAsync(write, order, isNew: false, ct);
        return Shared.Result.Ok;
    }
}
