using OrderDesk.Core.Review.Learning;
using OrderDesk.Core.Shared;
using OrderDesk.Core.Verification;
using OrderDesk.Core.Verification.Policies;
using OrderDesk.Web.Shell;

namespace OrderDesk.Web.Features.Policies;

/// <summary>What a person does with a version of the policy; each says how it ended.</summary>
internal sealed class PolicyActs(SaveDraft save, DraftProposal draftProposal, DismissProposal dismissProposal, DiscardDraft discard, PublishPolicy publish, RollBackPolicy rollBack, CurrentStaff staff, Say say)
{
    /// <summary>Makes a draft from the version in force; its id, or null where that was refused.</summary>
    public async Task<PolicyVersionId?> DraftAsync(CancellationToken ct)
    {
        var made = await save.RunAsync(await staff.GetAsync(), new SaveDraft.Command(null, 0, null, null), ct);
        return Said(made.Plain) ? made.Value!.Id : null;
    }

    /// <summary>Makes a draft of a proposal; its id, or null where that was refused.</summary>
    public async Task<PolicyVersionId?> DraftAsync(string key, string note, string name, CancellationToken ct)
    {
        var made = await draftProposal.RunAsync(await staff.GetAsync(), new DraftProposal.Command(key, note, name), ct);
        return Said(made.Plain) ? made.Value!.Id : null;
    }

    /// <summary>Says no to a proposal.</summary>
    public async Task<bool> DismissAsync(string key, string? why, CancellationToken ct) =>
        say.Outcome(await dismissProposal.RunAsync(await staff.GetAsync(), new DismissProposal.Command(key, why), ct), "said.proposal-dismissed");

    /// <summary>Saves a draft, without a word where more follows; the version to send next, or null where that was refused.</summary>
    public async Task<int?> SaveAsync(PolicyList.Row row, int seen, VerificationPolicy policy, int? basedOn, bool quiet, CancellationToken ct)
    {
        var saved = await save.RunAsync(await staff.GetAsync(), new SaveDraft.Command(row.Id, seen, policy, row.Note, basedOn), ct);
        return (quiet ? Said(saved.Plain) : say.Outcome(saved.Plain, "said.policy-saved")) ? saved.Value!.Version : null;
    }

    /// <summary>Publishes a draft.</summary>
    public async Task<bool> PublishAsync(PolicyVersionId draft, int seen, string note, CancellationToken ct)
    {
        var published = await publish.RunAsync(await staff.GetAsync(), new PublishPolicy.Command(draft, seen, note), ct);
        return say.Outcome(published.Plain, "said.policy-published", published.Value);
    }

    /// <summary>Puts an older version in force again.</summary>
    public async Task<bool> RollBackAsync(PolicyVersionId older, int inForce, string note, CancellationToken ct)
    {
        var published = await rollBack.RunAsync(await staff.GetAsync(), new RollBackPolicy.Command(older, inForce, note), ct);
        return say.Outcome(published.Plain, "said.policy-published", published.Value);
    }

    /// <summary>Puts a draft away.</summary>
    public async Task<bool> DiscardAsync(PolicyVersionId draft, int seen, CancellationToken ct) =>
        say.Outcome(await discard.RunAsync(await staff.GetAsync(), new DiscardDraft.Command(draft, seen), ct), "said.policy-discarded");

    private bool Said(Result result)
    {
        if (result.Error is { } refused)
        {
            say.Refusal(refused);
        }

        return result.IsOk;
    }
}
