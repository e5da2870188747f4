using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using OrderDesk.Core.Data;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Verification.Policies;

/// <summary>One version of the policy with everything in it, beside the one in force.</summary>
public sealed class PolicySheet(IDbContextFactory<OrderDeskDb> contexts, IOptions<VerificationPolicy> settings)
{
    /// <summary>The version, or the settings file where nobody has made a draft yet.</summary>
    /// <param name="Row">Who, when and what for; null for the settings file.</param>
    /// <param name="Policy">The policy.</param>
    /// <param name="InForce">The policy in force, which it is compared with.</param>
    /// <param name="Mistakes">Every mistake in it.</param>
    public sealed record Answer(PolicyList.Row? Row, VerificationPolicy Policy, VerificationPolicy InForce, IReadOnlyList<FieldError> Mistakes);

    /// <summary>Reads a version.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="id">Which; null for the one in force.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<Result<Answer>> ReadAsync(Actor actor, PolicyVersionId? id, CancellationToken ct)
    {
        if (!actor.Can(VerificationPermissions.ReadPolicy))
        {
            return Error.Forbidden("verification.read-policy-forbidden");
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var inForce = await db.PolicyVersions.AsNoTracking().SingleOrDefaultAsync(v => v.State == PolicyState.Published, ct);
        var wanted = id is null || id == inForce?.Id ? inForce : await db.PolicyVersions.AsNoTracking().SingleOrDefaultAsync(v => v.Id == id, ct);
        if (wanted is null && id is not null)
        {
            return Error.NotFound("verification.policy-not-found");
        }

        var rules = inForce?.Policy() ?? settings.Value;
        var policy = wanted?.Policy() ?? rules;
        return new Answer(wanted is null ? null : Row(wanted), policy, rules, PolicyMistakes.In(policy));
    }

    private static readonly Func<PolicyVersion, PolicyList.Row> Row = PolicyList.ToRow.Compile();
}

/// <summary>What one version of the policy changes against another, in words that every screen can say.</summary>
public sealed class PolicyDifference(IDbContextFactory<OrderDeskDb> contexts)
{
    /// <summary>Reads the difference; empty where both say the same.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="before">The one it is compared with.</param>
    /// <param name="after">The version looked at.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<Result<IReadOnlyList<PolicyChange>>> ReadAsync(Actor actor, PolicyVersionId before, PolicyVersionId after, CancellationToken ct)
    {
        if (!actor.Can(VerificationPermissions.ReadPolicy))
        {
            return Error.Forbidden("verification.read-policy-forbidden");
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var both = await db.PolicyVersions.AsNoTracking().Where(v => v.Id == before || v.Id == after).ToDictionaryAsync(v => v.Id, ct);
        return both.TryGetValue(before, out var old) && both.TryGetValue(after, out var young)
            ? new Result<IReadOnlyList<PolicyChange>>(PolicyChanges.Between(old.Policy(), young.Policy()), null)
            : Error.NotFound("verification.policy-not-found");
    }
}
