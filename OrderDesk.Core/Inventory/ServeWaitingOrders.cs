using Microsoft.Extensions.Logging;
using OrderDesk.Core.Data;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Inventory;

/// <summary>Serves the orders that wait for a SKU, oldest first, in short transactions until nobody more can be served.</summary>
public sealed class ServeWaitingOrders(Desk desk, ILogger<ServeWaitingOrders> log)
{
    private const int MostRounds = 2_000;

    /// <param name="Sku">Normalised.</param>
    public sealed record Command(string Sku);

    /// <summary>Answers how many orders were served, and fails only when none was: what is committed counts, and for the others the job comes back.</summary>
    public async Task<Result<int>> RunAsync(Actor actor, Command command, CancellationToken ct)
    {
        if (!actor.Can(InventoryPermissions.Receive))
        {
            return Error.Forbidden("inventory.receive-forbidden");
        }

        var all = 0;
        try
        {
            for (var round = 0; round < MostRounds; round++)
            {
                var turn = await desk.WriteAsync<StockDesk.Turn>(actor, async write => await StockDesk.ServeAsync(write, command.Sku, ct), ct);
                if (!turn.IsOk)
                {
                    return all > 0 ? all : turn.Error;
                }

                all += turn.Value.Orders;
                if (!turn.Value.More)
                {
                    break;
                }
            }
        }
        catch (Exception failure) when (all > 0)
        {
            log.ServingFailed(failure, command.Sku);
        }

        return all;
    }
}
