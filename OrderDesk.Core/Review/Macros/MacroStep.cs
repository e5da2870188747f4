using OrderDesk.Core.Review.Bulk;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Review.Macros;

/// <summary>What a step of a macro does.</summary>
public enum MacroStepKind
{
    /// <summary>Write a note.</summary>
    Note = 1,

    /// <summary>Put a tag on.</summary>
    Tag = 2,

    /// <summary>Ask the customer with a template and wait.</summary>
    Ask = 3,

    /// <summary>Put the case off.</summary>
    Snooze = 4,

    /// <summary>Pass the case on to those who may decide more.</summary>
    Escalate = 5,

    /// <summary>Release every hold that a person can release.</summary>
    Approve = 6,

    /// <summary>Cancel with a reason.</summary>
    Reject = 7,
}

/// <summary>One step of a macro with what goes with it.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Text">The note, tag or reason.</param>
/// <param name="Refund">What happens to the money of a rejected order.</param>
/// <param name="Hours">How long the case rests, or an answer is awaited.</param>
/// <param name="Occasion">The template the customer is asked with.</param>
/// <param name="Language">The language they are asked in.</param>
/// <param name="Way">How they are asked.</param>
public sealed record MacroStep(
    MacroStepKind Kind, string? Text = null, RefundInstruction? Refund = null, int? Hours = null, string? Occasion = null, string? Language = null, ContactWay? Way = null)
{
    /// <summary>Whether it acts on the case, so that the version on the screen and the claim count.</summary>
    public bool IsDecision => Kind is not (MacroStepKind.Note or MacroStepKind.Tag);

    /// <summary>Whether there must be an open case for it.</summary>
    public bool NeedsCase => Kind is MacroStepKind.Snooze or MacroStepKind.Escalate;

    /// <summary>The same as an action on one order; null for a question, which no bulk action asks.</summary>
    internal BulkAction? Action(DateTime now) => Kind switch
    {
        MacroStepKind.Note => new BulkAction(BulkKind.Note, Text),
        MacroStepKind.Tag => new BulkAction(BulkKind.Tag, Text),
        MacroStepKind.Ask => null,
        MacroStepKind.Snooze => new BulkAction(BulkKind.Snooze, Text, Until: now + TimeSpan.FromHours(Math.Clamp(Hours ?? 0, 0, 10_000))),
        MacroStepKind.Escalate => new BulkAction(BulkKind.Escalate, Text),
        MacroStepKind.Approve => new BulkAction(BulkKind.Approve, Text),
        MacroStepKind.Reject => new BulkAction(BulkKind.Reject, Text, Refund),
    };

    /// <summary>Why this person cannot do it to any order, or null: the rules and the permission are those of doing it alone.</summary>
    public Error? WhyNot(Actor actor, DateTime now) =>
        !Enum.IsDefined(Kind) ? Error.Invalid("review.macro-unknown")
        : Action(now) is { } action ? action.WhyNot(actor, now)
        : !actor.Can(ReviewPermissions.Decide) ? Error.Forbidden("review.decide-forbidden")
        : ShippedMessages.Of(Occasion ?? "", Language ?? "") is null ? Error.Invalid("review.no-template")
        : Way is not { } way || !Enum.IsDefined(way) ? Error.Invalid("review.unknown-way")
        : Hours is not > 0 || Hours > AskCustomer.LongestWait.TotalHours ? Error.Invalid("review.bad-wait", AskCustomer.LongestWait.TotalDays)
        : null;

    /// <summary>With only what its kind needs, and without blanks around its words.</summary>
    public MacroStep Trimmed() => new(
        Kind,
        Kind is MacroStepKind.Ask || string.IsNullOrWhiteSpace(Text) ? null : Text.Trim(),
        Kind is MacroStepKind.Reject ? Refund : null,
        Kind is MacroStepKind.Ask or MacroStepKind.Snooze ? Hours : null,
        Kind is MacroStepKind.Ask ? Occasion : null,
        Kind is MacroStepKind.Ask ? Language : null,
        Kind is MacroStepKind.Ask ? Way : null);
}
