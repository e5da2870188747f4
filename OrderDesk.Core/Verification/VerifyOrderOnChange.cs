using OrderDesk.Core.Data;
using OrderDesk.Core.Inventory;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Verification;

/// <summary>Verifies an order when it is taken and whenever something changed that checks look at; stock has spoken before.</summary>
public sealed class VerifyOrderOnChange(VerifyOrder verify) : IReaction
{
    /// <inheritdoc/>
    public int Order => 200;

    /// <inheritdoc/>
    public bool Wants(IDomainEvent happened) => happened is OrderTaken or OrderAmended or HoldsCleared or StockSettled;

    /// <inheritdoc/>
    public async Task<Result> ReactAsync(Write write, IDomainEvent happened, CancellationToken ct)
    {
        var result = happened switch
        {
            OrderTaken taken => await verify.LoadedAsync(write, taken.Order, ct),
            HoldsCleared cleared => await verify.LoadedAsync(write, cleared.Order, ct),
            OrderAmended amended => await verify.ByIdAsync(write, amended.OrderId, ct),
            StockSettled settled => await verify.ByIdAsync(write, settled.OrderId, ct),
            _ => Result.Ok,
        };

        // An order that is past verification, such as a recorded payment of one that has shipped, needs none.
        return result.Error?.Code is VerifyOrder.NotOpen ? Result.Ok : result;
    }
}
