using OrderDesk.Core.Orders;
using OrderDesk.Core.Review;
using OrderDesk.Core.Review.Macros;
using OrderDesk.Core.Review.Skills;
using OrderDesk.Core.Shared;
using OrderDesk.Core.Verification;

namespace OrderDesk.Web.Features.Review;

/// <summary>One order as it is on screen now: what was read, what this person may do with it, and what they have typed.</summary>
/// <param name="Sheet">The order.</param>
/// <param name="Findings">What the checks say, or null where none ran.</param>
/// <param name="Events">The timeline, newest first.</param>
/// <param name="HasOlder">Whether there are older entries.</param>
/// <param name="Me">Who looks.</param>
public sealed record CaseScreen(OrderSheet.Sheet Sheet, OrderFindings.Row? Findings, IReadOnlyList<OrderTimeline.Row> Events, bool HasOlder, Actor Me)
{
    private const int MostNews = 20;

    /// <summary>The contact in full, once it was asked for on this page.</summary>
    public RevealContact.Answer? Contact { get; init; }

    /// <summary>The note that is not sent yet.</summary>
    public string Draft { get; init; } = "";

    /// <summary>The entries of one kind, where only those are looked at.</summary>
    public TimelineFilter? Filter { get; init; }

    /// <summary>The number of the entry the address points at, or null.</summary>
    public int? Target { get; init; }

    /// <summary>The entries that are shown.</summary>
    public IReadOnlyList<OrderTimeline.Row> Shown => Filter?.Rows ?? Events;

    /// <summary>Whether there are older ones of them.</summary>
    public bool HasMore => Filter?.More ?? HasOlder;

    /// <summary>Whether this person may still mend a note they wrote.</summary>
    public bool MayEdit(long entry, DateTime now) =>
        Shown.FirstOrDefault(row => row.Number == entry) is { Code: OrderEvent.NoteCode } note && note.ActorId == Me.Id && CanNote && now - note.At <= OrderEvent.EditWithin;

    /// <summary>Whom a note can name.</summary>
    public IReadOnlyList<Colleagues.Row> Colleagues { get; init; } = [];

    /// <summary>What this person can run on an order with one key.</summary>
    public IReadOnlyList<MacroList.Row> Macros { get; init; } = [];

    /// <summary>What skills for it are missing, or null.</summary>
    public CaseSkills.Gap? Gap { get; init; }

    /// <summary>Colleagues who have it open too.</summary>
    public IReadOnlyList<string> Others { get; init; } = [];

    /// <summary>What somebody else has done since this page was opened, newest first.</summary>
    public IReadOnlyList<OrderTimeline.Row> News { get; init; } = [];

    /// <summary>Rises with every decision that was refused, so that it can be sent again.</summary>
    public int Tries { get; init; }

    /// <summary>This order read again: what was typed, revealed and unfolded on the screen stays, and what others did meanwhile is news.</summary>
    public CaseScreen After(CaseScreen before)
    {
        var seen = before.Events.Count > 0 ? before.Events[0].Number : 0;
        var oldest = Events.Count > 0 ? Events[^1].Number : 0;
        var unfolded = before.Events.Where(e => e.Number < oldest).ToList();
        return this with
        {
            Events = [.. Events, .. unfolded],
            HasOlder = unfolded.Count > 0 ? before.HasOlder : HasOlder,
            Contact = before.Contact,
            Draft = before.Draft,
            Colleagues = before.Colleagues,
            Others = before.Others,
            Filter = before.Filter,
            News = [.. Events.Where(e => e.Number > seen && e.ActorId != Me.Id).Concat(before.News).Take(MostNews)],
            Tries = before.Tries,
        };
    }

    /// <summary>Whether the order waits for a person's decision.</summary>
    public bool IsOpen => Sheet.Case is { State: ReviewState.Open } && Sheet.Status is OrderStatus.OnHold;

    /// <summary>Whether this person decides orders.</summary>
    public bool Decides => Me.Can(ReviewPermissions.Decide);

    /// <summary>Whether somebody else works on it.</summary>
    public bool TakenByOther => Sheet.Case?.ClaimedBy is { } by && by != Me.Id;

    /// <summary>Whether this person works on it.</summary>
    public bool Mine => Sheet.Case?.ClaimedBy is { } by && by == Me.Id;

    /// <summary>Whether the case was passed on to others than this person.</summary>
    public bool PassedOn => Sheet.Case is { EscalatedAt: not null } && !Me.Can(ReviewPermissions.DecideEscalated);

    /// <summary>Whether this person has said the first of two yeses.</summary>
    public bool SaidFirstYes => Sheet.Case?.FirstYesBy is { } first && first == Me.Id;

    /// <summary>Whether a decision of this person would be heard now.</summary>
    public bool CanDecide => IsOpen && !Left && Decides && !TakenByOther && !PassedOn;

    /// <summary>The claim this person acts under, or null without one.</summary>
    public long? Fence => Mine && !Freed ? Sheet.Case!.Fence : null;

    /// <summary>Whether this person has decided since it was read, so that the page is about to show another one.</summary>
    public bool Left { get; init; }

    /// <summary>Whether the claim ended with that; a question to the customer keeps it.</summary>
    public bool Freed { get; init; }

    /// <summary>Whether there is a hold that a person can release; a shortage is filled, not released.</summary>
    public bool CanApprove => CanDecide && !SaidFirstYes && NotMine is null && (Sheet.OpenHolds & ~HoldType.Stock) is not HoldType.None;

    /// <summary>An open hold that others must release, or null.</summary>
    public OrderSheet.Hold? NotMine => Sheet.Holds.FirstOrDefault(hold => hold is { State: HoldState.Open, MayRelease: false, Type: not HoldType.Stock });

    /// <summary>Whether contact and payment can still be changed by this person.</summary>
    public bool CanAmend => !Left && Me.Can(OrdersPermissions.Amend) && OrderLifecycle.IsBeforePicking(Sheet.Status);

    /// <summary>Whether the order waits for units, so that it can be split, promised or filled otherwise.</summary>
    public bool CanPart => CanAmend && !TakenByOther && !PassedOn && Sheet.Status is OrderStatus.OnHold && Sheet.OpenHolds.HasFlag(HoldType.Stock);

    /// <summary>Whether an article can be put in the place of another.</summary>
    public bool CanSubstitute => CanAmend && !TakenByOther && !PassedOn && Sheet.Lines.Any(LinesDraft.CanChange);

    /// <summary>How this person can cancel an order that no case holds, or null where that is not theirs; a held one is rejected.</summary>
    public ChangeWay? WayToCancel => Decides && !IsOpen && Sheet.Origin is not OrderOrigin.History && ChangeWindow.ToCancel(Sheet.Status) is var way and not ChangeWay.NotAnyMore ? way : null;

    /// <summary>Whether this person answers for the warehouse and somebody asks it to stop this order.</summary>
    public bool CanAnswerStop => Sheet.AskToStop is not null && Me.Can(OrdersPermissions.AnswerCancel);

    /// <summary>Whether an answer of the customer was awaited until an instant that has passed.</summary>
    public bool IsUnanswered(DateTime now) => IsOpen && Sheet.WaitingUntil <= now;

    /// <summary>Whether this person may have the checks run again.</summary>
    public bool CanVerify => Me.Can(VerificationPermissions.Run) && Sheet.Origin is not OrderOrigin.History && OrderLifecycle.IsBeforePicking(Sheet.Status);

    /// <summary>Whether this person may see the contact in full.</summary>
    public bool CanReveal => Me.Can(OrdersPermissions.SeePersonal);

    /// <summary>Whether this person may write notes.</summary>
    public bool CanNote => Me.Can(OrdersPermissions.Note);

    /// <summary>What a decision is about: the same decision is sent once.</summary>
    public string Token => FormattableString.Invariant($"{Sheet.Id.Value}.{Sheet.Version}.{Tries}");
}

/// <summary>What a person can do on the page of an order.</summary>
public enum CaseVerb
{
    /// <summary>Release every hold that a person can release, or one.</summary>
    Approve,

    /// <summary>Cancel with a reason.</summary>
    Reject,

    /// <summary>Cancel an order that no case holds, or ask the warehouse to stop it.</summary>
    Cancel,

    /// <summary>Say for the warehouse that it was stopped.</summary>
    Stopped,

    /// <summary>Say for the warehouse that it could not be stopped.</summary>
    NotStopped,

    /// <summary>Ask the customer and wait.</summary>
    Ask,

    /// <summary>Take the case.</summary>
    Claim,

    /// <summary>Let go of it.</summary>
    LetGo,

    /// <summary>Take the case from somebody else.</summary>
    TakeOver,

    /// <summary>Put the case off.</summary>
    Snooze,

    /// <summary>Pass the case on.</summary>
    Escalate,

    /// <summary>Change who buys, where it goes and what it holds.</summary>
    Edit,

    /// <summary>Split it by what is there.</summary>
    Split,

    /// <summary>Let it wait for units with a promised date.</summary>
    Backorder,

    /// <summary>Put another article in the place of one.</summary>
    Substitute,

    /// <summary>Wait longer for an answer.</summary>
    Wait,

    /// <summary>Record what happened to the money.</summary>
    Pay,

    /// <summary>Rest until it is paid.</summary>
    AwaitPayment,

    /// <summary>Record a call to the customer.</summary>
    Call,

    /// <summary>Have the checks run again.</summary>
    Verify,

    /// <summary>Show the contact in full.</summary>
    Reveal,

    /// <summary>Keep what is typed in the note box.</summary>
    KeepDraft,

    /// <summary>Write the note on the timeline.</summary>
    Note,

    /// <summary>Mend a note that was just written.</summary>
    EditNote,

    /// <summary>Show older entries of the timeline.</summary>
    Older,

    /// <summary>Put the news away.</summary>
    Read,

    /// <summary>Do every step of a macro, or none.</summary>
    Macro,
}

/// <summary>One action of a person.</summary>
/// <param name="Verb">What.</param>
/// <param name="Hold">The one hold to release.</param>
/// <param name="Text">What was typed.</param>
/// <param name="Entry">The number of the entry of the timeline.</param>
/// <param name="Macro">The macro to run.</param>
/// <param name="Occasion">What a message to the customer is for.</param>
public sealed record CaseAct(CaseVerb Verb, OrderHoldId? Hold = null, string? Text = null, int? Entry = null, MacroId? Macro = null, string? Occasion = null)
{
    /// <summary>The files that go with a note.</summary>
    public IReadOnlyList<NoteFileId> Files { get; init; } = [];
}

/// <summary>The entries of one kind.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Rows">The entries, newest first.</param>
/// <param name="More">Whether there are older ones.</param>
public sealed record TimelineFilter(TimelineKind Kind, IReadOnlyList<OrderTimeline.Row> Rows, bool More);
