using OrderDesk.Core.Shared;
using OrderDesk.Core.Verification;
using OrderDesk.Core.Verification.Policies;

namespace OrderDesk.Core.Review.Learning;

/// <summary>Opens a draft that carries a proposal out; nothing is in force before a person publishes it.</summary>
public sealed class DraftProposal(CheckProposals proposals, SaveDraft save)
{
    /// <param name="Key">The proposal.</param>
    /// <param name="Note">What the draft is for, with its evidence, in the words of who makes it.</param>
    /// <param name="Name">What a rule that comes with it is to be called.</param>
    public sealed record Command(string Key, string? Note, string? Name = null);

    /// <summary>Drafts; refused when the decisions no longer speak for it.</summary>
    public async Task<Result<SaveDraft.Answer>> RunAsync(Actor actor, Command command, CancellationToken ct)
    {
        if (!actor.Can(VerificationPermissions.EditPolicy))
        {
            return Error.Forbidden("verification.edit-policy-forbidden");
        }

        var read = await proposals.ReadAsync(actor, ct);
        if (!read.IsOk)
        {
            return read.Error;
        }

        return read.Value.Rows.FirstOrDefault(row => row.Key == command.Key && row.Dismissed is null)?.On(read.Value.Policy, command.Name) is { } changed
            ? await save.RunAsync(actor, new SaveDraft.Command(null, 0, changed, command.Note, read.Value.Policy.Version), ct)
            : Error.Conflict("verification.proposal-gone");
    }
}
