using OrderDesk.Core.Data;
using OrderDesk.Core.Shared;
using OrderDesk.Core.Verification;

namespace OrderDesk.Core.Review.Learning;

/// <summary>The id of a no to a proposal.</summary>
public readonly record struct DismissedProposalId(long Value) : ITypedId;

/// <summary>A person's no to a proposal: who, when, why, and on what evidence; it stands until there is twice as much.</summary>
public sealed class DismissedProposal
{
    /// <summary>The longest reason.</summary>
    public const int WhyMaxLength = 500;

    /// <summary>The id of the no.</summary>
    public DismissedProposalId Id { get; init; }

    /// <summary>The key of the proposal: of one to retire a check, the check.</summary>
    public string Check { get; init; } = "";

    /// <summary>Decided orders that spoke for it at that time.</summary>
    public int Evidence { get; init; }

    /// <summary>Why not.</summary>
    public string Why { get; init; } = "";

    /// <summary>Who.</summary>
    public StaffId ById { get; init; }

    /// <summary>The name at that time.</summary>
    public string ByName { get; init; } = "";

    /// <summary>When (UTC).</summary>
    public DateTime At { get; init; }

    /// <summary>Whether it still stands against so many decided orders.</summary>
    public bool Stands(int decided) => decided < 2 * Evidence;
}

/// <summary>A person says no to a proposal, with the reason, so that nobody else is asked until the evidence has doubled.</summary>
public sealed class DismissProposal(Desk desk, CheckProposals proposals)
{
    /// <param name="Key">The proposal.</param>
    /// <param name="Why">Why not; required.</param>
    public sealed record Command(string Key, string? Why);

    /// <summary>Dismisses; refused when the decisions no longer speak for it or somebody else said no.</summary>
    public async Task<Result> RunAsync(Actor actor, Command command, CancellationToken ct)
    {
        if (!actor.Can(VerificationPermissions.EditPolicy))
        {
            return Error.Forbidden("verification.edit-policy-forbidden");
        }

        if (string.IsNullOrWhiteSpace(command.Why) || command.Why.Length > DismissedProposal.WhyMaxLength)
        {
            return Error.Invalid("verification.proposal-why", DismissedProposal.WhyMaxLength);
        }

        var read = await proposals.ReadAsync(actor, ct);
        if (!read.IsOk)
        {
            return read.Error;
        }

        if (read.Value.Rows.FirstOrDefault(row => row.Key == command.Key && row.Dismissed is null) is not { } row)
        {
            return Error.Conflict("verification.proposal-gone");
        }

        return await desk.WriteAsync(actor, write =>
        {
            write.Db.DismissedProposals.Add(new DismissedProposal
            {
                Id = write.NewId<DismissedProposalId>(),
                Check = command.Key,
                Evidence = row.Decided,
                Why = Writing.Clean(command.Why),
                ById = actor.Id,
                ByName = actor.Name,
                At = write.Now,
            });
            return Task.FromResult(Result.Ok);
        }, ct);
    }
}
