using OrderDesk.Core.Orders;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Review.Bulk;

/// <summary>What can be done to many orders at once.</summary>
public enum BulkKind
{
    /// <summary>Release every hold that a person can release.</summary>
    Approve = 1,

    /// <summary>Cancel with a reason.</summary>
    Reject = 2,

    /// <summary>Put a tag on.</summary>
    Tag = 3,

    /// <summary>Write a note.</summary>
    Note = 4,

    /// <summary>Pass on to those who may decide more.</summary>
    Escalate = 5,

    /// <summary>Put off.</summary>
    Snooze = 6,

    /// <summary>Hand to a colleague.</summary>
    HandOver = 7,
}

/// <summary>One action with what goes with it.</summary>
/// <param name="Kind">What is done.</param>
/// <param name="Text">The reason, note or tag.</param>
/// <param name="Refund">What happens to the money of rejected orders.</param>
/// <param name="Until">Until when cases are put off (UTC).</param>
/// <param name="To">The colleague cases are handed to.</param>
public sealed record BulkAction(BulkKind Kind, string? Text = null, RefundInstruction? Refund = null, DateTime? Until = null, StaffId? To = null)
{
    /// <summary>What was written, without blanks around it; null where nothing was.</summary>
    public string? Words => string.IsNullOrWhiteSpace(Text) ? null : Text.Trim();

    /// <summary>What a person needs to do it to one order.</summary>
    public string Permission => Kind switch
    {
        BulkKind.Approve or BulkKind.Reject or BulkKind.Escalate or BulkKind.Snooze or BulkKind.HandOver => ReviewPermissions.Decide,
        BulkKind.Tag => OrdersPermissions.Tag,
        BulkKind.Note => OrdersPermissions.Note,
    };

    /// <summary>Whether it decides a case, so that the version and the claim count.</summary>
    public bool IsDecision => Kind is BulkKind.Approve or BulkKind.Reject or BulkKind.Escalate or BulkKind.Snooze;

    /// <summary>Whether it looks at the case, so that there must be an open one.</summary>
    public bool NeedsCase => IsDecision || Kind is BulkKind.HandOver;

    /// <summary>Why it cannot be done to any order, or null.</summary>
    public Error? WhyNot(Actor actor, DateTime now)
    {
        if (!Enum.IsDefined(Kind))
        {
            return Error.Invalid("review.bulk-unknown");
        }

        if (!actor.Can(Permission))
        {
            return Error.Forbidden(Kind switch
            {
                BulkKind.Approve or BulkKind.Reject or BulkKind.Escalate or BulkKind.Snooze or BulkKind.HandOver => "review.decide-forbidden",
                BulkKind.Tag => "orders.tag-forbidden",
                BulkKind.Note => "orders.note-forbidden",
            });
        }

        return Kind switch
        {
            BulkKind.Approve => TooLong(OrderHold.NoteMaxLength),
            BulkKind.Reject => Worded(OrderHold.NoteMaxLength, "orders.cancel-reason") ?? (Refund is { } refund && Enum.IsDefined(refund) ? null : Error.Invalid("review.unknown-refund")),
            BulkKind.Tag => OrderMarks.WhyNoTag(Words),
            BulkKind.Note => Worded(OrderEvent.NoteMaxLength, "orders.note"),
            BulkKind.Escalate => CaseReason.WhyNot(Text),
            BulkKind.HandOver => To is not { } to || to == default ? Error.Invalid("review.handover-nobody") : to == actor.Id ? Error.Invalid("review.handover-self") : TooLong(OrderEvent.NoteMaxLength),
            BulkKind.Snooze => Until > now && Until <= now + ReviewCase.LongestSnooze ? TooLong(OrderEvent.NoteMaxLength) : Error.Invalid("review.bad-snooze", ReviewCase.LongestSnooze.TotalDays),
        };
    }

    private Error? Worded(int most, string code) => Words is null ? Error.Invalid(code + "-required") : Words.Length > most ? Error.Invalid(code + "-too-long", most) : null;

    private Error? TooLong(int most) => Words?.Length > most ? Error.Invalid("orders.note-too-long", most) : null;
}
