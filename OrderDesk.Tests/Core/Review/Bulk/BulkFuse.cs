using OrderDesk.Core.Data;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Shared;

namespace OrderDesk.Tests.Core.Review.Bulk;

/// <summary>Burns through in the middle of a write, as a program that is killed does; or breaks at one order, or refuses one, whenever it comes by.</summary>
internal sealed class BulkFuse : Reaction<HoldsCleared>
{
    private CancellationTokenSource? _killed;
    private int _left;

    public OrderId? Poison { get; set; }

    public OrderId? Unwanted { get; set; }

    public void Burn(int after, CancellationTokenSource killed) => (_left, _killed) = (after, killed);

    protected override Task<Result> ReactAsync(Write write, HoldsCleared happened, CancellationToken ct)
    {
        if (happened.Order.Id == Poison)
        {
            throw new InvalidOperationException("this order breaks");
        }

        if (_killed is { IsCancellationRequested: false } killed && _left-- == 0)
        {
            killed.Cancel();
        }

        ct.ThrowIfCancellationRequested();
        return Task.FromResult(happened.Order.Id == Unwanted ? Error.Conflict("inventory.receipt-already-booked") : Result.Ok);
    }
}
