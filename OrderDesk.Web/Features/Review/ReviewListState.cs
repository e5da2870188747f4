using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using OrderDesk.Core.Channels;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Review;
using OrderDesk.Core.Shared;
using OrderDesk.Web.Shell;

namespace OrderDesk.Web.Features.Review;

/// <summary>What the list of the review desk shows, as it stands in the address; the case that is open beside it is not part of it.</summary>
public sealed record ReviewListState
{
    /// <summary>Which cases.</summary>
    public ReviewView View { get; init; } = ReviewView.Next;

    /// <summary>The queue that rules route to.</summary>
    public string? Queue { get; init; }

    /// <summary>A type of open hold.</summary>
    public HoldType? Hold { get; init; }

    /// <summary>The code of a channel.</summary>
    public string? Channel { get; init; }

    /// <summary>The number of who works on them.</summary>
    public long? By { get; init; }

    /// <summary>Whether only cases past their last safe decision time are shown.</summary>
    public bool Late { get; init; }

    /// <summary>Whether anything but the view and the queue narrows the list.</summary>
    public bool IsNarrowed => (Hold, Channel, By, Late) is not (null, null, null, false);

    /// <summary>The same view and queue with nothing else narrowing it.</summary>
    public ReviewListState Cleared => new() { View = View, Queue = Queue };

    /// <summary>Reads an address; what cannot be read counts as not asked for.</summary>
    public static ReviewListState Parse(string url) => Read(new AddressParts(url));

    /// <summary>What an address asks for that means nothing here any more.</summary>
    public static IReadOnlyList<GoneName> UnreadOf(string url)
    {
        var parts = new AddressParts(url);
        Read(parts);
        return parts.Unread;
    }

    private static ReviewListState Read(AddressParts parts) => new()
    {
        View = parts.Choice<ReviewView>("view") ?? ReviewView.Next,
        Queue = parts.One("queue") is { Length: <= OrderMarks.QueueMaxLength } queue ? queue : null,
        Hold = parts.Choice<HoldType>("hold") is { } hold and not HoldType.None ? hold : null,
        Channel = parts.One("channel"),
        By = parts.Number("by"),
        Late = parts.One("late") == "1",
    };

    /// <summary>The address of this list, with a case open beside it or none.</summary>
    public string ToUrl(OrderId? order = null) => QueryHelpers.AddQueryString(Links.Review, new Dictionary<string, string?>
    {
        ["view"] = View is ReviewView.Next ? null : Slug.Of(View),
        ["queue"] = Queue,
        ["hold"] = Hold is { } hold ? Slug.Of(hold) : null,
        ["channel"] = Channel,
        ["by"] = By?.ToString(CultureInfo.InvariantCulture),
        ["late"] = Late ? "1" : null,
        ["order"] = order?.Number,
    }.Where(part => part.Value is not null).ToDictionary());

    /// <summary>What the list is asked for; a channel nobody has matches nothing.</summary>
    public ReviewFilter Filter(ReviewChoices.Answer choices) => new()
    {
        Queue = Queue,
        Hold = Hold,
        Channel = Channel is null ? null : choices.Channels.FirstOrDefault(c => c.Code == Channel)?.Id ?? new ChannelId(-1),
        By = By is { } by ? new StaffId(by) : null,
        Late = Late,
    };

    /// <summary>What it names that is not there any more.</summary>
    /// <param name="choices">What there is.</param>
    /// <param name="open">The queues with open cases, where somebody has looked.</param>
    public IEnumerable<GoneName> Gone(ReviewChoices.Answer choices, IEnumerable<string?> open)
    {
        if (Queue is { } queue && !choices.Queues.Contains(queue) && !open.Contains(queue))
        {
            yield return new GoneName("queue", queue);
        }

        if (Channel is { } code && !choices.Channels.Any(c => c.Code == code))
        {
            yield return new GoneName("channel", code);
        }

        if (By is { } by && choices.People.FirstOrDefault(p => p.Id.Value == by) is not { Decides: true } and var person)
        {
            yield return new GoneName("person", person?.Name ?? by.ToString(CultureInfo.CurrentCulture));
        }
    }

    /// <summary>The same list without what is not there.</summary>
    public ReviewListState WithoutGone(IEnumerable<GoneName> gone)
    {
        var kinds = gone.Select(name => name.Kind).ToHashSet();
        return this with { Queue = kinds.Contains("queue") ? null : Queue, Channel = kinds.Contains("channel") ? null : Channel, By = kinds.Contains("person") ? null : By };
    }
}
