using System.Globalization;
using Microsoft.Extensions.Localization;
using OrderDesk.Core.Review.Learning;
using OrderDesk.Core.Shared;
using OrderDesk.Core.Verification;
using OrderDesk.Core.Verification.Policies;
using OrderDesk.Web.Parts;
using OrderDesk.Web.Shell;

namespace OrderDesk.Web.Features.Policies;

/// <summary>Proposals in plain words: what is proposed, what speaks for it, and the note and name of the draft that comes of it.</summary>
public sealed class ProposalSpeech(RuleSpeech rules, IStringLocalizer<Messages> messages, IStringLocalizer<PoliciesWords> words, IStringLocalizer<PartWords> parts)
{
    /// <summary>How a check or rule is called.</summary>
    public string Named(string check, string? name) => name
        ?? (check.StartsWith("failed:", StringComparison.Ordinal) ? words["learning.failed", Named(check["failed:".Length..], null)]
            : check.StartsWith(CustomRule.Prefix, StringComparison.Ordinal) ? words["learning.rule", check[CustomRule.Prefix.Length..]]
            : messages["check." + check]);

    /// <summary>What is proposed.</summary>
    public string Title(Proposal proposal, VerificationPolicy policy) => proposal switch
    {
        PassProposal pass => words["learning.pass", Named(pass.Check, null), rules.When(RuleGroup.All(pass.When))],
        ThresholdProposal threshold => words[threshold.Tighter ? "learning.tighten" : "learning.loosen", Moved(threshold, policy)],
        _ => words["learning.retire", Named(proposal.Check, proposal.Name)],
    };

    /// <summary>What speaks for it.</summary>
    public string Told(Proposal proposal) => proposal switch
    {
        RetireProposal { Evidence: var row } => words["learning.evidence", row.Hits, row.Decided, row.Changed + row.Rejected, Percent(row.Precision.Low), Percent(row.Precision.High), row.Cancelled, row.Refunded, Span(row.Minutes)],
        PassProposal { Freed: var freed } pass => words["learning.pass-evidence", freed.Decided, freed.Good, Percent(freed.GoodShare.Low), Percent(freed.GoodShare.High), Percent(pass.All.Value), pass.All.Of],
        ThresholdProposal { Tighter: true, Orders: var orders } tighter => words["learning.tighten-evidence", orders.Decided, tighter.After.Hits, tighter.Added],
        ThresholdProposal { Orders: var freed } looser => words["learning.loosen-evidence", freed.Decided, freed.Good, looser.Confirmed, freed.Lost],
        _ => "",
    };

    /// <summary>The note of the draft: what is proposed, what speaks for it, and since when.</summary>
    public string Note(Proposal proposal, CheckProposals.Answer proposals)
    {
        var note = $"{Title(proposal, proposals.Policy)} · {Told(proposal)} ({Day(proposals.From)} – {Day(proposals.To)})";
        return note.Length <= PolicyVersion.NoteMaxLength ? note : note[..PolicyVersion.NoteMaxLength];
    }

    /// <summary>The name of a rule that comes with the draft.</summary>
    public string RuleName(Proposal proposal, CheckProposals.Answer proposals)
    {
        var name = words["learning.pass-name", Named(proposal.Check, null), Day(proposals.To)].Value;
        return name.Length <= CustomRule.NameMaxLength ? name : name[..CustomRule.NameMaxLength];
    }

    /// <summary>A share that was counted, with its interval.</summary>
    public string Share(CountedShare share) => share.Of == 0 ? "–" : words["learning.share", Percent(share.Value), words["learning.interval", Percent(share.Low), Percent(share.High), share.Of]];

    /// <summary>Minutes, as people say them.</summary>
    public string Span(double minutes) => Spans.Text(parts, TimeSpan.FromMinutes(minutes));

    /// <summary>A day, as everywhere.</summary>
    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The difference it makes, in the words of every difference; of one that no longer fits the policy only the check.</summary>
    private string Moved(ThresholdProposal threshold, VerificationPolicy policy) =>
        threshold.On(policy, null) is { } changed && PolicyChanges.Between(policy, changed) is [var change, ..] ? rules.Of(change) : Named(threshold.Check, null);

    private static string Percent(double share) => share.ToString("P1", CultureInfo.CurrentCulture);
}
