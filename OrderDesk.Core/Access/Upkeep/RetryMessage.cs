using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Data;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Access.Upkeep;

/// <summary>Somebody lets a message that was set aside be tried again.</summary>
public sealed class RetryMessage(Desk desk)
{
    /// <param name="Id">The message.</param>
    /// <param name="SeenFence">The fence on the person's screen.</param>
    public sealed record Command(OutboxMessageId Id, long SeenFence);

    /// <summary>It is due at once.</summary>
    public async Task<Result> RunAsync(Actor actor, Command command, CancellationToken ct) => actor.Can(AccessPermissions.SeeJobs)
        ? await desk.WriteAsync(actor, write => OutboxActs.ActAsync(write, command.Id, command.SeenFence, "outbox.retried", message => message.Retry(write.Now), ct), ct)
        : Error.Forbidden("access.see-jobs-forbidden");
}

/// <summary>Somebody gives a message up for good; it stays readable and is never sent.</summary>
public sealed class DiscardMessage(Desk desk)
{
    /// <param name="Id">The message.</param>
    /// <param name="SeenFence">The fence on the person's screen.</param>
    public sealed record Command(OutboxMessageId Id, long SeenFence);

    /// <summary>It is never tried again.</summary>
    public async Task<Result> RunAsync(Actor actor, Command command, CancellationToken ct) => actor.Can(AccessPermissions.SeeJobs)
        ? await desk.WriteAsync(actor, write => OutboxActs.ActAsync(write, command.Id, command.SeenFence, "outbox.discarded", message => message.Discard(actor, write.Now), ct), ct)
        : Error.Forbidden("access.see-jobs-forbidden");
}

/// <summary>What people do with one message, and the line of it in the audit trail.</summary>
internal static class OutboxActs
{
    public static async Task<Result> ActAsync(Write write, OutboxMessageId id, long seenFence, string action, Func<OutboxMessage, Result> act, CancellationToken ct)
    {
        if (await write.Db.Outbox.FirstOrDefaultAsync(m => m.Id == id, ct) is not { } message)
        {
            return Error.NotFound("outbox.not-found");
        }

        if (message.Fence != seenFence)
        {
            return Error.Conflict("outbox.tried-meanwhile");
        }

        var error = OutboxNote.Read(message.Error)?.Code;
        if (act(message) is { IsOk: false } refused)
        {
            return refused;
        }

        write.Audit(action, "outbox", id.Value, new Dictionary<string, object?[]> { ["Message"] = [null, message.Type], ["Error"] = [error, OutboxNote.Read(message.Error)?.Code] });
        write.Changed("outbox", id.Value);
        return Result.Ok;
    }
}
