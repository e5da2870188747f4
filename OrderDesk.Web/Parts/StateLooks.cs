using Microsoft.Extensions.Localization;
using OrderDesk.Core.Access;
using OrderDesk.Core.Channels;
using OrderDesk.Core.Intake;
using OrderDesk.Core.Inventory;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Review;
using OrderDesk.Core.Review.Bulk;
using OrderDesk.Core.Verification;
using OrderDesk.Core.Verification.Policies;
using OrderDesk.Core.Verification.Replay;

namespace OrderDesk.Web.Parts;

/// <summary>How every state of the desk looks, wherever it stands: its word, its tint, its icon. Colour is for what needs a hand.</summary>
public static class StateLooks
{
    /// <summary>The word of a state alone, without tint or icon.</summary>
    public static string Word<T>(this IStringLocalizer<StateWords> states, T state)
        where T : struct, Enum => states[$"{typeof(T).Name}.{state}"].Value;

    /// <summary>Several things in a row, as the language lists them.</summary>
    public static string Listed(this IStringLocalizer<StateWords> states, IEnumerable<string> things) => string.Join(states["comma"].Value, things);

    /// <summary>Where an order stands.</summary>
    public static StatusLook Of(this IStringLocalizer<StateWords> states, OrderStatus status) => status switch
    {
        OrderStatus.AwaitingPayment => states.Look(status, Tone.Neutral, "hourglass"),
        OrderStatus.Verifying => states.Look(status, Tone.Neutral, "loader-circle"),
        OrderStatus.OnHold => states.Look(status, Tone.Warn, "circle-pause"),
        OrderStatus.ReadyToFulfil => states.Look(status, Tone.Good, "circle-check"),
        OrderStatus.Fulfilling => states.Look(status, Tone.Info, "package-open"),
        OrderStatus.Shipped => states.Look(status, Tone.Info, "truck"),
        OrderStatus.Delivered => states.Look(status, Tone.Neutral, "package-check"),
        OrderStatus.Completed => states.Look(status, Tone.Neutral, "check-check"),
        OrderStatus.Cancelled => states.Look(status, Tone.Neutral, "circle-slash"),
    };

    /// <summary>Where the money stands.</summary>
    public static StatusLook Of(this IStringLocalizer<StateWords> states, PaymentStatus status) => status switch
    {
        PaymentStatus.Pending => states.Look(status, Tone.Warn, "hourglass"),
        PaymentStatus.Authorized => states.Look(status, Tone.Plain, "shield-check"),
        PaymentStatus.Paid => states.Look(status, Tone.Plain, "check"),
        PaymentStatus.PartiallyRefunded => states.Look(status, Tone.Info, "rotate-ccw"),
        PaymentStatus.Refunded => states.Look(status, Tone.Neutral, "undo-2"),
        PaymentStatus.Voided => states.Look(status, Tone.Neutral, "ban"),
        PaymentStatus.Failed => states.Look(status, Tone.Bad, "circle-x"),
        PaymentStatus.Unknown => states.Look(status, Tone.Plain, "circle-question-mark"),
    };

    /// <summary>Where a version of the policy stands.</summary>
    public static StatusLook Of(this IStringLocalizer<StateWords> states, PolicyState state) => state switch
    {
        PolicyState.Draft => states.Look(state, Tone.Info, "pencil"),
        PolicyState.Published => states.Look(state, Tone.Good, "circle-check"),
        PolicyState.Replaced => states.Look(state, Tone.Neutral, "history"),
        PolicyState.Discarded => states.Look(state, Tone.Neutral, "circle-slash"),
    };

    /// <summary>Where the goods stand.</summary>
    public static StatusLook Of(this IStringLocalizer<StateWords> states, FulfilmentStatus status) => status switch
    {
        FulfilmentStatus.Unfulfilled => states.Look(status, Tone.Plain, "circle-dashed"),
        FulfilmentStatus.Reserved => states.Look(status, Tone.Plain, "bookmark"),
        FulfilmentStatus.Picking => states.Look(status, Tone.Info, "hand"),
        FulfilmentStatus.Packed => states.Look(status, Tone.Info, "package"),
        FulfilmentStatus.PartiallyShipped => states.Look(status, Tone.Info, "split"),
        FulfilmentStatus.Shipped => states.Look(status, Tone.Plain, "truck"),
        FulfilmentStatus.Delivered => states.Look(status, Tone.Plain, "package-check"),
    };

    /// <summary>What one hold is about.</summary>
    public static StatusLook Of(this IStringLocalizer<StateWords> states, HoldType type) => type switch
    {
        HoldType.None => states.Look(type, Tone.Plain, "circle"),
        HoldType.Information => states.Look(type, Tone.Warn, "file-text"),
        HoldType.Customer => states.Look(type, Tone.Warn, "user"),
        HoldType.Payment => states.Look(type, Tone.Warn, "credit-card"),
        HoldType.Stock => states.Look(type, Tone.Warn, "boxes"),
        HoldType.Plausibility => states.Look(type, Tone.Warn, "circle-question-mark"),
        HoldType.Request => states.Look(type, Tone.Warn, "gift"),
        HoldType.Manual => states.Look(type, Tone.Warn, "hand"),
        HoldType.System => states.Look(type, Tone.Bad, "unplug"),
        _ => states.Look(type, Tone.Warn, "circle-pause") with { Word = states.Listed(Each(type).Select(one => states.Word(one))) },
    };

    /// <summary>Where a hold stands.</summary>
    public static StatusLook Of(this IStringLocalizer<StateWords> states, HoldState state) => state switch
    {
        HoldState.Open => states.Look(state, Tone.Warn, "circle-pause"),
        HoldState.Released => states.Look(state, Tone.Good, "circle-check"),
        HoldState.Resolved => states.Look(state, Tone.Good, "check-check"),
        HoldState.Closed => states.Look(state, Tone.Neutral, "circle-slash"),
        HoldState.Expired => states.Look(state, Tone.Neutral, "timer"),
    };

    /// <summary>What a check says.</summary>
    public static StatusLook Of(this IStringLocalizer<StateWords> states, Outcome outcome) => outcome switch
    {
        Outcome.Pass => states.Look(outcome, Tone.Good, "circle-check"),
        Outcome.Warn => states.Look(outcome, Tone.Warn, "triangle-alert"),
        Outcome.Fail => states.Look(outcome, Tone.Bad, "octagon-x"),
    };

    /// <summary>Where a review case stands.</summary>
    public static StatusLook Of(this IStringLocalizer<StateWords> states, ReviewState state) => state switch
    {
        ReviewState.Open => states.Look(state, Tone.Warn, "clock"),
        ReviewState.Decided => states.Look(state, Tone.Neutral, "check"),
        ReviewState.Resolved => states.Look(state, Tone.Neutral, "check-check"),
    };

    /// <summary>What a person decided.</summary>
    public static StatusLook Of(this IStringLocalizer<StateWords> states, ReviewVerdict verdict) => verdict switch
    {
        ReviewVerdict.Approved => states.Look(verdict, Tone.Good, "circle-check"),
        ReviewVerdict.Rejected => states.Look(verdict, Tone.Bad, "circle-x"),
    };

    /// <summary>Where an import stands.</summary>
    public static StatusLook Of(this IStringLocalizer<StateWords> states, ImportState state) => state switch
    {
        ImportState.Queued => states.Look(state, Tone.Neutral, "hourglass"),
        ImportState.Running => states.Look(state, Tone.Info, "loader-circle"),
        ImportState.Done => states.Look(state, Tone.Good, "circle-check"),
        ImportState.Cancelled => states.Look(state, Tone.Neutral, "circle-slash"),
        ImportState.Failed => states.Look(state, Tone.Bad, "circle-x"),
    };

    /// <summary>Where a replay stands.</summary>
    public static StatusLook Of(this IStringLocalizer<StateWords> states, ReplayState state) => state switch
    {
        ReplayState.Queued => states.Look(state, Tone.Neutral, "hourglass"),
        ReplayState.Running => states.Look(state, Tone.Info, "loader-circle"),
        ReplayState.Done => states.Look(state, Tone.Good, "circle-check"),
        ReplayState.Cancelled => states.Look(state, Tone.Neutral, "circle-slash"),
        ReplayState.Failed => states.Look(state, Tone.Bad, "circle-x"),
    };

    /// <summary>How an order would fare under a tried policy.</summary>
    public static StatusLook Of(this IStringLocalizer<StateWords> states, ReplayDifference difference) => difference switch
    {
        ReplayDifference.Newly => states.Look(difference, Tone.Warn, "circle-pause"),
        ReplayDifference.NoLonger => states.Look(difference, Tone.Good, "circle-check"),
        ReplayDifference.Otherwise => states.Look(difference, Tone.Neutral, "arrow-right"),
    };

    /// <summary>Where a bulk action stands.</summary>
    public static StatusLook Of(this IStringLocalizer<StateWords> states, BulkState state) => state switch
    {
        BulkState.Draft => states.Look(state, Tone.Neutral, "pencil"),
        BulkState.Running => states.Look(state, Tone.Info, "loader-circle"),
        BulkState.Done => states.Look(state, Tone.Good, "circle-check"),
        BulkState.Cancelled => states.Look(state, Tone.Neutral, "circle-slash"),
    };

    /// <summary>What can be done to many orders at once.</summary>
    public static StatusLook Of(this IStringLocalizer<StateWords> states, BulkKind kind) => kind switch
    {
        BulkKind.Approve => states.Look(kind, Tone.Plain, "circle-check"),
        BulkKind.Reject => states.Look(kind, Tone.Plain, "circle-x"),
        BulkKind.Tag => states.Look(kind, Tone.Plain, "tag"),
        BulkKind.Note => states.Look(kind, Tone.Plain, "sticky-note"),
        BulkKind.Escalate => states.Look(kind, Tone.Plain, "flag"),
        BulkKind.Snooze => states.Look(kind, Tone.Plain, "timer"),
        BulkKind.HandOver => states.Look(kind, Tone.Plain, "users"),
    };

    /// <summary>What came of a bulk action for one order.</summary>
    public static StatusLook Of(this IStringLocalizer<StateWords> states, BulkOutcome outcome) => outcome switch
    {
        BulkOutcome.Waiting => states.Look(outcome, Tone.Plain, "hourglass"),
        BulkOutcome.Done => states.Look(outcome, Tone.Good, "circle-check"),
        BulkOutcome.Half => states.Look(outcome, Tone.Info, "users"),
        BulkOutcome.Refused => states.Look(outcome, Tone.Warn, "circle-slash"),
    };

    /// <summary>Where something that could not be taken stands.</summary>
    public static StatusLook Of(this IStringLocalizer<StateWords> states, InboxState state) => state switch
    {
        InboxState.Open => states.Look(state, Tone.Warn, "inbox"),
        InboxState.Replayed => states.Look(state, Tone.Good, "circle-check"),
        InboxState.Discarded => states.Look(state, Tone.Neutral, "trash-2"),
    };

    /// <summary>Where a key of a channel stands.</summary>
    public static StatusLook Of(this IStringLocalizer<StateWords> states, ApiKeyState state) => state switch
    {
        ApiKeyState.Working => states.Look(state, Tone.Good, "circle-check"),
        ApiKeyState.Expired => states.Look(state, Tone.Warn, "hourglass"),
        ApiKeyState.Revoked => states.Look(state, Tone.Neutral, "ban"),
    };

    /// <summary>Why units moved.</summary>
    public static StatusLook Of(this IStringLocalizer<StateWords> states, MovementKind kind) => kind switch
    {
        MovementKind.Receipt => states.Look(kind, Tone.Plain, "arrow-down"),
        MovementKind.Shipment => states.Look(kind, Tone.Plain, "arrow-up"),
        MovementKind.Return => states.Look(kind, Tone.Plain, "undo-2"),
        MovementKind.Correction => states.Look(kind, Tone.Plain, "pencil"),
    };

    /// <summary>Where a reservation stands.</summary>
    public static StatusLook Of(this IStringLocalizer<StateWords> states, ReservationState state) => state switch
    {
        ReservationState.Open => states.Look(state, Tone.Plain, "bookmark"),
        ReservationState.Released => states.Look(state, Tone.Plain, "undo-2"),
        ReservationState.Consumed => states.Look(state, Tone.Plain, "truck"),
    };

    /// <summary>Whether a member of staff can sign in.</summary>
    public static StatusLook Of(this IStringLocalizer<StateWords> states, StaffState state) => state switch
    {
        StaffState.Active => states.Look(state, Tone.Plain, "circle-check"),
        StaffState.Invited => states.Look(state, Tone.Info, "mail"),
        StaffState.Paused => states.Look(state, Tone.Warn, "timer"),
        StaffState.Disabled => states.Look(state, Tone.Neutral, "ban"),
    };

    /// <summary>The single types of a row that names all of its open holds.</summary>
    public static IEnumerable<HoldType> Each(HoldType types) => Enum.GetValues<HoldType>().Where(type => type is not HoldType.None && types.HasFlag(type));

    private static StatusLook Look<T>(this IStringLocalizer<StateWords> states, T state, Tone tone, string icon)
        where T : struct, Enum => new(state.ToString(), states.Word(state), tone, icon);
}

/// <summary>Anchor for StateWords.resx: the word of every state, by the name of its kind and its own.</summary>
public sealed class StateWords;
