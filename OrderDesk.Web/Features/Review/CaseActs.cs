using Microsoft.Extensions.Localization;
using MudBlazor;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Review;
using OrderDesk.Core.Shared;
using OrderDesk.Web.Shell;

namespace OrderDesk.Web.Features.Review;

/// <summary>What came of an action.</summary>
/// <param name="Screen">The screen after it.</param>
/// <param name="Decided">Whether the case is off this person's desk, so that the next one may open.</param>
/// <param name="Stale">Whether the order must be read again, because nothing was changed and somebody else may have.</param>
internal sealed record CaseOutcome(CaseScreen Screen, bool Decided = false, bool Stale = false);

/// <summary>Turns the actions of a person on one order into use cases and says what came of them.</summary>
internal sealed class CaseActs(
    ApproveOrder approve, RejectOrder reject, AskCustomer ask, ClaimCase claim, LetGoOfCase letGo, CorrectContact correct, RecordPayment pay, RevealContact reveal,
    AddNote note, KeepDraft drafts, CaseReads reads, IDialogService dialogs, Say say, IStringLocalizer<ReviewWords> words)
{
    private static readonly DialogOptions Narrow = new() { MaxWidth = MaxWidth.Small, FullWidth = true, CloseOnEscapeKey = true };

    /// <summary>Does what was asked.</summary>
    public async Task<CaseOutcome> RunAsync(CaseScreen screen, CaseAct act, CancellationToken ct)
    {
        var (me, id) = (screen.Me, screen.Sheet.Id);
        return act.Verb switch
        {
            CaseVerb.Approve => await ApproveAsync(screen, act.Hold, ct),
            CaseVerb.Reject => await InDialogAsync<RejectDialog>(screen, "reject.title", "said.rejected", decides: true, new()
            {
                ["Screen"] = screen,
                ["Submit"] = (RejectDialog.Answer answer) => reject.RunAsync(me, new RejectOrder.Command(id, screen.Sheet.Version, answer.Reason, answer.Refund), ct),
            }),
            CaseVerb.Ask => await InDialogAsync<AskDialog>(screen, "ask.title", "said.asked", decides: true, new()
            {
                ["Screen"] = screen,
                ["Submit"] = (AskDialog.Answer answer) => ask.RunAsync(me, new AskCustomer.Command(id, screen.Sheet.Version, answer.Question, answer.Way, answer.Wait), ct),
            }),
            CaseVerb.Correct => await CorrectAsync(screen, ct),
            CaseVerb.Pay => await InDialogAsync<PaymentDialog>(screen, "pay.title", "said.paid", decides: false, new()
            {
                ["Screen"] = screen,
                ["Submit"] = (PaymentDialog.Answer answer) => pay.RunAsync(me, new RecordPayment.Command(id, screen.Sheet.Version, answer.Status, answer.Amount, answer.Reference), ct),
            }),
            CaseVerb.Claim => Done(screen, (await claim.RunAsync(me, new ClaimCase.Command(id), ct)).Plain, "said.claimed"),
            CaseVerb.LetGo => Done(screen, await letGo.RunAsync(me, new LetGoOfCase.Command(id), ct), "said.let-go"),
            CaseVerb.Reveal => new(await RevealAsync(screen, ct)),
            CaseVerb.KeepDraft => await KeepAsync(screen, act.Text, ct),
            CaseVerb.Note => await NoteAsync(screen, act.Text, ct),
            CaseVerb.Older => new(await reads.OlderAsync(screen, ct)),
            CaseVerb.Read => new(screen with { News = [] }),
        };
    }

    private async Task<CaseOutcome> ApproveAsync(CaseScreen screen, OrderHoldId? hold, CancellationToken ct)
    {
        var result = await approve.RunAsync(screen.Me, new ApproveOrder.Command(screen.Sheet.Id, screen.Sheet.Version, hold is { } one ? [one] : [], null), ct);
        var outcome = Done(screen, result.Plain, hold is null ? "said.approved" : "said.released");
        return result.IsOk ? outcome with { Decided = (result.Value.OpenHolds & ~HoldType.Stock) is HoldType.None } : outcome;
    }

    private async Task<CaseOutcome> CorrectAsync(CaseScreen screen, CancellationToken ct)
    {
        // The form holds what is there now, so opening it is looking at it.
        var seen = await RevealAsync(screen, ct);
        return seen.Contact is null ? new(screen) : await InDialogAsync<ContactDialog>(seen, "correct.title", "said.corrected", decides: false, new()
        {
            ["Screen"] = seen,
            ["Submit"] = (ContactDialog.Answer answer) => correct.RunAsync(
                screen.Me, new CorrectContact.Command(screen.Sheet.Id, screen.Sheet.Version, answer.Name, answer.Email, answer.Phone, answer.Shipping), ct),
        });
    }

    private async Task<CaseScreen> RevealAsync(CaseScreen screen, CancellationToken ct)
    {
        if (screen.Contact is not null)
        {
            return screen;
        }

        var contact = await reveal.RunAsync(screen.Me, new RevealContact.Command(screen.Sheet.Id), ct);
        if (!contact.IsOk)
        {
            say.Refusal(contact.Error);
        }

        return screen with { Contact = contact.Value };
    }

    private async Task<CaseOutcome> KeepAsync(CaseScreen screen, string? text, CancellationToken ct)
    {
        var kept = await drafts.RunAsync(screen.Me, new KeepDraft.Command(KeepDraft.OrderNote, screen.Sheet.Id.Value, text), ct);
        if (!kept.IsOk)
        {
            say.Refusal(kept.Error);
        }

        return new(screen with { Draft = text ?? "" });
    }

    private async Task<CaseOutcome> NoteAsync(CaseScreen screen, string? text, CancellationToken ct)
    {
        var written = await note.RunAsync(screen.Me, new AddNote.Command(screen.Sheet.Id, text), ct);
        return say.Outcome(written, "said.noted") ? new(screen with { Draft = "" }, Stale: true) : new(screen with { Draft = text ?? "" });
    }

    private CaseOutcome Done(CaseScreen screen, Result result, string ok) =>
        say.Outcome(result, ok, screen.Sheet.Id.Number) ? new(screen, Stale: true) : new(screen with { Tries = screen.Tries + 1 }, Stale: true);

    /// <summary>A dialog stays open with what was typed until the answer is taken; only a conflict closes it, for then the order must be looked at again.</summary>
    private async Task<CaseOutcome> InDialogAsync<TDialog>(CaseScreen screen, string title, string ok, bool decides, DialogParameters parameters)
        where TDialog : Microsoft.AspNetCore.Components.ComponentBase
    {
        var dialog = await dialogs.ShowAsync<TDialog>(words[title, screen.Sheet.Id.Number], parameters, Narrow);
        if (await dialog.Result is not { Canceled: false, Data: Result result })
        {
            return new(screen);
        }

        var outcome = Done(screen, result, ok);
        return result.IsOk ? outcome with { Decided = decides } : outcome;
    }
}

/// <summary>Anchor for ReviewWords.resx: the words of the review desk and of the page of an order.</summary>
public sealed class ReviewWords;
