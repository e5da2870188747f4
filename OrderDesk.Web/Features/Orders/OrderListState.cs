using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using OrderDesk.Core.Channels;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Shared;
using OrderDesk.Web.Shell;

namespace OrderDesk.Web.Features.Orders;

/// <summary>Everything a queue shows, as it stands in the address: going back, loading again and sending the address on show the same list.</summary>
public sealed record OrderListState
{
    /// <summary>Where orders stand.</summary>
    public OrderStatus? Status { get; init; }

    /// <summary>The code of a channel.</summary>
    public string? Channel { get; init; }

    /// <summary>A type of open hold.</summary>
    public HoldType? Hold { get; init; }

    /// <summary>Where the money stands.</summary>
    public PaymentStatus? Payment { get; init; }

    /// <summary>The first day.</summary>
    public DateOnly? From { get; init; }

    /// <summary>The last day.</summary>
    public DateOnly? To { get; init; }

    /// <summary>Whether only the person's own claims are shown.</summary>
    public bool Mine { get; init; }

    /// <summary>What is searched for, unless it names a person.</summary>
    public string? Words { get; init; }

    /// <summary>The key of a kept search that names a person.</summary>
    public string? Kept { get; init; }

    /// <summary>What it is sorted by.</summary>
    public OrderSort Sort { get; init; } = OrderSort.Placed;

    /// <summary>Whether the smallest or oldest comes first.</summary>
    public bool Ascending { get; init; }

    /// <summary>The cursor of the page.</summary>
    public string? After { get; init; }

    /// <summary>Whether the page lies before the cursor.</summary>
    public bool Back { get; init; }

    /// <summary>The chosen columns, or null for the usual ones.</summary>
    public IReadOnlyCollection<string>? Columns { get; init; }

    /// <summary>Whether anything but the status narrows the list.</summary>
    public bool IsNarrowed => (Channel, Hold, Payment, From, To, Words, Kept) is not (null, null, null, null, null, null, null) || Mine;

    /// <summary>The same list from its first page.</summary>
    public OrderListState FromStart => this with { After = null, Back = false };

    /// <summary>The same status, sorting and columns without any filter or search.</summary>
    public OrderListState Cleared => new() { Status = Status, Sort = Sort, Ascending = Ascending, Columns = Columns };

    /// <summary>Reads an address; what cannot be read counts as not asked for.</summary>
    public static OrderListState Parse(string url) => Read(new AddressParts(url));

    /// <summary>What an address asks for that means nothing here any more.</summary>
    public static IReadOnlyList<GoneName> UnreadOf(string url)
    {
        var parts = new AddressParts(url);
        Read(parts);
        return parts.Unread;
    }

    private static OrderListState Read(AddressParts parts) => new()
    {
        Status = parts.Choice<OrderStatus>("status"),
        Channel = parts.One("channel"),
        Hold = parts.Choice<HoldType>("hold") is { } hold and not HoldType.None ? hold : null,
        Payment = parts.Choice<PaymentStatus>("payment"),
        From = parts.Day("from"),
        To = parts.Day("to"),
        Mine = parts.One("mine") == "1",
        Words = parts.One("q"),
        Kept = parts.One("s"),
        Sort = parts.Choice<OrderSort>("sort") ?? OrderSort.Placed,
        Ascending = parts.One("dir") == "asc",
        After = parts.One("after"),
        Back = parts.One("back") == "1",
        Columns = parts.Columns,
    };

    /// <summary>The address of this list.</summary>
    public string ToUrl() => QueryHelpers.AddQueryString(Links.Orders, new Dictionary<string, string?>
    {
        ["status"] = Status is { } status ? Slug.Of(status) : null,
        ["channel"] = Channel,
        ["hold"] = Hold is { } hold ? Slug.Of(hold) : null,
        ["payment"] = Payment is { } payment ? Slug.Of(payment) : null,
        ["from"] = From?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ["to"] = To?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ["mine"] = Mine ? "1" : null,
        ["q"] = Words,
        ["s"] = Kept,
        ["sort"] = Sort is OrderSort.Placed ? null : Slug.Of(Sort),
        ["dir"] = Ascending ? "asc" : null,
        ["after"] = After,
        ["back"] = Back && After is not null ? "1" : null,
        ["cols"] = Columns is null ? null : string.Join('.', Columns),
    }.Where(part => part.Value is not null).ToDictionary());

    /// <summary>What it names that is not there any more.</summary>
    public IEnumerable<GoneName> Gone(IReadOnlyList<OrderChannels.Row> channels) => Channel is { } code && !channels.Any(c => c.Code == code) ? [new GoneName("channel", code)] : [];

    /// <summary>The same list without what is not there.</summary>
    public OrderListState WithoutGone(IReadOnlyList<OrderChannels.Row> channels) =>
        this with { Channel = channels.Any(c => c.Code == Channel) ? Channel : null };

    /// <summary>The channel of the address; one nobody has where its code is unknown, and null where none is asked for.</summary>
    public ChannelId? ChannelOf(IReadOnlyList<OrderChannels.Row> channels) =>
        Channel is null ? null : channels.FirstOrDefault(c => c.Code == Channel)?.Id ?? new ChannelId(-1);

    /// <summary>The page this address asks for.</summary>
    public Paging Paging(int size) => new(size, After, Back);

    /// <summary>What the queue is asked for.</summary>
    public OrderQueue.Filter Filter(ChannelId? channel, string? search, IReadOnlyCollection<OrderId>? only) => new()
    {
        Status = Status,
        Channel = channel,
        Hold = Hold,
        Payment = Payment,
        From = From,
        To = To,
        Search = search,
        Only = only,
        Sort = Sort,
        Ascending = Ascending,
    };
}
