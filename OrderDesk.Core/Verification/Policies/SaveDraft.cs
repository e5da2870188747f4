using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using OrderDesk.Core.Data;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Verification.Policies;

/// <summary>Makes or changes a draft of the policy. A draft may hold mistakes; it is told of all of them, and only publishing refuses them.</summary>
public sealed class SaveDraft(Desk desk, IOptions<VerificationPolicy> settings)
{
    /// <param name="Draft">The draft, or null to make one from the version in force.</param>
    /// <param name="SeenVersion">The version on the person's screen.</param>
    /// <param name="Policy">The whole policy; null copies the one in force.</param>
    /// <param name="Note">What it is for, or null.</param>
    /// <param name="BasedOn">The version in force the person compared it with, where a newer one was published meanwhile; null leaves it.</param>
    public sealed record Command(PolicyVersionId? Draft, int SeenVersion, VerificationPolicy? Policy, string? Note, int? BasedOn = null);

    /// <summary>The draft as it is kept.</summary>
    /// <param name="Id">Its id.</param>
    /// <param name="Version">The version to send with the next change.</param>
    /// <param name="Mistakes">Every mistake in it.</param>
    public sealed record Answer(PolicyVersionId Id, int Version, IReadOnlyList<FieldError> Mistakes);

    /// <summary>Saves.</summary>
    public async Task<Result<Answer>> RunAsync(Actor actor, Command command, CancellationToken ct)
    {
        if (!actor.Can(VerificationPermissions.EditPolicy))
        {
            return Error.Forbidden("verification.edit-policy-forbidden");
        }

        var document = command.Policy is null ? null : PolicyText.Write(command.Policy);
        if (command.Note?.Length > PolicyVersion.NoteMaxLength || document?.Length > PolicyVersion.DocumentMaxLength)
        {
            return Error.Invalid("verification.policy-too-large", PolicyVersion.NoteMaxLength, PolicyVersion.DocumentMaxLength);
        }

        var note = string.IsNullOrWhiteSpace(command.Note) ? null : Writing.Clean(command.Note);
        var saved = await desk.WriteAsync<PolicyVersion>(actor, async write =>
        {
            var inForce = await PolicyBook.InForceAsync(write, settings.Value, ct);
            if (command.BasedOn is { } seen && seen != inForce.Number)
            {
                return inForce.Superseding();
            }

            return command.Draft is { } id
                ? await ChangeAsync(write, id, command, document, note, ct)
                : await MakeAsync(write, inForce, document, note, ct);
        }, ct);
        return saved.IsOk ? new Answer(saved.Value.Id, saved.Value.Version, PolicyMistakes.In(saved.Value.Policy())) : saved.Error;
    }

    private static async Task<Result<PolicyVersion>> MakeAsync(Write write, PolicyVersion inForce, string? document, string? note, CancellationToken ct)
    {
        if (await write.Db.PolicyVersions.CountAsync(v => v.State == PolicyState.Draft, ct) >= PolicyVersion.MostDrafts)
        {
            return Error.Conflict("verification.policy-too-many-drafts", PolicyVersion.MostDrafts);
        }

        var draft = PolicyVersion.Draft(write.NewId<PolicyVersionId>(), inForce.Number!.Value, document ?? inForce.Document, note, write.Actor, write.Now);
        write.Db.PolicyVersions.Add(draft);
        return draft;
    }

    private static async Task<Result<PolicyVersion>> ChangeAsync(Write write, PolicyVersionId id, Command command, string? document, string? note, CancellationToken ct)
    {
        var seen = await PolicyBook.SeenAsync(write, id, command.SeenVersion, ct);
        return !seen.IsOk ? seen.Error
            : seen.Value.Change(document ?? seen.Value.Document, note, command.BasedOn, write.Actor, write.Now) is { IsOk: false } refused ? refused.Error
            : seen.Value;
    }
}

/// <summary>Puts a draft away; it stays on the list.</summary>
public sealed class DiscardDraft(Desk desk)
{
    /// <param name="Draft">The draft.</param>
    /// <param name="SeenVersion">The version on the person's screen.</param>
    public sealed record Command(PolicyVersionId Draft, int SeenVersion);

    /// <summary>Discards.</summary>
    public async Task<Result> RunAsync(Actor actor, Command command, CancellationToken ct)
    {
        if (!actor.Can(VerificationPermissions.EditPolicy))
        {
            return Error.Forbidden("verification.edit-policy-forbidden");
        }

        return await desk.WriteAsync(actor, async write =>
        {
            var seen = await PolicyBook.SeenAsync(write, command.Draft, command.SeenVersion, ct);
            return seen.IsOk ? seen.Value.Discard(actor, write.Now) : seen.Error;
        }, ct);
    }
}
