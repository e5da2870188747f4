using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using MudBlazor;
using OrderDesk.Core.Inventory;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Review;
using OrderDesk.Core.Review.Macros;
using OrderDesk.Core.Shared;
using OrderDesk.Core.Verification;
using OrderDesk.Web.Shell;

namespace OrderDesk.Web.Features.Review;

/// <summary>What came of an action.</summary>
/// <param name="Change">How the screen differs now; the screen may have moved on while the action was under way.</param>
/// <param name="Decided">Whether the case is off this person's desk, so that the next one may open.</param>
/// <param name="Undo">The decision that can still be taken back.</param>
/// <param name="Stale">Whether the order must be read again, because it changed or because a refusal says that somebody else changed it.</param>
internal sealed record CaseOutcome(Func<CaseScreen, CaseScreen>? Change = null, bool Decided = false, UndoOffer? Undo = null, bool Stale = false);

/// <summary>A decision that can still be taken back.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="Said">What was said of it.</param>
public sealed record UndoOffer(OrderId OrderId, string Said);

/// <summary>Turns the actions of a person on one order into use cases and says what came of them; who acts is asked at the moment of each, for a session may end while a form is open.</summary>
internal sealed class CaseActs(
    ApproveOrder approve, RejectOrder reject, AskCustomer ask, ClaimCase claim, LetGoOfCase letGo, CaseHandovers handovers, CaseChanges changes, CaseStops stops, CaseFacts facts, RecordPayment pay, RevealContact reveal,
    CaseNotes notes, CaseMacros macros, RunVerification verify, CurrentStaff staff, IDialogService dialogs, Say say, IStringLocalizer<ReviewWords> words)
{
    private static readonly TimeSpan LongerWait = TimeSpan.FromDays(2);

    private static readonly DialogOptions Wide = new() { MaxWidth = MaxWidth.Medium, FullWidth = true, CloseOnEscapeKey = true };

    private static readonly DialogOptions Narrow = new() { MaxWidth = MaxWidth.Small, FullWidth = true, CloseOnEscapeKey = true };

    /// <summary>Does what was asked.</summary>
    public async Task<CaseOutcome> RunAsync(CaseScreen screen, CaseAct act, CancellationToken ct)
    {
        var (id, version) = (screen.Sheet.Id, screen.Sheet.Version);
        return act.Verb switch
        {
            CaseVerb.Approve => await ApproveAsync(screen, act.Hold, ct),
            CaseVerb.Reject => await InDialogAsync<RejectDialog, RejectDialog.Answer>(screen, "reject.title", "said.rejected", decides: true, async answer =>
                await reject.RunAsync(await staff.GetAsync(), new RejectOrder.Command(id, version, answer.Reason, answer.Refund, screen.Fence), ct)),
            CaseVerb.Cancel => await CancelAsync(screen, ct),
            CaseVerb.Stopped or CaseVerb.NotStopped => await InDialogAsync<ReasonDialog, string>(
                screen, act.Verb is CaseVerb.Stopped ? "stopped.title" : "not-stopped.title", act.Verb is CaseVerb.Stopped ? "said.stopped" : "said.not-stopped", decides: false, async note =>
                await stops.AnswerAsync(screen, act.Verb is CaseVerb.Stopped, note, ct), ("Kind", act.Verb is CaseVerb.Stopped ? "stopped" : "not-stopped")),
            CaseVerb.Ask => await AskAsync(screen, act.Occasion, ct),
            CaseVerb.Call => await CallAsync(screen, act.Hold, ct),
            CaseVerb.AwaitPayment => await RestAsync(screen, ct),
            CaseVerb.Edit => await EditAsync(screen, ct),
            CaseVerb.Split => await SplitAsync(screen, ct),
            CaseVerb.Backorder => await InDialogAsync<BackorderDialog, BackorderDialog.Answer>(screen, "backorder.title", "said.backordered", decides: false, async answer =>
                await changes.BackorderAsync(screen, answer, ct)),
            CaseVerb.Substitute => await InDialogAsync<SubstituteDialog, SubstituteDialog.Answer>(screen, "substitute.title", "said.substituted", decides: false, async answer =>
                await changes.SubstituteAsync(screen, answer, ct), ("Search", Search(ct))),
            CaseVerb.Wait => Done(screen, await changes.WaitAsync(screen, LongerWait, ct), "said.waits-on"),
            CaseVerb.Pay => await InDialogAsync<PaymentDialog, PaymentDialog.Answer>(screen, "pay.title", "said.paid", decides: false, async answer =>
                await pay.RunAsync(await staff.GetAsync(), new RecordPayment.Command(id, version, answer.Status, answer.Amount, answer.Reference), ct)),
            CaseVerb.Claim => Done(screen, (await claim.RunAsync(await staff.GetAsync(), new ClaimCase.Command(id), ct)).Plain, "said.claimed"),
            CaseVerb.LetGo => Done(screen, await letGo.RunAsync(await staff.GetAsync(), new LetGoOfCase.Command(id), ct), "said.let-go"),
            CaseVerb.TakeOver => await InDialogAsync<ReasonDialog, string>(screen, "take-over.title", "said.taken-over", decides: false, async reason =>
                await handovers.TakeOverAsync(id, reason, ct), ("Kind", "take-over")),
            CaseVerb.Escalate => await InDialogAsync<ReasonDialog, string>(screen, "escalate.title", "said.escalated", decides: true, async reason =>
                await handovers.EscalateAsync(screen, reason, ct), ("Kind", "escalate")),
            CaseVerb.Snooze => await InDialogAsync<SnoozeDialog, SnoozeDialog.Answer>(screen, "snooze.title", "said.snoozed", decides: true, async answer =>
                await handovers.SnoozeAsync(screen, answer, ct)),
            CaseVerb.Verify => Done(screen, await verify.RunAsync(await staff.GetAsync(), new RunVerification.Command(id), ct), "said.verified"),
            CaseVerb.Reveal => await RevealAsync(screen, ct) is { } contact ? new(now => now with { Contact = contact }) : new(),
            CaseVerb.KeepDraft => await KeepAsync(screen, act.Text, ct),
            CaseVerb.Note => await NoteAsync(screen, act.Files, ct),
            CaseVerb.EditNote when screen.Shown.FirstOrDefault(row => row.Number == act.Entry) is { } mended => await InDialogAsync<NoteDialog, string>(screen, "note.edit.title", "said.note-edited", decides: false, async text =>
                await notes.EditAsync(screen, mended, text, ct), ("Before", mended.Note ?? ""), ("Entry", mended.Number)),
            CaseVerb.EditNote => new(Stale: true),
            CaseVerb.Older => new(await notes.OlderAsync(screen, ct)),
            CaseVerb.Macro => screen.Macros.FirstOrDefault(row => row.Id == act.Macro) is { } macro ? await MacroAsync(screen, macro, ct) : new(Stale: true),
            CaseVerb.Read => new(now => now with { News = [] }),
        };
    }

    private async Task<CaseOutcome> ApproveAsync(CaseScreen screen, OrderHoldId? hold, CancellationToken ct)
    {
        var result = await approve.RunAsync(await staff.GetAsync(), new ApproveOrder.Command(screen.Sheet.Id, screen.Sheet.Version, hold is { } one ? [one] : [], null, screen.Fence), ct);
        var said = result.Value is { NeedsSecond: true } ? "said.first-yes" : hold is null ? "said.approved" : "said.released";
        // What can be taken back is said by the strip that offers it, and not twice.
        return result is { IsOk: true, Value.NeedsSecond: false }
            ? new(Stale: true, Decided: (result.Value.OpenHolds & ~HoldType.Stock) is HoldType.None, Undo: Offer(screen, said))
            : Done(screen, result.Plain, said) with { Decided = result.IsOk };
    }

    private async Task<CaseOutcome> MacroAsync(CaseScreen screen, MacroList.Row macro, CancellationToken ct)
    {
        var result = await macros.RunAsync(screen, macro, ct);
        if (result.Error is { } refused)
        {
            say.Refusal(refused);
            return new(now => now with { Tries = now.Tries + 1 }, Stale: true);
        }

        var said = Error.Invalid("said.macro-done", macro.Name, screen.Sheet.Id.Number);
        if (result.Value is { CanUndo: false })
        {
            say.Done(said.Code, said.Args);
        }

        return new(Stale: true, Decided: result.Value!.Left, Undo: result.Value.CanUndo ? new UndoOffer(screen.Sheet.Id, say.Words(said)) : null);
    }

    /// <summary>Takes a decision back.</summary>
    public async Task<bool> UndoAsync(OrderId id, CancellationToken ct) => say.Outcome(await handovers.UndoAsync(id, ct), "said.undone", id.Number);

    private UndoOffer Offer(CaseScreen screen, string said) => new(screen.Sheet.Id, say.Words(Error.Invalid(said, screen.Sheet.Id.Number)));

    private async Task<CaseOutcome> CancelAsync(CaseScreen screen, CancellationToken ct)
    {
        var kind = screen.WayToCancel is ChangeWay.ThroughWarehouse ? "stop-order" : "cancel-order";
        return await InDialogAsync<RejectDialog, RejectDialog.Answer>(screen, kind + ".title", "said." + kind, decides: false, async answer =>
            await stops.CancelAsync(screen, answer, ct), ("Kind", kind));
    }

    private async Task<CaseOutcome> RestAsync(CaseScreen screen, CancellationToken ct)
    {
        var rests = await facts.AwaitPaymentAsync(screen, ct);
        return Done(screen, rests, "said.awaits-payment") with { Decided = rests.IsOk };
    }

    private async Task<CaseOutcome> CallAsync(CaseScreen screen, OrderHoldId? hold, CancellationToken ct)
    {
        // Whoever calls sees the number.
        var contact = screen is { CanReveal: true, Sheet.Phone: not null } ? await RevealAsync(screen, ct) : null;
        var left = false;
        var outcome = await InDialogAsync<CallDialog, CallDialog.Answer>(screen with { Contact = contact ?? screen.Contact }, "call.title", "said.called", decides: false, async answer =>
        {
            var called = await facts.CallAsync(screen, hold, answer, ct);
            left = called.Value is { } now && (answer.Again is not null || (now.OpenHolds & ~HoldType.Stock) is HoldType.None);
            return called.Plain;
        }, ("MayConfirm", hold is not null));
        return outcome with { Decided = left };
    }

    private async Task<CaseOutcome> AskAsync(CaseScreen screen, string? occasion, CancellationToken ct)
    {
        // Whoever writes to a customer sees where to.
        var contact = screen is { CanReveal: true, Sheet.Email: not null } ? await RevealAsync(screen, ct) : null;
        var templates = await changes.TemplatesAsync(screen, ct);
        return await InDialogAsync<AskDialog, AskDialog.Answer>(screen with { Contact = contact ?? screen.Contact }, "ask.title", "said.asked", decides: true, async answer => await ask.RunAsync(
            await staff.GetAsync(), new AskCustomer.Command(screen.Sheet.Id, screen.Sheet.Version, answer.Question, answer.Way, answer.Wait, screen.Fence), ct), ("Templates", templates), ("Occasion", occasion ?? ""));
    }

    private Func<string, Task<IReadOnlyList<ArticleSearch.Row>>> Search(CancellationToken ct) => text => changes.FindAsync(text, ct);

    private async Task<CaseOutcome> EditAsync(CaseScreen screen, CancellationToken ct)
    {
        // The form holds what is there now, so opening it is looking at it.
        if (await RevealAsync(screen, ct) is not { } contact)
        {
            return new();
        }

        var outcome = await InDialogAsync<EditDialog, EditDialog.Answer>(screen with { Contact = contact }, "edit.title", "said.edited", decides: false, async answer =>
            await changes.EditAsync(screen, answer, ct), ("Search", Search(ct)));
        return outcome with { Change = now => (outcome.Change?.Invoke(now) ?? now) with { Contact = outcome.Stale ? null : contact } };
    }

    private async Task<CaseOutcome> SplitAsync(CaseScreen screen, CancellationToken ct) => await changes.PlanAsync(screen, ct) is not { } plan
        ? new(now => now with { Tries = now.Tries + 1 }, Stale: true)
        : await InDialogAsync<SplitDialog, bool>(screen, "split.title", "said.split", decides: false, async _ => await changes.SplitAsync(screen, plan, ct), ("Plan", plan));

    private async Task<RevealContact.Answer?> RevealAsync(CaseScreen screen, CancellationToken ct)
    {
        if (screen.Contact is { } known)
        {
            return known;
        }

        var contact = await reveal.RunAsync(await staff.GetAsync(), new RevealContact.Command(screen.Sheet.Id), ct);
        if (!contact.IsOk)
        {
            say.Refusal(contact.Error);
        }

        return contact.Value;
    }

    private async Task<CaseOutcome> KeepAsync(CaseScreen screen, string? text, CancellationToken ct)
    {
        var kept = await notes.KeepAsync(screen, text, ct);
        if (!kept.IsOk)
        {
            say.Refusal(kept.Error);
        }

        return new();
    }

    private async Task<CaseOutcome> NoteAsync(CaseScreen screen, IReadOnlyList<NoteFileId> files, CancellationToken ct)
    {
        var written = await notes.AddAsync(screen, files, ct);
        return say.Outcome(written, "said.noted") ? new(now => now.Draft == screen.Draft ? now with { Draft = "" } : now, Stale: true) : new();
    }

    /// <summary>A refused decision may be sent again, and the order is looked at again, for it may have moved.</summary>
    private CaseOutcome Done(CaseScreen screen, Result result, string ok) =>
        say.Outcome(result, ok, screen.Sheet.Id.Number) ? new(Stale: true) : new(now => now with { Tries = now.Tries + 1 }, Stale: true);

    /// <summary>A dialog stays open with what was typed until the answer is taken; only what makes the screen old closes it.</summary>
    private async Task<CaseOutcome> InDialogAsync<TDialog, TAnswer>(CaseScreen screen, string title, string ok, bool decides, Func<TAnswer, Task<Result>> submit, params (string Name, object Value)[] more)
        where TDialog : ComponentBase
    {
        var parameters = new DialogParameters { ["Screen"] = screen, ["Submit"] = submit };
        foreach (var (name, value) in more)
        {
            parameters.Add(name, value);
        }

        var options = typeof(TDialog) == typeof(EditDialog) || typeof(TDialog) == typeof(SplitDialog) ? Wide : Narrow;
        var dialog = await dialogs.ShowAsync<TDialog>(words[title, screen.Sheet.Id.Number], parameters, options);
        if (await dialog.Result is not { Canceled: false, Data: Result result })
        {
            return new(now => now with { Tries = now.Tries + 1 });
        }

        return result.IsOk && ok is "said.rejected"
            ? new(Stale: true, Decided: decides, Undo: Offer(screen, ok))
            : Done(screen, result, ok) with { Decided = result.IsOk && decides };
    }
}

/// <summary>Anchor for ReviewWords.resx: the words of the review desk and of the page of an order.</summary>
public sealed class ReviewWords;
