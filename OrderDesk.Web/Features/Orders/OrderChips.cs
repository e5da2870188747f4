using System.Globalization;
using Microsoft.Extensions.Localization;
using OrderDesk.Core.Orders;
using OrderDesk.Web.Parts;

namespace OrderDesk.Web.Features.Orders;

/// <summary>The filters that are on, as chips; each can be taken away.</summary>
internal static class OrderChips
{
    /// <summary>A chip for every filter but the status, which is a tab unless other filters are on, and the search, which stands in its box.</summary>
    public static IReadOnlyList<FilterChip> Of(
        OrderListState state, IReadOnlyList<OrderChannels.Row> channels, HoldBook holds, IStringLocalizer<OrdersWords> words, IStringLocalizer<StateWords> states)
    {
        var chips = new List<FilterChip>();
        if (state is { IsNarrowed: true, Status: { } status })
        {
            chips.Add(new("status", words["col.status"], states.Word(status)));
        }

        if (state.Mine)
        {
            chips.Add(new("mine", words["col.claimed"], words["mine"]));
        }

        if (state.Channel is { } code)
        {
            chips.Add(new("channel", words["col.channel"], states.Channel(channels.FirstOrDefault(c => c.Code == code)?.Name ?? code)));
        }

        if (state.Hold is { } hold)
        {
            chips.Add(new("hold", words["col.holds"], states.Called(hold, holds)));
        }

        if (state.Payment is { } payment)
        {
            chips.Add(new("payment", words["col.payment"], states.Word(payment)));
        }

        if (state.From is not null || state.To is not null)
        {
            chips.Add(new("days", words["col.placed"], $"{Day(state.From)} – {Day(state.To)}"));
        }

        return chips;
    }

    /// <summary>The list without a filter.</summary>
    public static OrderListState Without(OrderListState state, FilterChip chip) => chip.Key switch
    {
        "status" => state with { Status = null },
        "mine" => state with { Mine = false },
        "channel" => state with { Channel = null },
        "hold" => state with { Hold = null },
        "payment" => state with { Payment = null },
        _ => state with { From = null, To = null },
    };

    private static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "…";
}

/// <summary>Anchor for OrdersWords.resx: the words of the queue.</summary>
public sealed class OrdersWords;
