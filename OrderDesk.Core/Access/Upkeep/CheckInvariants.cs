using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Data;
using OrderDesk.Core.Data.Checks;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Access.Upkeep;

/// <summary>Looks at every invariant of the books and changes nothing.</summary>
public sealed class CheckInvariants(IDbContextFactory<OrderDeskDb> contexts, InvariantLook look)
{
    /// <param name="Each">Hears each line as soon as it is known, or null.</param>
    public sealed record Command(Action<InvariantLook.Line>? Each = null);

    /// <summary>Answers one line per invariant.</summary>
    public async Task<Result<IReadOnlyList<InvariantLook.Line>>> RunAsync(Actor actor, Command command, CancellationToken ct)
    {
        if (!actor.Can(AccessPermissions.SeeJobs))
        {
            return Error.Forbidden("access.see-jobs-forbidden");
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        return new Result<IReadOnlyList<InvariantLook.Line>>(await look.AtAsync(db, live: true, command.Each, ct), null);
    }
}
