using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Data;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Verification.Policies;

/// <summary>Finds versions inside a write.</summary>
internal static class PolicyBook
{
    /// <summary>The version in force; the settings file becomes version 1 where no row was written yet.</summary>
    public static async Task<PolicyVersion> InForceAsync(Write write, VerificationPolicy settings, CancellationToken ct)
    {
        if (await write.Db.PolicyVersions.SingleOrDefaultAsync(v => v.State == PolicyState.Published, ct) is { } known)
        {
            return known;
        }

        var first = PolicyVersion.FromSettings(write.NewId<PolicyVersionId>(), settings, write.Now);
        write.Db.PolicyVersions.Add(first);
        return first;
    }

    /// <summary>A draft as the person saw it, else a refusal that names who changed it.</summary>
    public static async Task<Result<PolicyVersion>> SeenAsync(Write write, PolicyVersionId id, int seenVersion, CancellationToken ct)
    {
        var version = await write.Db.PolicyVersions.SingleOrDefaultAsync(v => v.Id == id, ct);
        return version is null ? Error.NotFound("verification.policy-not-found")
            : version.Version != seenVersion ? version.ChangedMeanwhile()
            : version;
    }

    /// <summary>The number of the next version that is published.</summary>
    public static async Task<int> NextNumberAsync(Write write, CancellationToken ct) =>
        (await write.Db.PolicyVersions.Where(v => v.Number != null).MaxAsync(v => v.Number, ct) ?? VerificationPolicy.FromSettings) + 1;
}
