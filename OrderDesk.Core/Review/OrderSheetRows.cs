using OrderDesk.Core.Catalog;
using OrderDesk.Core.Channels;
using OrderDesk.Core.Customers;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Review;

public sealed partial class OrderSheet
{
    /// <summary>One order as its page shows it.</summary>
    public sealed record Sheet(
        OrderId Id, int Version, string ExternalId, string Channel, OrderOrigin Origin, OrderStatus Status, FulfilmentStatus Fulfilment, HoldType OpenHolds,
        DateTime? HeldSince, DateTime? WaitingUntil, DateTime PlacedAt, DateTime ReceivedAt, bool IsTest, string? Name, string? Email, string? Phone, Amounts Money,
        PostalAddress Billing, PostalAddress Shipping, IReadOnlySet<AddressField> Different, Wishes Wishes, IReadOnlyList<Line> Lines, IReadOnlyList<Hold> Holds,
        Case? Case, Buyer? Customer, IReadOnlyList<Other> Similar)
    {
        /// <summary>Where it was sold.</summary>
        public ChannelId ChannelId { get; init; }

        /// <summary>The language the customer is most likely written to in.</summary>
        public string Language { get; init; } = "";

        /// <summary>The day that was promised to the customer while it waits for units (UTC), or null.</summary>
        public DateTime? PromisedFor { get; init; }

        /// <summary>The request to stop it that the warehouse has not answered yet, or null.</summary>
        public AskToStop? AskToStop { get; init; }

        /// <summary>The files beside its notes.</summary>
        public IReadOnlyList<NoteFiles.Row> Files { get; init; } = [];

        /// <summary>What the company calls its holds.</summary>
        public HoldBook Book { get; init; } = HoldBook.BuiltIn;

        /// <summary>The other orders that splitting made of the same purchase.</summary>
        public IReadOnlyList<Sibling> Family { get; init; } = [];
    }

    /// <summary>Somebody asks the warehouse to stop an order it picks.</summary>
    public sealed record AskToStop(DateTime At, string? ByName, string? Reason);

    /// <summary>Another order of the same purchase.</summary>
    public sealed record Sibling(OrderId OrderId, string ExternalId, long TotalMinor, string Currency, OrderStatus Status);

    /// <summary>The money of an order in minor units; <c>Unexplained</c> is what the channel's figures do not add up by.</summary>
    public sealed record Amounts(
        string Currency, long Lines, long Shipping, long Adjustment, long Discount, long Tax, long Total, long Unexplained,
        PaymentStatus Payment, string? Method, string? Reference, long? PaidMinor, string? PaidCurrency, DateTime? PaidAt);

    /// <summary>What the customer asked for, the tags of the channel, and the tags and the review queue that rules of the policy gave it.</summary>
    public sealed record Wishes(string? Packaging, string? GiftMessage, DateTime? DeliverFrom, DateTime? DeliverTo, string? Remark, string? Tags, string? AutoTags = null, string? Queue = null)
    {
        /// <summary>Whether there is nothing to read.</summary>
        public bool None => (Packaging ?? GiftMessage ?? Remark ?? Tags ?? AutoTags ?? Queue) is null && DeliverFrom is null && DeliverTo is null;
    }

    /// <summary>Units of a variant over all warehouses.</summary>
    public sealed record Stock(int OnHand, int Available);

    /// <summary>Units promised to a line.</summary>
    public sealed record Promise(string Warehouse, int Quantity);

    /// <summary>One line; its stock is null while nobody knows the SKU.</summary>
    public sealed record Line(
        int Number, LineKind Kind, VariantId? VariantId, string Sku, string? Name, string? Specification, int Quantity, long UnitPrice, long DiscountMinor, long TaxMinor, long NetMinor,
        Stock? Stock, IReadOnlyList<Promise> Reserved, bool Waits);

    /// <summary>One hold with who released it.</summary>
    public sealed record Hold(
        OrderHoldId Id, HoldType Type, string Reason, string Args, string? Check, StockEffect Effect, HoldState State, DateTime PlacedAt, DateTime? EndedAt,
        string? EndedBy, string? Note)
    {
        /// <summary>When its time is up (UTC), or null where it has no end.</summary>
        public DateTime? ExpiresAt { get; init; }

        /// <summary>What counts for its type.</summary>
        public HoldTerms Terms { get; init; } = new(Type);

        /// <summary>Whether who looks may release it, if they decide at all.</summary>
        public bool MayRelease { get; init; } = true;

        /// <summary>What it blocks while it is open, the scarcest SKU first.</summary>
        public IReadOnlyList<Blocked> Blocks { get; init; } = [];
    }

    /// <summary>The case at the review desk; the claimant only while the claim lives.</summary>
    public sealed record Case(
        ReviewState State, DateTime DecideBy, StaffId? ClaimedBy, string? ClaimedByName, DateTime? ClaimedUntil, ReviewVerdict? Verdict, string? DecidedByName, DateTime? ClosedAt,
        long Fence, DateTime? SnoozedUntil, DateTime? EscalatedAt, string? EscalatedByName, StaffId? FirstYesBy, string? FirstYesByName, DateTime? MissedAt);

    /// <summary>Money given back to a customer in one currency.</summary>
    public sealed record Refunded(string Currency, int Count, long AmountMinor);

    /// <summary>The customer with their history; the last orders without this one.</summary>
    public sealed record Buyer(
        CustomerId Id, string? Name, int OrderCount, DateTime? FirstOrderAt, DateTime? LastOrderAt, DateTime? BlockedAt, string? BlockedReason,
        IReadOnlyList<Other> Last, IReadOnlyList<Refunded> Refunds);

    /// <summary>By what another order is like this one.</summary>
    [Flags]
    public enum Likeness
    {
        /// <summary>The same customer.</summary>
        Customer = 1,

        /// <summary>The same e-mail address.</summary>
        Email = 2,

        /// <summary>The same phone.</summary>
        Phone = 4,

        /// <summary>The same door.</summary>
        Address = 8,
    }

    /// <summary>Another order.</summary>
    public sealed record Other(OrderId OrderId, DateTime PlacedAt, string? Name, long TotalMinor, string Currency, OrderStatus Status, Likeness Likeness)
    {
        /// <summary>The total with its currency.</summary>
        public Money Total => new(TotalMinor, Currency);
    }
}
