using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using OrderDesk.Core.Data;

namespace OrderDesk.Web.Shell;

/// <summary>A page whose address is its state: it loads again when only the query of its address moves, of which the router tells no page without parameters.</summary>
public abstract class AddressPage : DeskPage
{
    private string _shown = "";

    /// <summary>The address, and the way to another one.</summary>
    [Inject]
    protected NavigationManager Navigation { get; private set; } = null!;

    /// <summary>The clock of the desk.</summary>
    [Inject]
    protected TimeProvider Time { get; private set; } = null!;

    [Inject]
    private ChangeFeed Feed { get; set; } = null!;

    /// <summary>Whether something this page shows has moved; nothing by default.</summary>
    protected virtual bool Concerns(Moved moved) => false;

    /// <inheritdoc />
    protected sealed override IDisposable? Listen(Action moved)
    {
        _shown = Navigation.Uri;
        Navigation.LocationChanged += AddressMoved;
        return new LiveRows(Feed, Time, Concerns, moved);
    }

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        Navigation.LocationChanged -= AddressMoved;
        base.Dispose(disposing);
    }

    private void AddressMoved(object? sender, LocationChangedEventArgs e)
    {
        if (e.Location == _shown || new Uri(e.Location).AbsolutePath != new Uri(_shown).AbsolutePath)
        {
            return;
        }

        _shown = e.Location;
        InBackground(async () =>
        {
            // Others hear of the move as well, among them those who fill the parts of the address in.
            await Task.Yield();
            await ReloadAsync();
        });
    }
}
