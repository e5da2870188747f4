using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using OrderDesk.Core.Data;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Verification.Policies;

/// <summary>Puts a draft in force: every order is judged by it from now on, and open ones are judged again.</summary>
public sealed class PublishPolicy(Desk desk, CurrentPolicy current, IOptions<VerificationPolicy> settings)
{
    /// <param name="Draft">The draft.</param>
    /// <param name="SeenVersion">The version on the person's screen.</param>
    /// <param name="Note">What it is for; needed.</param>
    public sealed record Command(PolicyVersionId Draft, int SeenVersion, string? Note);

    /// <summary>Publishes; answers the number of the version.</summary>
    public async Task<Result<int>> RunAsync(Actor actor, Command command, CancellationToken ct)
    {
        if (!actor.Can(VerificationPermissions.PublishPolicy))
        {
            return Error.Forbidden("verification.publish-policy-forbidden");
        }

        if (NoteMistake(command.Note) is { } wrong)
        {
            return wrong;
        }

        var published = await desk.WriteAsync<int>(actor, async write =>
        {
            var inForce = await PolicyBook.InForceAsync(write, settings.Value, ct);
            var seen = await PolicyBook.SeenAsync(write, command.Draft, command.SeenVersion, ct);
            return seen.IsOk ? await PutInForceAsync(write, seen.Value, inForce, command.Note!, ct) : seen.Error;
        }, ct);
        current.Forget();
        return published;
    }

    /// <summary>What is wrong with the note of a publication, or null.</summary>
    internal static Error? NoteMistake(string? note) =>
        string.IsNullOrWhiteSpace(note) ? Error.Invalid("verification.policy-note-required") with { Fields = [new FieldError("Note", "verification.policy-note-required")] }
        : note.Length > PolicyVersion.NoteMaxLength ? Error.Invalid("shared.too-long", PolicyVersion.NoteMaxLength) with { Fields = [new FieldError("Note", "shared.too-long", PolicyVersion.NoteMaxLength)] }
        : null;

    /// <summary>Puts a version in force unless it holds mistakes, changes nothing, or was made from another one than that in force.</summary>
    internal static async Task<Result<int>> PutInForceAsync(Write write, PolicyVersion version, PolicyVersion inForce, string note, CancellationToken ct)
    {
        var policy = version.Policy();
        if (version.State is PolicyState.Draft && PolicyMistakes.In(policy) is { Count: > 0 } mistakes)
        {
            return Error.Invalid("verification.policy-mistakes", mistakes.Count) with { Fields = mistakes };
        }

        if (version.State is PolicyState.Draft && version.BasedOn == inForce.Number && PolicyChanges.Between(inForce.Policy(), policy).Count == 0)
        {
            return Error.Invalid("verification.policy-no-change", inForce.Number ?? 0);
        }

        var number = await PolicyBook.NextNumberAsync(write, ct);
        return version.Publish(inForce, number, Writing.Clean(note), write.Actor, write.Now) is { IsOk: false } refused ? refused.Error : number;
    }
}

/// <summary>Puts an older version in force again, as a new version that copies it.</summary>
public sealed class RollBackPolicy(Desk desk, CurrentPolicy current, IOptions<VerificationPolicy> settings)
{
    /// <param name="Older">The version to copy.</param>
    /// <param name="SeenInForce">The number of the version in force on the person's screen.</param>
    /// <param name="Note">Why; needed.</param>
    public sealed record Command(PolicyVersionId Older, int SeenInForce, string? Note);

    /// <summary>Rolls back; answers the number of the new version.</summary>
    public async Task<Result<int>> RunAsync(Actor actor, Command command, CancellationToken ct)
    {
        if (!actor.Can(VerificationPermissions.PublishPolicy))
        {
            return Error.Forbidden("verification.publish-policy-forbidden");
        }

        if (PublishPolicy.NoteMistake(command.Note) is { } wrong)
        {
            return wrong;
        }

        var published = await desk.WriteAsync<int>(actor, async write =>
        {
            var inForce = await PolicyBook.InForceAsync(write, settings.Value, ct);
            var older = await write.Db.PolicyVersions.SingleOrDefaultAsync(v => v.Id == command.Older, ct);
            if (older is null)
            {
                return Error.NotFound("verification.policy-not-found");
            }

            if (older.State is not PolicyState.Replaced || inForce.Number != command.SeenInForce)
            {
                return inForce.Number != command.SeenInForce ? inForce.Superseding() : Error.Conflict("verification.policy-not-replaced", older.State);
            }

            var copy = PolicyVersion.CopyOf(write.NewId<PolicyVersionId>(), older, command.SeenInForce, Writing.Clean(command.Note!), actor, write.Now);
            write.Db.PolicyVersions.Add(copy);
            return await PublishPolicy.PutInForceAsync(write, copy, inForce, command.Note!, ct);
        }, ct);
        current.Forget();
        return published;
    }
}
