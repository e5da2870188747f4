using OrderDesk.Core.Channels;
using OrderDesk.Core.Customers;
using OrderDesk.Core.Data;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Orders;

/// <summary>The id of an order; it is also its human number, <c>OD-1000123</c>.</summary>
public readonly record struct OrderId(long Value) : ITypedId
{
    /// <summary>The number people say on the phone.</summary>
    public string Number => FormattableString.Invariant($"OD-{Value}");

    /// <summary>Reads <c>OD-1000123</c>, <c>od1000123</c> or <c>1000123</c>.</summary>
    public static OrderId? Parse(string? text)
    {
        var digits = (text ?? "").Trim();
        digits = digits.StartsWith("OD", StringComparison.OrdinalIgnoreCase) ? digits[2..].TrimStart('-', ' ') : digits;
        return digits.Length is > 0 and <= 18 && digits.All(char.IsAsciiDigit) ? new OrderId(long.Parse(digits, System.Globalization.CultureInfo.InvariantCulture)) : null;
    }

    /// <summary>Whether one order was numbered before another; lists are paged by it.</summary>
    public static bool operator <(OrderId one, OrderId other) => one.Value < other.Value;

    /// <summary>Whether one order was numbered after another.</summary>
    public static bool operator >(OrderId one, OrderId other) => one.Value > other.Value;
}

/// <summary>How an order came to be here.</summary>
public enum OrderOrigin
{
    /// <summary>It was taken to be fulfilled.</summary>
    Live = 1,

    /// <summary>It was recorded for the figures only: no stock, no messages, no queue.</summary>
    History = 2,

    /// <summary>It was made up by a seed command.</summary>
    Seeded = 3,
}

/// <summary>One sale from one channel, from arrival to doorstep.</summary>
public sealed partial class Order : Entity
{
    /// <summary>The longest id of the channel.</summary>
    public const int ExternalIdMaxLength = 100;

    /// <summary>The longest wish or remark.</summary>
    public const int RemarkMaxLength = 2000;

    /// <summary>The longest payment method or reference.</summary>
    public const int PaymentTextMaxLength = 100;

    /// <summary>The first and the last year that the days of an order may be in; outside is a slip.</summary>
    public const int FirstYear = 1990, LastYear = 2100;

    private readonly List<OrderLine> _lines = [];
    private readonly List<OrderHold> _holds = [];
    private readonly List<OrderEvent> _events = [];

    private Order() { }

    /// <summary>The order's id and number.</summary>
    public OrderId Id { get; private init; }

    /// <summary>Where it was sold.</summary>
    public ChannelId ChannelId { get; private init; }

    /// <summary>The channel's own number; unique per channel.</summary>
    public string ExternalId { get; private init; } = "";

    /// <summary>How it came to be here.</summary>
    public OrderOrigin Origin { get; private init; }

    /// <summary>Who buys, or null for a guest without e-mail and phone.</summary>
    public CustomerId? CustomerId { get; private set; }

    /// <summary>When the customer bought (UTC).</summary>
    public DateTime PlacedAt { get; private set; }

    /// <summary>The day of the purchase in the company's time zone, as yyyymmdd.</summary>
    public int BusinessDay { get; private set; }

    /// <summary>When it was taken (UTC).</summary>
    public DateTime ReceivedAt { get; private init; }

    /// <summary>When anything last changed (UTC).</summary>
    public DateTime UpdatedAt { get; private set; }

    /// <summary>The buyer's name.</summary>
    [NotAudited]
    public string? CustomerName { get; private set; }

    /// <summary>The buyer's e-mail address, trimmed and lower case.</summary>
    [NotAudited]
    public string? Email { get; private set; }

    /// <summary>The buyer's phone as written.</summary>
    [NotAudited]
    public string? Phone { get; private set; }

    /// <summary>Where the invoice goes.</summary>
    public PostalAddress Billing { get; private set; } = PostalAddress.None;

    /// <summary>Where the goods go.</summary>
    public PostalAddress Shipping { get; private set; } = PostalAddress.None;

    /// <summary>The fingerprint of the delivery address, by which orders to one door are found; null while there is no street.</summary>
    public long? ShipTo { get; private set; }

    /// <summary>Where it stands.</summary>
    public OrderStatus Status { get; private set; }

    /// <summary>Where the goods stand.</summary>
    public FulfilmentStatus Fulfilment { get; private set; }

    /// <summary>The kinds of hold that are open, as bits.</summary>
    public HoldType OpenHolds { get; private set; }

    /// <summary>When the order was first held in this round (UTC), or null while it is not held.</summary>
    public DateTime? HeldSince { get; private set; }

    /// <summary>The version of the policy that judged it last; 0 when none did.</summary>
    public int PolicyVersion { get; private set; }

    /// <summary>Until when an answer of the customer is awaited (UTC), or null.</summary>
    public DateTime? WaitingUntil { get; private set; }

    /// <summary>How many entries the timeline has.</summary>
    public int EventCount { get; private set; }

    /// <summary>How to pack it.</summary>
    public string? Packaging { get; private set; }

    /// <summary>What to write on the card.</summary>
    public string? GiftMessage { get; private set; }

    /// <summary>The earliest delivery the customer wants (UTC).</summary>
    public DateTime? DeliverFrom { get; private set; }

    /// <summary>The latest delivery the customer wants (UTC).</summary>
    public DateTime? DeliverTo { get; private set; }

    /// <summary>What the customer wrote.</summary>
    public string? Remark { get; private set; }

    /// <summary>The channel's tags, separated by commas.</summary>
    public string? Tags { get; private set; }

    /// <summary>Tags that rules of the policy put on it, separated by commas; made anew with each verification and apart from everybody else's.</summary>
    public string? AutoTags { get; private set; }

    /// <summary>The review queue a rule of the policy routes it to, or null.</summary>
    public string? ReviewQueue { get; private set; }

    /// <summary>Whether a rule of the policy asks for two people to say yes.</summary>
    public bool NeedsTwo { get; private set; }

    /// <summary>Whether the channel marked it as a test.</summary>
    public bool IsTest { get; private set; }

    /// <summary>What was bought; loaded only where asked for.</summary>
    public IReadOnlyList<OrderLine> Lines => _lines;

    /// <summary>Every hold there was; loaded only where asked for.</summary>
    public IReadOnlyList<OrderHold> Holds => _holds;

    /// <summary>The timeline; new entries are appended, old ones never loaded for a write.</summary>
    public IReadOnlyList<OrderEvent> Events => _events;

    /// <summary>The number people say on the phone.</summary>
    public string Number => Id.Number;

    /// <summary>Whether an order can have been placed, paid or asked for at this instant (UTC).</summary>
    public static bool CanBeOf(DateTime at) => at.Year is >= FirstYear and <= LastYear;

    /// <summary>Tags as they are kept, or null where there are none; at most <see cref="RemarkMaxLength"/> long.</summary>
    public static string? Joined(IReadOnlyList<string> tags) => tags.Count == 0 ? null : string.Join(',', tags);

    /// <inheritdoc/>
    public override string Kind => "order";

    /// <inheritdoc/>
    public override long Key => Id.Value;

    /// <inheritdoc/>
    public override bool Audited => false;
}
