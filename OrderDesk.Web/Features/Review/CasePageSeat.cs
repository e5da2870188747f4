using Microsoft.AspNetCore.Components;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Review;

namespace OrderDesk.Web.Features.Review;

public abstract partial class CasePage
{
    private IDisposable? _seat;
    private OrderId? _seatAt;

    [Inject]
    private CaseSeats Seats { get; set; } = null!;

    /// <summary>Colleagues see that this page is open, and the page who else has the order open.</summary>
    private void Sit(CaseScreen? screen)
    {
        if (screen?.Sheet.Id == _seatAt)
        {
            return;
        }

        _seat?.Dispose();
        _seatAt = screen?.Sheet.Id;
        _seat = screen is { Sheet.Id: var here } && screen.Me.Can(ReviewPermissions.Read) ? Seats.Take(here, others => InBackground(() => SeeAsync(here, others))) : null;
    }

    private Task SeeAsync(OrderId here, IReadOnlyList<string> others)
    {
        if (Screen is { } now && now.Sheet.Id == here && !now.Others.SequenceEqual(others))
        {
            Screen = now with { Others = others };
            StateHasChanged();
        }

        return Task.CompletedTask;
    }
}
