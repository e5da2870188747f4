using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Data;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Review.Macros;

/// <summary>Keeps a new macro or changes one; only who may share gives one to everybody.</summary>
public sealed class KeepMacro(Desk desk)
{
    /// <param name="Id">The macro to change, or null for a new one.</param>
    /// <param name="SeenVersion">The version on the person's screen; not asked for a new one.</param>
    /// <param name="Name">What it is to be called; unique among the person's own, or among the shared ones.</param>
    /// <param name="IsShared">Whether everybody who decides is to see it.</param>
    /// <param name="Steps">What it does, in this order.</param>
    public sealed record Command(MacroId? Id, int SeenVersion, string? Name, bool IsShared, IReadOnlyList<MacroStep> Steps);

    /// <summary>Keeps it.</summary>
    public async Task<Result<MacroId>> RunAsync(Actor actor, Command command, CancellationToken ct)
    {
        if (!actor.Can(ReviewPermissions.Decide))
        {
            return Error.Forbidden("review.decide-forbidden");
        }

        if (command.IsShared && !actor.Can(ReviewPermissions.ShareMacros))
        {
            return Error.Forbidden("review.macro-share-forbidden");
        }

        if (command.Name?.Trim() is not { Length: > 0 and <= Macro.NameMaxLength } name || name.Any(char.IsControl))
        {
            return Error.Invalid("review.macro-name", Macro.NameMaxLength);
        }

        return await desk.WriteAsync<MacroId>(actor, async write =>
        {
            if (MacroSteps.WhyNot(command.Steps, actor, write.Now) is { } wrong)
            {
                return wrong;
            }

            var seen = await write.Db.Macros.Where(m => m.OwnerId == actor.Id || m.IsShared).ToListAsync(ct);
            var macro = command.Id is { } id ? seen.Find(m => m.Id == id) : null;
            if (WhyNot(write, macro, command) is { } refusal)
            {
                return refusal;
            }

            var beside = seen.Where(m => m != macro && m.IsShared == command.IsShared).ToList();
            if (beside.Any(m => string.Equals(m.Name, name, StringComparison.OrdinalIgnoreCase)))
            {
                return Error.Invalid("review.macro-name-taken", name);
            }

            if (beside.Count >= Macro.MostOfOne)
            {
                return Error.Conflict("review.macro-too-many", Macro.MostOfOne);
            }

            if (macro is null)
            {
                macro = Macro.Begin(write.NewId<MacroId>(), actor);
                write.Db.Macros.Add(macro);
            }

            macro.Become(name, command.IsShared, command.Steps);
            return macro.Id;
        }, ct);
    }

    private static Error? WhyNot(Write write, Macro? macro, Command command) =>
        command.Id is null ? null
        : macro is null ? Error.NotFound("review.macro-gone")
        : !macro.MayChange(write.Actor) ? Error.Forbidden("review.macro-share-forbidden")
        : write.Stale(macro, command.SeenVersion);
}

/// <summary>Takes a macro away; a shared one from everybody.</summary>
public sealed class RemoveMacro(Desk desk)
{
    /// <param name="Id">The macro.</param>
    /// <param name="SeenVersion">The version on the person's screen.</param>
    public sealed record Command(MacroId Id, int SeenVersion);

    /// <summary>Removes it.</summary>
    public async Task<Result> RunAsync(Actor actor, Command command, CancellationToken ct)
    {
        if (!actor.Can(ReviewPermissions.Decide))
        {
            return Error.Forbidden("review.decide-forbidden");
        }

        return await desk.WriteAsync(actor, async write =>
        {
            var macro = await write.Db.Macros.SingleOrDefaultAsync(m => m.Id == command.Id, ct);
            if (macro is null || !macro.IsFor(actor))
            {
                return Error.NotFound("review.macro-gone");
            }

            if (!macro.MayChange(actor))
            {
                return Error.Forbidden("review.macro-share-forbidden");
            }

            if (write.Stale(macro, command.SeenVersion) is { } stale)
            {
                return stale;
            }

            write.Db.Macros.Remove(macro);
            return Result.Ok;
        }, ct);
    }
}
