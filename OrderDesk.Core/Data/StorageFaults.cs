using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Data;

/// <summary>What a failure of storage means, wherever it is met.</summary>
public static class StorageFaults
{
    /// <summary>What this exception means on the engine of these contexts.</summary>
    public static StorageFault FaultOf(this IDbContextFactory<OrderDeskDb> contexts, Exception exception)
    {
        using var db = contexts.CreateDbContext();
        return db.Dialect.FaultOf(exception);
    }

    /// <summary>What somebody is told who met it on the way to an answer; null where it is not about storage.</summary>
    public static Error? Refusal(this StorageFault fault) => fault switch
    {
        StorageFault.Full => Error.Unavailable("shared.disk-full"),
        StorageFault.Broken => Error.Unavailable("shared.storage-down"),
        StorageFault.Transient => Error.Unavailable("shared.busy"),
        StorageFault.None or StorageFault.Duplicate => null,
    };
}
