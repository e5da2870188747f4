using OrderDesk.Core.Data;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Inventory;

/// <summary>Serves the orders that wait for a SKU, oldest first, in short transactions until nobody more can be served.</summary>
public sealed class ServeWaitingOrders(Desk desk)
{
    private const int MostRounds = 2_000;

    /// <param name="Sku">Normalised.</param>
    public sealed record Command(string Sku);

    /// <summary>Answers how many orders were served.</summary>
    public async Task<Result<int>> RunAsync(Actor actor, Command command, CancellationToken ct)
    {
        if (!actor.Can(InventoryPermissions.Receive))
        {
            return Error.Forbidden("inventory.receive-forbidden");
        }

        var all = 0;
        for (var round = 0; round < MostRounds; round++)
        {
            var served = await desk.WriteAsync<int>(actor, async write => await StockDesk.ServeAsync(write, command.Sku, ct), ct);
            if (!served.IsOk)
            {
                return served.Error;
            }

            all += served.Value;
            if (served.Value < StockDesk.MostServedAtOnce)
            {
                break;
            }
        }

        return all;
    }
}
