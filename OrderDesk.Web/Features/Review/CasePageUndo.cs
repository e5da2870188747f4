using OrderDesk.Core.Orders;
using OrderDesk.Core.Review;

namespace OrderDesk.Web.Features.Review;

public abstract partial class CasePage
{
    private ITimer? _undoEnds;

    /// <summary>The last decision, while it can be taken back.</summary>
    protected UndoOffer? Undo { get; private set; }

    /// <summary>Whether the last decision is being taken back.</summary>
    protected bool Undoing { get; private set; }

    /// <summary>Called when a decision was taken back.</summary>
    /// <param name="order">The order.</param>
    /// <param name="leaving">Whether the page was still on its way from it to the next one.</param>
    protected virtual Task UndoneAsync(OrderId order, bool leaving) => ReloadAsync();

    /// <summary>The person takes the last decision back; one that has hardly been said, while the page still goes on from it, is taken back as well.</summary>
    protected async Task UndoAsync()
    {
        if (Undo is not { } offer || Undoing)
        {
            return;
        }

        (Undoing, var undone) = (true, false);
        try
        {
            await ActNextAsync(async ct => undone = await Acts.UndoAsync(offer.OrderId, ct));
        }
        finally
        {
            Undoing = false;
        }

        Offer(null);
        if (undone)
        {
            var leaving = IsLeaving;
            Screen = Screen is { } open ? open with { Left = false, Freed = false } : null;
            await UndoneAsync(offer.OrderId, leaving);
        }
    }

    private void Offer(UndoOffer? offer)
    {
        if (offer == Undo)
        {
            return;
        }

        _undoEnds?.Dispose();
        Undo = offer;
        _undoEnds = offer is null ? null : Time.CreateTimer(_ => _ = InvokeAsync(() =>
        {
            Undo = null;
            StateHasChanged();
        }), null, ReviewDecision.UndoWithin, Timeout.InfiniteTimeSpan);
    }
}
